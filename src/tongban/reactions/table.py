"""When this fact is recorded, that act is due. The whole house's reactions are on this page.

A row: the fact, the act it makes due (a function that takes the `DueWork`), and from when. The worker carries each row
out exactly once per recorded fact; failures are retried and shown. Nothing else in the house listens to facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tongban.cases.actions.agents import end_denied_authority
from tongban.cases.actions.clocks import renew_clocks
from tongban.cases.actions.conduct import offer_mediation
from tongban.cases.actions.online import note_silence, renew_time_to_link
from tongban.cases.actions.outages import move_clocks
from tongban.cases.actions.turn_periods import (
    note_answer_served,
    pass_after_objection,
    pass_by_time,
    renew_turn_periods,
    start_turn_periods,
)
from tongban.cases.events import (
    AnswerAwaited,
    AuthorityAccepted,
    AuthorityRevoked,
    CaseDocketed,
    CaseMoved,
    ClockRenewed,
    ConsentGiven,
    JoinAwaited,
    NumbersLinked,
    OutageRecorded,
    PartyLost,
    PartySucceeded,
    ProcedureConverted,
    TurnTaken,
    WitnessGranted,
)
from tongban.cases.events.offices import OfficeChanged
from tongban.cooperation import events as errands
from tongban.cooperation.actions import outages, service_ask, service_do, service_recall
from tongban.cooperation.actions.disputes import pass_dispute_on, tell_decision
from tongban.cooperation.actions.forward import note_receipt
from tongban.cooperation.actions.open_envelope import open_envelope
from tongban.cooperation.actions.receive import answer_matter
from tongban.cooperation.actions.removals import erase_elsewhere
from tongban.cooperation.actions.sheets import refresh_sheets
from tongban.cooperation.actions.zone_showing import forget_shown, show_payment_page
from tongban.courts.events import CalendarAnnounced
from tongban.delivery.actions.addresses import recount_address
from tongban.delivery.actions.agents import tell_of_authority
from tongban.delivery.actions.bench import tell_of_change
from tongban.delivery.actions.carried import carry_addresses
from tongban.delivery.actions.certificates import issue_certificate, seal_certificate
from tongban.delivery.actions.convert import tell_of_conversion
from tongban.delivery.actions.effects import note_all_served, start_periods
from tongban.delivery.actions.mail import send_email
from tongban.delivery.actions.messages import send_message
from tongban.delivery.actions.notices import end_notice
from tongban.delivery.actions.open_case import open_services, serve_defendant
from tongban.delivery.actions.remote import note_arrivals
from tongban.delivery.actions.route import route_paper
from tongban.delivery.actions.send import open_electronic_ways, send_dispatch, send_waiting
from tongban.delivery.actions.successors import hold_back, serve_successor
from tongban.delivery.events import (
    AttemptMade,
    DispatchOrdered,
    NoticePublished,
    PartyServed,
    ServiceMoved,
)
from tongban.documents.actions.reading import read_text
from tongban.documents.actions.removal import erase_content, sweep_traces
from tongban.documents.events import (
    PaperOrdered,
    PaperRendered,
    PaperSigned,
    SecretRemoved,
    TextAsked,
)
from tongban.dossier import events as dossier
from tongban.dossier.actions.scans import erase_stacks, split_scans
from tongban.evidence import events as evidence
from tongban.evidence.actions.files import read_files
from tongban.evidence.actions.outside import check_imported_proof
from tongban.evidence.actions.webpages import take_page
from tongban.federation.actions.send import deliver_envelope
from tongban.federation.events import EnvelopeReceipted, EnvelopeReceived, EnvelopeSealed
from tongban.fees.actions import recovery, refunds
from tongban.fees.actions.above import settle_above
from tongban.fees.actions.assess import assess_fee, charge_appeal, start_payment_period
from tongban.fees.actions.beside import charge_top_up
from tongban.fees.actions.costs import give_back, keep_ended, keep_of_applicant
from tongban.fees.actions.fiscal import ask_unasked, keep_true
from tongban.fees.actions.lapse import give_up_appeal_fee
from tongban.fees.actions.receipts import issue_receipt
from tongban.fees.actions.renew import renew_payment_period
from tongban.fees.actions.settle import note_payment, note_relief, note_review
from tongban.fees.actions.succession import follow_successor
from tongban.fees.events import (
    ChargeFallsDue,
    ChargePaid,
    PaymentAssigned,
    RefundFailed,
    RefundPaid,
    RefundProposed,
    ReliefGranted,
)
from tongban.fees.events.fiscal import MOVES as FISCAL_MOVES
from tongban.fees.events.reviews import FeeReviewed
from tongban.filing.actions.bulk import advance_batch
from tongban.filing.actions.decide import close_lapsed, propose_registration
from tongban.filing.actions.mediate import come_back_from_mediation
from tongban.filing.actions.outages import move_correction_periods
from tongban.filing.actions.own_paper import recognise_own_paper
from tongban.filing.actions.papers import issue_acceptance_notice
from tongban.filing.actions.refusals import note_ruling_arrived
from tongban.filing.actions.secrets import forget_secret
from tongban.filing.actions.series import advance_registration
from tongban.filing.actions.service_consent import note_service_consent
from tongban.filing.actions.suits import file_suit
from tongban.filing.actions.third_claims import go_on_alone
from tongban.filing.events import (
    BatchAdvanced,
    BatchHandedIn,
    BatchTakenIn,
    CorrectionAsked,
    CorrectionPeriodMoved,
    EarlyMediationProposed,
    FilingAccepted,
    FilingAgentDismissed,
    FilingCorrected,
    FilingFromMediation,
    FilingHandedIn,
    FilingRefused,
    FilingTakenBack,
    FilingToMediation,
    OtherCourtNamed,
    OwnPaperSent,
    RegistrationAdvanced,
    RegistrationOrdered,
)
from tongban.hearings.actions.schedule import lift_hearing, lift_in_vain
from tongban.hearings.actions.witnesses import summon_witnesses
from tongban.hearings.events import (
    HearingSet,
    WitnessSummoned,
)
from tongban.helpline.actions.notices import (
    send_news,
    tell_of_answer,
    tell_of_hearing,
    tell_of_moved_period,
    tell_of_original,
    tell_of_summons,
)
from tongban.helpline.events import NewsLeft, TicketAnswered
from tongban.judgments.actions.costs import allot_fees
from tongban.judgments.actions.effect import (
    bind_when_appeal_lapses,
    bind_when_served,
    renew_appeal_periods,
    run_appeal_periods,
    start_appeal_period,
    take_effect,
)
from tongban.judgments.actions.pronounce import deliver_judgment, seal_for_court, sign_for_judge
from tongban.judgments.events import AppealPeriodRuns, JudgmentEffective, JudgmentPronounced
from tongban.mediation import events as talks
from tongban.mediation.actions.early import note_early_silence, note_early_time_up
from tongban.mediation.actions.referral import note_mediator_silence, note_time_up
from tongban.motions.actions.periods import (
    make_ruling_final,
    note_ruling_appealed,
    renew_ruling_periods,
    run_ruling_periods,
)
from tongban.motions.events import RulingPeriodRuns
from tongban.people.events import ActDisputed, DisputeRejected, DisputeUpheld
from tongban.privacy.actions.erase import cut_links
from tongban.privacy.events import PersonalDataErased
from tongban.publication.actions.propose import propose_publication
from tongban.reactions.clients import invite_client, pass_mediation_on
from tongban.reactions.exhibits import number_filed_exhibits
from tongban.reactions.mediation import end_mediation, take_into_mediation
from tongban.reactions.moments import a_day_later, at_send_at, day_after_due, day_after_until, on_last_day
from tongban.reactions.news import tell_of_fee, tell_of_filing, tell_of_matter, tell_of_refund, tell_of_taking_back
from tongban.reactions.papers import make_report, render_paper
from tongban.reactions.rows import When
from tongban.reactions.shown import SHOWN
from tongban.register.events import ReportOrdered
from tongban.register.vocabulary import DueWork

TABLE: tuple[When, ...] = (
    # Between platforms
    When(EnvelopeSealed, deliver_envelope),
    *(When(EnvelopeReceipted, do) for do in (note_receipt, service_ask.note_errand_receipt, forget_shown)),
    When(EnvelopeReceived, open_envelope),
    When(errands.PaymentPageAsked, show_payment_page),
    # Papers that another court serves or prints
    When(errands.ServiceErrandOpened, service_ask.send_errand),
    When(errands.ServiceErrandSent, service_do.take_errand_beside),
    When(errands.ServiceResultNoted, service_do.answer_errand),
    When(PaperRendered, service_ask.send_errand),
    When(PaperSigned, service_do.answer_errand),
    When(errands.ErrandLetterPosted, service_do.take_answer_beside),
    When(errands.ServiceErrandAnswered, service_do.take_answer_beside),
    When(errands.ServiceErrandCalledBack, service_recall.take_call_back_beside),
    # Acts that somebody says were not hers
    When(ActDisputed, pass_dispute_on),
    *(When(fact, recount_address) for fact in (ActDisputed, DisputeUpheld, DisputeRejected)),
    *(When(fact, tell_decision) for fact in (DisputeUpheld, DisputeRejected)),
    *(When(DisputeUpheld, do) for do in (end_denied_authority, refunds.deny_payees)),
    # Papers
    When(PaperOrdered, render_paper),
    *(When(PaperRendered, do) for do in (route_paper, send_waiting)),
    When(ReportOrdered, make_report),
    # Filing
    When(FilingHandedIn, propose_registration, after=on_last_day),
    When(FilingCorrected, propose_registration, after=on_last_day),
    When(FilingFromMediation, propose_registration, after=on_last_day),
    When(FilingAccepted, note_service_consent),
    When(FilingAccepted, issue_acceptance_notice),
    When(FilingAccepted, invite_client),
    When(FilingAccepted, answer_matter),
    When(FilingAccepted, number_filed_exhibits),
    When(CorrectionAsked, answer_matter),
    When(FilingRefused, answer_matter),
    *(When(OutageRecorded, do) for do in (move_correction_periods, outages.move_asked_corrections)),
    When(OwnPaperSent, recognise_own_paper),
    When(PaperRendered, note_ruling_arrived),
    When(BatchTakenIn, advance_batch),
    When(BatchAdvanced, advance_batch),
    When(BatchHandedIn, advance_batch),
    When(RegistrationOrdered, advance_registration),
    When(RegistrationAdvanced, advance_registration),
    # Evidence
    When(evidence.ProofImported, check_imported_proof),
    # The case
    When(CaseDocketed, offer_mediation),
    When(CalendarAnnounced, renew_clocks),
    When(ProcedureConverted, tell_of_conversion),
    When(ProcedureConverted, charge_top_up),
    When(ProcedureConverted, lift_hearing),
    *(When(CaseMoved, do) for do in (lift_in_vain, go_on_alone)),
    When(HearingSet, summon_witnesses),
    When(WitnessGranted, summon_witnesses),
    When(OutageRecorded, move_clocks),
    When(JoinAwaited, note_silence, after=day_after_until),
    When(ClockRenewed, renew_time_to_link),
    When(AuthorityAccepted, tell_of_authority),
    When(AuthorityRevoked, tell_of_authority),
    When(OfficeChanged, tell_of_change),
    # Mediation, before registration and after
    When(FilingToMediation, take_into_mediation),
    When(FilingTakenBack, end_mediation),
    When(FilingAgentDismissed, pass_mediation_on),
    When(talks.EarlyMediatorNamed, note_early_silence, after=day_after_until),
    When(talks.EarlyMediatorAccepted, note_early_time_up, after=day_after_until),
    When(talks.EarlyMediationEnded, come_back_from_mediation),
    When(talks.MediatorNamed, note_mediator_silence, after=day_after_until),
    When(talks.MediatorConfirmed, note_time_up, after=day_after_until),
    When(talks.MediationProlonged, note_time_up, after=day_after_until),
    # Judgments
    When(PaperRendered, sign_for_judge),
    When(PaperSigned, seal_for_court),
    When(JudgmentPronounced, deliver_judgment),
    When(PartyServed, start_appeal_period),
    When(CaseMoved, run_appeal_periods),
    When(CaseMoved, bind_when_served),
    When(AppealPeriodRuns, take_effect, after=day_after_until),
    When(TurnTaken, bind_when_appeal_lapses),
    When(ClockRenewed, renew_appeal_periods),
    When(JudgmentEffective, propose_publication),
    When(JudgmentEffective, allot_fees),
    # What is asked for within a case
    When(PartyServed, run_ruling_periods),
    When(RulingPeriodRuns, make_ruling_final, after=day_after_until),
    When(TurnTaken, note_ruling_appealed),
    When(ClockRenewed, renew_ruling_periods),
    # Personal data
    When(PersonalDataErased, cut_links, after=a_day_later),
    # News for persons
    When(TicketAnswered, tell_of_answer),
    When(HearingSet, tell_of_hearing),
    When(WitnessSummoned, tell_of_summons),
    When(ClockRenewed, tell_of_moved_period),
    When(dossier.OriginalAsked, tell_of_original),
    *(When(fact, tell_of_filing) for fact in (FilingAccepted, CorrectionAsked, FilingRefused, OtherCourtNamed)),
    *(When(fact, tell_of_filing) for fact in (EarlyMediationProposed, CorrectionPeriodMoved)),
    When(FilingTakenBack, tell_of_taking_back),
    *(When(fact, tell_of_matter) for fact in (errands.AnswerTaken, errands.MatterPeriodMoved)),
    When(ChargeFallsDue, tell_of_fee),
    *(When(fact, tell_of_refund) for fact in (RefundProposed, RefundFailed, RefundPaid)),
    When(NewsLeft, send_news, after=at_send_at),
    # Fees
    When(CaseDocketed, assess_fee),
    When(TurnTaken, close_lapsed),
    When(TurnTaken, charge_appeal),
    When(TurnTaken, give_up_appeal_fee),
    *(When(CaseMoved, do) for do in (give_back, keep_ended, keep_of_applicant, settle_above)),
    When(PartyServed, start_payment_period),
    When(ClockRenewed, renew_payment_period),
    When(ChargeFallsDue, recovery.propose_recovery, after=day_after_due),
    When(RefundProposed, refunds.note_overdue, after=day_after_due),
    When(ChargePaid, note_payment),
    *(When(fact, issue_receipt) for fact in (ChargePaid, PaymentAssigned)),
    When(ChargePaid, ask_unasked, after=a_day_later),
    *(When(fact, keep_true) for fact in FISCAL_MOVES),
    When(ReliefGranted, note_relief),
    When(FeeReviewed, note_review),
    # Service of papers
    When(NumbersLinked, carry_addresses),
    When(CaseDocketed, open_services),
    When(CaseMoved, serve_defendant),
    When(DispatchOrdered, send_dispatch),
    When(AttemptMade, send_email),
    When(AttemptMade, send_message),
    When(EnvelopeReceipted, note_arrivals),
    When(NoticePublished, end_notice, after=day_after_until),
    When(ConsentGiven, open_electronic_ways),
    When(PartyServed, start_periods),
    *(When(fact, issue_certificate) for fact in (PartyServed, ServiceMoved)),
    When(PartyLost, hold_back),
    *(When(PartySucceeded, do) for do in (follow_successor, serve_successor)),
    When(PaperRendered, seal_certificate),
    When(PartyServed, note_all_served),
    When(PartyServed, start_turn_periods),
    When(PartyServed, note_answer_served),
    When(ClockRenewed, renew_turn_periods),
    When(AnswerAwaited, pass_by_time, after=day_after_until),
    When(TurnTaken, pass_after_objection),
    When(AnswerAwaited, file_suit, after=day_after_until),
    # Evidence
    When(evidence.CaptureOrdered, take_page),
    When(evidence.ExhibitSubmitted, read_files),
    # Scans
    When(dossier.ScansTaken, split_scans),
    When(dossier.ScanFiled, read_text),
    When(TextAsked, read_text),
    # State secrets
    *(When(SecretRemoved, do) for do in (erase_content, erase_stacks, forget_secret, erase_elsewhere, sweep_traces)),
    # What parties on other platforms see
    *(When(fact, refresh_sheets) for fact in SHOWN),
)

OUTSIDE = frozenset(
    row.__name__
    for row in (
        deliver_envelope,
        read_files,
        read_text,
        recognise_own_paper,
        send_email,
        send_message,
        show_payment_page,
        split_scans,
        take_page,
    )
)
"""Reactions that wait for somebody else's machine, and may wait long."""

LONG = frozenset(row.__name__ for row in (read_text, recognise_own_paper, split_scans, take_page))
"""Those that may take minutes each: what is sent to others never waits behind them."""

_BY_FACT: dict[str, list[When]] = {}
for _row in TABLE:
    _BY_FACT.setdefault(_row.fact.NAME, []).append(_row)
_BY_NAME = {row.name: row for row in TABLE}

NOT_LONG = frozenset(_BY_NAME) - LONG


def due_after(event: str, body: dict[str, Any], at: datetime) -> Iterable[tuple[str, datetime]]:
    """The register's port: which acts are due after `event`, and from when."""
    return [(row.name, row.after(body, at)) for row in _BY_FACT.get(event, ())]


def carry_out(work: DueWork) -> None:
    """Do the act that is due. Raises LookupError when no row has this name any more."""
    _BY_NAME[work.reaction].do(work)
