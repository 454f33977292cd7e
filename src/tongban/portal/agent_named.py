"""Who acts for the plaintiff, as the pages of a draft tell it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from tongban.cases.vocabulary.agents import AgentKind, Power, Scope
from tongban.cases.wording import AGENT_KINDS, POWERS, SCOPES
from tongban.face.parts import Answer
from tongban.filing.law import agent_findings, agent_told
from tongban.filing.queries import files_of, interview_of
from tongban.filing.queries.for_client import draft_problems
from tongban.filing.vocabulary import DraftView
from tongban.filing.vocabulary.agent import AGENT, AGENT_PAPERS
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.words import AGENT_ASKED, DRAFT_TASKS

if TYPE_CHECKING:
    from tongban.face.parts import TaskState


def names_agent(found: DraftView) -> bool:
    """Whether this draft may name one: in a case that is there already an agent is named on the case's own page."""
    opens = interview_of(found.interview).opens
    return opens is None or opens.earlier is None


def agent_state(found: DraftView, day: date) -> TaskState:
    """How far the page is, for the task list."""
    if not agent_told(found.answers):
        return "problem" if found.by_agent else "optional"
    if found.by_agent and not agent_told(found.answers)["scope"]:
        return "not_started"
    return "problem" if agent_problems(found, day) else "done"


def agent_problems(found: DraftView, day: date) -> Sequence[Refusal]:
    """What is missing in the authority or wrong with it; nothing when nobody is named.

    Who files for a client may not act at all without an own identity, and a licence where the profession needs one.
    """
    files = {material.question for _uid, material in files_of(found.uid)}
    own = [one for one in draft_problems(found, day) if not one.fields or one.fields[0].startswith(AGENT)]
    return [*agent_findings(interview_of(found.interview), found.answers, files=files, today=day), *own]


def client_named(found: DraftView) -> str:
    """For whom an agent writes this draft, as the pages call the client; "" where the plaintiff writes it."""
    return found.answers.get("plaintiff.name", "") or "—" if found.by_agent else ""


def agent_title(found: DraftView) -> str:
    """What the page about the agent is called."""
    return str(DRAFT_TASKS["own_authority" if found.by_agent else "agent"])


def agent_address(uid: UUID) -> str:
    """The address of the page on which a draft names its agent."""
    return reverse("portal:draft_agent", args=[uid])


def agent_answers(found: DraftView) -> list[Answer]:
    """What is told of the agent, for the look before handing in; nothing when nobody is named."""
    told = agent_told(found.answers)
    if not told:
        return []
    powers = [str(POWERS[Power(one)]) for one in told["powers"].split() if one in set(Power)]
    files = [m.name for _uid, m in files_of(found.uid) if m.question in AGENT_PAPERS]
    shown = {
        "kind": str(AGENT_KINDS[AgentKind(told["kind"])]) if told["kind"] in set(AgentKind) else "",
        "name": told["name"],
        "id_number": told["id_number"],
        "firm": told["firm"],
        "scope": str(SCOPES[Scope(told["scope"])]) if told["scope"] in set(Scope) else "",
        "powers": "\n".join(powers),
        "since": told["since"],
        "until": told["until"],
        "files": "\n".join(files),
    }
    address = agent_address(found.uid)
    return [Answer(str(AGENT_ASKED[name]), value, f"{address}#id_{name}") for name, value in shown.items() if value]
