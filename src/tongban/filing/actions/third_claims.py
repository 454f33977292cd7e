"""A third party's own claim in a case of others: taken up, ended, gone on with alone (CPL 59(1), 143; SI 81, 232-237).

Where it is not taken up, the ruling is that of any complaint that is refused (`refusals.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.actions.adding import add_claimant, end_claim
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import lock_case, lock_own_case
from tongban.cases.actions.turns import take_turn
from tongban.cases.law import Do, If, acceptance_words, decision
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.carried import parties_carried
from tongban.cases.queries.turns import turns_in
from tongban.cases.vocabulary import Act, CaseView, Choice, PartyView, Side, Track
from tongban.courts.law import period_amount
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.open_case import serve_added
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.labels import hand_over
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import Origin
from tongban.fees.actions.beside import charge_third_claim, third_fee_is_over
from tongban.fees.actions.costs import settle_third_claim
from tongban.filing.actions.hand_in import package_of_filing, take_in
from tongban.filing.models import Filing
from tongban.filing.queries.third_claims import PETITION, claim_filings
from tongban.filing.rules.for_client import CONSENT
from tongban.filing.rules.further import answers_of_suit, known_answers
from tongban.filing.rules.interview import forms
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.vocabulary import Pleading
from tongban.filing.vocabulary.agent import PRIVATE_KINDS
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

ANSWER = "third_claim_defence"
"""The time of plaintiff and defendant to answer, a row of the table of periods."""
_LAW = "CPL 59(1), 143; SI 81, 232"
_GIVEN_UP = frozenset({Act.ALLOW_WITHDRAWAL, Act.LAPSE_UNPAID, Do.DEEM_WITHDRAWN})
"""What ends the plaintiff's action without a decision about it (CPL 146, 148; SI 213)."""
_WHO = Refusal("filing.which_claimant", "CPL 157(3)", ("words",))


def take_up(record: Recording, row: Filing, pleading: Pleading) -> CaseView:
    """A step: the judge of the case hears the claim with it: who brings it is a party from now on, owes half the fee of
    its claim, and has copies of what is on file; both sides have the copy of its petition and their time to answer.

    Refused: in small claims, which are converted first (SI 278), another judge, and as the case's table refuses.
    """
    assert row.about is not None  # noqa: S101 - what joins a case names it
    view = lock_own_case(record, row.about)
    if view.track is Track.SMALL_CLAIMS:
        raise Refused(Refusal("filing.convert_first", "SI 278"))
    party = add_claimant(record, view, pleading.parties[0], under=_LAW)
    hand_over(record, subject=row.uid, case=view.uid, private=PRIVATE_KINDS)
    case = case_by_uid(view.uid)
    petition, exhibits = _papers(record, row, case)
    take_turn(
        record,
        case.uid,
        Do.TAKE_UP_THIRD_CLAIM,
        found=(If.OWN_RIGHT, If.HEARD_TOGETHER),
        amount=pleading.claim,
        papers=petition,
    )
    charge_third_claim(record, case, party, pleading.claim, kind=pleading.fee_kind, of=row.uid)
    notice = _notice(record, case, party, pleading)
    for one in case.parties:
        if one.side is not Side.THIRD_PARTY:
            order(record, case, [*petition, *exhibits, notice], one.uid, Purpose.THIRD_CLAIM)
        elif one.uid != party.uid:
            order(record, case, [*petition, notice], one.uid, Purpose.OTHER)
    serve_added(record, case, party, [notice])
    return case


def _papers(record: Recording, row: Filing, case: CaseView) -> tuple[list[UUID], list[UUID]]:
    """The petition, and what was handed in with it and both sides may see."""
    office = Viewer.office(case.court, record.at, case.uid)
    own = documents_of(office, subjects=[row.uid])
    petition = [one.uid for one in own if one.kind == PETITION]
    shown = [one.uid for one in own if one.origin is Origin.UPLOAD and one.label.layer is Layer.CASE]
    return petition[-1:], shown


def _notice(record: Recording, case: CaseView, party: PartyView, pleading: Pleading) -> UUID:
    """That the claim is heard with the case, and until when plaintiff and defendant may answer, for everybody."""
    dated = timezone.localtime(record.at).date()
    words = acceptance_words(case, party.name, pleading.claims, days=period_amount(ANSWER, dated))
    data = decision(
        case,
        title="第三人参加诉讼通知书",
        words=words,
        court_name=court_name(case.court, dated),
        dated=dated,
        to=case.parties,
        judge=names_of({case.judge})[case.judge] if case.judge else "",
    )
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    title = str(data["title"])
    return issue_paper(
        record, "cases/decision", data, kind="decision", title=title, label=label, dated=dated, subject=case.uid
    )


def end_third_claim(case: UUID, do: Do, *, words: str, found: Sequence[str], by: Actor, at: datetime) -> None:
    """The judge rules that a third party's claim is withdrawn, as it asked, or counts as withdrawn (SI 213, 236).

    The fee stays as it was halved once (SI 206); what nobody has paid is not asked for any more. Of several whom it may
    be about the ruling names one. Refused: nobody whom it may be about, none or several of them named, as `take_turn`.
    """
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        filings = claim_filings(case)
        over = {uid for uid, row in filings.items() if third_fee_is_over(record, row.uid, uid)}
        able = [one for one in view.claimants if one.uid in _may_end(view, do, over)]
        holds = [If.FEE_PERIOD_OVER if do is Do.LAPSE_THIRD_CLAIM else If.ASKED] if able else []
        take_turn(record, case, do, words=words, found=[*(one for one in found if one != If.ASKED), *holds])
        meant = able if len(able) == 1 else [one for one in able if one.name in words]
        if len(meant) != 1:
            raise Refused(_WHO)
        end_claim(record, case, meant[0].uid)
        if len(view.claimants) == 1:
            meet_clock(record, case, ANSWER)
        ended = filings[meant[0].uid].uid
        # Of several heirs of who claimed, the claim is that of the others still.
        if ended not in {row.uid for uid, row in filings.items() if uid != meant[0].uid}:
            settle_third_claim(record, ended, timezone.localtime(at).date())


def _may_end(case: CaseView, do: Do, over: set[UUID]) -> set[UUID]:
    """The claimants whose claim this ruling can be about: who asked, whose fee is overdue, or anyone who stays away."""
    if do is Do.ALLOW_THIRD_WITHDRAWAL:
        return {turn.party for turn in turns_in(case.uid, (Do.ASK_THIRD_WITHDRAWAL,)) if turn.party}
    return over if do is Do.LAPSE_THIRD_CLAIM else {one.uid for one in case.claimants}


def go_on_alone(work: DueWork) -> None:
    """Reaction to `CaseMoved`: the plaintiff's action ended without a decision, and each third party that claims for
    itself goes on as the plaintiff of another case, against both sides of the first (SI 237).

    Its complaint counts from the day on which it was handed in; the court registers it as any other. What was paid for
    hearing it with the first case went back with that.
    """
    case = case_by_uid(UUID(work.entry.body["case"]))
    if work.entry.body["act"] not in _GIVEN_UP or not case.track.first_instance or not case.claimants:
        return
    office = Actor.office(case.court, "SI 237: a third party goes on alone")
    with act(by=office, at=work.now, fulfils=work) as record:
        lock_case(record, case.uid)
        filed: set[UUID] = set()
        for uid, row in claim_filings(case.uid).items():
            # Of several heirs of who claimed, the first who has joined goes on with it.
            if row.uid not in filed and _file_alone(record, case, uid, row):
                filed.add(row.uid)
            settle_third_claim(record, row.uid, timezone.localtime(work.now).date(), back=True)
        if not record.facts:
            raise NothingToDo


def _file_alone(record: Recording, case: CaseView, party: UUID, row: Filing) -> bool:
    """Whether the third party goes on with what was handed in: an heir in its own name, nobody for the dead."""
    third = next(one for one in case.claimants if one.uid == party)
    if third.dead or third.person is None:
        return False
    opens = forms()[row.interview].opens
    assert opens is not None  # noqa: S101 - it joined the case by this form
    assert opens.suit is not None  # noqa: S101 - its data say into what it turns
    form = forms()[opens.suit.interview]
    if Filing.objects.filter(about=case.uid, applicant=third.person, interview=form.id).exists():
        return True
    day = timezone.localtime(row.handed_in_at).date()
    own, *others = parties_carried(case.uid, party)
    # Who else stands beside both sides sues nobody.
    sides = known_answers(case.number, [own, *(one for one in others if one.stood is not Side.THIRD_PARTY)])
    told = answers_of_suit(forms()[row.interview], row.answers, day)
    if third.person != row.applicant:
        # What the dead agreed to, and where they were written to, is not the heir's (在线诉讼规则 4, 29).
        told |= {CONSENT: Choice.OFFLINE.value, "plaintiff.email": ""}
    answers = told | {key: value for key, value in sides.items() if key != EARLIER and form.question(key)}
    package = package_of_filing(row, row.court, at=record.at, case=case.uid)
    package = replace(package, interview=form.id, version=form.version, answers=answers, matter=None, through_court="")
    package = replace(package, applicant=third.person, platform=third.platform)
    made, _pleading = take_in(record, package, None, received_at=row.handed_in_at, decide_from=record.at)
    made.about, made.cause = case.uid, case.cause
    made.save(update_fields=["about", "cause"])
    return True
