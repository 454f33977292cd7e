"""What each function at a court needs to see, as data: a function opens the rows of its work and no others.

The law gives the judges of a case the case, the president the supervision of the court, the registry the papers that
pass through it; it gives nobody a case out of curiosity. Hence a judge does not read the files of other judges'
cases, and a liaison officer, whose work are errands, reads no case at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongban.access.vocabulary import Layer
from tongban.kernel.terms import Term


class Reach(Term):
    """How far a function sees within its court."""

    COURT = "court", "本院"
    OWN_CASES = "own_cases", "本人承办的案件"


@dataclass(frozen=True, slots=True)
class Need:
    """Who holds the function `role` sees rows of `layers` as far as `reach`, on the basis of `law`."""

    role: str
    reach: Reach
    layers: tuple[Layer, ...]
    law: str


_INTAKE = (Layer.PUBLIC, Layer.PROCESS, Layer.HANDED_IN)
NEEDS = (
    Need("clerk", Reach.COURT, (*_INTAKE, Layer.CASE, Layer.ERRAND, Layer.STAFF), "人民法院组织法 49"),
    Need("clerk", Reach.OWN_CASES, (Layer.SEALED,), "CPL 71; 人民法院组织法 49"),
    Need("judge", Reach.COURT, _INTAKE, "CPL 126; 审判流程信息公开规定 1"),
    Need("judge", Reach.OWN_CASES, (Layer.CASE, Layer.STAFF, Layer.SEALED, Layer.PANEL), "CPL 40-42; 合议庭规定 1"),
    Need("president", Reach.COURT, (*_INTAKE, Layer.CASE, Layer.ERRAND, Layer.STAFF), "人民法院组织法 41"),
    Need("liaison", Reach.COURT, (Layer.PUBLIC, Layer.ERRAND), "跨域立案公告 2019"),
)
"""The table. A member of staff with several functions sees what each of them needs."""
