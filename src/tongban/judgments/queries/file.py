"""The file of a case as a judgment needs it: its own papers' data and its exhibits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.law import THIRD_ANSWER
from tongban.cases.vocabulary import CLAIMANT, CaseView, Side
from tongban.courts.queries import ancestors, court_name
from tongban.documents.queries import data_of, documents_of
from tongban.documents.vocabulary import DocumentView, Origin
from tongban.fees.queries import asked_for, borne_late, local_figure
from tongban.fees.vocabulary import FeeKind
from tongban.judgments.queries.exhibits import exhibits_of
from tongban.judgments.rules.costs import fee_line
from tongban.judgments.rules.defence import defence_of
from tongban.judgments.vocabulary import FeeLine, Materials, Setting
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of

COMPLAINT, DEFENCE, RECORD = "filing/complaint", "filing/defence", "hearings/record"
MOTION, ANSWER = "motions/ruling", "cases/appeal_answer"


def materials_of(viewer: Viewer, case: CaseView) -> Materials:
    """What `viewer` may see of the file, as far as a judgment is written from it; the newest record counts."""
    papers = [d for d in documents_of(viewer, case=case.uid) if d.origin is Origin.PAPER]
    complaint = _complaint(viewer, [d for d in papers if d.paper == COMPLAINT])
    record = _data(viewer, [d for d in papers if d.paper == RECORD])
    rulings = [data_of(viewer, d.uid) or {} for d in papers if d.paper == MOTION]
    amended = [ruling["claims"] for ruling in rulings if "claims" in ruling]
    first = [claim["text"].rstrip("。；") for claim in complaint.get("claims", ())]
    counter: list[tuple[str, tuple[str, ...]]] = [
        (str(ruling["applicant"]), (f"提起反诉，请求：{'；'.join(ruling['counterclaims'])}。",))
        for ruling in rulings
        if "counterclaims" in ruling
    ]
    return Materials(
        claims=tuple(amended[-1] if amended else first),
        reasons=tuple(complaint.get("facts", ())),
        defence=tuple(
            [said for d in papers if d.paper == DEFENCE and (said := defence_of(data_of(viewer, d.uid) or {}))]
            + counter
            + _third_claims(viewer, case, papers)
        ),
        exhibits=exhibits_of(viewer, case),
        record=record,
    )


def _third_claims(viewer: Viewer, case: CaseView, papers: list[DocumentView]) -> list[tuple[str, tuple[str, ...]]]:
    """What third parties claim for themselves, and what both sides say to it (CPL 59(1), 128)."""
    found: list[tuple[str, tuple[str, ...]]] = []
    claimants = {one.name for one in case.claimants}
    for data in (data_of(viewer, d.uid) or {} for d in papers if d.paper == COMPLAINT and claimants):
        who = [str(one["name"]) for one in data.get("parties", ()) if one.get("role") == CLAIMANT]
        if claimants.intersection(who):
            asked = "；".join(claim["text"].rstrip("。；") for claim in data.get("claims", ()))
            found.append((f"{Side.THIRD_PARTY.term}{'、'.join(who)}", (f"提出独立的诉讼请求：{asked}。",)))
    answers = [data_of(viewer, d.uid) or {} for d in papers if d.paper == ANSWER and d.title == THIRD_ANSWER]
    said = [(str(one["parties"][0]["name"]), tuple(map(str, one["text"]))) for one in answers if one]
    return found + said if claimants else []


def _complaint(viewer: Viewer, papers: list[DocumentView]) -> dict[str, Any]:
    """The newest complaint: what has a title of its own is a petition, for instance of an appeal against a ruling."""
    found = [data_of(viewer, paper.uid) or {} for paper in papers]
    return next((data for data in reversed(found) if "title" not in data), {})


def _data(viewer: Viewer, papers: list[DocumentView]) -> dict[str, Any]:
    return (data_of(viewer, papers[-1].uid) or {}) if papers else {}


def setting_of(case: CaseView, on: date) -> Setting:
    """Court, court above, bench and fee on the day `on`. Refused when the tariff gives no fee."""
    people = {uid for uid in (case.judge, case.clerk) if uid}
    named = names_of(people)
    above = ancestors(case.court, on)
    return Setting(
        court=court_name(case.court, on),
        appeal_court=above[0].name if above else "",
        judge=_named(named, case.judge),
        clerk=_named(named, case.clerk),
        dated=on,
        docketed=timezone.localtime(case.docketed_at).date(),
        fee=fee_of(case),
    )


def fee_of(case: CaseView) -> FeeLine:
    """The case fee: by the tariff, and what was asked for besides within the case; refused when the tariff gives none.

    A counterclaim adds its own (交纳办法 18); a claim that was reduced late leaves the fee as it was, and who
    reduced it bears the difference (35).
    """
    filed = timezone.localtime(case.filed_at).date()
    kind = FeeKind(case.fee_kind)
    found = fee_line(kind, Money(case.claim_minor, case.currency), case.track, filed, local_figure(case.court, kind))
    if isinstance(found, Refusal):
        raise Refused(found)
    asked = asked_for(case.uid)
    if asked is None or asked == found.payable:
        return found
    late = min(borne_late(case.uid), asked)
    if found.full in (found.payable, asked):
        return FeeLine(asked, asked, late)
    # Where the fee is halved, what was asked for besides was halved, too: the judgment tells the whole and its half.
    more = asked - found.payable
    return FeeLine(found.full + more + more, asked, late)


def _named(names: dict[UUID, str], uid: UUID | None) -> str:
    return names.get(uid, "") if uid else ""
