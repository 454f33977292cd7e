"""News: left for the person when something happens, sent by e-mail as the person chose, marked as read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.witnesses import witness_in
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.actions.mail import send_note
from tongban.frame.acts import act
from tongban.helpline.events import NewsLeft, NewsRead, NewsSent, NoticesChosen
from tongban.helpline.models import Notice, NoticeChoice, Ticket
from tongban.helpline.rules.notices import CALM, USUAL, goes_out, judge_choices
from tongban.helpline.vocabulary import NOTICE_LAW, Manner, News
from tongban.helpline.wording import mail_words
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import require
from tongban.people.queries import person_by_uid
from tongban.people.queries.access import access_of
from tongban.register.vocabulary import DueWork


def tell_of_answer(work: DueWork) -> None:
    """Reaction to `TicketAnswered`: who asked is told; a caller without an account is called back by the court."""
    ticket = Ticket.objects.filter(uid=UUID(work.entry.body["ticket"]), holder__isnull=False).first()
    if ticket is not None and ticket.holder is not None:
        leave_news(work, News.ANSWER, ticket.court, {ticket.holder}, ticket.uid)


def tell_of_hearing(work: DueWork) -> None:
    """Reaction to `HearingSet`: parties and agents are told that there is a day; the summons serves it."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    leave_news(work, News.HEARING, case.court, with_agents(case, case.parties, work.now), case.uid)


def tell_of_summons(work: DueWork) -> None:
    """Reaction to `WitnessSummoned`: a witness who signs in here is told that there is a day; others get a letter."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    one = witness_in(case.uid, UUID(body["witness"]))
    leave_news(work, News.HEARING, case.court, {one.person}, one.uid)


def tell_of_moved_period(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: the party whose period ends on another day is told, and who acts for it."""
    body = work.entry.body
    if body["before"] == body["due"]:
        return
    case = case_by_uid(UUID(body["case"]))
    owed_by = next((one.owed_by for one in clocks_of(case.uid) if str(one.uid) == body["clock"]), "")
    owing = [one for one in case.parties if str(one.uid) == owed_by]
    leave_news(work, News.PERIOD_MOVED, case.court, with_agents(case, owing, work.now), case.uid)


def tell_of_original(work: DueWork) -> None:
    """Reaction to `OriginalAsked`: the party whose original the court asks for is told, and who acts for it."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    asked = case.stand_for(UUID(body["party"]))
    leave_news(work, News.ORIGINAL, case.court, with_agents(case, asked, work.now), case.uid)


def with_agents(case: CaseView, parties: Collection[PartyView], now: datetime) -> list[UUID | None]:
    """For acts: the persons of these parties, and whoever holds an authority of one of them today."""
    stands, today = {one.uid for one in parties}, timezone.localtime(now).date()
    agents = (one.agent for one in authorities_in(case.uid) if one.party in stands and one.holds(today))
    return [*(one.person for one in parties), *agents]


def leave_news(work: DueWork, kind: News, court: str, persons: Iterable[UUID | None], concerns: UUID) -> None:
    """A reaction's act: news for each of these persons with an account here; others are reached by letters alone."""
    told = sorted({person for person in persons if person and access_of(person)})
    if not told:
        return
    local = timezone.localtime(work.now)
    with act(by=Actor.office(court, NOTICE_LAW), at=work.now, fulfils=work) as record:
        chosen = dict(NoticeChoice.objects.filter(holder__in=told, kind=kind).values_list("holder", "manner"))
        lately = Notice.objects.filter(holder__in=told, kind=kind, made_at__gt=work.now - CALM)
        heard = set(lately.values_list("holder", flat=True))
        for person in told:
            at = goes_out(Manner(chosen.get(person, USUAL)), local, lately=person in heard)
            row = Notice.objects.create(
                layer=Layer.OWN, holder=person, court=court, kind=kind, concerns=concerns, made_at=work.now, send_at=at
            )
            record(NewsLeft(notice=row.uid, person=person, kind=kind, send_at=at), under=NOTICE_LAW)


def send_news(work: DueWork) -> None:
    """Reaction to `NewsLeft`, when it is due: everything that waits for this person goes out in one e-mail.

    It names no case and no paper, because others may read it. Without a mail server or an address nothing is sent.
    """
    person = UUID(work.entry.body["person"])
    rows = list(Notice.objects.filter(holder=person, sent_at__isnull=True, send_at__lte=work.now).order_by("id"))
    known, access = person_by_uid(person), access_of(person)
    if not rows or known is None or not known.email or access is None:
        return
    with override(access.language or "zh-hans"):
        subject, body = mail_words(News(row.kind) for row in rows)
    if not send_note(str(rows[0].uid), known.email, subject, body):
        return
    with act(by=Actor.office(rows[0].court, NOTICE_LAW), at=work.now, fulfils=work) as record:
        Notice.objects.filter(id__in=[row.id for row in rows]).update(sent_at=work.now)
        record(NewsSent(person=person, notices=tuple(row.uid for row in rows)), under=NOTICE_LAW)


def read_news(*, by: Actor, at: datetime) -> None:
    """The person has read all that is there. Nothing happens when nothing is unread."""
    rows = Notice.objects.filter(holder=by.person, read_at__isnull=True)
    if not rows.exists():
        return
    with act(by=by, at=at) as record:
        uids = tuple(rows.order_by("id").values_list("uid", flat=True))
        rows.update(read_at=at)
        record(NewsRead(notices=uids), under=NOTICE_LAW)


def choose_notices(chosen: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Choose for each kind of news whether it comes by e-mail at once, next morning, or never.

    Refused: a kind without a manner, never where a right could be lost.
    """
    require(judge_choices(chosen))
    with act(by=by, at=at) as record:
        for kind in News:
            how = {"layer": Layer.OWN, "manner": Manner(chosen[kind])}
            NoticeChoice.objects.update_or_create(holder=by.person, kind=kind, defaults=how)
        told = tuple(f"{kind.value}:{chosen[kind]}" for kind in News)
        record(NoticesChosen(chosen=told), under=NOTICE_LAW)
