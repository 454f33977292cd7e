"""Procedures as data: stages, what may be done at each, by whom, under which article, and the periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from tongban.cases.law import CONVERSIONS, PROCEDURES, may_be_apart, online_step
from tongban.cases.wording import CONDITIONS, ONLINE, PROCEDURE_ACTS, PROCEDURE_NAMES, PROCEDURE_STAGES, ROLES
from tongban.kernel.moves import Move, Procedure


def procedures_data() -> list[dict[str, Any]]:
    """All procedures."""
    return [
        {"name": p.name, "term": p.term, "says": str(PROCEDURE_NAMES[p.name]), "law": p.law}
        for p in PROCEDURES.values()
    ]


def procedure_data(
    procedure: Procedure, stages: Iterable[StrEnum] | None = None, role: str | None = None
) -> dict[str, Any]:
    """The table of a procedure: of all stages or only of `stages`, of everybody or only of `role`."""
    return {
        "name": procedure.name,
        "term": procedure.term,
        "says": str(PROCEDURE_NAMES[procedure.name]),
        "law": procedure.law,
        "starts": list(procedure.starts),
        "stages": [_stage(procedure, stage, role) for stage in (procedure.stages if stages is None else stages)],
    }


def _stage(procedure: Procedure, stage: StrEnum, role: str | None) -> dict[str, Any]:
    rows = [_row(move, procedure) for move in procedure.moves if _fits(move, stage, role)]
    rows += [
        _row(move, procedure) | {"into": conversion.target.name, "starts": list(conversion.starts)}
        for conversion in CONVERSIONS
        if conversion.source is procedure
        for move in conversion.moves
        if _fits(move, stage, role)
    ]
    return {**_word(stage, PROCEDURE_STAGES), "last": stage in procedure.last, "acts": rows}


def _fits(move: Move, stage: str, role: str | None) -> bool:
    return move.source == stage and (role is None or role in move.by)


def _row(move: Move, procedure: Procedure) -> dict[str, Any]:
    return {
        **_word(move.act, PROCEDURE_ACTS),
        "by": [_word(role, ROLES) for role in sorted(move.by)],
        "law": move.law,
        "basis": move.basis,
        "to": _word(move.target, PROCEDURE_STAGES),
        "into": "",
        "needs": [_word(guard, CONDITIONS) | {"law": getattr(guard, "law", "")} for guard in sorted(move.needs)],
        "starts": list(move.starts),
        "ends": list(move.ends),
        "online": _online(move.online, procedure) if move.online is not None else None,
    }


def _online(step: StrEnum, procedure: Procedure) -> dict[str, Any]:
    rule = online_step(step)
    apart = rule.apart if may_be_apart(step, procedure.name) else ""
    return {**_word(step, ONLINE), "law": rule.law, "apart": apart}


def _word(word: str, says: Mapping[str, object]) -> dict[str, Any]:
    return {"code": str(word), "term": getattr(word, "term", ""), "says": str(says[word])}
