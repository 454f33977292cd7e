"""Both sides are told in writing that the procedure was converted (SI 258(2), 269(2))."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid, conversion_by_uid
from tongban.cases.vocabulary import Side
from tongban.courts.queries import court_name
from tongban.delivery.rules.papers import conversion_notice
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork


def tell_of_conversion(work: DueWork) -> None:
    """Reaction to `ProcedureConverted`: a notice to each party is ordered; made, it goes out like other notices."""
    body = work.entry.body
    case, decided = case_by_uid(UUID(body["case"])), conversion_by_uid(UUID(body["conversion"]))
    today = timezone.localtime(decided.at).date()
    names = {party.uid: party.name for party in case.everybody}
    with act(by=Actor.office(case.court, "SI 258(2), 269(2)"), at=work.now, fulfils=work) as record:
        for party in case.parties:
            data = conversion_notice(
                decided,
                court_name=court_name(case.court, today),
                number=case.number,
                to=party.name,
                plaintiffs="、".join(p.name for p in case.of_side(Side.PLAINTIFF)),
                defendants="、".join(p.name for p in case.of_side(Side.DEFENDANT)),
                cause=case.cause_name,
                dated=today,
                docketed=timezone.localtime(case.docketed_at).date(),
                judge=names_of({case.judge})[case.judge] if case.judge else "",
                objector=names.get(decided.objected, "") if decided.objected else "",
                anew=body["source"] != body["target"],
            )
            issue_paper(
                record,
                "delivery/conversion_notice",
                data,
                kind="conversion_notice",
                title="转换程序通知书",
                label=Label(Layer.CASE, court=case.court, case=case.uid),
                dated=today,
                subject=party.uid,
            )
