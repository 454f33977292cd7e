"""Interviews: guided pleadings as data (`filing/data/interviews/*.toml`), so that a court adds one without code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from tongban.filing.vocabulary import Answers, Interview, Kind, Page, Question


@cache
def interviews() -> dict[str, Interview]:
    """Every interview by its id."""
    folder = resources.files("tongban.filing") / "data" / "interviews"
    found = (
        _interview(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    )
    return {interview.id: interview for interview in found}


def shown(question: Question, answers: Answers) -> bool:
    """False for a question whose condition the other answers do not meet."""
    return question.show_if is None or answers.get(question.show_if[0]) == question.show_if[1]


def _interview(raw: dict[str, Any]) -> Interview:
    return Interview(
        id=raw["id"],
        version=raw["version"],
        cause=raw["cause"],
        title=raw["title"],
        pages=tuple(_page(page) for page in raw["page"]),
        claims=tuple(raw["claims"]),
        facts=raw["facts"],
    )


def _page(raw: dict[str, Any]) -> Page:
    return Page(raw["id"], raw["title"], raw.get("lead", {}), tuple(_question(q) for q in raw["question"]))


def _question(raw: dict[str, Any]) -> Question:
    condition = raw.get("show_if")
    return Question(
        id=raw["id"],
        kind=Kind(raw["kind"]),
        label=raw["label"],
        hint=raw.get("hint", {}),
        required=raw.get("required", True),
        law=raw.get("law", "CPL 124"),
        choices=raw.get("choices", {}),
        show_if=tuple(condition.split("=", 1)) if condition else None,
        stops=raw.get("stops", ""),
    )
