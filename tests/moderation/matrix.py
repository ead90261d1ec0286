"""The permission matrix: every form of moderation, and what becomes of each person who sends it.

The roles are of the whole party, but for the officer (of Ashford Vale) and one steward (of another
CLP). The steward with a part wrote what the cases are about.
"""

from __future__ import annotations

from enum import StrEnum

WHO = (
    *("visitor", "member", "officer", "analyst", "editor", "admin"),
    *("steward elsewhere", "steward with a part", "steward"),
)


class Became(StrEnum):
    """What becomes of somebody who sends a form."""

    IN = "asked to sign in"
    NO = "forbidden"
    NONE = "nothing there for them"
    PART = "refused because they have a part in it"
    MAY = "the form itself is looked at"


Row = tuple[Became, ...]
IN, NO, NONE, PART, MAY = Became

ANYBODY = (MAY,) * 9
MEMBERS = (IN, *(MAY,) * 8)
NOT_THEIRS = (IN, *(NONE,) * 8)  # it is another's, or not there: nobody learns which
#             visitor member officer analyst editor admin | steward: elsewhere, with a part, other
STEWARDS = (IN, NO, NO, NO, NO, NO, MAY, MAY, MAY)
OF_THE_CASE = (IN, NO, NO, NO, NO, NO, NONE, PART, MAY)
OF_THE_PLACE = (IN, NO, NO, NO, NO, NO, NO, MAY, MAY)
NOTING = (IN, NO, NO, NO, NO, NO, NONE, MAY, MAY)  # who has a part says so in a note
THE_OFFICER = (IN, NO, MAY, NO, NO, NO, NO, NO, NO)
THE_EDITOR = (IN, NO, NO, NO, MAY, NO, NO, NO, NO)
THE_ADMIN = (IN, NO, NO, NO, NO, MAY, NO, NO, NO)
THE_PANEL = (IN, NO, NO, NO, NO, NO, NONE, PART, PART)  # the other one decided what is appealed
# Who reported it, who wrote it, and who may read it; what is written is then for its author alone.
WHO_READS_IT = (IN, NONE, NONE, NONE, NONE, NONE, NONE, MAY, MAY)
NO_OFFICE = (IN, NO, NONE, NO, NO, NO, NO, NO, NO)  # the officer's, if there were one

# Cases: 1 reported, 2 waits for its second signature, 3 a prompt, 5 an appeal against 4.
MATRIX: dict[str, tuple[str, Row]] = {
    "moderation.reports.create": ("/reports", MEMBERS),
    "moderation.cases.claim": ("/cases/1/claims", OF_THE_CASE),
    "moderation.cases.release": ("/cases/1/releases", OF_THE_CASE),
    "moderation.cases.decide": ("/cases/1/decisions", OF_THE_CASE),
    "moderation.cases.second": ("/cases/2/seconds", OF_THE_CASE),
    "moderation.cases.judge_appeal": ("/cases/5/judgements", THE_PANEL),
    "moderation.cases.decline": ("/cases/5/declines", THE_PANEL),
    "moderation.safety.create_entry": ("/cases/1/entries", OF_THE_CASE),
    "moderation.queueing.add_note": ("/cases/1/notes", NOTING),
    "moderation.queueing.join": ("/cases/1/joins", OF_THE_CASE),
    "moderation.queueing.send": ("/suggestions/1/second-look", THE_EDITOR),
    "moderation.prompts.ask_question": ("/cases/3/questions", OF_THE_CASE),
    "moderation.prompts.ask_editor": ("/cases/3/suggestions", OF_THE_CASE),
    "moderation.prompts.invite": ("/cases/3/invitations", OF_THE_CASE),
    "moderation.prompts.open_quiet_round": ("/cases/3/quiet-rounds", OF_THE_CASE),
    "moderation.prompts.open_steelman": ("/cases/3/steelmen", OF_THE_CASE),
    "moderation.prompts.show_also_said": ("/cases/3/also-said", OF_THE_CASE),
    "moderation.prompts.put_on_agenda": ("/cases/3/agendas", OF_THE_CASE),
    "moderation.prompts.take_turns": ("/cases/3/turns", OF_THE_CASE),
    "moderation.prompts.dismiss": ("/cases/3/dismissals", OF_THE_CASE),
    "moderation.decisions.create_appeal": ("/decisions/1/appeals", WHO_READS_IT),
    "moderation.decisions.create_mended": ("/decisions/1/mended", WHO_READS_IT),
    "moderation.log.create_note": ("/log/1/notes", STEWARDS),
    "moderation.training.create": ("/moderation/training", STEWARDS),
    "moderation.training.confirm": ("/moderation/training/{chen}/confirmations", THE_ADMIN),
    "moderation.wording.propose": ("/moderation/words", STEWARDS),
    "moderation.wording.answer": ("/moderation/words/1/answers", STEWARDS),
    "moderation.wording.remove": ("/moderation/words/removals", STEWARDS),
    "moderation.interests.create": ("/interests", MEMBERS),
    "moderation.interests.end": ("/interests/1/endings", NOT_THEIRS),
    "moderation.about.say": ("/account/about-me/no-such", NOT_THEIRS),
    "moderation.steelmen.hold": ("/steelmen/99/holders", NOT_THEIRS),
    "moderation.steelmen.correct": ("/steelmen/99/corrections", NOT_THEIRS),
    "moderation.invitations.create_answer": ("/invitations/99/answers", NOT_THEIRS),
    "moderation.invitations.say_no": ("/invitations/99/no", NOT_THEIRS),
    "moderation.invitations.no": ("/invitations/no/rubbish", ANYBODY),  # the link is the right
    "moderation.invitations.consent": ("/invitations/consent", MEMBERS),
    "moderation.in_person.create_agreement": (
        "/clps/{ashford}/invitations/agreements",
        THE_OFFICER,
    ),
    "moderation.in_person.create_entered": ("/invited/99", NO_OFFICE),
    "accounts.create_grant": ("/access", THE_ADMIN),
    "accounts.end_grant": ("/access/{grant}/end", THE_ADMIN),
    "deliberation.choose_tie": ("/people/{ada}/ties", MEMBERS),
    "deliberation.rest": ("/me/rest", MEMBERS),
    "deliberation.ask_delegate": ("/me/delegates", MEMBERS),
    "deliberation.change_delegate": ("/me/delegates/{ada}/{chen}", MEMBERS),
    "deliberation.limit": ("/posts/1/replies", MEMBERS),
    "deliberation.hand_in": ("/threads/1/quiet-round", NOT_THEIRS),
    "deliberation.change_held": ("/held/99/changes", NOT_THEIRS),
    "deliberation.withdraw_held": ("/held/99/withdrawals", NOT_THEIRS),
    "deliberation.choose_first_posts": ("/clps/{ashford_id}/first-posts", THE_OFFICER),
    "deliberation.ask_to_speak": ("/threads/1/speakers", OF_THE_PLACE),
    "deliberation.change_turns": ("/threads/1/turns", OF_THE_PLACE),
}
