"""A person's cases and their logs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router

from tongban.api.schemas import CaseLine, LogLineOut, ProblemOut
from tongban.cooperation.queries import cases_of, matter_seen_by, sheet_seen_by
from tongban.face.requests import CourtRequest

router = Router()
_REFUSALS = {404: ProblemOut}


@router.get("/cases", response=list[CaseLine], summary="One's cases")
def cases(request: CourtRequest) -> list[dict[str, Any]]:
    """Cases in which the person is a party, here and at other platforms, newest first."""
    return cases_of(request.viewer)


@router.get("/cases/{case}", response={200: dict[str, Any], **_REFUSALS}, summary="One case")
def case(request: CourtRequest, case: UUID) -> dict[str, Any]:
    """The sheet of the case: all that this person may see of it."""
    return dict(sheet_seen_by(request.viewer, case))


@router.get("/cases/{case}/log", response={200: list[LogLineOut], **_REFUSALS}, summary="The log of a case")
def log(request: CourtRequest, case: UUID) -> list[dict[str, Any]]:
    """What happened, by whom in which capacity, on which basis; oldest first."""
    return list(sheet_seen_by(request.viewer, case)["timeline"])


@router.get("/errands/{errand}/log", response={200: list[LogLineOut], **_REFUSALS}, summary="The log of an errand")
def errand_log(request: CourtRequest, errand: UUID) -> list[dict[str, Any]]:
    """The log that both courts and the person see."""
    lines = matter_seen_by(request.viewer, errand).log
    return [{"at": line.at, "event": line.what, "court": line.court, "facts": line.facts} for line in lines]
