"""What becomes of a case whose jurisdiction is in question.

Submission (CPL 130(2), 278; SI 223), the first court seised (CPL 36; SI 36), jurisdiction that stays (SI 37-39),
transfer (CPL 37; SI 35, 211), designation (CPL 38; SI 40-41), elevation and handing down (CPL 39; SI 42).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tongban.courts.rules.hierarchy import CourtTree, tree_on
from tongban.courts.rules.levels import level_for
from tongban.courts.rules.special import takes_another
from tongban.courts.rules.venue import competent_courts
from tongban.courts.vocabulary import (
    Change,
    Conduct,
    Court,
    CourtLevel,
    Direction,
    Dispute,
    Elevation,
    Filed,
    Handling,
    Outcome,
    VenueAnswer,
)
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step


def submission(court: str, dispute: Dispute, conduct: Conduct, *, on: date) -> Handling | Refusal:
    """Whether `court`, with which the suit was filed, has jurisdiction because the defendant went along (CPL 130(2)).

    Not against level, exclusive jurisdiction or the division of work with special courts; not when the defendant
    objected (SI 223(1)) or did nothing (SI 35). Refused: a court or a dispute about which nothing can be said.
    """
    tree = tree_on(on)
    known = _competent(court, dispute, tree, on)
    if isinstance(known, Refusal):
        return known
    here, answer = known
    codes = _codes(answer)
    if court in codes:
        return Handling(Outcome.KEEPS, court, "CPL 36", (step("venue.competent_already", "CPL 36", court=here.name),))
    exclusive = any(competent.exclusive for competent in answer.courts)
    level = level_for(dispute, tree.high_court_of(here), on)[0]
    law = "CPL 278, 130(2)" if dispute.foreign else "CPL 130(2)"
    barriers = (
        (conduct.objected, step("venue.objected", "SI 223(1)")),
        (not conduct.answered, step("venue.did_not_answer", "SI 35, 223(2)")),
        (exclusive, step("venue.submission_against_exclusive", "CPL 130(2), 34", courts=_names(codes, tree))),
        (
            takes_another(here, dispute, level, tree, on) is not None,
            step("venue.submission_against_special", "SI 2; CPL 130(2)", courts=_names(codes, tree)),
        ),
        (level is not here.level, step("venue.submission_against_level", "CPL 130(2)", level=level.term)),
    )
    for stands, why in barriers:
        if stands:
            return Handling(Outcome.TRANSFERS, court, "CPL 37; SI 35", (why, _moves(codes, tree)), codes)
    return Handling(Outcome.DEEMED, court, law, (step("venue.submitted", f"{law}; SI 223(2)", court=here.name),))


def first_seised(filings: Sequence[Filed], at: str, *, on: date) -> Handling | Refusal:
    """What the court `at` does when the plaintiff sued at several competent courts (CPL 36; SI 36).

    The court that registered first keeps the case; another does not register it, or transfers it. Refused: nobody has
    registered it, two registered on the same day (the courts settle it, CPL 38(2)), or `at` is not among them.
    """
    tree = tree_on(on)
    unknown = [found for found in (tree.court(filed.court) for filed in filings) if isinstance(found, Refusal)]
    if unknown:
        return unknown[0]
    here = next((filed for filed in filings if filed.court == at), None)
    if here is None:
        return Refusal("venue.not_among_courts", "CPL 36", ("court",), (("court", at[:20]),))
    registered = sorted((filed.day, filed.court) for filed in filings if filed.day is not None)
    if not registered:
        return Refusal("venue.nobody_registered", "CPL 36", ("filings",))
    first_day, first = registered[0]
    if len(registered) > 1 and registered[1][0] == first_day:
        return Refusal("venue.registered_same_day", "CPL 36, 38(2)", ("filings",), (("day", first_day.isoformat()),))
    why = step("venue.first_registered", "CPL 36", court=_names((first,), tree), day=first_day.isoformat())
    if at == first:
        return Handling(Outcome.KEEPS, at, "CPL 36; SI 36", (why, step("venue.first_keeps", "SI 36")))
    outcome, code = (
        (Outcome.NOT_FILED, "venue.not_again") if here.day is None else (Outcome.TRANSFERS, "venue.to_first")
    )
    return Handling(outcome, at, "CPL 36; SI 36", (why, step(code, "SI 36")), (first,))


def after_change(court: str, changes: Iterable[Change], dispute: Dispute, *, on: date) -> Handling | Refusal:
    """Whether `court`, competent when it took the case, stays so after `changes` (SI 37-39); `dispute` as it is now.

    Homes and borders do not matter any more; a counterclaim or another claim only if level or exclusive jurisdiction
    is broken by it. Refused: a court or a dispute about which nothing can be said.
    """
    tree = tree_on(on)
    known = _competent(court, dispute, tree, on)
    if isinstance(known, Refusal):
        return known
    here, answer = known
    laws = {
        Change.DOMICILE: "SI 37",
        Change.HABITUAL: "SI 37",
        Change.DIVISION: "SI 38",
        Change.COUNTERCLAIM: "SI 39(1)",
        Change.CLAIM: "SI 39(1)",
    }
    steps: list[Step] = []
    for change in changes:
        steps.append(step("venue.change_does_not_matter", laws[change], change=change.term))
        level = level_for(dispute, tree.high_court_of(here), on)[0]
        exclusive = [one.code for one in answer.courts if one.exclusive]
        # A court may try what one below it would (CPL 39(1)): only a case that outgrows the court moves.
        outgrown = level.rank < here.level.rank
        broken = outgrown or (bool(exclusive) and court not in exclusive)
        if change in {Change.COUNTERCLAIM, Change.CLAIM} and broken:
            why = step("venue.change_breaks", "SI 39(1)", change=change.term, level=level.term)
            codes = _codes(answer)
            return Handling(Outcome.TRANSFERS, court, "SI 39(1); CPL 37", (why, _moves(codes, tree)), codes)
    return Handling(Outcome.KEEPS, court, "SI 37-39", (*steps, step("venue.stays", "SI 37-39", court=here.name)))


def transfer(court: str, dispute: Dispute, *, on: date, transferred: bool = False) -> Handling | Refusal:
    """What `court` does with a case that it took or that was transferred to it (CPL 37).

    A competent court keeps it (SI 36). Another transfers it, once: a court that received it by transfer reports to
    the court above, which designates. Refused: no competent court is known; no court above.
    """
    tree = tree_on(on)
    known = _competent(court, dispute, tree, on)
    if isinstance(known, Refusal):
        return known
    here, answer = known
    codes = _codes(answer)
    if court in codes:
        return Handling(
            Outcome.KEEPS, court, "CPL 36; SI 36", (step("venue.competent_already", "SI 36", court=here.name),)
        )
    wrong = step("venue.not_competent", "CPL 37", court=here.name)
    if not transferred:
        return Handling(Outcome.TRANSFERS, court, "CPL 37; SI 211", (wrong, _moves(codes, tree)), codes)
    above = tree.parent(court)
    if above is None:
        return Refusal("venue.no_court_above", "CPL 37", ("court",), (("court", here.name),))
    why = step("venue.not_twice", "CPL 37", above=above.name)
    return Handling(Outcome.REPORTS, court, "CPL 37; SI 41", (wrong, why, step("venue.stayed", "SI 41")), (above.code,))


def designation(courts: Sequence[str], *, on: date, agreed: bool = False) -> Handling | Refusal:
    """Who settles jurisdiction: between two courts that dispute it, or for one that cannot act (CPL 38; SI 40-41).

    Two courts negotiate first (`agreed`: with success); then, step by step, their common superior decides: the
    intermediate court within a city, the high court within a province, the supreme court across provinces after the
    high courts failed to agree. For one court, the court above. `to` is the way up, the one that designates last.
    """
    tree = tree_on(on)
    found = [tree.court(code) for code in courts]
    wrong = next((one for one in found if isinstance(one, Refusal)), None)
    if wrong is not None:
        return wrong
    known = [one for one in found if isinstance(one, Court)]
    if len(known) not in {1, 2} or len({one.code for one in known}) != len(known):
        return Refusal("venue.one_or_two_courts", "CPL 38", ("courts",))
    if agreed and len(known) == len(("one", "other")):
        return Handling(Outcome.KEEPS, courts[0], "CPL 38(2)", (step("venue.courts_agreed", "CPL 38(2)"),))
    lines = [tree.ancestors(one.code) for one in known]
    common = next((upper for upper in lines[0] if all(upper in line for line in lines)), None)
    if common is None:
        return Refusal("venue.no_court_above", "CPL 38", ("courts",), (("court", known[0].name),))
    way = lines[0][: lines[0].index(common) + 1]
    names = "、".join(one.name for one in known)
    first = step("venue.negotiate", "CPL 38(2)", courts=names) if len(known) > 1 else _cannot(known[0])
    steps = [first]
    if common.level is CourtLevel.SUPREME and len(known) > 1:
        steps.append(step("venue.high_courts_negotiate", "SI 40(1)"))
    steps += [step("venue.designates", "CPL 38; SI 40-41", court=common.name), step("venue.stayed", "SI 41(2)")]
    return Handling(Outcome.DESIGNATES, common.code, "CPL 38; SI 40-41", tuple(steps), tuple(one.code for one in way))


def elevation(case: Elevation, *, below: str = "", on: date) -> Handling | Refusal:
    """Whether a case moves up or down a level (CPL 39; SI 42), and who decides.

    Down: only the kinds of SI 42(1), before the first hearing, with leave of the court above the one that hands it
    down, to `below`, a court directly under it. Up: the upper court may take any case; a lower court may ask.
    """
    tree = tree_on(on)
    here = tree.court(case.court)
    if isinstance(here, Refusal):
        return here
    above = tree.parent(case.court)
    if above is None and case.direction is not Direction.DOWN:
        return Refusal("venue.no_court_above", "CPL 39", ("court",), (("court", here.name),))
    if above is not None and case.direction is not Direction.DOWN:
        asked = case.direction is Direction.ASKED_UP
        law, code = ("CPL 39(2)", "venue.asks_up") if asked else ("CPL 39(1)", "venue.takes_up")
        why = step(code, law, court=here.name, above=above.name)
        return Handling(Outcome.TAKES_UP, above.code, law, (why,), (above.code,))
    lower = tree.court(below)
    if isinstance(lower, Refusal):
        return lower
    facts = (("court", lower.name), ("above", above.name if above else here.name))
    flaws = (
        (tree.parent(below) != here, Refusal("venue.not_below", "CPL 39(1)", ("below",), facts)),
        (case.kind is None, Refusal("venue.not_handed_down", "SI 42(1)", ("kind",), facts)),
        (case.heard, Refusal("venue.already_heard", "SI 42(1)", ("heard",), facts)),
        (not case.approved, Refusal("venue.leave_missing", "CPL 39(1); SI 42(2)", ("approved",), facts)),
    )
    refusal = next((refusal for flawed, refusal in flaws if flawed), None)
    why = step("venue.handed_down", "CPL 39(1); SI 42", court=here.name, below=lower.name)
    return refusal or Handling(Outcome.HANDS_DOWN, here.code, "CPL 39(1); SI 42", (why,), (lower.code,))


def _cannot(court: Court) -> Step:
    return step("venue.cannot_act", "CPL 38(1)", court=court.name)


def _competent(court: str, dispute: Dispute, tree: CourtTree, on: date) -> tuple[Court, VenueAnswer] | Refusal:
    """The court and the answer for the dispute; refused when either is unknown or no court is competent."""
    here = tree.court(court)
    if isinstance(here, Refusal):
        return here
    answer = competent_courts(dispute, on=on, tree=tree)
    if isinstance(answer, Refusal):
        return answer
    return (here, answer) if answer.courts else answer.lost[0].why


def _codes(answer: VenueAnswer) -> tuple[str, ...]:
    return tuple(competent.code for competent in answer.courts)


def _names(codes: Iterable[str], tree: CourtTree) -> str:
    found = (tree.court(code) for code in codes)
    return "、".join(court.name for court in found if isinstance(court, Court))


def _moves(codes: tuple[str, ...], tree: CourtTree) -> Step:
    return step("venue.moves_to", "CPL 37", courts=_names(codes, tree))
