"""Whoever writes an interview is told what is wrong with it: file, key, remedy, all flaws at once."""

from __future__ import annotations

import csv
import tomllib
from copy import deepcopy
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.rules.filing_people import TODAY
from tongban.filing.rules.instruments import from_memory, unknown_instruments
from tongban.filing.rules.interview import flaws_of, interview_in, interviews, parts
from tongban.filing.rules.reading import read_interview
from tongban.filing.rules.told import as_asked
from tongban.filing.vocabulary import Interview
from tongban.filing.wording import REFUSALS

FOLDER = resources.files("tongban.filing") / "data" / "interviews"
MENDED = {
    "key_missing": lambda raw: raw.pop("version"),
    "key_unknown": lambda raw: raw.update(colour="red"),
    "value_wrong": lambda raw: raw["venue"].update(matter="quarrel"),
    "language_missing": lambda raw: raw["title"].pop("zh-hans"),
    "expression_wrong": lambda raw: raw["line"][0].update(amount="deal.price -"),
    "name_unknown": lambda raw: raw["claims"].append("{deal.colour}"),
    "name_too_early": lambda raw: raw["line"][0].update(amount="line.late"),
    "named_twice": lambda raw: raw["line"].append(deepcopy(raw["line"][0])),
    "article_unknown": lambda raw: raw["line"][0].update(law="某某办法 3"),
}

SLIPS = {
    "a choice without choices": lambda raw: raw["page"][2]["question"][0].pop("choices"),
    "a condition on a later question": lambda raw: raw["page"][2]["question"][0].update(show_if="deal.ends = yes"),
    "a strange kind": lambda raw: raw["page"][2]["question"][0].update(kind="picture"),
    "a name without a group": lambda raw: raw["page"][2]["question"][0].update(id="side"),
    "a misspelt choice": lambda raw: raw["finding"][0].update(when="deal.side = unpaied"),
    "a stop without a contact": lambda raw: raw["finding"][1].pop("contact"),
    "an unknown shared page": lambda raw: raw["page"][0].update(use="nobody"),
    "leaving out what is not there": lambda raw: raw["page"][0].update(leave_out=["plaintiff.shoe_size"]),
    "a cue with an empty part": lambda raw: raw["guide"]["words"].append("货款/ + 不付"),
    "cues that are no list": lambda raw: raw["guide"].update(perhaps="货款"),
    "a strange group": lambda raw: raw["guide"].update(group="strange"),
    "an unknown table": lambda raw: raw["line"][4]["rate"].update(table="lpr_9y"),
    "interest without principal": lambda raw: raw["line"][4].pop("principal"),
    "a cause for some answers only": lambda raw: raw.update(cause=[{"is": "88", "when": "deal.ends = yes"}]),
    "a strange fee": lambda raw: raw.update(fee="free"),
    "a strange place": lambda raw: raw["venue"].update(places={"moon": "deal.goods"}),
    "words of an own paper that are none": lambda raw: raw["page"][3]["question"][0].update(read="货物"),
    "words of an own paper for no choice": lambda raw: raw["page"][2]["question"][0].update(read={"moon": ["月"]}),
    "words of an own paper without their choices": lambda raw: raw["page"][2]["question"][0].update(read=["月"]),
    "files without a name": lambda raw: raw["page"][6]["question"][0].pop("paper"),
}


def sale() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "sale.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("flaw", MENDED)
def test_each_flaw_is_told_with_file_key_and_remedy(flaw: str) -> None:
    raw = sale()
    MENDED[flaw](raw)
    found = read_interview(raw, file="own.toml", parts=parts())
    assert not isinstance(found, Interview)
    assert f"filing.interview_{flaw}" in {refusal.reason for refusal in found}
    for refusal in found:
        facts = dict(refusal.facts)
        told = REFUSALS[refusal.reason]
        assert facts["file"] == "own.toml"
        assert facts["key"] in str(told.says) % facts
        assert str(told.remedy) % facts


def test_all_flaws_come_at_once() -> None:
    raw = sale()
    for flaw in ("key_missing", "key_unknown", "value_wrong", "language_missing", "article_unknown"):
        MENDED[flaw](raw)
    found = read_interview(raw, file="own.toml", parts=parts())
    assert not isinstance(found, Interview)
    assert len({refusal.reason for refusal in found}) == 5


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_anywhere_is_found(slip: str) -> None:
    raw = sale()
    SLIPS[slip](raw)
    assert not isinstance(read_interview(raw, file="own.toml", parts=parts()), Interview)


def test_a_file_that_is_no_data_is_told(tmp_path: Path) -> None:
    torn = tmp_path / "torn.toml"
    torn.write_text("id = ", encoding="utf-8")
    assert [refusal.reason for refusal in flaws_of(torn)] == ["filing.interview_unreadable"]
    assert [refusal.reason for refusal in flaws_of(tmp_path / "gone.toml")] == ["filing.interview_unreadable"]
    torn.write_bytes(b"\xff\xfe\x00")
    assert [refusal.reason for refusal in flaws_of(torn)] == ["filing.interview_unreadable"]


def test_a_court_adds_an_interview_by_a_file_alone(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = (FOLDER / "sale.toml").read_text(encoding="utf-8").replace('id = "sale"', 'id = "own"', 1)
    own.write_text(text, encoding="utf-8")
    assert flaws_of(own) == ()
    assert isinstance(interview_in("own.toml", text), Interview)


def test_a_question_of_a_row_is_known_by_its_base_and_by_no_other_number() -> None:
    interview = interviews()["general"]
    assert interview.question("sums.2.amount") is interview.question("sums.amount")
    for name in (
        "sums.1.amount",
        "sums.02.amount",
        "sums.13.amount",
        "sums.-1.amount",
        "sums.x.amount",
        "story.2.text",
    ):
        assert interview.question(name) is None, name


def test_each_yes_to_another_opens_one_more_page_and_no_row_is_left_over() -> None:
    interview = interviews()["general"]
    answers = {"sum.any": "yes", "sums.more": "yes", "sums.2.more": "no", "sums.3.what": "left from before"}
    pages = [page.id for page in as_asked(interview, answers, TODAY).pages]
    assert [name for name in pages if name.startswith("sums")] == ["sums", "sums-2"]
    assert "sums" not in {page.id for page in as_asked(interview, {"sum.any": "no"}, TODAY).pages}
    last = as_asked(
        interview, {"sum.any": "yes", **{f"sums.{n}.more": "yes" for n in range(2, 13)}, "sums.more": "yes"}, TODAY
    )
    assert [page.id for page in last.pages if page.id.startswith("sums")][-1] == "sums-12"
    assert "sums.12.more" not in {question.id for page in last.pages for question in page.questions}


def test_citations_from_memory_are_marked_as_such() -> None:
    assert from_memory("Civil Code 675")
    assert not from_memory("CPL 124; SI 209; 登记立案 4")
    assert not from_memory("劳动合同法 47; 劳动争议调解仲裁法 6")
    assert unknown_instruments("CPL 35; 某法 7; CPL") == ("某法 7", "CPL")


def test_what_was_compared_with_a_copy_says_when() -> None:
    text = (resources.files("tongban.filing") / "data" / "instruments.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert row["basis"] in {"text", "copy", "memory"}, row
        assert bool(row["checked"]) == (row["basis"] == "copy"), row
        assert not row["checked"] or date.fromisoformat(row["checked"])
