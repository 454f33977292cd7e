"""What an agent may do for a party, as a table (CPL 60-65; SI 83-89)."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import pytest

from tests.architecture.house import SOURCE, python_files
from tongban.cases.rules.authority import IN_PERSON, NEEDS, ORDINARY, PROOFS, beyond
from tongban.cases.rules.procedures import PROCEDURES
from tongban.cases.rules.procedures.words import By, Do
from tongban.cases.vocabulary import Act
from tongban.cases.vocabulary.agents import AgentKind, AuthorityState, AuthorityView, Power, Proof, Scope
from tongban.cases.wording import AGENT_KINDS, AUTHORITY_STATES, POWERS, SCOPES
from tongban.cases.wording import PROOFS as PROOF_WORDS
from tongban.courts.law import cause_name

pytestmark = pytest.mark.once

PARTIES = frozenset(
    {
        By.PARTY,
        By.PLAINTIFF,
        By.DEFENDANT,
        By.APPLICANT,
        By.RESPONDENT,
        By.INTERESTED,
        By.OUTSIDER,
        By.THIRD_PARTY,
        By.CLAIMANT,
        By.FACED,
        By.PAYER,
    }
)
_TABLE = SOURCE / "cases" / "rules" / "authority.py"
LAWYER = AuthorityView(
    uid=UUID(int=1),
    case=UUID(int=2),
    party=UUID(int=3),
    kind=AgentKind.LAWYER,
    agent=UUID(int=4),
    name="陈律师",
    id_number="",
    firm="示例律师事务所",
    powers=frozenset(),
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    state=AuthorityState.ACCEPTED,
    missing=(),
    handed_in_at=datetime(2026, 11, 1, tzinfo=UTC),
    ended_at=None,
)


def test_every_act_of_a_party_in_every_procedure_says_whether_an_agent_needs_a_power() -> None:
    acts = {move.act for procedure in PROCEDURES.values() for move in procedure.moves if move.by & PARTIES}
    assert acts == set(NEEDS) | ORDINARY
    assert not set(NEEDS) & ORDINARY


@pytest.mark.parametrize(
    ("act", "power", "law"),
    [
        (Act.CHANGE_CLAIM, Power.CHANGE, "CPL 62(2)"),
        (Act.COUNTERCLAIM, Power.COUNTERCLAIM, "CPL 62(2)"),
        (Do.APPEAL, Power.APPEAL, "CPL 62(2)"),
        (Do.SIGN_AGREEMENT, Power.SETTLE, "CPL 62(2)"),
        (Do.WITHDRAW_APPLICATION, Power.WITHDRAW, "CPL 62(2)"),
        (Act.CONSENT, Power.CHOOSE_ONLINE, "在线诉讼规则 4"),
    ],
)
def test_what_gives_a_right_away_needs_its_own_power_and_no_other(act: StrEnum, power: Power, law: str) -> None:
    others = replace(LAWYER, powers=frozenset(Power) - {power})
    for authority in (LAWYER, others):
        [no] = beyond(authority, act)
        assert no.reason == "cases.beyond_authority"
        assert dict(no.facts)["power"] == power
        assert no.law.startswith(law)
    assert beyond(replace(LAWYER, powers=frozenset({power})), act) == []


@pytest.mark.parametrize("power", list(Power))
def test_each_special_authority_guards_an_act(power: Power) -> None:
    """A power that nothing asks for would be granted for show: some act needs it, or says what needs it."""
    assert power in set(NEEDS.values()) | _said()


def _said() -> set[Power]:
    """The powers that acts, and the rules that they ask, name beside `NEEDS`."""
    asking = [tree for path, tree in python_files() if {"actions", "rules"} & set(path.parts) and path != _TABLE]
    named = [node for tree in asking for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return {Power[node.attr] for node in named if isinstance(node.value, ast.Name) and node.value.id == "Power"}


@pytest.mark.parametrize("act", sorted(ORDINARY))
def test_what_keeps_a_right_is_done_under_general_authority(act: StrEnum) -> None:
    assert beyond(LAWYER, act) == []


@pytest.mark.parametrize("kind", [kind for kind in AgentKind if kind.by_law])
def test_who_acts_by_law_needs_no_power_even_in_a_divorce(kind: AgentKind) -> None:
    guardian = replace(LAWYER, kind=kind)
    assert [beyond(guardian, act, cause="14", says=Power) for act in NEEDS] == [[] for _ in NEEDS]
    assert guardian.scope is None


def test_each_missing_power_is_named() -> None:
    found = beyond(LAWYER, Do.APPEAL, says=(Power.ADMIT, Power.RECEIVE))
    assert {dict(no.facts)["power"] for no in found} == {Power.APPEAL, Power.ADMIT, Power.RECEIVE}


def test_in_a_divorce_no_paper_lets_an_agent_settle_or_admit() -> None:
    able = replace(LAWYER, powers=frozenset(Power))
    assert [no.reason for no in beyond(able, Do.SIGN_AGREEMENT, cause="14")] == ["cases.party_states_it_itself"]
    assert [no.law for no in beyond(able, Act.ANSWER, cause="14", says=(Power.ADMIT,))] == ["CPL 65"]
    assert beyond(able, Do.APPEAL, cause="14") == []
    assert beyond(able, Do.SIGN_AGREEMENT, cause="15") == []


def test_causes_in_which_the_party_comes_itself_are_named_as_the_table_of_causes_names_them() -> None:
    for row in IN_PERSON:
        assert cause_name(row.cause, date(2026, 11, 26)) == row.term


@pytest.mark.parametrize(
    ("changed", "day", "holds"),
    [
        ({}, date(2026, 10, 31), False),
        ({}, date(2026, 11, 1), True),
        ({}, date(2026, 11, 30), True),
        ({}, date(2026, 12, 1), False),
        ({"until": None}, date(2030, 1, 1), True),
        ({"state": AuthorityState.HANDED_IN}, date(2026, 11, 2), False),
        ({"state": AuthorityState.RETURNED}, date(2026, 11, 2), False),
        ({"state": AuthorityState.REVOKED}, date(2026, 11, 2), False),
    ],
)
def test_an_authority_holds_while_checked_begun_and_not_over(
    changed: dict[str, object], day: date, *, holds: bool
) -> None:
    assert replace(LAWYER, **changed).holds(day) is holds  # type: ignore[arg-type]


def test_a_power_of_attorney_is_special_by_what_it_names() -> None:
    assert LAWYER.scope is Scope.GENERAL
    assert replace(LAWYER, powers=frozenset({Power.APPEAL})).scope is Scope.SPECIAL


def test_each_kind_shows_papers_and_only_the_entrusted_a_power_of_attorney() -> None:
    assert set(PROOFS) == set(AgentKind)
    assert {kind for kind, papers in PROOFS.items() if Proof.MANDATE not in papers} == {
        kind for kind in AgentKind if kind.by_law
    }


def test_all_words_about_agents_have_texts() -> None:
    for words, texts in (
        (AgentKind, AGENT_KINDS),
        (Power, POWERS),
        (Scope, SCOPES),
        (AuthorityState, AUTHORITY_STATES),
        (Proof, PROOF_WORDS),
    ):
        assert set(words) == set(texts)  # type: ignore[call-overload]
