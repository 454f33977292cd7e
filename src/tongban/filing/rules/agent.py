"""The agent whom a plaintiff names with the complaint (CPL 61, 62); the court checks the papers in the case."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from tongban.cases.law import Grant, check_grant
from tongban.cases.vocabulary import Side
from tongban.cases.vocabulary.agents import AgentKind
from tongban.filing.rules.told import Told
from tongban.filing.vocabulary.agent import AGENT, AGENT_PAPER, AGENT_TOLD
from tongban.filing.vocabulary.interviews import Answers, Interview
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.refusal import Refusal
from tongban.people.law import born_by_number, capacity, check_paper
from tongban.people.vocabulary import Capacity, IdKind, PersonKind

ENTRUSTED = tuple(kind for kind in AgentKind if not kind.by_law)
"""Who can be named so; a guardian stands in the complaint itself."""


def agent_told(answers: Answers) -> Mapping[str, str]:
    """What is told of the agent; nothing when nobody is named."""
    told = {name: answers.get(AGENT + name, "") for name in AGENT_TOLD}
    return told if any(value for name, value in told.items() if name != "id_kind") else {}


def agent_findings(
    interview: Interview, answers: Answers, *, files: Collection[str], today: date
) -> tuple[Refusal, ...]:
    """What is missing in the authority or wrong with it, each at its answer; nothing when nobody is named."""
    told = agent_told(answers)
    if not told:
        return ()
    paper = IdKind.PASSPORT if told["id_kind"] == IdKind.PASSPORT else IdKind.RESIDENT
    number = identity_form(told["id_number"])
    grant = Grant.read({**told, "id_number": number}, files=int(AGENT_PAPER in files))
    if grant.kind not in ENTRUSTED:
        grant = replace(grant, kind="")
    of_age = capacity(born_by_number(paper, number), today) is Capacity.FULL
    found = check_grant(grant, party_kind=PersonKind.NATURAL, today=today, of_age=of_age)
    wrong = check_paper(PersonKind.NATURAL, paper, number, today=today)
    found += [wrong] if wrong else []
    if number and number in sued(interview, answers, today):
        found.append(Refusal("cases.agent_on_both_sides", "律师法 39", ("id_number",)))
    return tuple(replace(one, fields=tuple(AGENT + field for field in one.fields)) for one in found)


def sued(interview: Interview, answers: Answers, today: date) -> dict[str, str]:
    """The names of the defendants by their identity numbers and credit codes."""
    side = Side.DEFENDANT.value
    return {
        identity_form(row.text(name)): row.text(f"{side}.name")
        for row in Told(interview, answers, today).in_rows(side)
        for name in (f"{side}.id_number", f"{side}.credit_code")
        if row.value(name) is not None
    }
