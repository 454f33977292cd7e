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
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.documents.vocabulary import Material
from tongban.filing.actions.papers import keep_materials, materials_of, order_receipt
from tongban.filing.events import FilingCorrected, FilingHandedIn, FilingMoved
from tongban.filing.models import FiledName, Filing
from tongban.filing.queries import filing_view
from tongban.filing.queries.repeated import names_in
from tongban.filing.queries.scrutiny import checks_of
from tongban.filing.rules.answers import findings
from tongban.filing.rules.checks import doubts_of
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.oral import not_oral
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import BESIDE, Act, Answers, FilingView, Package, Pleading
from tongban.filing.vocabulary.oral import ORAL
from tongban.frame.acts import Recording, locked
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused, require


def package_key(package: Package) -> str:
    """The digest of what is handed in, by whom, to which court: the same twice is one filing."""
    same = asdict(replace(package, matter=None, through_court="", venue={}, platform=""))
    return hashlib.sha256(canonical(same)).hexdigest()


def is_handed_in(package: Package) -> bool:
    """For acts: whether the very same was handed in before."""
    return Filing.objects.filter(key=package_key(package)).exists()


def check_package(package: Package, *, today: datetime, filed_at: datetime | None = None) -> Pleading:
    """The complaint in the package, with interest up to `filed_at` where that was earlier.

    Refused with every finding at once.
    """
    interview = interviews().get(package.interview)
    if interview is None:
        raise Refused(Refusal("filing.no_such_interview", "house rule: the list of interviews"))
    files = {material.question for material in package.materials}
    day, filed = (timezone.localtime(at).date() for at in (today, filed_at or today))
    require(findings(interview, package.answers, files=files, today=day))
    pleading = pleading_of(interview, package.answers, applicant=package.applicant, platform=package.platform, on=filed)
    if isinstance(pleading, Refusal):
        raise Refused(pleading)
    return pleading


def hand_in(
    record: Recording, package: Package, *, helper: str = "", received_at: datetime | None = None
) -> FilingView:
    """A step: the filing stands at the competent court, its seven days run, a receipt is ordered (SI 208; CPL 126).

    The same package again gives the same filing. `helper` assisted. The time runs from `received_at` (电子签名法 11).
    """
    received_at = received_at or record.at
    pleading = check_package(package, today=record.at, filed_at=received_at)
    key = package_key(package)
    known = Filing.objects.filter(key=key).first()
    if known is not None:
        raise Refused(_before(known.uid))
    row = _create(
        layer=Layer.HANDED_IN,
        court=package.court,
        holder=package.applicant,
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
        cause=pleading.cause,
        claim_minor=pleading.claim.minor,
        currency=pleading.claim.currency,
        handed_in_at=received_at,
        decide_by=last_day_to_decide(received_at, package.court),
    )
    _look_over(row, package.materials)
    fact = FilingHandedIn(
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
    )
    record(fact, under="CPL 123, 126")
    keep_materials(record, row, package.materials)
    order_receipt(record, row, pleading, package.materials, helper=helper, received_at=received_at)
    return filing_view(row)


def correct(
    record: Recording,
    filing: UUID,
    answers: Answers,
    added: Sequence[Material] = (),
    *,
    handed_in_at: datetime | None = None,
    helper: str = "",
) -> FilingView:
    """A step: the applicant mends what the court named, once and in time; the complaint is written anew.

    The court's period runs anew from the day after it received this (在线诉讼规则 9(2)). `added` are files that were
    not there before. `handed_in_at` is when the person handed in, where that was at another court: it keeps the period.
    """
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None or row.applicant != record.by.person:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    in_time = is_in_time(handed_in_at or record.at, row.correct_until)
    found = SCRUTINY.decide(row.stage, Act.HAND_IN_CORRECTION, role=record.by.role, holds=in_time)
    if isinstance(found, Refusal):
        raise Refused(found)
    there = materials_of(row.uid, row.applicant, at=record.at)
    known = {(material.question, material.sha256) for material in there}
    added = [material for material in added if (material.question, material.sha256) not in known]
    package = Package(
        interview=row.interview,
        version=row.version,
        answers=not_oral(row.answers) | known_answers(row.interview, answers),
        applicant=row.applicant,
        court=row.court,
        venue=row.venue,
        materials=(*there, *added),
        platform=row.platform,
    )
    pleading = check_package(package, today=record.at, filed_at=row.handed_in_at)
    decide_by = last_day_to_decide(record.at, row.court)
    row.answers, row.stage, row.decide_by = package.answers, found.target, decide_by
    row.claim_minor, row.currency, row.cause = pleading.claim.minor, pleading.claim.currency, pleading.cause
    row.save(update_fields=["answers", "stage", "decide_by", "claim_minor", "currency", "cause"])
    _look_over(row, package.materials)
    digest = hashlib.sha256(canonical(package.answers)).hexdigest()
    names = tuple(material.sha256 for material in added)
    record(FilingCorrected(filing=row.uid, digest=digest, materials=names, decide_by=decide_by), under=found.law)
    keep_materials(record, row, added)
    order_receipt(record, row, pleading, package.materials, helper=helper)
    return filing_view(row)


def leave(record: Recording, filing: UUID) -> Package:
    """A step: the applicant takes the filing away from this court, to the one that it was told of (CPL 127(4)).

    Gives what was handed in, addressed to that court. Refused: another's filing, one at another stage, one whose
    applicant was told of no other court.
    """
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None or row.applicant != record.by.person:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    pointed = ["pointed_elsewhere"] if row.pointed_to else []
    found = SCRUTINY.decide(row.stage, Act.MOVE, role=record.by.role, holds=pointed)
    if isinstance(found, Refusal):
        raise Refused(found)
    row.stage, row.decided_at = found.target, record.at
    row.save(update_fields=["stage", "decided_at"])
    record(FilingMoved(filing=row.uid, court=row.pointed_to), under=found.law)
    return Package(
        interview=row.interview,
        version=row.version,
        answers=row.answers,
        applicant=row.applicant,
        court=row.pointed_to,
        venue=row.venue,
        materials=materials_of(row.uid, row.applicant, at=record.at),
        platform=row.platform,
    )


def last_day_to_decide(received_at: datetime, court: str) -> date:
    """The last day for the court's decision on what it received then."""
    owed = due("filing_decision", timezone.localtime(received_at).date(), calendar(), readings=readings(court))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    return owed.due


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
    found = interviews().get(interview)
    return {
        key: str(value) for key, value in answers.items() if key in BESIDE | ORAL or (found and found.question(key))
    }


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
