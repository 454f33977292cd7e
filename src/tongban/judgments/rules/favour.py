"""To which side a judgment gives something that can be enforced (CPL 247; SI 461): by who is told to do something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tongban.cases.vocabulary import Side

_BOTH = frozenset({Side.PLAINTIFF, Side.DEFENDANT})
_FACING = {Side.PLAINTIFF: Side.DEFENDANT, Side.DEFENDANT: Side.PLAINTIFF}
_DISMISSED = re.compile(r"(?:一并)?驳回")
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*")
_TOGETHER = re.compile(r"[与和、及](?:原告|被告|反诉)")


def favoured(holdings: Iterable[str]) -> frozenset[Side]:
    """The sides in whose favour the holdings are; both where a holding does not begin with who is to do something.

    A third party gets something by a holding that names one: as a rule by what another is to do (CPL 59(2)).
    """
    return frozenset().union(*map(_favoured_by, holdings))


def _favoured_by(holding: str) -> frozenset[Side]:
    said = _NUMBERED.sub("", holding, count=1)
    if not said or _DISMISSED.match(said):
        return frozenset()
    ordered = next((side for side in _FACING if said.startswith(side.term)), None)
    third = frozenset({Side.THIRD_PARTY} if Side.THIRD_PARTY.term in said else ())
    return third | (frozenset({_FACING[ordered]}) if ordered and not _TOGETHER.search(said) else _BOTH)
