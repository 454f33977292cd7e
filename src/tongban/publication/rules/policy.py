"""Is a judgment published, and whose names are hidden: 文书上网规定 3, 4, 8; a court's policy is data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tongban.cases.vocabulary import ClosedGround
from tongban.publication.vocabulary import Advice, Ground, Hiding, Policy

LAW = "文书上网规定 3"
_TOLD_IN_CAMERA = frozenset({"claims", "defence", "evidence", "findings", "reasoning", "law_text"})
OF_AGE = 18
"""Years (民法典 17)."""
FAMILY = (
    *("婚姻", "离婚", "同居", "婚约", "抚养", "扶养", "赡养", "收养", "监护", "探望"),
    *("继承", "遗产", "遗嘱", "遗赠", "分家"),
)
"""Words of causes in family and succession disputes (文书上网规定 8(1))."""


@cache
def policies() -> dict[str, Policy]:
    """The shipped policies by court code; "" holds the default."""
    raw = tomllib.loads(files("tongban.publication").joinpath("data", "policies.toml").read_text(encoding="utf-8"))
    own: dict[str, Any] = raw.get("courts", {})
    return {"": _policy(raw["default"])} | {code: _policy(raw["default"] | table) for code, table in own.items()}


def policy_of(court: str, known: Mapping[str, Policy] | None = None) -> Policy:
    """The policy of a court."""
    table = policies() if known is None else known
    return table.get(court, table[""])


def advise(policy: Policy, *, kind: str, cause: str, closed: ClosedGround | None = None) -> Advice:
    """Publish, or on which ground not; `closed`: why the case was not tried in public, if so."""
    if closed is ClosedGround.STATE_SECRET:
        return Advice(Ground.STATE_SECRET, "文书上网规定 4")
    if kind not in policy.kinds:
        return Advice(Ground.MEDIATION if "mediation" in kind else Ground.OTHER, "文书上网规定 4")
    for beginning, ground in policy.withheld_causes:
        if cause.startswith(beginning):
            return Advice(ground, "文书上网规定 4")
    return Advice(None, LAW)


def hides_names(policy: Policy, cause: str, *, minors: bool, closed: bool = False) -> bool:
    """True when parties who are natural persons appear without their names; `minors`: one of them is not of age;
    `closed`: the case was not tried in public.
    """
    return minors or closed or policy.hiding is Hiding.NATURAL_PERSONS or any(word in cause for word in FAMILY)


def outcome_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the public reads of a case that was not tried in public: title and outcome (CPL 137, 151, 159).

    Claims, answers, evidence, facts and reasons tell what the trial was closed for.
    """
    return {key: value for key, value in content.items() if key not in _TOLD_IN_CAMERA}


def is_minor(id_number: str, on: date) -> bool:
    """Whether the identity number (18 signs, the birth date in them) is of somebody under 18 on that day.

    The representative of a minor bears the same surname: hence all natural persons of the case are hidden with it.
    """
    born = re.fullmatch(r"\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]", id_number)
    if born is None:
        return False
    year, month, day = map(int, born.groups())
    return (on.year, on.month, on.day) < (year + OF_AGE, month, day)


def _policy(raw: Mapping[str, Any]) -> Policy:
    return Policy(
        kinds=frozenset(raw["kinds"]),
        withheld_causes=tuple((str(start), Ground(ground)) for start, ground in raw["withheld_causes"]),
        hiding=Hiding(raw["hiding"]),
        basis=str(raw["basis"]),
    )
