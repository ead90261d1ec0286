"""What something costs, whatever else the machine and the other tests do."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def is_within(seconds: float, work: Callable[[], object]) -> bool:
    """Whether `work` can be done in this much processor time.

    What takes long at random (another process, another thread) does so once; what is slow is
    slow three times in turn.
    """
    return any(seconds_of(work) < seconds for _ in range(3))


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of `work`. Rubbish of other tests is not collected meanwhile."""
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()
