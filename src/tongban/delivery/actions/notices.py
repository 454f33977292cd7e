"""公告送达: papers served by public notice, on the platform's public list, until its period is over (CPL 95, 283)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.domicile import note_domicile
from tongban.cases.law import TRACKS
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.courts.law import due
from tongban.courts.queries import ancestors, calendar, court_name, readings
from tongban.delivery.actions.dispatch import (
    lock,
    office_viewer,
    own_dispatch,
    papers_of,
    party_of,
    take_way,
)
from tongban.delivery.actions.letters import on_day
from tongban.delivery.actions.send import copies_sent
from tongban.delivery.events import NoticePublished
from tongban.delivery.models import Attempt, Dispatch, PublicNotice
from tongban.delivery.queries.owed import ways_tried
from tongban.delivery.rules.ladder import notice_bars, notice_flaws, notice_period
from tongban.delivery.rules.papers import public_notice
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, DispatchState, Purpose
from tongban.delivery.vocabulary.visits import NoticeText
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import document
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork


def publish(dispatch: UUID, text: NoticeText, *, by: Actor, at: datetime) -> None:
    """A judge has papers served by public notice: it stands on the public list from now on, and its period runs.

    Refused: in the simplified procedure (SI 140), while other ways are left, without reasons and course in the file,
    without what the law wants told (SI 139).
    """
    with act(by=by, at=at) as record:
        row = own_dispatch(record, dispatch)
        assert row.case is not None  # noqa: S101 - papers are served in a case
        case = case_by_uid(row.case)
        party = party_of(case, row.party)
        text = replace(text, abroad=text.abroad or party.abroad)
        require([*notice_bars(ways_tried(row.uid), case.track, text.ground), *notice_flaws(text)])
        way = take_way(record, row, DispatchAct.PUBLISH, Channel.NOTICE)
        if text.abroad and not party.abroad:
            note_domicile(record, case, party, abroad=True)
        ends = _last_day(case, text, timezone.localtime(at).date())
        way.ends_on, way.note = ends, text.course.strip()
        way.save(update_fields=["ends_on", "note"])
        _show(record, case, row, way, text)
        fact = NoticePublished(case=case.uid, dispatch=row.uid, attempt=way.uid, ground=text.ground, until=ends)
        record(fact, under="CPL 283" if text.abroad else "CPL 95", case=case.uid)
        copies_sent(record, case)


def end_notice(work: DueWork) -> None:
    """Reaction to `NoticePublished`, the day after its last day: the papers count as served on that day (CPL 95).

    Nothing happens when they were served by another way meanwhile.
    """
    way = Attempt.objects.select_related("dispatch").get(uid=UUID(work.entry.body["attempt"]))
    if way.state != AttemptState.SENT or way.dispatch.state != DispatchState.UNDER_WAY or way.ends_on is None:
        return
    with act(by=Actor.office(way.court, work.entry.basis), at=work.now, fulfils=work) as record:
        on_day(record, lock(way.dispatch.uid), way, way.ends_on, law=work.entry.basis)


def _last_day(case: CaseView, text: NoticeText, today: date) -> date:
    found = due(notice_period(abroad=text.abroad), today, calendar(), readings=readings(case.court))
    if isinstance(found, Refusal):
        raise Refused(found)
    return day_of(found.due)


def _show(record: Recording, case: CaseView, row: Dispatch, way: Attempt, text: NoticeText) -> None:
    assert way.ends_on is not None  # noqa: S101 - it was set just now
    party = party_of(case, row.party)
    viewer = office_viewer(case.court, record.at, case.uid)
    titles = [paper.title for uid in papers_of(row) if (paper := document(viewer, uid)) and _public(paper.label)]
    gone = timezone.make_aware(datetime.combine(way.ends_on + timedelta(days=1), time()))
    PublicNotice.objects.create(
        layer=Layer.PUBLIC,
        court=case.court,
        case=case.uid,
        until=gone,
        attempt=way,
        document=_paper(record, case, row, way, text, party, titles),
        number=case.number,
        titles=titles,
        to=party.name,
        gist=text.gist.strip(),
        ground=text.ground,
        abroad=text.abroad,
        published_at=record.at,
        ends_on=way.ends_on,
    )


def _public(label: Label) -> bool:
    """Whether a paper may be named in public: the letter with the join code is the recipient's alone."""
    return label.layer is Layer.CASE


def _appeal_court(case: CaseView, today: date) -> str:
    """To which an appeal against the judgment of this case goes; "" when nobody may appeal it."""
    above = ancestors(case.court, today)
    appealed = any(move.act == Act.NOTE_ALL_SERVED and move.starts for move in TRACKS[case.track].moves)
    return above[0].name if above and appealed else ""


def _paper(
    record: Recording,
    case: CaseView,
    row: Dispatch,
    way: Attempt,
    text: NoticeText,
    party: PartyView,
    titles: list[str],
) -> UUID:
    today = timezone.localtime(record.at).date()
    assert way.ends_on is not None  # noqa: S101 - the caller has set it
    data = public_notice(
        court_name=court_name(case.court, today),
        number=case.number,
        to=party.name,
        cause=case.cause_name,
        ground=text.ground.term,
        titles=titles,
        gist=text.gist.strip(),
        ends_on=way.ends_on,
        abroad=text.abroad,
        purpose=Purpose(row.purpose),
        track=case.track,
        dated=today,
        appeal_court=_appeal_court(case, today),
    )
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    return issue_paper(
        record,
        "delivery/public_notice",
        data,
        kind="public_notice",
        title="送达公告",
        label=label,
        dated=today,
        subject=row.uid,
    )
