"""Exhibits: handed in by a party, numbered from the filing, audited and examined by the court."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import lock_case, step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.vocabulary import Act, CaseView, PartyView, Side
from tongban.documents.actions.upload import Received, keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.queries import newest_versions, protected_in
from tongban.documents.vocabulary import Material
from tongban.dossier.actions.originals import ask_for_original, note_cured
from tongban.dossier.law import compared, cure_of, trigger_of
from tongban.dossier.queries import newest_outcomes
from tongban.dossier.vocabulary import Cure, Demand, Outcome, Trigger
from tongban.evidence.events import ExhibitAudited, ExhibitExamined, ExhibitSubmitted
from tongban.evidence.models import Exhibit, ExhibitFile, Opinion
from tongban.evidence.rules.exhibits import EXHIBIT, check_exhibit, key_of, unopposed
from tongban.evidence.rules.opinions import YES
from tongban.evidence.vocabulary import ALSO_TAKEN, ExhibitAct, Filed, number_of
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require

_RECEIPT = "CPL 69"
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def submit_exhibit(
    record: Recording,
    *,
    case: UUID,
    title: str = "",
    proves: str = "",
    source: str = "",
    chained: str = "",
    state_secret: str = "",
    materials: tuple[Material, ...] = (),
) -> UUID:
    """A party hands in an exhibit; its files are kept and sealed, and it gets the next number of its side (CPL 68).

    `chained` is "yes" when the party says that it was stored on a chain: then six items are asked of it (规则 18).
    `state_secret` is "no" when the party says that nothing of it is one: with "yes" it is not taken.
    Refused with all that is missing; the same files again are refused by naming the exhibit that has them.
    """
    view, law = step_case(record, case, Act.SUBMIT_EXHIBIT)
    party = own_party(record, view)
    said = told_of_secrets(state_secret, "state_secret")
    missing = check_exhibit(title=title, proves=proves, source=source, files=len(materials))
    require([*missing, *([said] if said else [])])
    key = key_of(material.sha256 for material in materials)
    _refuse_known(party, key)
    _refuse_from_mediation(view, party, f"{title} {proves} {source}", materials)
    item = Filed(title.strip(), proves.strip(), source.strip(), ())
    files = [recall_upload(material.sha256, material.name, also=ALSO_TAKEN, field="files") for material in materials]
    return take_files(record, view, party, item, files, law, chained=chained == YES).uid


def take_files(
    record: Recording,
    case: CaseView,
    party: PartyView,
    item: Filed,
    files: Sequence[Received],
    law: str,
    *,
    chained: bool = False,
) -> Exhibit:
    """A step: `files`, whose bytes are kept, become an exhibit of `party` with the next number of its side."""
    row = _exhibit(record, case, party, item, key_of(file.kept.sha256 for file in files))
    if chained:
        row.chained = True
        row.save(update_fields=["chained"])
    label = Label(Layer.CASE, court=case.court, case=case.uid, holder=party.person)
    title = f"{number_of(party.side, row.number)} {row.title}"
    documents = [
        keep_upload(record, file, kind="exhibit", title=title, label=label, subject=row.uid)[0] for file in files
    ]
    _put(record, row, documents, law)
    return row


def take_filed(record: Recording, case: CaseView, party: PartyView, items: Sequence[Filed]) -> None:
    """A step: what `party` filed with the complaint is numbered as its exhibits; its documents stay as they are."""
    lock_case(record, case.uid)  # whoever gives a number holds the case
    versions = newest_versions([uid for item in items for uid in item.documents])
    for item in items:
        if ExhibitFile.objects.filter(document__in=item.documents).exists():
            continue
        key = key_of(versions[uid].sha256 for uid in item.documents)
        if Exhibit.objects.filter(party=party.uid, key=key).exists():
            # One file may have been filed for two things to be proved: both stay.
            key = key_of(str(uid) for uid in item.documents)
        _put(record, _exhibit(record, case, party, item, key), item.documents, f"{_RECEIPT}; 在线诉讼规则 11")


def _refuse_known(party: PartyView, key: str) -> None:
    known = Exhibit.objects.filter(party__in=party.line, key=key).first()
    if known is not None:
        facts = (("number", number_of(party.side, known.number)),)
        raise Refused(Refusal("evidence.submitted_before", _RECEIPT, ("files",), facts))


def _refuse_from_mediation(case: CaseView, party: PartyView, told: str, materials: Sequence[Material]) -> None:
    """What the other side or the mediator showed in a mediation is no exhibit, nor named in one by its digest.

    All parties may agree that it is used; then it lies on the file of the case, and passes (在线调解规则 18).
    """
    digests = {*(material.sha256 for material in materials), *_DIGEST.findall(told.lower())}
    if protected_in(case.uid, digests, against=party.line):
        raise Refused(Refusal("evidence.from_mediation", "在线调解规则 18; 特邀调解 22; SI 107", ("files",)))


def _exhibit(record: Recording, case: CaseView, party: PartyView, item: Filed, key: str) -> Exhibit:
    last = Exhibit.objects.filter(case=case.uid, side=party.side).aggregate(last=Max("number"))["last"]
    return Exhibit.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        holder=party.person,
        party=party.uid,
        side=party.side,
        number=(last or 0) + 1,
        title=item.title,
        proves=item.proves,
        source=item.source,
        key=key,
        stage=EXHIBIT.first,
        submitted_at=record.at,
    )


def _put(record: Recording, row: Exhibit, documents: Iterable[UUID], law: str) -> None:
    uids = tuple(documents)
    ExhibitFile.objects.bulk_create(ExhibitFile(exhibit=row, document=uid, order=n) for n, uid in enumerate(uids, 1))
    assert row.case is not None  # noqa: S101 - every exhibit carries its case
    fact = ExhibitSubmitted(
        case=row.case, exhibit=row.uid, party=row.party, side=row.side, number=row.number, documents=uids
    )
    record(fact, under=law, case=row.case)


def pass_audit(case: UUID, exhibit: UUID, *, by: Actor, at: datetime) -> None:
    """The court found the file complete and clear: it may be used in the proceedings (在线诉讼规则 12(1))."""
    with act(by=by, at=at) as record:
        _audited(record, case, exhibit, ExhibitAct.PASS_AUDIT)


def require_original(case: UUID, exhibit: UUID, demand: Demand, *, by: Actor, at: datetime) -> None:
    """The party must bring the original, for one of the four reasons, by a day, to a place (在线诉讼规则 12(2))."""
    with act(by=by, at=at) as record:
        trigger = trigger_of(demand.trigger)
        view, row = _audited(record, case, exhibit, ExhibitAct.REQUIRE_ORIGINAL, trigger=trigger)
        party = view.party(row.party)
        assert party is not None  # noqa: S101 - an exhibit is a party's
        ask_for_original(record, view, row.uid, party, demand, layer=Layer(row.layer))


def accept_form(case: UUID, exhibit: UUID, cure: str, *, by: Actor, at: datetime) -> None:
    """The judge holds that the file counts as the original, for one of the five reasons (在线诉讼规则 13)."""
    with act(by=by, at=at) as record:
        named = cure_of(cure)
        _view, row = _audited(record, case, exhibit, ExhibitAct.ACCEPT_FORM, cure=named)
        assert named is not None  # noqa: S101 - the table needs a ground
        note_cured(record, case, row.uid, named)


def _audited(
    record: Recording,
    case: UUID,
    exhibit: UUID,
    what: ExhibitAct,
    *,
    trigger: Trigger | None = None,
    cure: Cure | None = None,
) -> tuple[CaseView, Exhibit]:
    view, _ = step_case(record, case, Act.AUDIT_EXHIBIT)
    row = exhibit_of(case, exhibit)
    held = (
        ("ground_named", bool(trigger or cure)),
        ("unopposed", unopposed(cure, all_heard=all_heard(view, row), anybody_differs=_differs(row))),
        ("compared", compared(cure, newest=_newest_outcome(row))),
    )
    move = EXHIBIT.decide(row.stage, what, role=record.by.role, holds=guards(held))
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage, row.trigger, row.cure = move.target, trigger or row.trigger, cure or row.cure
    row.save(update_fields=["stage", "trigger", "cure"])
    fact = ExhibitAudited(
        case=case, exhibit=row.uid, source=move.source, target=move.target, ground=cure or trigger or ""
    )
    record(fact, under=move.law, case=case)
    return view, row


def _newest_outcome(row: Exhibit) -> Outcome | None:
    """What comparing found for all files of an exhibit; None while one of them was not compared."""
    files = list(row.files.values_list("document", flat=True))
    found = newest_outcomes(files)
    if len(found) < len(files):
        return None
    return Outcome.DIFFERS if Outcome.DIFFERS in found.values() else Outcome.IDENTICAL


def examine_exhibit(case: UUID, exhibit: UUID, *, by: Actor, at: datetime) -> None:
    """The judge notes that the exhibit was shown in court and all had their say (CPL 71; 在线诉讼规则 15)."""
    with act(by=by, at=at) as record:
        _, law = step_case(record, case, Act.EXAMINE_EXHIBIT)
        row = exhibit_of(case, exhibit)
        if row.examined_at is not None:
            raise Refused(Refusal("evidence.examined_before", law))
        note_examined(record, row, "hearing", law)


def note_examined(record: Recording, row: Exhibit, how: str, law: str) -> None:
    """A step: from now on the exhibit may found a judgment. `how`: "exchange" or "hearing"."""
    row.examined_at = record.at
    row.save(update_fields=["examined_at"])
    assert row.case is not None  # noqa: S101 - every exhibit carries its case
    record(ExhibitExamined(case=row.case, exhibit=row.uid, how=how), under=law, case=row.case)


def exhibit_of(case: UUID, exhibit: UUID) -> Exhibit:
    """The exhibit of this case, locked; refused when there is none, and while the judge keeps it secret."""
    row = any_exhibit_of(case, exhibit)
    if row.secret:
        raise Refused(Refusal("evidence.kept_secret", "CPL 71", ("exhibit",)))
    return row


def any_exhibit_of(case: UUID, exhibit: UUID) -> Exhibit:
    """The exhibit of this case, locked, secret or not; refused when there is none."""
    row = locked(Exhibit.objects.filter(case=case, uid=exhibit).exclude(layer=Layer.REMOVED)).first()
    if row is None:
        raise Refused(Refusal("evidence.no_such_exhibit", "在线诉讼规则 38"))
    return row


def exhibit_named(case: UUID, text: str) -> Exhibit:
    """The exhibit of this case that a party's words name, locked; refused when there is none."""
    try:
        return exhibit_of(case, UUID(text))
    except ValueError:
        raise Refused(Refusal("evidence.no_such_exhibit", "在线诉讼规则 38")) from None


def all_heard(case: CaseView, row: Exhibit) -> bool:
    """Whether all whom the exhibit faces gave their opinion on it, themselves or those whose place they took."""
    spoken = spoken_on(row)
    return all(party.line & spoken for party in case.facing(Side(row.side)))


def _differs(row: Exhibit) -> bool:
    return Opinion.objects.filter(exhibit=row, original_differs=True).exists()


def spoken_on(row: Exhibit) -> set[UUID]:
    """The parties that gave their opinion on an exhibit."""
    return set(Opinion.objects.filter(exhibit=row).values_list("party", flat=True))


def digest_of(*texts: str) -> str:
    """SHA-256 of words that stay with the case, for the register."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
