"""How the court's ledger is run, for a court that must judge it (在线诉讼规则 17): from the system's own data only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings

import courtlog
from tongban.register.actions.explore import Face, ledger_face
from tongban.register.adapters.software import software_of


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """A witness that the policy knows; `own` when the keeper of the ledger runs it too."""

    name: str
    key: str
    own: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`quorum` are the lines of the policy that say how many witnesses a head needs; `policy` is its SHA-256.

    `software` is the version of the ledger's program, `source` the SHA-256 of its installed source.
    """

    operator: str
    face: Face
    policy: str
    witnesses: tuple[WitnessLine, ...]
    quorum: tuple[str, ...]
    software: str
    source: str


def ledger_standing() -> Standing | None:
    """The ledger as it stands now; None before the platform has one."""
    face = ledger_face(1)
    if face is None:
        return None
    keeper = _operator(face.origin)
    known = courtlog.Policy.parse(face.policy.encode()).witnesses
    version, source = software_of()
    return Standing(
        operator=settings.TONGBAN.name,
        face=face,
        policy=hashlib.sha256(face.policy.encode()).hexdigest(),
        witnesses=tuple(
            WitnessLine(name, key.public.hex(), own=_operator(key.name) == keeper) for name, key in known.items()
        ),
        quorum=tuple(line for line in face.policy.splitlines() if line.split(" ")[0] in {"group", "quorum"}),
        software=version,
        source=source,
    )


def _operator(name: str) -> str:
    """Who runs what is called so: "chongqing.tongban.example" of "chongqing.tongban.example/ledger"."""
    return name.partition("/")[0]
