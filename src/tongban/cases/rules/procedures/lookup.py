"""Finding a procedure, a stage, a role by the name that somebody typed."""

from __future__ import annotations

from enum import StrEnum

from tongban.cases.rules.procedures.words import By
from tongban.kernel.moves import Procedure
from tongban.kernel.nearest import everyday_words, nearest
from tongban.kernel.refusal import Refusal

LAW = "house rule: the table of procedures"


def procedure_named(name: str, procedures: dict[str, Procedure]) -> Procedure | Refusal:
    """The procedure of that name, or of that Chinese term; else which may be meant, or which there are."""
    for procedure in procedures.values():
        if name.strip() in (procedure.name, procedure.term):
            return procedure
    words = everyday_words("tongban.cases", "procedure_words.csv")
    near = nearest(name, {key: (key, one.term, *words[key]) for key, one in procedures.items()})
    facts = (("typed", name[:40]), ("procedures", "、".join(near or procedures)))
    return Refusal("procedure.name_loose" if near else "procedure.no_such_procedure", LAW, ("name",), facts)


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
