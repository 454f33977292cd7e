"""A complaint was refused by a ruling: served, appealed, sent up, and taken up after all when the court above says so
(CPL 126, 157, 171-174; SI 330).

The file of such an appeal goes to the court above by the post of the courts: there is no case yet that could go up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.results import KIND, PAPER_MISSING
from tongban.cases.law import check_result
from tongban.cases.vocabulary.agents import Power
from tongban.courts.law import due, period_amount
from tongban.courts.queries import ancestors, calendar, court_name, readings
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.vocabulary import Material
from tongban.filing.actions.for_client import HIDDEN, not_own, speaks_for
from tongban.filing.actions.further import last_day
from tongban.filing.actions.service_consent import QUESTION
from tongban.filing.events import RefusalAppealed, RefusalForwarded, RefusalReviewed, RefusalServed
from tongban.filing.models import Filing
from tongban.filing.queries import pleading_of_filing
from tongban.filing.rules.further import is_joining
from tongban.filing.rules.interview import forms
from tongban.filing.rules.refusals import LONGEST, NO_REASONS, NOT_SERVED_THEN, appeal_of_refusal, refusal_ruling
from tongban.filing.rules.scrutiny import SCRUTINY, holds_of_refusal
from tongban.filing.vocabulary import Act
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.moves import Move
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

APPEAL, FORWARD = "appeal_ruling", "appeal_file_transfer"
PAPER, ONLINE = "filing/refusal", "online"
_LAW = "CPL 126, 157(2), 171(2)"


def order_ruling(record: Recording, row: Filing) -> None:
    """A step: the ruling by which a complaint, or a third party's, is refused, as a paper for whoever filed it; other
    filings have none.
    """
    if forms()[row.interview].opens is not None and not is_joining(forms()[row.interview]):
        return
    today = timezone.localtime(record.at).date()
    above = ancestors(row.court, today)
    assert record.by.person is not None  # noqa: S101 - the table lets only a judge refuse
    data = refusal_ruling(
        pleading_of_filing(row),
        row.findings,
        court=court_name(row.court, today),
        judge=names_of({record.by.person})[record.by.person],
        received=timezone.localtime(row.handed_in_at).date(),
        dated=today,
        days=period_amount(APPEAL, today),
        above=above[0].name if above else "",
    )
    row.ruling = issue_paper(
        record,
        PAPER,
        data,
        kind="refusal",
        title="民事裁定书",
        label=_label(row),
        dated=today,
        subject=row.uid,
    )


def note_ruling_arrived(work: DueWork) -> None:
    """Reaction to `PaperRendered`: who files online has the ruling where the receipt lies (在线诉讼规则 29, 31).

    Whoever does not, or acts through another platform or court, is served on paper, and a clerk notes the day.
    """
    body = work.entry.body
    found = Filing.objects.filter(ruling=UUID(body["document"]), served_on=None)
    row = found.first() if body["paper"] == PAPER else None
    if row is None or row.matter or row.platform != settings.TONGBAN.slug or row.answers.get(QUESTION) != ONLINE:
        return
    office = Actor.office(row.court, "在线诉讼规则 31: arrival at the party's platform")
    with act(by=office, at=work.now, fulfils=work) as record:
        held = locked(Filing.objects.filter(uid=row.uid, served_on=None)).first()
        if held is None:
            raise NothingToDo
        _served(record, held, timezone.localtime(work.entry.at).date())


def note_refusal_served(filing: UUID, on: date, *, by: Actor, at: datetime) -> None:
    """A clerk notes on which day the ruling was served on paper. Refused: served before, a day that cannot be."""
    with act(by=by, at=at) as record:
        row, _move = _held(record, filing, Act.NOTE_SERVED)
        decided = timezone.localtime(row.decided_at).date() if row.decided_at else on
        if not decided <= on <= timezone.localtime(at).date():
            raise Refused(NOT_SERVED_THEN)
        _served(record, row, on)


def appeal_refusal(filing: UUID, reasons: str, *, by: Actor, at: datetime) -> None:
    """Whoever filed appeals against the ruling, in its own words; it costs nothing (交纳办法 8(3)).

    Refused: another's filing, an agent without the power to appeal (CPL 62(2)), after the time, no reasons.
    """
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        if row is None:
            raise Refused(HIDDEN)
        speaks_for(record, row, Power.APPEAL)
        move = _decided(record, row, Act.APPEAL)
        if not reasons.strip() or len(reasons) > LONGEST:
            raise Refused(NO_REASONS)
        local = timezone.localtime(at)
        above = ancestors(row.court, local.date())
        data = appeal_of_refusal(
            pleading_of_filing(row),
            reasons,
            court=court_name(row.court, local.date()),
            above=above[0].name if above else "",
            signed_at=local.isoformat(),
        )
        paper = issue_paper(
            record,
            "filing/refusal_appeal",
            data,
            kind="refusal_appeal",
            title="民事上诉状",
            label=_label(row),
            dated=local.date(),
            subject=row.uid,
        )
        row.stage, row.decide_by = move.target, last_day(FORWARD, at, row.court)
        row.save(update_fields=["stage", "decide_by"])
        digest = hashlib.sha256(canonical(reasons.strip())).hexdigest()
        record(RefusalAppealed(filing=row.uid, document=paper, digest=digest), under=move.law)


def forward_appeal(filing: UUID, *, by: Actor, at: datetime) -> None:
    """The court sends the appeal with the file to the court above (CPL 174(2)). Refused: sent before."""
    with act(by=by, at=at) as record:
        row, move = _held(record, filing, Act.FORWARD)
        above = ancestors(row.court, timezone.localtime(at).date())
        if not above:
            raise Refused(Refusal("venue.no_court_above", "CPL 171, 210", (), (("court", row.court),)))
        row.above = {"court": above[0].code}
        row.save(update_fields=["above"])
        record(RefusalForwarded(filing=row.uid, court=above[0].code), under=move.law)


def review_refusal(
    filing: UUID,
    *,
    ordered: bool,
    number: str,
    dated: date | None,
    effective: date | None,
    materials: Sequence[Material],
    by: Actor,
    at: datetime,
) -> None:
    """What the court above ruled, from its paper: the refusal stands, or the complaint is to be registered (SI 330).

    Then the court's time to register runs anew, and it is not refused again. Refused: not sent up, a number, day or
    paper that is missing or cannot be.
    """
    with act(by=by, at=at) as record:
        row, move = _held(record, filing, Act.NOTE_ORDERED if ordered else Act.NOTE_UPHELD)
        lacks = [] if materials else [PAPER_MISSING]
        today = timezone.localtime(at).date()
        require([*check_result(number, dated, effective, today=today), *lacks])
        assert dated is not None  # noqa: S101 - refused without
        assert effective is not None  # noqa: S101 - refused without
        title = f"上级人民法院裁判文书 {number.strip()}"
        files = [recall_upload(one.sha256, one.name, field="paper") for one in materials]
        kept = [keep_upload(record, one, kind=KIND, title=title, label=_label(row), subject=row.uid) for one in files]
        row.above = row.above | {
            "act": move.act,
            "number": number.strip(),
            "dated": dated.isoformat(),
            "effective": effective.isoformat(),
        }
        row.stage = move.target
        if ordered:
            row.decided_at, row.findings = None, []
            row.decide_by = last_day("filing_decision", at, row.court)
        row.save(update_fields=["stage", "above", "decided_at", "findings", "decide_by"])
        fact = RefusalReviewed(
            filing=row.uid, ordered=ordered, number=number.strip(), effective=effective, document=kept[0][0]
        )
        record(fact, under=move.law)


def _served(record: Recording, row: Filing, on: date) -> None:
    found = due(APPEAL, on, calendar(), readings=readings(row.court))
    if isinstance(found, Refusal):
        raise Refused(found)
    row.served_on, row.appeal_until = on, day_of(found.due)
    row.save(update_fields=["served_on", "appeal_until"])
    record(RefusalServed(filing=row.uid, on=on, until=row.appeal_until), under=_LAW)


def _held(record: Recording, filing: UUID, what: Act) -> tuple[Filing, Move]:
    """The filing of the actor's court, locked, and the row of the table that allows the act."""
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None or row.court != record.by.court:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    not_own(record, row)
    return row, _decided(record, row, what)


def _decided(record: Recording, row: Filing, what: Act) -> Move:
    today = timezone.localtime(record.at).date()
    holds = holds_of_refusal(
        ruled=row.ruling is not None,
        served=row.served_on is not None,
        until=row.appeal_until,
        above=row.above,
        on=today,
    )
    found = SCRUTINY.decide(row.stage, what, role=record.by.role, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _label(row: Filing) -> Label:
    return Label(Layer.HANDED_IN, court=row.court, holder=row.holder)
