"""Finding a procedure, a stage, a role by the name that somebody typed."""

from __future__ import annotations

from enum import StrEnum

from tongban.cases.rules.procedures.words import By
from tongban.kernel.moves import Procedure
from tongban.kernel.refusal import Refusal

LAW = "house rule: the table of procedures"


def procedure_named(name: str, procedures: dict[str, Procedure]) -> Procedure | Refusal:
    """The procedure of that name, or of that Chinese term; else which there are."""
    for procedure in procedures.values():
        if name.strip() in (procedure.name, procedure.term):
            return procedure
    facts = (("typed", name[:40]), ("known", ", ".join(procedures)))
    return Refusal("procedure.no_such_procedure", LAW, ("name",), facts)


def stage_named(name: str, procedure: Procedure) -> StrEnum | Refusal:
    """The stage of `procedure` of that name or term; else which it has."""
    for stage in procedure.stages:
        if name.strip() in (stage.value, getattr(stage, "term", stage.value)):
            return stage
    facts = (("typed", name[:40]), ("known", ", ".join(procedure.stages)))
    return Refusal("procedure.no_such_stage", LAW, ("stage",), facts)


def role_named(name: str) -> By | Refusal:
    """The role of that name or term; else which there are."""
    for role in By:
        if name.strip() in (role.value, role.term):
            return role
    return Refusal("procedure.no_such_role", LAW, ("role",), (("typed", name[:40]), ("known", ", ".join(By))))
