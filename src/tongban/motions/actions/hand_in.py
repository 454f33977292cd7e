"""A party asks the court for something within its case (CPL 13(2))."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Viewer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party, signer, within_authority
from tongban.cases.law import If
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.queries import data_of
from tongban.documents.vocabulary import Material
from tongban.fees.actions.beside import charge_counterclaim, charge_preservation
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.motions.actions.effects import before_who_decides
from tongban.motions.actions.steps import digest_of, label_of, run_clocks, standing, with_names
from tongban.motions.events import MotionHandedIn
from tongban.motions.models import Motion
from tongban.motions.rules.kinds import BY_COUNTER, KINDS, kind_named
from tongban.motions.rules.papers import ONLINE, application
from tongban.motions.rules.reading import Told, amount_of, read
from tongban.motions.rules.rows import Row, Standing
from tongban.motions.vocabulary import APPLICATION, Aim, Kind

AT_THE_DOOR = (If.BEFORE_DEBATE_ENDS, If.WITHIN_PERIOD, If.GROUND_NAMED)
"""Conditions of the tables that the stage of the case answers, the form, or the kind's own check."""


def ask_motion(record: Recording, *, case: UUID, kind: str, materials: tuple[Material, ...] = (), **typed: str) -> UUID:
    """A party of the case asks for what `kind` says, with the answers of its form; returns the motion.

    Refused: a kind that there is not, a stage or a side at which the table of the case's track does not allow it, an
    agent beyond the authority, everything that is missing or wrong in the answers, and as the kind's own check says.
    """
    row = kind_named(kind)
    if isinstance(row, Refusal):
        raise Refused(row)
    view, law = step_case(record, case, row.asks, holds=AT_THE_DOOR)
    secret = told_of_secrets(typed.get("state_secret", ""), "state_secret")
    return _ask(record, view, law, row, own_party(record, view), typed, materials, [secret] if secret else [])


def note_motion(
    case: UUID,
    party: str,
    kind: Kind,
    told: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    materials: tuple[Material, ...] = (),
) -> UUID:
    """Clerk or judge note what `party` asks for at the counter: by word against somebody of the court (CPL 47(1)), or
    that a period be restored (CPL 86); returns the application.

    Refused: as `ask_motion`, and a party that the case does not have.
    """
    with act(by=by, at=at) as record:
        noted, method = BY_COUNTER[kind]
        view, law = step_case(record, case, noted, holds=AT_THE_DOOR)
        of = next((one for one in view.parties if str(one.uid) == party), None)
        if of is None:
            raise Refused(Refusal("motions.party_unknown", law, ("party",)))
        return _ask(record, view, law, KINDS[kind], of, told, materials, [], method=method)


def _ask(  # noqa: PLR0913 - what an application consists of
    record: Recording,
    view: CaseView,
    law: str,
    row: Row,
    party: PartyView,
    typed: Mapping[str, str],
    materials: tuple[Material, ...],
    wrong: list[Refusal],
    *,
    method: str = ONLINE,
) -> UUID:
    case, known = view.uid, standing(record, view, party, row.kind)
    answers, named = with_names(row.fields, typed, view, party, known.today)
    told, found = read(row.fields, answers, named)
    require([*found, *row.check(told, known), *wrong])
    within_authority(record, view, None, row.says(told, known))
    if _asked_before(record, known, row, told):
        raise Refused(Refusal("motions.asked_already", row.kind.law))
    label = label_of(view, party, quiet=row.quiet)
    made = _make(record, row, told, known, label, materials, method)
    record(
        MotionHandedIn(
            case=case, motion=made.uid, kind=row.kind, party=party.uid, document=made.document, digest=digest_of(told)
        ),
        under=law,
        case=case,
    )
    run_clocks(record, view, made, row.procedure.starts, since=record.at)
    _charge(record, view, party, made, told)
    if row.kind is Kind.RECUSAL:
        before_who_decides(record, view, made, told)
    made.save()
    return made.uid


def _asked_before(record: Recording, known: Standing, row: Row, told: Told) -> bool:
    """Whether the same party waits for an answer to the very same: a form that was sent twice costs no second fee."""
    waiting = Motion.objects.filter(
        case=known.case.uid, kind=row.kind, party__in=known.party.line, decided_at__isnull=True
    ).values_list("document", flat=True)
    office = Viewer.office(known.case.court, record.at, known.case.uid)
    return any((data_of(office, document) or {}).get("told") == told for document in waiting)


def _make(
    record: Recording,
    row: Row,
    told: Told,
    known: Standing,
    label: Label,
    materials: tuple[Material, ...],
    method: str,
) -> Motion:
    """The motion with its paper and the files that came with it."""
    uid, case, local = new_id(), known.case, timezone.localtime(record.at)
    files = [recall_upload(one.sha256, one.name, field="files") for one in materials]
    for file in files:
        keep_upload(record, file, kind="motion_file", title=file.name, label=label, subject=uid)
    data = application(
        row,
        told,
        known,
        court=court_name(case.court, known.today),
        signer=signer(record, case, known.party) if method == ONLINE else known.party.name,
        signed_at=local.isoformat(),
        enclosed=[file.name for file in files],
        method=method,
    )
    document = issue_paper(
        record, APPLICATION, data, kind="motion", title=row.title, label=label, dated=known.today, subject=uid
    )
    return Motion(
        uid=uid,
        layer=label.layer,
        court=case.court,
        case=case.uid,
        holder=label.holder,
        kind=row.kind,
        stage=row.procedure.first,
        party=known.party.uid,
        document=document,
        papers=[str(document)],
        handed_in_at=record.at,
    )


def _charge(record: Recording, case: CaseView, party: PartyView, made: Motion, told: Told) -> None:
    """What the motion costs when it is made (交纳办法 14(2), 18, 22)."""
    amount = amount_of(told, "amount", case.currency)
    if made.kind == Kind.COUNTERCLAIM and amount is not None:
        due = next(one.due for one in clocks_of(case.uid) if str(one.uid) in made.clocks)
        assert due is not None  # noqa: S101 - the time to pay is counted in days
        made.charge = charge_counterclaim(record, case, party, amount, of=made.uid, due=due)
    if made.kind == Kind.PRESERVATION:
        secured = amount if told["aim"] == Aim.PROPERTY else None
        made.charge, notice = charge_preservation(record, case, party, secured, of=made.uid)
        made.papers = [*made.papers, str(notice)]
