"""Interviews: guided pleadings as data (`filing/data/interviews/*.toml`), so that a court adds one without code.

Those of `filing/data/further/*.toml` open no civil action: an appeal, an enforcement, a payment order.

Pages that many interviews share (who you are, whom you sue, which court was agreed upon) and findings that hold in
all of them stand in `filing/data/parts.toml`; rates of interest by day in `filing/data/rates.toml`; the instruments of
law that may be cited, and how far their text was read, in `filing/data/instruments.csv`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from tongban.filing.rules.reading import read_interview
from tongban.filing.vocabulary import Interview, Kind
from tongban.filing.vocabulary.agent import AGENT_PAPERS
from tongban.kernel.refusal import Refusal, Refused

_LAW = "house rule"


@cache
def interviews() -> dict[str, Interview]:
    """The interviews of civil actions by their ids, in the order of their names.

    Raises `Refused` with all flaws of all files.
    """
    return _in_folder("interviews")


@cache
def forms() -> dict[str, Interview]:
    """Every interview by its id: those of civil actions, and those that open a case of another procedure."""
    return interviews() | _in_folder("further")


def _in_folder(name: str) -> dict[str, Interview]:
    found: dict[str, Interview] = {}
    flaws: list[Refusal] = []
    folder = resources.files("tongban.filing") / "data" / name
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            read = interview_in(file.name, file.read_text(encoding="utf-8"))
            if isinstance(read, Interview):
                found[read.id] = read
            else:
                flaws += read
    if flaws:
        raise Refused(flaws)
    return found


def interview_in(name: str, text: str) -> Interview | tuple[Refusal, ...]:
    """The interview that a file holds, or all that is wrong with it, each with the key and the remedy."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        facts = (("file", name), ("what", str(why)))
        return (Refusal("filing.interview_unreadable", _LAW, (), facts),)
    return read_interview(raw, file=name, parts=parts())


def flaws_of(path: Path) -> tuple[Refusal, ...]:
    """For whoever writes an interview: what is wrong with the file at `path`; nothing when it is good."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as why:
        return (Refusal("filing.interview_unreadable", _LAW, (), (("file", path.name), ("what", str(why)))),)
    found = interview_in(path.name, text)
    return () if isinstance(found, Interview) else found


@cache
def parts() -> dict[str, Any]:
    """What interviews share, as it stands in the file."""
    return tomllib.loads((resources.files("tongban.filing") / "data" / "parts.toml").read_text(encoding="utf-8"))


@cache
def materials_named() -> dict[str, tuple[str, str]]:
    """By question: how a complaint calls the files that answer it, and what they are to prove (登记立案 4)."""
    return {
        question.id: (question.paper, question.proves)
        for interview in forms().values()
        for page in interview.pages
        for question in page.questions
        if question.kind is Kind.FILES
    } | {question: (paper, "") for question, paper in AGENT_PAPERS.items()}
