"""Reading what the register tells of a case from the floors above: is its court in doubt, how far is its hearing."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.rules.procedures import PROCEDURES
from tongban.register.queries import entries_of_case

_OBJECTION = "jurisdiction"


def objections_to(case: UUID) -> tuple[str, ...]:
    """For acts: where each objection to the jurisdiction over the case stands.

    Motions lie on a floor above: what is known of them here is what the register says.
    """
    stands: dict[str, str] = {}
    for entry in entries_of_case(case, ("motion_handed_in", "motion_moved")):
        if entry.body["kind"] == _OBJECTION:
            stands[entry.body["motion"]] = entry.body.get("target", PROCEDURES["jurisdiction_objection"].first)
    return tuple(stands.values())


def debate_is_over(case: UUID) -> bool:
    """For acts: whether the parties have said their last word in the hearing (CPL 144(2)): nothing joins the case then.

    Hearings lie on a floor above: what is known of them here is what was written into the record.
    """
    return any(entry.body["part"] == "final" for entry in entries_of_case(case, ("record_line_written",)))
