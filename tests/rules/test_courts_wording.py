"""Every code that a rule of the courts or fees domain can give has words, and the words find their facts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.rules.law_tables import cases, moment
from tests.rules.test_causes import facts_of
from tests.rules.test_courts_numbers import number_of, pairs
from tests.rules.test_courts_venue_handling import decided, handling_cases
from tests.rules.test_fees_tariff import yuan
from tests.rules.venue_cases import day_of, dispute_of, venue_cases
from tongban.courts import wording as courts_wording
from tongban.courts.rules import cause_facts, cause_search, causes, chain, numbers, periods, venue
from tongban.courts.rules.clocks import grounds
from tongban.courts.rules.facts import question_from
from tongban.courts.rules.grounds import all_grounds
from tongban.courts.vocabulary import (
    Change,
    Circumstance,
    ClauseKind,
    CourtLevel,
    CourtRole,
    Matter,
    NumberRelation,
    Objector,
    Outcome,
    VenueAnswer,
    Where,
)
from tongban.fees import wording as fees_wording
from tongban.fees.rules.tables import refund_rows
from tongban.fees.rules.tariff import fee
from tongban.fees.vocabulary import (
    ClaimPart,
    EarlierFee,
    Fee,
    FeeKind,
    Halving,
    Moment,
    OpenQuestion,
    Payer,
    Reading,
    RefundEvent,
    Relief,
    RetrialGround,
    Unpaid,
)
from tongban.fees.vocabulary import Outcome as Bearing
from tongban.kernel.periods import Approver, Due, Unit
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step

pytestmark = pytest.mark.once

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tongban"
CODE = re.compile(r'"((?:period|calendar|venue|courts|causes|case_number|fees)\.[a-z_]+)"')
FIELD = re.compile(r"%\((\w+)\)s")
WORDS = {**courts_wording.REFUSALS, **fees_wording.REFUSALS}
SENTENCES = {**courts_wording.STEPS, **fees_wording.STEPS}


def codes_in_rules() -> set[str]:
    files = [SOURCE / "kernel" / f"{name}.py" for name in ("periods", "course", "deadlines", "casenumber")]
    files += [path for room in ("cli", "face") for path in sorted((SOURCE / room / "legal").glob("*.py"))]
    rooms = [path for domain in ("courts", "fees") for path in (SOURCE / domain).rglob("*.py")]
    files += [path for path in rooms if not {"wording", "migrations"} & {path.stem, *path.parts}]
    files.append(SOURCE / "desk" / "money.py")
    found = {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}
    found |= {f"venue.{ground.id}" for ground in all_grounds()}
    found |= {f"period.{unit}s_counted" for unit in (Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR)}
    found |= {"period.superseded", "period.follows"}
    flaws = ("day_twice", "other_year", "worked_weekday", "festival_missing", "festival_worked")
    found |= {f"calendar.{flaw}" for flaw in flaws}
    found |= {f"fees.refund_{row.part}" for row in refund_rows().values()}
    return found - {"causes.csv", "courts.csv"}


def gaps(answer: object) -> list[str]:
    """Fields of the words that the facts of a refusal or a step do not fill."""
    match answer:
        case Refusal(reason=reason, facts=facts):
            texts = [str(part) for part in WORDS[reason]]
        case Step(code=code, facts=facts):
            texts = [str(SENTENCES[code])]
        case _:
            raise AssertionError(answer)
    given = dict(facts)
    return [f"{answer}: {name}" for text in texts for name in FIELD.findall(text) if name not in given]


def test_every_code_of_the_rules_has_words() -> None:
    assert codes_in_rules() - set(WORDS) - set(SENTENCES) == set()


def test_no_words_stand_without_a_code() -> None:
    made = (
        "case_number.",
        "refund.",
        "fiscal_receipt.",
        "recovery.",
    )  # by what reads a number, and by tables of states
    spoken = {code for code in {*WORDS, *SENTENCES} if not code.startswith(made)}
    assert spoken - codes_in_rules() == set()


def test_every_refusal_says_what_to_do_now() -> None:
    assert all(str(words.says) and str(words.remedy) for words in WORDS.values())


def test_every_enum_of_the_law_has_a_term_and_a_label() -> None:
    for kinds, labels in (
        (CourtLevel, courts_wording.COURT_LEVELS),
        (Matter, courts_wording.MATTERS),
        (ClauseKind, courts_wording.CLAUSE_KINDS),
        (Where, courts_wording.PLACES),
        (Circumstance, courts_wording.CIRCUMSTANCES),
        (CourtRole, courts_wording.COURT_ROLES),
        (Change, courts_wording.CHANGES),
        (Objector, courts_wording.OBJECTORS),
        (Outcome, courts_wording.OUTCOMES),
        (cause_facts.PlainFact, courts_wording.PLAIN_FACTS),
        (NumberRelation, courts_wording.NUMBER_RELATIONS),
        (Unit, courts_wording.UNITS),
        (Approver, courts_wording.APPROVERS),
        (FeeKind, fees_wording.FEE_KINDS),
        (Halving, fees_wording.HALVINGS),
        (ClaimPart, fees_wording.CLAIM_PARTS),
        (EarlierFee, fees_wording.EARLIER_FEES),
        (Moment, fees_wording.MOMENTS),
        (OpenQuestion, fees_wording.QUESTIONS),
        (Bearing, fees_wording.OUTCOMES),
        (Payer, fees_wording.PAYERS),
        (Reading, fees_wording.READINGS),
        (RefundEvent, fees_wording.REFUND_EVENTS),
        (Relief, fees_wording.RELIEFS),
        (RetrialGround, fees_wording.RETRIAL_GROUNDS),
        (Unpaid, fees_wording.UNPAID),
    ):
        assert set(kinds) == set(labels)
        assert all(kind.term and str(labels[kind]) for kind in kinds)


def test_every_ground_of_the_table_has_a_label() -> None:
    assert {ground.term for ground, _ in grounds()} == set(courts_wording.GROUNDS)


def test_the_words_about_days_find_their_facts() -> None:
    for case in cases("periods", "due"):
        answer = periods.due(case["rule"], moment(case["start"]))
        found = answer.steps if isinstance(answer, Due) else [answer]
        assert [gap for item in found for gap in gaps(item)] == []


def test_the_words_about_courts_find_their_facts() -> None:
    for case in venue_cases():
        answer = venue.competent_courts(dispute_of(case), on=day_of(case))
        if isinstance(answer, VenueAnswer):
            steps = [gap for court in answer.courts for item in court.steps for gap in gaps(item)]
            assert steps + [gap for lost in answer.lost for gap in gaps(lost.why)] == []
        else:
            assert gaps(answer) == []


def test_the_words_about_handling_find_their_facts() -> None:
    for name, case in handling_cases():
        answer = decided(name, case)
        found = [answer] if isinstance(answer, Refusal) else list(answer.steps)
        assert [gap for item in found for gap in gaps(item)] == []


def test_the_words_about_bad_facts_find_their_facts() -> None:
    bad = {"x": 1, "matter": "y", "plaintiffs": [{"domicile": "市中区"}, "z"], "amount": "-1", "claim": 3}
    worse = {"matter": "port", "defendants": {"abroad": True, "habitual": "500103"}, "amount": "?", "ask": "transfer"}
    for facts in (bad, worse):
        found = question_from(facts, today=date(2026, 3, 2))
        assert isinstance(found, tuple)
        assert [gap for refusal in found for gap in gaps(refusal)] == []


def test_the_words_about_fees_find_their_facts() -> None:
    for case in cases("fees", "fee"):
        halvings = [Halving(word) for word in case["halvings"].split()]
        day = date.fromisoformat(case["on"])
        answer = fee(FeeKind(case["kind"]), yuan(case["amount"]), on=day, halvings=halvings, local=yuan(case["local"]))
        found = answer.steps if isinstance(answer, Fee) else [answer]
        assert [gap for item in found for gap in gaps(item)] == []


def test_the_words_about_numbers_and_causes_find_their_facts() -> None:
    refused = [numbers.known_number(case["typed"]) for table in ("parse", "known") for case in cases("numbers", table)]
    refused += [causes.check_cause("108", date(2026, 3, 2)), causes.check_cause("x", date(2026, 3, 2))]
    refused += [causes.causes_on(date(2020, 1, 1)), cause_facts.suggest((), date(2026, 3, 2))]
    for case in cases("numbers", "write"):
        made = numbers.make_number(number_of(case))
        refused += made if isinstance(made, tuple) else ()
    refused += [chain.link(*both) for both in pairs()]
    refused += [cause_search.search(typed, date(2026, 3, 2)) for typed in ("", "没有这种案由")]
    for codes in ((), ("108(3)", "108(3)"), ("108", "108(3)")):
        refused += causes.several_causes(codes, date(2026, 3, 2), none_lower=("108",))
    refused += cause_facts.facts_named(("no such fact",))
    assert [gap for answer in refused if isinstance(answer, Refusal) for gap in gaps(answer)] == []


def test_the_words_about_found_and_suggested_causes_find_their_facts() -> None:
    found = [cause_search.search(case["typed"], date(2026, 3, 2)) for case in cases("causes", "search")]
    told = [hit.why for hits in found if isinstance(hits, tuple) for hit in hits]
    for case in cases("causes", "suggest"):
        answer = cause_facts.suggest(facts_of(case), date(2026, 3, 2))
        told += answer.steps if isinstance(answer, cause_facts.Suggestion) else ()
    assert {item.code for item in told} >= {"causes.near", "causes.by_word", "causes.lower_to_choose"}
    assert [gap for item in told for gap in gaps(item)] == []
