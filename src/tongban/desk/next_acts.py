"""Which page does which act of a case: the one table behind the buttons at the right of the case page.

The procedure's table says who may do what now; this one says where. A row whose page is not there yet shows no button.
Whoever builds a page writes the name of its address into the row; the address takes the case's uid as `case`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse

from tongban.access.audience import declared
from tongban.cases.law import TRACKS
from tongban.cases.queries import conversions_of, open_acts
from tongban.cases.vocabulary import Act, CaseView
from tongban.desk.wording.cases import ACTS, CONVERT, DISPUTED, PAGES
from tongban.people.actions.dispute import REVIEWERS


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act is done: the name of the address, and the key that opens it from the case page."""

    url: str
    key: str


ACT_PLACES: dict[Act, Place] = {
    Act.OFFER_MEDIATION: Place("desk:mediation_offer", "="),
    Act.REFER_MEDIATION: Place("desk:mediation_refer", "m"),
    Act.LAPSE_UNPAID: Place("desk:fees_lapse", "l"),
    Act.SERVE_DEFENDANT: Place("desk:delivery_serve", "s"),
    Act.OPEN_EXCHANGE: Place("desk:evidence_exchange", "x"),
    Act.AUDIT_EXHIBIT: Place("desk:evidence_audit", "b"),
    Act.EXAMINE_EXHIBIT: Place("desk:evidence_examine", "y"),
    Act.RULE_ON_CHAIN: Place("desk:evidence_ruling", "q"),
    Act.OPEN_INQUIRY: Place("desk:evidence_inquiry", "i"),
    Act.CLOSE_ROUND: Place("desk:evidence_close_round", "c"),
    Act.SET_HEARING: Place("desk:hearings_set", "h"),
    Act.OPEN_HEARING: Place("desk:hearings_open", "o"),
    Act.WRITE_RECORD: Place("desk:hearings_record", "w"),
    Act.CLOSE_HEARING: Place("desk:hearings_close", "z"),
    Act.NOTE_SIGNATURE: Place("desk:hearings_signature", "n"),
    Act.SIGN_JUDGMENT: Place("desk:judgments_draft", "d"),
}
"""Acts of the procedure's table that staff do. An act that the table gains stands here with its page."""

OCCASIONAL_PLACES = {
    Act.CHANGE_CAUSE: Place("desk:case_cause", "\\"),
    Act.NOTE_RECUSAL: Place("desk:motion_spoken", "`"),
    Act.NOTE_RESTORATION: Place("desk:motion_restoration", "~"),
}
"""Acts that are open most of the time and done now and then: they are no next step."""
CONVERSION = Place("desk:case_convert", "r")
"""Conversions stand in a table of their own; the page offers those that are open."""
VISITORS = Place("desk:dispute_visitor", "'")
"""Where a party of another platform disputes an act in person."""
PAGE_PLACES: dict[str, Place] = {
    "online": Place("desk:online_case", "-"),
    "agents": Place("desk:agents_case", "0"),
    "conduct": Place("desk:case_conduct", "["),
    "losses": Place("desk:losses_case", "*"),
    "fees": Place("desk:fees_case", "f"),
    "delivery": Place("desk:delivery_case", "v"),
    "evidence": Place("desk:evidence_case", "e"),
    "originals": Place("desk:originals_case", "]"),
    "mediation": Place("desk:mediation_case", ";"),
    "motions": Place("desk:motions_case", "+"),
    "hearings": Place("desk:hearings_case", "t"),
    "judgments": Place("desk:judgments_case", "u"),
    "publication": Place("desk:publication_case", "p"),
}
"""Pages of a case that can be looked at whatever its stage; their words stand in `wording.cases.PAGES`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A button as the case page shows it."""

    label: object
    href: str
    key: str


def next_acts(case: CaseView, roles: Collection[str]) -> list[Link]:
    """What somebody who holds `roles` may do in `case` now, as far as there is a page for it."""
    acts = dict.fromkeys(act for role in sorted(roles) for act in open_acts(case, role))
    if not TRACKS[case.track].allows(case.stage, Act.NOTE_PAYMENT):
        # After a conversion it may follow at any time (SI 199(2)): the inbox says when.
        acts.pop(Act.LAPSE_UNPAID, None)
    return _links(((ACTS[act], ACT_PLACES[act]) for act in acts if act in ACT_PLACES), case.uid)


def occasional_acts(case: CaseView, roles: Collection[str]) -> list[Link]:
    """What nobody waits for, but may have to be done: another cause, another procedure."""
    acts = {act for role in roles for act in open_acts(case, role)}
    able = {role for way in conversions_of(case) for role in way.by}
    rows = [(ACTS[act], place) for act, place in OCCASIONAL_PLACES.items() if act in acts]
    if able.intersection(roles):
        rows.append((CONVERT, CONVERSION))
    if REVIEWERS.intersection(roles) and any(one.platform not in {"", settings.TONGBAN.slug} for one in case.parties):
        rows.append((DISPUTED, VISITORS))
    return _links(rows, case.uid)


def case_pages(case: CaseView, roles: Collection[str], *, proposed: bool) -> list[Link]:
    """The pages of `case` by domain that are open to `roles`; that of publication once one is `proposed`."""
    places = {name: place for name, place in PAGE_PLACES.items() if proposed or name != "publication"}
    opening = {name: place for name, place in places.items() if _is_for(_wanted(place.url), roles)}
    return _links(((PAGES[name], place) for name, place in opening.items()), case.uid)


def may_open(href: str, roles: Collection[str]) -> bool:
    """Whether the page at `href` is for somebody who holds `roles`: a link to a closed door is none."""
    return _is_for(declared(resolve(href).func).roles, roles)


@cache
def _wanted(page: str) -> frozenset[str]:
    """One of which functions opens this page of a case; none where all staff may: the same for every case."""
    return declared(resolve(reverse(page, kwargs={"case": UUID(int=0)})).func).roles


def _is_for(wanted: frozenset[str], roles: Collection[str]) -> bool:
    return not wanted or bool(wanted.intersection(roles))


def _links(rows: object, case: UUID) -> list[Link]:
    found = []
    for label, place in rows:  # type: ignore[attr-defined]
        try:
            href = reverse(place.url, kwargs={"case": case})
        except NoReverseMatch:
            continue
        found.append(Link(label, href, place.key))
    return found
