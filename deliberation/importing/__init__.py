"""Bringing in discussion that was held elsewhere: a Polis export, or a file of JSON lines.

Read as a stream, stored some lines at a time. A bad line is named and stops nothing; what has come
in is known again by its name in its source, so an import that is stopped goes on where it was.
Nobody is told, and whoever has no membership number becomes a member who can never sign in.
"""

from deliberation.importing.forum import read_forum
from deliberation.importing.items import Place, Report
from deliberation.importing.polis import read_polis
from deliberation.importing.storing import bring_in

__all__ = ["Place", "Report", "bring_in", "read_forum", "read_polis"]
