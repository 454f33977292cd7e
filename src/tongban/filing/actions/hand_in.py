"""A complaint reaches the competent court (起诉), and comes back corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.filed_agents import renew_filed_authority
from tongban.cases.queries import is_noted_dead
from tongban.cases.queries.carried import parties_carried
from tongban.cases.vocabulary import PartyData
from tongban.courts.queries import is_hosted
from tongban.documents.vocabulary import Material
from tongban.filing.actions.for_client import HIDDEN, entrust, speaks_for
from tongban.filing.actions.further import (
    Start,
    begin,
    decided_within,
    is_corrected_in_vain,
    last_day,
    leave_for_above,
    settled,
    start_again,
    start_of,
)
from tongban.filing.actions.papers import keep_materials, materials_of, order_receipt
from tongban.filing.events import FilingCorrected, FilingHandedIn, FilingMoved
from tongban.filing.models import FiledName, Filing
from tongban.filing.queries import filing_view
from tongban.filing.queries.for_client import client_is_dead, known_client
from tongban.filing.queries.repeated import is_over, names_in
from tongban.filing.queries.scrutiny import checks_of
from tongban.filing.rules.answers import findings
from tongban.filing.rules.checks import doubts_of
from tongban.filing.rules.for_client import as_filed, files_for_client
from tongban.filing.rules.interview import forms
from tongban.filing.rules.oral import not_oral
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import BESIDE, Act, Answers, FilingView, Package, Pleading
from tongban.filing.vocabulary.agent import FILED_BY
from tongban.filing.vocabulary.oral import ORAL
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require


def package_key(package: Package) -> str:
    """The digest of what is handed in, by whom, to which court: the same twice is one filing."""
    same = asdict(replace(package, matter=None, through_court="", venue={}, platform=""))
    return hashlib.sha256(canonical(same)).hexdigest()


def is_handed_in(package: Package, on: date) -> bool:
    """For acts: whether the very same was handed in before and stands in the way of another."""
    known = Filing.objects.filter(key=package_key(package)).first()
    return known is not None and not is_over(known, on)


def check_package(
    package: Package, *, today: datetime, filed_at: datetime | None = None, carried: tuple[PartyData, ...] = ()
) -> Pleading:
    """The complaint in the package, with interest up to `filed_at` where that was earlier.

    `carried`: the parties of the earlier case from which it starts. Refused with every finding at once.
    """
    interview = forms().get(package.interview)
    if interview is None:
        raise Refused(Refusal("filing.no_such_interview", "house rule: the list of interviews"))
    files = {material.question for material in package.materials}
    day, filed = (timezone.localtime(at).date() for at in (today, filed_at or today))
    require(findings(interview, package.answers, files=files, today=day))
    by = package.applicant
    pleading = pleading_of(
        interview, package.answers, applicant=by, platform=package.platform, on=filed, carried=carried
    )
    if isinstance(pleading, Refusal):
        raise Refused(pleading)
    return pleading


def hand_in(
    record: Recording, package: Package, *, helper: str = "", received_at: datetime | None = None
) -> FilingView:
    """A step: the filing stands at the competent court, its seven days run, a receipt is ordered (SI 208; CPL 126).

    The same package again is refused while the first is pending. `helper` assisted. The time runs from `received_at`
    (电子签名法 11). What starts from an earlier case has the parties of that case, and may move it on. Refused in the
    name of somebody whose death a court here has noted.
    """
    _lives(package, on=timezone.localtime(record.at).date())
    start, package = start_of(record, package)
    row, pleading = take_in(record, package, start, helper=helper, received_at=received_at or record.at)
    if start is not None:
        begin(record, start, forms()[row.interview], row.answers, pleading)
    return filing_view(row)


def _lives(package: Package, *, on: date) -> None:
    """Refuse what is filed in the name of somebody whose death was noted, by whomever (Civil Code 13, 173(iv))."""
    by_agent = files_for_client(package.answers, package.applicant) and package.interview in forms()
    if is_noted_dead(package.applicant) or (by_agent and client_is_dead(package.interview, package.answers, on)):
        raise Refused(Refusal("filing.filer_dead", "CPL 51, 122(1); Civil Code 13"))


def send_up(filing: UUID, *, by: Actor, at: datetime) -> FilingView | None:
    """An appeal goes to the court above with the file (CPL 174(2)); that court's time to register it runs from now.

    What was asked for in vain keeps no appeal here: the court above decides what follows.

    Gives the filing as that court has it; None when its cases live elsewhere: then the file goes by the post of the
    courts. Refused as `leave_for_above` refuses, and as the table of scrutiny.
    """
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        if row is None or row.court != record.by.court:
            raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
        holds = guards([("goes_up", row.about is not None), ("period_over", is_corrected_in_vain(row, at))])
        found = SCRUTINY.decide(row.stage, Act.SEND_UP, role=record.by.role, holds=holds)
        if isinstance(found, Refusal):
            raise Refused(found)
        above = leave_for_above(record, row)
        row.stage, row.decided_at, row.pointed_to = found.target, record.at, above
        row.save(update_fields=["stage", "decided_at", "pointed_to"])
        record(FilingMoved(filing=row.uid, court=above), under=found.law, case=row.about)
        if not is_hosted(above, timezone.localtime(at).date()):
            return None
        package = package_of_filing(row, above, at=record.at)
        made, _pleading = take_in(record, package, start_again(row), received_at=record.at)
        return filing_view(made)


def take_in(
    record: Recording,
    package: Package,
    start: Start | None,
    *,
    received_at: datetime,
    decide_from: datetime | None = None,
    helper: str = "",
) -> tuple[Filing, Pleading]:
    """A step: the row of a filing at the court of the package, with its papers, and its pleading.

    The court's time to decide runs from `decide_from` where that is not the day of the filing.
    """
    pleading = check_package(package, today=record.at, filed_at=received_at, carried=_carried(start))
    by_agent = files_for_client(package.answers, package.applicant)
    own = (start.holder if start else None) or package.applicant
    key = package_key(package)
    before = _over_before(key, on=timezone.localtime(record.at).date())
    rule = decided_within(package.court, forms()[package.interview], start.case if start else None)
    row = _create(
        layer=Layer.HANDED_IN,
        court=package.court,
        holder=new_id() if by_agent else own,
        stage=SCRUTINY.first,
        key=key,
        applicant=package.applicant,
        platform=package.platform,
        through_court=package.through_court,
        matter=package.matter,
        interview=package.interview,
        version=package.version,
        answers=package.answers,
        venue=package.venue,
        cause=start.case.cause if start else pleading.cause,
        claim_minor=pleading.claim.minor,
        currency=pleading.claim.currency,
        handed_in_at=received_at,
        decide_by=last_day(rule, decide_from or received_at, package.court),
        about=start.case.uid if start else None,
        brought_by=start.party.uid if start and start.party else None,
        again=before,
    )
    _look_over(row, package.materials)
    record(_fact(row, package, pleading), under="CPL 123, 126")
    if by_agent:
        entrust(record, row)
    keep_materials(record, row, package.materials)
    order_receipt(record, row, pleading, package.materials, helper=helper, received_at=received_at)
    return row, pleading


def _fact(row: Filing, package: Package, pleading: Pleading) -> FilingHandedIn:
    return FilingHandedIn(
        filing=row.uid,
        court=package.court,
        through_court=package.through_court,
        matter=package.matter,
        applicant=package.applicant,
        interview=package.interview,
        interview_version=package.version,
        claim=pleading.claim,
        materials=tuple(material.sha256 for material in package.materials),
        decide_by=row.decide_by,
        again=row.again,
    )


def correct(
    record: Recording,
    filing: UUID,
    answers: Answers,
    added: Sequence[Material] = (),
    *,
    handed_in_at: datetime | None = None,
    until: date | None = None,
    helper: str = "",
) -> FilingView:
    """A step: the applicant mends what the court named, once and in time; the complaint is written anew.

    The court's period runs anew from the day after it received this (在线诉讼规则 9(2)). `added` are files that were
    not there before. `handed_in_at` is when the person handed in, where that was at another court: it keeps the period.
    `until`: its last day there, where an outage there moved it.
    """
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None:
        raise Refused(HIDDEN)
    speaks_for(record, row)
    row.correct_until = max((day for day in (row.correct_until, until) if day), default=None)
    in_time = is_in_time(handed_in_at or record.at, row.correct_until)
    found = SCRUTINY.decide(row.stage, Act.HAND_IN_CORRECTION, role=record.by.role, holds=in_time)
    if isinstance(found, Refusal):
        raise Refused(found)
    there = materials_of(row.uid, row.holder, at=record.at, case=row.about)
    known = {(material.question, material.sha256) for material in there}
    added = [material for material in added if (material.question, material.sha256) not in known]
    start = start_again(row)
    package = replace(package_of_filing(row, row.court, at=record.at), materials=(*there, *added))
    told = as_filed(row.answers, not_oral(row.answers) | known_answers(row.interview, answers))
    package = settled(start, replace(package, answers=told))
    _lives(package, on=timezone.localtime(record.at).date())
    pleading = check_package(package, today=record.at, filed_at=row.handed_in_at, carried=_carried(start))
    rule = decided_within(row.court, forms()[row.interview], start.case if start else None)
    decide_by = last_day(rule, record.at, row.court)
    row.answers, row.stage, row.decide_by = package.answers, found.target, decide_by
    row.claim_minor, row.currency = pleading.claim.minor, pleading.claim.currency
    row.cause = start.case.cause if start else pleading.cause
    row.save(update_fields=["answers", "stage", "decide_by", "claim_minor", "currency", "cause", "correct_until"])
    if pleading.by_agent and row.holder:
        renew_filed_authority(record, row.holder, pleading.agent, client=known_client(filing_view(row)))
    _look_over(row, package.materials)
    digest = hashlib.sha256(canonical(package.answers)).hexdigest()
    names = tuple(material.sha256 for material in added)
    record(FilingCorrected(filing=row.uid, digest=digest, materials=names, decide_by=decide_by), under=found.law)
    keep_materials(record, row, added)
    order_receipt(record, row, pleading, package.materials, helper=helper)
    return filing_view(row)


def _carried(start: Start | None) -> tuple[PartyData, ...]:
    """The parties of the earlier case, as those of what one of them brings."""
    return parties_carried(start.case.uid, start.party.uid) if start and start.party else ()


def leave(record: Recording, filing: UUID) -> Package:
    """A step: the applicant takes the filing away from this court, to the one that it was told of (CPL 127(4)).

    Gives what was handed in, addressed to that court. Refused: another's filing, one at another stage, one whose
    applicant was told of no other court.
    """
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None:
        raise Refused(HIDDEN)
    speaks_for(record, row)
    pointed = ["pointed_elsewhere"] if row.pointed_to else []
    found = SCRUTINY.decide(row.stage, Act.MOVE, role=record.by.role, holds=pointed)
    if isinstance(found, Refusal):
        raise Refused(found)
    row.stage, row.decided_at = found.target, record.at
    row.save(update_fields=["stage", "decided_at"])
    record(FilingMoved(filing=row.uid, court=row.pointed_to), under=found.law)
    return package_of_filing(row, row.pointed_to, at=record.at)


def package_of_filing(row: Filing, court: str, *, at: datetime, case: UUID | None = None) -> Package:
    """For acts: what was handed in, addressed to `court`; it may lie on the file of `case`, or of the earlier one."""
    return Package(
        interview=row.interview,
        version=row.version,
        answers=row.answers,
        applicant=row.applicant,
        court=court,
        venue=row.venue,
        materials=materials_of(row.uid, row.holder, at=at, case=case or row.about),
        platform=row.platform,
    )


def _look_over(row: Filing, materials: Sequence[Material]) -> None:
    """Keep with the filing by whom it is found again, and what the machine doubts: lists tell by it which are clean."""
    files = {material.question for material in materials}
    day = timezone.localtime(row.handed_in_at).date()
    FiledName.objects.filter(filing=row).delete()
    FiledName.objects.bulk_create(FiledName(filing=row, known_by=one) for one in sorted(names_in(filing_view(row))))
    row.doubts = doubts_of(checks_of(filing_view(row), files=files, on=day))
    row.save(update_fields=["doubts"])


def is_in_time(handed_in_at: datetime, until: date | None) -> list[str]:
    """The guard `in_time` when the hand-in lies within the period for corrections; the whole last day counts."""
    return ["in_time"] if until is not None and timezone.localtime(handed_in_at).date() <= until else []


def known_answers(interview: str, answers: Answers) -> Answers:
    """Only the answers to questions that the interview asks; whatever else was sent is no part of a complaint."""
    found = forms().get(interview)
    beside = BESIDE | ORAL | {FILED_BY}
    return {key: str(value) for key, value in answers.items() if key in beside or (found and found.question(key))}


def _over_before(key: str, *, on: date) -> UUID | None:
    """The very same filing from before, which gives its key up; None without one. Refused while it is not over."""
    known = locked(Filing.objects.filter(key=key)).first()
    if known is None:
        return None
    if not is_over(known, on):
        raise Refused(_before(known.uid))
    known.key = known.uid.hex
    known.save(update_fields=["key"])
    return known.uid


def _before(known: UUID) -> Refusal:
    return Refusal("filing.handed_in_before", "CPL 127(5)", facts=(("filing", str(known)),))


def _create(**columns: Any) -> Filing:
    """The row; when the same package came in a moment ago through another door, it is refused like any second one."""
    try:
        with transaction.atomic():
            return Filing.objects.create(**columns)
    except IntegrityError as twice:
        known = Filing.objects.filter(key=columns["key"]).first()
        if known is None:
            raise
        raise Refused(_before(known.uid)) from twice
