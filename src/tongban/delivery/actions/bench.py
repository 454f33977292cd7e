"""Both sides are told in writing that somebody else conducts the case (CPL 131; 法发〔2018〕23号)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.offices import assignment_to
from tongban.cases.vocabulary import Side
from tongban.cases.vocabulary.offices import ChangeGround, Office
from tongban.courts.queries import court_name
from tongban.delivery.rules.papers import bench_notice
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

_LAW = "CPL 131"


def tell_of_change(work: DueWork) -> None:
    """Reaction to `OfficeChanged`: a notice to each party is ordered; made, it goes out like other notices."""
    body = work.entry.body
    case, office, after = case_by_uid(UUID(body["case"])), Office(body["office"]), UUID(body["after"])
    before = UUID(body["before"]) if body["before"] else None
    today = timezone.localtime(work.entry.at).date()
    names = names_of({uid for uid in (before, after) if uid})
    given = assignment_to(case.uid, office, after)
    with act(by=Actor.office(case.court, _LAW), at=work.now, fulfils=work) as record:
        for party in case.parties:
            data = bench_notice(
                court_name=court_name(case.court, today),
                number=case.number,
                to=party.name,
                plaintiffs="、".join(p.name for p in case.of_side(Side.PLAINTIFF)),
                defendants="、".join(p.name for p in case.of_side(Side.DEFENDANT)),
                cause=case.cause_name,
                dated=today,
                office=office,
                before=names.get(before, "") if before else "",
                ground=ChangeGround(body["ground"]) if body["ground"] else None,
                after=names.get(after, ""),
                turn=given.draw.turn if given and given.draw else None,
            )
            issue_paper(
                record,
                "delivery/bench_notice",
                data,
                kind="bench_notice",
                title=data["title"],
                label=Label(Layer.CASE, court=case.court, case=case.uid),
                dated=today,
                subject=party.uid,
            )
