"""Reading what another court tells of papers to serve and of how they were served: each part is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.cooperation.actions.reading import APART, court_of_peer, materials, moment, text, uid
from tongban.cooperation.vocabulary.service import ErrandKind
from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.elsewhere import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_REASON,
    Asked,
    Outcome,
    ServiceResult,
    Undone,
)
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd
from tongban.documents.vocabulary import Material
from tongban.federation.vocabulary import Envelope
from tongban.kernel.facts import plain

_MOST = 2000
"""Papers, files or names of one errand: all proofs of a case, or all its plaintiffs."""
_PARTY = 600
"""Characters of the name of a party, with who takes papers for it."""
_WORDS = {"number": 64, "cause": 200, "recipient": _PARTY, "address": 1000, "phone": 200}
_FILE = {"name": 160, "sha256": 64, "sm3": 64, "media_type": 80}


@dataclass(frozen=True, slots=True)
class AskedErrand:
    """What another court asks for, as it was read."""

    errand: UUID
    kind: ErrandKind
    from_court: str
    to_court: str
    attempt: UUID
    asked_at: datetime
    package: dict[str, Any]
    log: list[dict[str, Any]]


def read_asked(envelope: Envelope, on: date) -> AskedErrand:
    """The errand in the envelope. Raises one of `MALFORMED` when it is none."""
    body = envelope.body
    package = body["package"]
    sent = {one.sha256: one for one in envelope.attachments}
    papers = [
        {"title": text(one["title"], 160), "pages": int(one["pages"]), "size": sent[one["sha256"]].size}
        | {name: text(one[name], most) for name, most in _FILE.items()}
        for one in _few(package["papers"])
    ]
    if not papers:
        message = "nothing to serve"
        raise ValueError(message)
    asked = read_asked_of(package["asked"])
    told = {name: text(package[name], most) for name, most in _WORDS.items()}
    return AskedErrand(
        errand=uid(body["errand"]),
        kind=ErrandKind(body["kind"]),
        from_court=court_of_peer(body["from_court"], envelope.sender, on),
        to_court=text(body["to_court"], 16),
        attempt=uid(body["attempt"]),
        asked_at=moment(body["asked_at"]),
        package={**told, "asked": plain(asked), "papers": papers},
        log=list(body["log"]),
    )


def read_asked_of(told: Mapping[str, Any]) -> Asked:
    """By what a result is judged, as it stands in a package."""
    return Asked(
        kind=text(told["kind"], 16),
        opponents=tuple(text(one, _PARTY) for one in _few(told["opponents"])),
        since=date.fromisoformat(text(told["since"], 10)),
        counter=bool(told["counter"]),
    )


def read_result(told: Mapping[str, Any], now: datetime, *, shown: bool) -> ServiceResult:
    """What another court tells of the papers; `shown`: pictures of it came, without which nothing was recorded.

    A day that has not come yet does not fit.
    """
    visit, reason, why, posted = told["visit"], told["reason"], told["why"], told["posted_on"]
    day = date.fromisoformat(text(told["day"], 10))
    if day > timezone.localtime(now + timedelta(seconds=APART)).date():
        message = "a day that has not come yet"
        raise ValueError(message)
    return ServiceResult(
        outcome=Outcome(told["outcome"]),
        day=day,
        visit=_visit(visit, shown=shown) if visit else None,
        posted_on=date.fromisoformat(text(posted, 10)) if posted else None,
        number=text(told["number"], LONGEST_NUMBER),
        signer=text(told["signer"], LONGEST_NAME),
        reason=ReturnReason(reason) if reason else None,
        why=Undone(why) if why else None,
    )


def _visit(told: Mapping[str, Any], *, shown: bool) -> Visit:
    return Visit(
        day=date.fromisoformat(text(told["day"], 10)),
        place=Place(told["place"]),
        end=VisitEnd(told["end"]),
        taker=Taker(told["taker"]) if told["taker"] else None,
        taker_name=text(told["taker_name"], LONGEST_NAME),
        officers=tuple(text(one, LONGEST_NAME) for one in _few(told["officers"])),
        witnesses=tuple(text(one, LONGEST_NAME) for one in _few(told["witnesses"])),
        refusal=text(told["refusal"], LONGEST_REASON),
        recorded=shown and bool(told["recorded"]),
    )


def read_files(envelope: Envelope, listed: Sequence[dict[str, Any]]) -> tuple[Material, ...]:
    """The files that came with an answer; each travels with this envelope."""
    return materials(envelope, _few(listed))


def _few(listed: Any) -> list[Any]:  # noqa: ANN401 - whatever a peer sends
    found = list(listed)
    if len(found) > _MOST:
        message = f"at most {_MOST} are taken"
        raise ValueError(message)
    return found
