"""What each function at a court needs to see, as data: a function opens the rows of its work and no others.

The law gives the judges of a case the case, the clerk the cases that he or she keeps, the president the supervision of
the court, the registry the papers that pass through it; it gives nobody a case out of curiosity. Hence a judge does not
read the files of other judges' cases; another clerk, or the president, opens a file by stating the task in it, for some
days and in the register; and a liaison officer, whose work are errands, reads no case at all.

What is handed in lies open to the registry, judges among it, until there is a case (CPL 126). From then on identity
papers and powers are seen by who conducts that case, or has opened it; the windows see what they work on themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongban.access.vocabulary import Layer
from tongban.kernel.terms import Term


class Reach(Term):
    """How far a function sees within its court."""

    COURT = "court", "本院"
    OWN_CASES = "own_cases", "本人承办的案件"
    OPENED = "opened", "登记事由后调阅的案件"
    """Cases in which the person has stated a task, or one waits for the person."""
    OFFICE = "office", "本院不属于个案的事务"
    """Rows of the court that belong to no case."""
    NOBODYS = "nobodys", "归属法院未明的事务"
    """Rows of no case and no court: money or mail that came in, of which nobody knows yet to which court it belongs."""


@dataclass(frozen=True, slots=True)
class Need:
    """Who holds the function `role` sees rows of `layers` as far as `reach`, on the basis of `law`."""

    role: str
    reach: Reach
    layers: tuple[Layer, ...]
    law: str


_PROCESS = (Layer.PUBLIC, Layer.PROCESS)
_FILE = (Layer.CASE, Layer.WITNESS, Layer.STAFF, Layer.HANDED_IN)
_TRIAL = (*_FILE, Layer.STAND, Layer.SEALED)
NEEDS = (
    Need("clerk", Reach.COURT, (*_PROCESS, Layer.COUNTER, Layer.ERRAND, Layer.HELPLINE), "人民法院组织法 49"),
    Need("clerk", Reach.OFFICE, (Layer.STAFF, Layer.HANDED_IN), "CPL 126; 人民法院组织法 49"),
    Need("clerk", Reach.NOBODYS, (Layer.STAFF,), "人民法院组织法 49"),
    Need("clerk", Reach.OWN_CASES, _TRIAL, "CPL 71; 人民法院组织法 49"),
    Need("clerk", Reach.OPENED, _FILE, "人民法院组织法 49"),
    Need("judge", Reach.COURT, _PROCESS, "审判流程信息公开规定 1"),
    Need("judge", Reach.OFFICE, (Layer.HANDED_IN, Layer.COUNTER), "CPL 126"),
    Need("judge", Reach.OWN_CASES, (*_TRIAL, Layer.COUNTER, Layer.PANEL, Layer.HELPLINE), "CPL 40-42; 合议庭规定 1"),
    Need(
        "president",
        Reach.COURT,
        (*_PROCESS, Layer.COUNTER, Layer.ERRAND, Layer.HELPLINE, Layer.COMPLAINT),
        "人民法院组织法 41",
    ),
    Need("president", Reach.OFFICE, (Layer.STAFF, Layer.HANDED_IN), "人民法院组织法 41"),
    Need("president", Reach.NOBODYS, (Layer.STAFF,), "人民法院组织法 41"),
    Need("president", Reach.OPENED, _FILE, "人民法院组织法 41"),
    Need("liaison", Reach.COURT, (Layer.PUBLIC, Layer.ERRAND), "跨域立案公告 2019"),
)
"""The table. A member of staff with several functions sees what each of them needs."""
