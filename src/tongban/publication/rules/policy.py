"""Is a judgment published, and whose names are hidden: 文书上网规定 3, 4, 8; a court's policy is data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tongban.publication.vocabulary import Advice, Ground, Hiding, Policy

LAW = "文书上网规定 3"
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


def advise(policy: Policy, *, kind: str, cause: str) -> Advice:
    """Publish, or on which ground not."""
    if kind not in policy.kinds:
        return Advice(Ground.MEDIATION if "mediation" in kind else Ground.OTHER, "文书上网规定 4")
    for beginning, ground in policy.withheld_causes:
        if cause.startswith(beginning):
            return Advice(ground, "文书上网规定 4")
    return Advice(None, LAW)


def hides_names(policy: Policy, cause: str) -> bool:
    """True when parties who are natural persons appear without their names."""
    return policy.hiding is Hiding.NATURAL_PERSONS or any(word in cause for word in FAMILY)


def _policy(raw: Mapping[str, Any]) -> Policy:
    return Policy(
        kinds=frozenset(raw["kinds"]),
        withheld_causes=tuple((str(start), Ground(ground)) for start, ground in raw["withheld_causes"]),
        hiding=Hiding(raw["hiding"]),
        basis=str(raw["basis"]),
    )
