"""Steps that several acts on motions take: hold one, gather what the rules must know, let periods run, make a paper."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.actions.clocks import meet_clock, start_clock
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.restored import restored_end
from tongban.cases.actions.standing import own_party
from tongban.cases.law import TRACKS, Do, track_of
from tongban.cases.queries import circumstances_of, clocks_of, question_about
from tongban.cases.queries.recusals import recusal_of
from tongban.cases.queries.restored import restorable_clocks
from tongban.cases.queries.turns import begun_anew
from tongban.cases.vocabulary import Act, CaseView, PartyView, Track
from tongban.cases.vocabulary.offices import Decider
from tongban.courts.law import period_names, period_rule
from tongban.courts.queries import court_called, court_name
from tongban.documents.queries import data_of
from tongban.frame.acts import Recording, locked
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused
from tongban.motions.models import Motion
from tongban.motions.rules.kinds import FROM_SERVICE, KINDS, LAW, starts_now
from tongban.motions.rules.reading import Named, Told, amount_of
from tongban.motions.rules.restoration import obstacle, period_told
from tongban.motions.rules.rows import Standing
from tongban.motions.vocabulary import Answer, Field, Kind
from tongban.people.queries import names_of
from tongban.register.queries import entries_of_case

EVIDENCE_PERIODS = tuple(f"evidence_{track}" for track in Track)
OBJECTION_PERIODS = ("jurisdiction_objection", "defence")
"""The time to object is the time to answer the complaint (CPL 130): the clock of either is its clock."""


def hold(record: Recording, case: UUID, motion: UUID | str) -> tuple[CaseView, Motion]:
    """A step: the case and the motion, held until the act ends. A quiet motion does not exist for the other side."""
    view = lock_own_case(record, case)
    none = Refusal("motions.no_such_motion", LAW)
    try:
        uid = UUID(str(motion))
    except ValueError:
        raise Refused(none) from None
    row = locked(Motion.objects.filter(uid=uid, case=case)).first()
    if row is None:
        raise Refused(none)
    if record.by.role == "party" and row.layer == Layer.SEALED and row.party not in own_party(record, view).line:
        raise Refused(none)
    return view, row


def label_of(case: CaseView, party: PartyView, *, quiet: bool) -> Label:
    """Who sees a motion and its papers: both sides; of a quiet one who asked, and who tries the case."""
    layer = Layer.SEALED if quiet else Layer.CASE
    return Label(layer, court=case.court, case=case.uid, holder=party.person)


def standing(
    record: Recording,
    case: CaseView,
    party: PartyView,
    kind: Kind,
    asked: Told | None = None,
    row: Motion | None = None,
) -> Standing:
    """A step: what the rules must know of the case about a motion of `kind` by `party`, which asked for `asked`.

    `row`: the motion, once it was made.
    """
    today = timezone.localtime(record.at).date()
    open_now = Motion.objects.filter(case=case.uid, kind=kind, decided_at__isnull=True)
    accepted = [move.target for move in KINDS[Kind.COUNTERCLAIM].procedure.moves if move.act is Do.ACCEPT]
    counterclaims = Motion.objects.filter(case=case.uid, kind=Kind.COUNTERCLAIM)
    found = Standing(
        case=case,
        party=party,
        today=today,
        until=_until(case, party, kind),
        asked=_who_stand(case, open_now.values_list("party", flat=True)),
        countering=_who_stand(case, counterclaims.filter(stage__in=accepted).values_list("party", flat=True)),
        counterclaim_waits=counterclaims.filter(decided_at__isnull=True).exists(),
        fits=_fits(record, case, kind, asked or {}),
        secured=row is not None and row.secured,
        debated=TRACKS[case.track].allows(case.stage, Act.SIGN_JUDGMENT),
        court_names=_Courts(today),
    )
    if kind is Kind.AMENDMENT and row is not None:
        return _of_amendment(found, row)
    if kind is Kind.RESTORATION:
        return _of_period(found, timezone.localtime(row.handed_in_at).date() if row else today)
    return of_recusal(found, row) if kind is Kind.RECUSAL else found


def _of_period(known: Standing, applied: date) -> Standing:
    """What the rules must know of a period that was missed: which there are, and what giving days back leads to."""
    case, party = known.case, known.party

    def restored(asked: Told, until: date | None) -> date | Refusal:
        return restored_end(case, party, UUID(asked["period"]), obstacle(asked, applied, until))

    clocks = restorable_clocks(case, party)
    named = {str(one.uid): period_told(period_names(one.rule)[0], one.due) for one in clocks if one.due}
    return replace(known, periods=named, restored=restored)


def applicant_of(case: CaseView, row: Motion) -> PartyView:
    """Who asks: the party that handed the motion in, or who came first in its place (SI 55)."""
    found = next(iter(case.stand_for(row.party)), None) or case.party(row.party)
    assert found is not None  # noqa: S101 - parties stay in their case
    return found


def reviewed_by(row: Motion, party: PartyView) -> bool:
    """Whether the party, or whose place it took, has asked that the decision be looked at again."""
    return not party.line.isdisjoint(map(UUID, row.reviewed))


def _who_stand(case: CaseView, parties: Iterable[UUID]) -> frozenset[UUID]:
    return frozenset(one.uid for party in parties for one in case.stand_for(party))


def of_recusal(known: Standing, row: Motion | None = None) -> Standing:
    """What the rules must know of a recusal: who is asked to withdraw, how far the hearing went, who decides.

    Hearings are a sibling: what is known of them here is what the register says of the record.
    """
    case, found = known.case, recusal_of(row.uid) if row else None
    who = {"judge": case.judge, "clerk": case.clerk}
    if found and found.office:
        who[found.office.value] = found.person
    names = names_of({uid for uid in who.values() if uid})
    parts = {entry.body["part"] for entry in entries_of_case(case.uid, ("record_line_written",))}
    return replace(
        known,
        bench={office: names[uid] for office, uid in who.items() if uid in names},
        begun=bool(parts - {"opening"}),
        debate_over="final" in parts,
        committee=found is not None and found.decides is Decider.COMMITTEE,
        reviewed=bool(row and row.reviewed),
    )


def _of_amendment(known: Standing, row: Motion) -> Standing:
    """How far the hearing was when the claims were changed, by what the register says of the record (交纳办法 21, 35).

    The inquiry is over once the parties debate; it may be taken up again. What was heard before the case was sent back
    counts no more.
    """
    since = begun_anew(known.case.uid)
    lines = [one for one in entries_of_case(known.case.uid, ("record_line_written",)) if one.at <= row.handed_in_at]
    written = [one for one in lines if one.body["corrects"] is None and (since is None or one.at >= since)]
    parts = [one.body["part"] for one in written]
    over = parts[-1:] in (["debate"], ["final"])
    return replace(known, inquiry_begun=bool(set(parts) - {"opening", "mediation"}), inquiry_over=over)


class _Courts(dict[str, str]):
    """Names of courts on a day, asked for one by one: there are thousands."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day

    def __missing__(self, code: str) -> str:
        return court_name(code, self.day)

    def get(self, code: str, default: str | None = None) -> str:  # type: ignore[override]
        """The name of the court with this code."""
        del default
        return self[code]


def _until(case: CaseView, party: PartyView, kind: Kind) -> date | None:
    """The last day of the applicant's period, in which this is asked for; None while none runs for it."""
    if kind is Kind.JURISDICTION:
        named: Collection[str] = OBJECTION_PERIODS
    elif kind is Kind.EVIDENCE:
        named = EVIDENCE_PERIODS
    else:
        return None
    days = [c.due for c in clocks_of(case.uid) if c.rule in named and c.owed_by == str(party.uid) and c.due]
    return max(days, default=None)


def _fits(record: Recording, case: CaseView, kind: Kind, asked: Told) -> bool:
    """Whether the case may stay in small claims: no counterclaim, and an amount that fits (CPL 165, 166(v); SI 278)."""
    if case.track is not Track.SMALL_CLAIMS:
        return True
    if kind is Kind.COUNTERCLAIM:
        return False
    amount = amount_of(asked, "amount", case.currency) if kind is Kind.AMENDMENT else None
    if amount is None:
        return True
    question = question_about(case.court, amount, circumstances_of(case.uid), record.at)
    return track_of(question).track is Track.SMALL_CLAIMS


def with_names(
    fields: Sequence[Field], typed: Mapping[str, str], case: CaseView, party: PartyView, day: date
) -> tuple[dict[str, str], Named]:
    """The answers with courts by their codes, and whom and what they may name."""
    courts = {f.name: court_called(str(typed.get(f.name, "")).strip(), day) for f in fields if f.answer is Answer.COURT}
    codes = [code for code in courts.values() if code]
    opponents = [p.uid for p in case.facing(party.side)]
    known = {name: code for name, code in courts.items() if code}
    asks = any(f.answer is Answer.PERIOD for f in fields)
    periods = [str(one.uid) for one in restorable_clocks(case, party)] if asks else []
    return {**typed, **known}, Named(opponents, codes, case.currency, periods)


def asked_for(record: Recording, row: Motion) -> dict[str, str]:
    """For acts: what the motion asks for. Refused when its paper was taken out of the file."""
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    data = data_of(Viewer.office(row.court, record.at, row.case), row.document)
    if not data or "told" not in data:
        raise Refused(Refusal("motions.paper_removed", LAW))
    return {str(name): str(value) for name, value in data["told"].items()}


def run_clocks(record: Recording, case: CaseView, row: Motion, rules: Iterable[str], *, since: datetime) -> None:
    """A step: the periods that a row of the table starts run; the court owes its own, the applicant the others."""
    party = applicant_of(case, row)
    for rule in starts_now(tuple(rules)):
        known = period_rule(rule)
        if isinstance(known, Refusal):
            raise Refused(known)
        owed_by = "court" if known.obligor == "court" else str(party.uid)
        label = label_of(case, party, quiet=True) if row.layer == Layer.SEALED else None
        clock = start_clock(record, case, rule, start=since, owed_by=owed_by, label=label)
        row.clocks = [*row.clocks, str(clock)]


def end_clocks_of(record: Recording, row: Motion, rules: Iterable[str], party: PartyView | None = None) -> None:
    """A step: what a row of the table ends is met, as far as it runs for this motion.

    What runs for each party from its own service `party` ends for itself alone.
    """
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    for rule in rules:
        owed_by = str(party.uid) if party and rule in FROM_SERVICE else None
        meet_clock(record, row.case, rule, owed_by=owed_by, among=[UUID(uid) for uid in row.clocks])


def digest_of(told: Mapping[str, str]) -> str:
    """The SHA-256 of what was said: it stands in the register, the words on the paper."""
    return hashlib.sha256(canonical(dict(told))).hexdigest()
