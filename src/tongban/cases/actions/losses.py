"""A party dies or can no longer act itself: told by a party, noted by the court, succeeded by heirs (CPL 153, 154)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.adding import add_party
from tongban.cases.actions.agents import carry_to_heir, end_with_party
from tongban.cases.actions.inherited import pass_periods
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.standing import own_party
from tongban.cases.actions.turns import take_turn
from tongban.cases.events import PartyLost, PartySucceeded
from tongban.cases.models import Party
from tongban.cases.queries.carried import stood_below
from tongban.cases.rules import losses as rules
from tongban.cases.rules.procedures.words import Do
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.losses import Loss
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

PROOF = "loss_proof"
"""Kind of the documents that prove a death, the want of capacity, or who inherits."""
_HIDDEN = Refusal("cases.no_such_case", "在线诉讼规则 38")


def tell_loss(record: Recording, *, case: UUID, materials: tuple[Material, ...] = (), **told: str) -> None:
    """A party tells the court that it, or another one, died or can no longer act, with the proof (CPL 153(1)).

    It changes nothing yet: the court looks at the proof and notes it. `told`: party (uid), loss, day, words,
    state_secret. Refused with all that is missing.
    """
    view = _held(record, case)
    own_party(record, view)
    party = _party(view, told.get("party", ""))
    loss = rules.LossTold.read(told, files=len(materials))
    _require(told, _checked(loss, view, party, record))
    take_turn(record, case, Do.TELL_LOSS, words=rules.said_of_loss(loss, party))
    _keep_proofs(record, view, party, Loss(loss.loss).term, materials)


def note_loss(
    case: UUID,
    party: UUID,
    *,
    told: Mapping[str, str],
    materials: Sequence[Material],
    lasting: Collection[UUID] = (),
    by: Actor,
    at: datetime,
) -> None:
    """Staff note with its proof that a party died or can no longer act itself; from now on it acts no more.

    `told`: loss, day, words, state_secret; `lasting`: authorities that by their own words outlast the party (Civil Code
    174(1)(iii)); all others end with its death. The case is suspended by a ruling of its own. Refused as the rules say.
    """
    with act(by=by, at=at) as record:
        view = _held(record, case)
        one = _party(view, str(party))
        loss = rules.LossTold.read(told, files=len(materials))
        _require(told, _checked(loss, view, one, record))
        take_turn(record, case, Do.NOTE_LOSS, words=rules.said_of_loss(loss, one))
        _keep_proofs(record, view, one, Loss(loss.loss).term, materials)
        assert loss.day is not None  # noqa: S101 - the rule has seen to it
        Party.objects.filter(uid=one.uid).update(loss=loss.loss, lost_on=loss.day)
        fact = PartyLost(case=case, party=one.uid, loss=loss.loss, day=loss.day)
        record(fact, under=Loss(loss.loss).law, case=case)
        if Loss(loss.loss) is Loss.DEATH:
            end_with_party(record, view, one, lasting)


def call_successor(
    case: UUID, gone: UUID, *, told: Mapping[str, str], materials: Sequence[Material], by: Actor, at: datetime
) -> UUID:
    """The judge calls an heir in the place of a dead party; returns the heir as a party (SI 55).

    What the dead did stays done, and the periods that ran for it run on. An heir is served like who is added to a case,
    by the reaction to `PartySucceeded`; several are called one after the other. `told`: name, kinship, id_number,
    address, phone, guardian, state_secret. Refused as the rules say.
    """
    with act(by=by, at=at) as record:
        view = _held(record, case)
        one = _party(view, str(gone))
        heir = rules.HeirTold.read(told, files=len(materials))
        _require(told, rules.check_successor(heir, one, view, today=_today(record)))
        party = rules.beside(view, heir, one) or add_party(
            record, view, rules.successor(heir, one), under=rules.SUCCESSION
        )
        _follows(party.uid, one.uid)
        if not one.left:
            carry_to_heir(record, view, one, party)
            Party.objects.filter(uid=one.uid).update(left_at=record.at)
        pass_periods(record, view, one, party)
        take_turn(record, case, Do.CALL_SUCCESSOR, words=rules.said_of_successor(heir, one, view))
        _keep_proofs(record, view, party, f"继承人（{heir.kinship}）", materials)
        fact = PartySucceeded(case=case, party=one.uid, heir=party.uid)
        record(fact, under=rules.SUCCESSION, case=case)
    return party.uid


def _follows(heir: UUID, gone: UUID) -> None:
    """The heir stands in the place of the dead, and of whom else it followed before."""
    row = Party.objects.get(uid=heir)
    if row.heir_of is None:
        row.heir_of = gone
    else:
        row.also_heir_of = [*row.also_heir_of, str(gone)]
    row.save(update_fields=["heir_of", "also_heir_of"])


def note_waiver(
    case: UUID, gone: UUID, *, told: Mapping[str, str], materials: Sequence[Material], by: Actor, at: datetime
) -> None:
    """Staff note with its proof that an heir waives its rights in the case (CPL 154(i)). Refused as the rules say."""
    with act(by=by, at=at) as record:
        view = _held(record, case)
        one = _party(view, str(gone))
        heir = rules.HeirTold.read(told, files=len(materials))
        _require(told, rules.check_waiver(heir, one, view))
        take_turn(record, case, Do.NOTE_WAIVER, words=rules.said_of_waiver(heir, one, told.get("words", "")))
        _keep_proofs(record, view, one, f"{heir.name}放弃诉讼权利", materials)


def end_case(case: UUID, *, ground: str, words: str, by: Actor, at: datetime) -> None:
    """The judge rules that the case ends with the death of a party (CPL 154).

    Refused when the ground does not hold by what was noted, and as `take_turn`.
    """
    with act(by=by, at=at) as record:
        view = _held(record, case)
        require(rules.check_end(ground, view, stood_below(view)))
        take_turn(record, case, Do.END, words=words)


def _held(record: Recording, case: UUID) -> CaseView:
    """A step: the case, held; refused where its procedure knows other ways."""
    view = lock_own_case(record, case)
    require(rules.elsewhere(view.track))
    return view


def _checked(loss: rules.LossTold, case: CaseView, party: PartyView, record: Recording) -> list[Refusal]:
    # Who died before the appeal was a party all the same: the action had been filed.
    filed = timezone.localtime(case.filed_at).date() if case.track.first_instance else date.min
    return rules.check_loss(loss, party, filed=filed, today=_today(record))


def _require(told: Mapping[str, str], found: list[Refusal]) -> None:
    secret = told_of_secrets(told.get("state_secret", ""), "state_secret")
    require([*found, *([secret] if secret else [])])


def _party(case: CaseView, uid: str) -> PartyView:
    found = next((party for party in case.everybody if str(party.uid) == uid), None)
    if found is None:
        raise Refused(Refusal("losses.party_missing", "CPL 153", ("party",)))
    return found


def _keep_proofs(
    record: Recording, case: CaseView, party: PartyView, about: str, materials: Sequence[Material]
) -> None:
    """What proves it, on the file for both sides."""
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    for material in materials:
        file = recall_upload(material.sha256, material.name, field="files")
        title = f"{party.name}：{about}证明材料"
        keep_upload(record, file, kind=PROOF, title=title, label=label, subject=party.uid)


def _today(record: Recording) -> date:
    return timezone.localtime(record.at).date()
