"""Reading tickets, and what courts say of their counters."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.helpline.models import CalendarFeed, CourtWindow, Notice, NoticeChoice, Remark, Ticket
from tongban.helpline.rules.notices import USUAL
from tongban.helpline.rules.tickets import TICKET
from tongban.helpline.vocabulary import (
    HOTLINE_LAW,
    Act,
    Category,
    Channel,
    FeedKind,
    Line,
    Manner,
    News,
    NoticeView,
    Said,
    Stage,
    TicketView,
    Window,
)
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import in_doubt_since
from tongban.people.queries.access import has_open_account

PAGE = 200


def window_of(court: str) -> Window:
    """What the court says of its counter; the hotline alone while it has said nothing. Public, so without viewer."""
    row = CourtWindow.objects.filter(court=court).first()
    if row is None:
        return Window(court)
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in row.open)
    return Window(court, row.phone, row.place, spans)


def feed_of_secret(secret: str, kind: FeedKind) -> tuple[UUID, bool, str] | None:
    """Whose dates the holder of `secret` reads, whether named, in which language; None when it opens nothing.

    It opens nothing either while the person's account is closed or stands still, nor once a court found that somebody
    else acted in it: whoever took the account may have the address, too.
    """
    digest = hashlib.sha256(secret.encode()).hexdigest()
    row = CalendarFeed.objects.filter(digest=digest, kind=kind, closed_at__isnull=True).first()
    if row is None or row.holder is None or not has_open_account(row.holder):
        return None
    return None if in_doubt_since(row.holder, row.opened_at) else (row.holder, row.named, row.language)


def open_feed_of(viewer: Viewer, kind: FeedKind) -> datetime | None:
    """Since when the viewer has an address of this kind that opens something; None without one."""
    rows = CalendarFeed.objects.filter(visible_q(viewer), holder=viewer.person, kind=kind, closed_at__isnull=True)
    since = rows.values_list("opened_at", flat=True).first()
    return None if since is None or viewer.person is None or in_doubt_since(viewer.person, since) else since


def news_of(viewer: Viewer, *, limit: int = PAGE) -> list[NoticeView]:
    """What the viewer was told, the newest first."""
    rows = Notice.objects.filter(visible_q(viewer), holder=viewer.person).order_by("-made_at", "-id")[:limit]
    return [NoticeView(News(row.kind), row.concerns, row.made_at, row.read_at) for row in rows]


def unread_news(viewer: Viewer) -> int:
    """How many of them the viewer has not marked as read."""
    return Notice.objects.filter(visible_q(viewer), holder=viewer.person, read_at__isnull=True).count()


def notice_choices(viewer: Viewer) -> dict[News, Manner]:
    """How the viewer wants to be told by e-mail, kind by kind."""
    rows = NoticeChoice.objects.filter(visible_q(viewer), holder=viewer.person).values_list("kind", "manner")
    chosen = {News(kind): Manner(manner) for kind, manner in rows}
    return {kind: chosen.get(kind, USUAL) for kind in News}


def ticket_views(rows: Iterable[Ticket]) -> list[TicketView]:
    """Views with what was said, in two queries."""
    listed = list(rows)
    said: dict[int, list[Line]] = defaultdict(list)
    for remark in Remark.objects.filter(of_ticket__in=listed).order_by("id"):
        said[remark.of_ticket_id].append(Line(Said(remark.kind), remark.words, remark.by, remark.at))
    return [_view(row, tuple(said[row.id])) for row in listed]


def _view(row: Ticket, lines: tuple[Line, ...]) -> TicketView:
    return TicketView(
        uid=row.uid,
        reference=row.reference,
        court=row.court,
        category=Category(row.category),
        channel=Channel(row.channel),
        stage=Stage(row.stage),
        concerns=row.concerns,
        holder=row.holder,
        caller=row.caller,
        phone=row.phone,
        asked_at=row.asked_at,
        due=row.due,
        answered_at=row.answered_at,
        assigned_to=row.assigned_to,
        stars=row.stars,
        lines=lines,
    )


def own_tickets(viewer: Viewer, *, limit: int = PAGE) -> list[TicketView]:
    """What the viewer asked, the newest first."""
    rows = Ticket.objects.filter(visible_q(viewer), holder=viewer.person) if viewer.person else Ticket.objects.none()
    return ticket_views(rows.order_by("-asked_at", "-id")[:limit])


def tickets_at(
    viewer: Viewer, court: str, *, answered: bool = False, concerns: UUID | None = None, limit: int = PAGE
) -> list[TicketView]:
    """What the court has been asked and this member of its staff may see: what waits, by its end, or what is answered.

    A judge finds what was handed on to the judge of an own case. `concerns`: about that case alone.
    """
    rows = Ticket.objects.filter(visible_q(viewer), court=court)
    rows = rows.filter(concerns=concerns) if concerns else rows
    if answered:
        return ticket_views(rows.filter(stage=Stage.ANSWERED).order_by("-answered_at", "-id")[:limit])
    return ticket_views(rows.exclude(stage=Stage.ANSWERED).order_by("due", "id")[:limit])


def ticket_seen_by(viewer: Viewer, uid: UUID) -> TicketView:
    """The ticket; refused when there is none that this viewer may see."""
    row = Ticket.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("helpline.no_such_ticket", HOTLINE_LAW))
    viewer.note("ticket", row.court, None)  # no look into the file of a case
    return ticket_views([row])[0]


def ticket_of_reference(viewer: Viewer, typed: str) -> UUID | None:
    """The ticket that somebody quotes by its reference, if this viewer may see it."""
    row = Ticket.objects.filter(visible_q(viewer), reference=typed.strip().upper()).only("uid").first()
    return row.uid if row else None


def acts_open(ticket: TicketView, roles: Iterable[str]) -> dict[Act, str]:
    """What somebody with `roles` may do with it now, each with the capacity to do it in."""
    return {Act(move.act): role for role in roles for move in TICKET.open_to(ticket.stage, role)}
