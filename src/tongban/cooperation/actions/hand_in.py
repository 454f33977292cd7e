"""A person hands a draft in: at a court of this platform, or at a counter near by for one elsewhere (跨域立案)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.vocabulary import Choice
from tongban.cooperation.actions.correct import correct_by_draft
from tongban.cooperation.actions.log import log_line
from tongban.cooperation.actions.zone_handing import hand_over
from tongban.cooperation.events import MatterOpened
from tongban.cooperation.models import Matter
from tongban.cooperation.queries.further import not_for_holder
from tongban.cooperation.queries.zones import hands_in_here, in_internet_zone, is_handed_over
from tongban.cooperation.rules.cross_region_filing import AT_COOPERATING_COURT
from tongban.cooperation.vocabulary import MatterKind
from tongban.courts.queries import ancestors, is_hosted
from tongban.federation.queries import peer_of_courts
from tongban.filing.actions.draft import close_draft, hold_draft
from tongban.filing.actions.hand_in import check_package, hand_in, is_handed_in, leave, package_key
from tongban.filing.actions.service_consent import QUESTION
from tongban.filing.law import check_oral, digest_of, files_for_client, taken_down
from tongban.filing.queries import complaint_told, court_of_own_district, draft_of, filing_by_uid, package_of
from tongban.filing.queries.for_client import draft_problems
from tongban.filing.queries.repeated import filed_without_reason
from tongban.filing.vocabulary import ORAL_WAY, Answers, DraftView, Package
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import appointments_of, names_of
from tongban.people.queries.access import nobody_looks
from tongban.people.vocabulary import Role


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Where the draft went: `filing` at a court of this platform, `matter`, an errand to another, or both None in the
    internet zone, which hands over to the court zone.
    """

    filing: UUID | None
    matter: UUID | None


def hand_in_draft(draft_uid: UUID, *, viewer: Viewer, by: Actor, at: datetime, platform: str) -> HandedIn:
    """Hand in the viewer's draft, be it new or a correction. Pressed twice, it answers the same as the first time."""
    draft = draft_of(viewer, draft_uid)
    if draft.holder != by.person:
        raise Refused(Refusal("filing.no_such_draft", "在线诉讼规则 38"))
    if draft.handed_in_at is not None and draft.result is not None:
        return _result(draft)
    stands = digest_of(complaint_told(viewer, draft, court="")) if draft.answers.get(ORAL_WAY) else ""
    require(check_oral(draft.answers, clerk_beside=clerk_beside(by.helper, by.helper_court, at), stands=stands))
    draft = replace(draft, answers=_taken_down(draft, by, at))
    if draft.corrects is not None:
        require(draft_problems(draft, timezone.localtime(at).date()))
        with act(by=by, at=at) as record:
            hold_draft(record, draft.uid)
            close_draft(draft.uid, result=correct_by_draft(record, draft), at=at)
        return _result(draft_of(viewer, draft_uid))
    today = timezone.localtime(at).date()
    package = package_of(draft, platform=platform, on=today)
    check_package(package, today=at)
    require(draft_problems(draft, today))
    require(not_for_holder(viewer, draft))
    _explained(viewer, draft, package, today)
    if in_internet_zone():
        if not hands_in_here(package.court, today):
            raise Refused(_unreachable(package.court))
        hand_over(draft, package, by=by, at=at)
        return HandedIn(None, None)
    with act(by=by, at=at) as record:
        hold_draft(record, draft.uid)
        _explained(viewer, draft, package, today)  # again: its twin may have come in a moment ago
        if is_hosted(package.court, today):
            uid = hand_in(record, package, helper=by.helper_court).uid
        else:
            uid = _open_matter(record, package, _counter(draft, package, today), today)
        close_draft(draft.uid, result=uid, at=at)
    return _result(draft_of(viewer, draft_uid))


def _explained(viewer: Viewer, draft: DraftView, package: Package, today: date) -> None:
    """Refused: the draft is like something of one's own, and the person has not said why again."""
    if not is_handed_in(package, today):  # the very same package has its own answer
        require(filed_without_reason(viewer, draft, today))


def take_to_court(filing: UUID, *, by: Actor, at: datetime) -> HandedIn:
    """The applicant takes a filing to the competent court that it was told of, here or on another platform.

    Nothing is written anew; that court's seven days run from now (CPL 126, 127(4)).
    """
    today = timezone.localtime(at).date()
    with act(by=by, at=at) as record:
        left = filing_by_uid(filing)
        package = leave(record, filing)
        if is_hosted(package.court, today):
            return HandedIn(hand_in(record, package, helper=by.helper_court).uid, None)
        return HandedIn(None, _open_matter(record, package, left.court, today))


def clerk_beside(helper: UUID | None, court: str, at: datetime) -> bool:
    """Whether it is a clerk of the court at whose counter the person is who works beside the person."""
    return helper is not None and (Role.CLERK, court) in appointments_of(helper, at=at)


def _taken_down(draft: DraftView, by: Actor, at: datetime) -> Answers:
    """The answers with who took them down, where the complaint is oral (CPL 123(2))."""
    clerk = names_of({by.helper}).get(by.helper, "") if by.helper else ""
    return taken_down(draft.answers, clerk=clerk, court=by.helper_court, at=timezone.localtime(at).isoformat())


def _result(draft: DraftView) -> HandedIn:
    assert draft.result is not None  # noqa: S101 - a draft that was handed in has its result
    if is_handed_over(draft.result):
        return HandedIn(None, None)
    is_matter = Matter.objects.filter(uid=draft.result).exists()
    return HandedIn(None if is_matter else draft.result, draft.result if is_matter else None)


def _counter(draft: DraftView, package: Package, today: date) -> str:
    """The cooperating court: where the person is helped, else the court of the person's own district."""
    code = draft.helper_court or court_of_own_district(package.answers, today)
    if not code or not is_hosted(code, today):
        raise Refused(Refusal("cooperation.no_counter", "跨域立案公告 2019"))
    return code


def _open_matter(record: Recording, package: Package, from_court: str, today: date) -> UUID:
    if files_for_client(package.answers, package.applicant):
        raise Refused(Refusal("filing.agent_files_there", "SI 88", facts=(("court", package.court),)))
    if package.answers.get(QUESTION) == Choice.ONLINE and nobody_looks(package.applicant, at=record.at):
        # The court serves on this portal what it believes to be read here; it cannot know who has no account.
        raise Refused(Refusal("cooperation.online_without_account", "CPL 90; 在线诉讼规则 29", (QUESTION,)))
    tree = {package.court, *(court.code for court in ancestors(package.court, today))}
    peer = peer_of_courts(tree)
    if peer is None:
        raise Refused(_unreachable(package.court))
    uid = new_id()
    package = replace(package, through_court=from_court, matter=uid)
    key = package_key(package)
    if Matter.objects.filter(key=key).exists():
        raise Refused(Refusal("filing.handed_in_before", "CPL 127(5)"))
    matter = Matter.objects.create(
        uid=uid,
        layer=Layer.ERRAND,
        court=from_court,
        holder=package.applicant,
        kind=MatterKind.FILING,
        stage=AT_COOPERATING_COURT.first,
        outgoing=True,
        key=key,
        from_court=from_court,
        to_court=package.court,
        peer=peer.slug,
        applicant=package.applicant,
        applicant_name=package.answers.get("plaintiff.name", ""),
        package=plain(package),
        handed_in_at=record.at,
    )
    digest = hashlib.sha256(canonical(package)).hexdigest()
    record(
        MatterOpened(
            matter=uid,
            kind=MatterKind.FILING,
            from_court=from_court,
            to_court=package.court,
            applicant=package.applicant,
            digest=digest,
        ),
        under="跨域立案公告 2019; CPL 123",
    )
    log_line(record, matter, "handed_in", court=from_court, share=False)
    return uid


def _unreachable(court: str) -> Refusal:
    return Refusal("cooperation.court_not_reachable", "跨域立案公告 2019", facts=(("court", court),))
