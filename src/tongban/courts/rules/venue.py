"""Which courts may take the case: every competent court with its ground, and every ground that fell away with why.

CPL 18-36, SI 2-34, and the articles of special procedures. The grounds are rows of `data/venue_grounds.csv`; this file
reads them in the order of the law: exclusive jurisdiction first (CPL 34), then a valid agreement (CPL 35, 277), then
the general and special grounds, among which the plaintiff chooses (CPL 36).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tongban.courts.rules.agreements import ELSEWHERE, agreed_courts
from tongban.courts.rules.grounds import Ground, grounds_for, missing_need, places_of, unknown_place
from tongban.courts.rules.hierarchy import CourtTree, tree_on
from tongban.courts.rules.levels import Reached, resolve
from tongban.courts.rules.matters import of_matter
from tongban.courts.rules.sources import ABOVE, AGREED, COURT, UNDERLYING
from tongban.courts.rules.special import court_above, specialties_of
from tongban.courts.vocabulary import (
    CompetentCourt,
    Court,
    Dispute,
    LostGround,
    VenueAnswer,
)
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

IN_FORCE = date(2022, 4, 10)
"""The day from which this reading of the grounds holds (SI 2022)."""
FOREIGN_IN_FORCE = date(2023, 1, 1)
"""The same for foreign-related cases (法释〔2022〕18号 8)."""
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Found:
    """A court reached by one ground."""

    ground: Ground
    court: Court
    steps: tuple[Step, ...]


def competent_courts(dispute: Dispute, *, on: date, tree: CourtTree | None = None) -> VenueAnswer | Refusal:
    """All courts competent for `dispute` filed on `on`, best ground first, and the grounds that fell away.

    An answer without courts means that every ground fell: `lost` says why. Refused: a dispute without plaintiff or
    defendant, an amount below zero or not in CNY, and a day outside the reading of the table.
    """
    refusal = next(iter(unfit(dispute, on)), None)
    if refusal:
        return refusal
    tree = tree or tree_on(on)
    grounds = grounds_for(dispute, on)
    exclusive = [ground for ground in grounds if ground.exclusive]
    found, lost = _by_grounds(exclusive or [g for g in grounds if g.place != AGREED], dispute, tree, on)
    # A clause made for the dispute beneath is read with it.
    beneath = dispute.underlying is not None
    clauses = () if beneath else dispute.agreements
    agreed, broken = agreed_courts(
        replace(dispute, agreements=clauses), tree, on, exclusive=exclusive[0].article if exclusive else ""
    )
    lost += broken
    if agreed or any(item.why.reason in ELSEWHERE for item in broken):
        why = Refusal("venue.displaced_by_agreement", "CPL 35; SI 30(1)")
        kept = {court.code for court, _ in agreed}
        displaced = [f for f in found if f.court.code not in kept]
        lost = [LostGround(f.ground.id, f.court.code, _with_court(why, f.court)) for f in displaced] + lost
        found = [Found(_agreement(grounds), court, steps) for court, steps in agreed]
    if not found and not lost:
        lost.append(LostGround("", "", Refusal("venue.no_ground", of_matter(dispute.matter).article)))
    return VenueAnswer(_ranked(found), tuple(lost))


def check_court(code: str, dispute: Dispute, *, on: date, tree: CourtTree | None = None) -> CompetentCourt | Refusal:
    """The ground on which the court `code` may take the case; refused with the courts that may (CPL 122(4)).

    Where no competent court is known, refused with the first reason why.
    """
    tree = tree or tree_on(on)
    court = tree.court(code)
    if isinstance(court, Refusal):
        return court
    answer = competent_courts(dispute, on=on, tree=tree)
    if isinstance(answer, Refusal):
        return answer
    for competent in answer.courts:
        if competent.code == code:
            return competent
    if not answer.courts:
        return answer.lost[0].why
    names = "、".join(competent.name for competent in answer.courts)
    law = "CPL 34" if any(competent.exclusive for competent in answer.courts) else "CPL 122(4)"
    return Refusal("venue.not_this_court", law, ("court",), (("court", court.name), ("competent", names)))


def unfit(dispute: Dispute, on: date) -> tuple[Refusal, ...]:
    """Everything that keeps the question from being asked at all."""
    day, reach = (("day", on.isoformat()),), "house rule: days are taken up to the year 2100"
    amount = dispute.amount
    minor, currency = (amount.minor, amount.currency) if amount is not None else (0, "CNY")
    worth = (("amount", str(amount)),)
    one_sided = "one_sided" in of_matter(dispute.matter).groups
    flaws = (
        (on < IN_FORCE, Refusal("venue.not_in_force", "SI 550", ("on",), day)),
        (
            dispute.foreign and IN_FORCE <= on < FOREIGN_IN_FORCE,
            Refusal("venue.foreign_not_in_force", "法释〔2022〕18号 8", ("on", "foreign"), day),
        ),
        (on.year > LAST_YEAR, Refusal("venue.day_beyond_reach", reach, ("on",), day)),
        (not dispute.plaintiffs, Refusal("venue.no_plaintiff", "CPL 122(1)", ("plaintiffs",))),
        (not (dispute.defendants or one_sided), Refusal("venue.no_defendant", "CPL 122(2)", ("defendants",))),
        (currency != "CNY", Refusal("venue.amount_currency", "交纳办法 55", ("amount",), worth)),
        (minor < 0, Refusal("venue.amount_negative", "CPL 122(3)", ("amount",), worth)),
    )
    return tuple(refusal for flawed, refusal in flaws if flawed)


def _by_grounds(
    grounds: list[Ground], dispute: Dispute, tree: CourtTree, day: date
) -> tuple[list[Found], list[LostGround]]:
    found: list[Found] = []
    lost: list[LostGround] = []
    for ground in grounds:
        need = missing_need(ground, dispute)
        if need:
            lost.append(LostGround(ground.id, "", need))
        elif ground.place == UNDERLYING:
            more, fell = _borrowed(ground, dispute, tree, day)
            found += more
            lost += fell
        else:
            places = places_of(ground, dispute)
            if not places:
                lost.append(LostGround(ground.id, "", unknown_place(ground, dispute)))
            for place in places:
                reached = _reached(ground, place, dispute, tree, day)
                if isinstance(reached, Refusal):
                    lost.append(LostGround(ground.id, place, reached))
                else:
                    found.append(Found(ground, *reached))
    return found, lost


def _reached(ground: Ground, place: str, dispute: Dispute, tree: CourtTree, day: date) -> Reached | Refusal:
    """The court to which `place` leads on this ground; the place may itself be the code of a court."""
    if ground.place.startswith(COURT):
        court = tree.court(place)
        return court if isinstance(court, Refusal) else (court, (_why(ground, court=court.name),))
    if ground.place.startswith(ABOVE):
        court = court_above(place, tree, day, specialties_of(dispute))
        return court if isinstance(court, Refusal) else (court, (_why(ground, court=court.name),))
    reached = resolve(place, dispute, tree, day, ground.level)
    if isinstance(reached, Refusal):
        return reached
    return reached[0], (_why(ground, place=tree.place_name(place)), *reached[1])


def _why(ground: Ground, **facts: str) -> Step:
    return step(f"venue.{ground.id}", ground.article, **facts)


def _borrowed(ground: Ground, dispute: Dispute, tree: CourtTree, day: date) -> tuple[list[Found], list[LostGround]]:
    """The courts competent for the dispute for which a measure or mediation is asked before a suit."""
    if dispute.underlying is None:
        return [], [LostGround(ground.id, "", unknown_place(ground, dispute))]
    answer = competent_courts(replace(dispute, matter=dispute.underlying, underlying=None), on=day, tree=tree)
    if isinstance(answer, Refusal):
        return [], [LostGround(ground.id, "", answer)]
    found = []
    for competent in answer.courts:
        court = tree.court(competent.code)
        if not isinstance(court, Refusal):
            found.append(Found(ground, court, (_why(ground, court=court.name), *competent.steps)))
    return found, list(answer.lost)


def _agreement(grounds: list[Ground]) -> Ground:
    return next(ground for ground in grounds if ground.place == AGREED)


def _ranked(found: list[Found]) -> tuple[CompetentCourt, ...]:
    """One entry per court, under its best ground; the other grounds in `also`."""
    best: dict[str, CompetentCourt] = {}
    for item in sorted(found, key=lambda item: item.ground.rank):
        known = best.get(item.court.code)
        if known is None:
            ground = item.ground
            best[item.court.code] = CompetentCourt(
                item.court.code,
                item.court.name,
                ground.id,
                ground.term,
                ground.article,
                ground.exclusive,
                item.steps,
            )
        elif item.ground.id not in (known.ground, *known.also):
            best[item.court.code] = replace(known, also=(*known.also, item.ground.id))
    return tuple(best.values())


def _with_court(why: Refusal, court: Court) -> Refusal:
    return replace(why, facts=(("court", court.name),))
