"""The worker: takes due work, does it, notes how it went. Several threads or processes may run it side by side."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Protocol

from tongban.kernel.refusal import Refused
from tongban.reactions.table import carry_out
from tongban.register.actions.due import claim, fail, finish
from tongban.register.actions.record import AlreadyDone

log = logging.getLogger(__name__)


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...

    def wall(self) -> datetime:
        """The machine's time."""
        ...


def work_once(clock: BusinessClock, *, without: frozenset[str] = frozenset()) -> bool:
    """Do one piece of due work, none of the reactions in `without`; False when nothing was ready."""
    work = claim(now=clock.now(), wall=clock.wall(), without=without)
    if work is None:
        return False
    try:
        carry_out(work)
    except AlreadyDone:
        return True
    except Refused as no:
        log.warning("%s for entry %s was refused: %s", work.reaction, work.entry_id, no)
        fail(work, f"refused: {no}", wall=clock.wall())
        return True
    except Exception as error:
        log.warning(
            "%s for entry %s failed: %s", work.reaction, work.entry_id, error, exc_info=log.isEnabledFor(logging.DEBUG)
        )
        fail(work, f"{type(error).__name__}: {error}", wall=clock.wall())
        return True
    finish(work)
    return True
