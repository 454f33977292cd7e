"""送达地址确认书: a party confirms where it is served, online or on paper (邮寄送达规定 3-5; SI 136, 137)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.conduct import give_consent, note_consent
from tongban.cases.actions.domicile import note_domicile
from tongban.cases.actions.standing import own_party
from tongban.cases.law import check_choice, may_answer
from tongban.cases.queries import case_by_uid, consent_notice, consents_of
from tongban.cases.queries.online import moved_offline
from tongban.cases.vocabulary import CaseView, PartyView, Step
from tongban.delivery.actions.dispatch import party_of
from tongban.delivery.events import AddressConfirmed, AddressRecounted
from tongban.delivery.models import Attempt, ServiceAddress
from tongban.delivery.queries.addresses import address_of
from tongban.delivery.rules.addresses import LAW, address_flaws
from tongban.delivery.vocabulary import AddressGround, AttemptState, Channel, Domicile
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import dispute_by_uid
from tongban.register.queries import acts_of
from tongban.register.vocabulary import DueWork

YES = "yes"
DISPUTES = "在线诉讼规则 7(2)"


def confirm_address(  # noqa: PLR0913 - what the form asks for
    record: Recording,
    *,
    case: UUID,
    address: str,
    postcode: str = "",
    phone: str = "",
    email: str = "",
    account: str = "",
    receiver: str = "",
    abroad: str = "",
    told: str = "",
    choice: str = "",
    notice_version: str = "",
) -> None:
    """A step of a party: where it wants its papers, and with `choice` whether also electronically (SI 136).

    `abroad`: "yes" when it says that it has no domicile in the country; otherwise what is known of that stays.

    Refused: an address that nobody finds, and everything that `give_consent` refuses.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    given = {"address": address, "postcode": postcode, "phone": phone, "email": email}
    also = {"account": account, "receiver": receiver}
    domicile = Domicile.ABROAD if abroad == YES else None
    _keep(record, view, party, AddressGround.CONFIRMED, given, also, domicile, told=told == YES, on_paper=False)
    answer = consents_of(case).get((party.uid, Step.SERVICE))
    if choice and (answer is None or answer.choice != choice):
        give_consent(record, case=case, step=Step.SERVICE, choice=choice, notice_version=notice_version)


def note_address(  # noqa: PLR0913 - what the form asks for
    case: UUID,
    party: UUID,
    *,
    withheld: bool,
    address: str,
    postcode: str,
    phone: str,
    email: str,
    account: str,
    receiver: str,
    told: bool,
    choice: str,
    by: Actor,
    at: datetime,
    domicile: str = "",
) -> None:
    """The form was filled in on paper, or the party was told what follows and gave no address (`withheld`).

    `domicile`: what the form says of it, a `Domicile`; "" when it says nothing, and what is known stays.

    Refused: another court, another function, what is missing on the form, a no after a yes, which the judge reviews.
    """
    with act(by=by, at=at) as record:
        view = case_by_uid(case)
        if view.court != by.court or by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", LAW))
        who = party_of(view, party)
        ground = AddressGround.WITHHELD if withheld else AddressGround.CONFIRMED
        given = {"address": address, "postcode": postcode, "phone": phone, "email": email}
        also = {"account": account, "receiver": receiver}
        said = Domicile(domicile) if domicile in set(Domicile) else None
        _keep(record, view, who, ground, given, also, said, told=told, on_paper=True)
        if choice and not withheld:
            _note_answer(record, view, who, choice)


def _note_answer(record: Recording, case: CaseView, party: PartyView, choice: str) -> None:
    found = check_choice(Step.SERVICE, choice)
    if isinstance(found, Refusal):
        raise Refused(found)
    before = consents_of(case.uid).get((party.uid, Step.SERVICE))
    require(may_answer(before, found[1], moved=Step.SERVICE in moved_offline(case.uid), by_agent=False))
    if before is None or before.choice is not found[1]:
        version = consent_notice()
        note_consent(record, case, party, step=Step.SERVICE, choice=found[1], notice_version=version, law="SI 136")


def _keep(  # noqa: PLR0913 - what the form tells
    record: Recording,
    case: CaseView,
    party: PartyView,
    ground: AddressGround,
    given: dict[str, str],
    also: dict[str, str],
    domicile: Domicile | None,
    *,
    told: bool,
    on_paper: bool,
) -> None:
    said = {name: " ".join(text.split()) for name, text in given.items()}
    require(address_flaws(ground, **said, told=told))
    row = ServiceAddress.objects.create(
        layer=Layer.STAFF,
        court=case.court,
        case=case.uid,
        holder=party.person,
        party=party.uid,
        ground=ground,
        on_paper=on_paper,
        at=record.at,
        **said,
        **{name: " ".join(text.split())[:80] for name, text in also.items()},
    )
    if domicile is not None:
        note_domicile(record, case, party, abroad=domicile is Domicile.ABROAD)
    counts_now(record, case, party, row, under=LAW, domicile=domicile or "")


def counts_now(
    record: Recording, case: CaseView, party: PartyView, kept: ServiceAddress, *, under: str, domicile: str = ""
) -> None:
    """A step: the address of this row is the party's from now on, also for letters that wait."""
    fact = AddressConfirmed(
        case=case.uid, party=party.uid, ground=kept.ground, on_paper=kept.on_paper, domicile=domicile
    )
    record(fact, under=under, case=case.uid)
    _readdress(case, party)


def recount_address(work: DueWork) -> None:
    """Reaction to a dispute and to its decision: where the party is served now that a confirmation from the time of the
    disputed act is none, or is one again, also for letters that wait (在线诉讼规则 7(2)).
    """
    dispute = dispute_by_uid(UUID(work.entry.body["dispute"]))
    if dispute is None:
        return
    told = acts_of(dispute.person, (AddressConfirmed.NAME,))
    places = {(one.body["case"], one.body["party"]) for one in told if dispute.done_at <= one.at <= dispute.at}
    if not places:
        return
    with act(by=Actor.office(dispute.court, DISPUTES), at=work.now, fulfils=work) as record:
        for where, who in sorted(places):
            case = case_by_uid(UUID(where))
            party = party_of(case, UUID(who))
            fact = AddressRecounted(case=case.uid, party=party.uid, at=address_of(case.uid, party.uid).at)
            record(fact, under=DISPUTES, case=case.uid)
            _readdress(case, party)


def _readdress(case: CaseView, party: PartyView) -> None:
    # What was not handed to the post yet, nor to a court that prints it, goes to the address that counts from now on.
    waiting = Attempt.objects.filter(
        case=case.uid, dispatch__party=party.uid, channel=Channel.LETTER, state=AttemptState.QUEUED, batch__isnull=True
    )
    for row in waiting.filter(elsewhere=""):
        row.address = address_of(case.uid, party.uid).postal or party.address
        row.save(update_fields=["address"])
