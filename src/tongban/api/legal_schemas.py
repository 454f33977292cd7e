"""Answers of the law over the API, as the OpenAPI description shows them: the keys of the command line's JSON."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

from tongban.api.schemas import FindingOut


def _like(**example: Any) -> ConfigDict:
    """An example for the description."""
    return ConfigDict(json_schema_extra={"example": example})


class StepOut(Schema):
    """One step of the reasoning."""

    text: str = Field(description="In the language of Accept-Language")
    code: str
    law: str
    facts: dict[str, str]


class DueOut(Schema):
    """When a period ends."""

    model_config = _like(due="2026-02-24", kind="latest", provisional=False, article="CPL 171; SI 244")
    due: str = Field(description="A day, or a moment where hours count; in the court's own time")
    kind: str = Field(description="latest, earliest or target")
    provisional: bool = Field(description="The holidays of that year are not announced yet")
    article: str
    late_after: str
    fixed: bool
    in_time: bool | None = None
    steps: list[StepOut]


class GroundOut(Schema):
    """Days that may not count."""

    id: str
    effect: str
    article: str


class ExtensionOut(Schema):
    """Who may prolong it, by how much, how often; 0: no limit."""

    by: str
    most: int
    unit: str
    times: int
    article: str


class RuleOut(Schema):
    """One version of a period."""

    id: str
    name: str
    name_en: str
    amount: int
    unit: str
    side: str
    kind: str
    rolls: bool
    fixed: bool
    state: str
    open: list[str]
    starts_with: str
    starts_with_zh: str
    obligor: str
    article: str
    effect: str
    effect_zh: str
    valid_from: str
    valid_to: str | None
    basis: str
    beside: list[str]
    grounds: list[GroundOut]
    extensions: list[ExtensionOut]


class RulesOut(Schema):
    """All periods."""

    rules: list[RuleOut]


class FeeLineOut(Schema):
    """One line; all lines add up to the fee."""

    line: str = Field(description="start, band, share, halved or rounding")
    fee: str = Field(description="Exact yuan, below zero when taken off")
    over_fen: int | None = None
    upto_fen: int | None = None
    part_fen: int | None = None
    rate: str | None = None


class FeeOut(Schema):
    """What it costs; where no local figure is given and the law has a range, only the range."""

    model_config = _like(fee_fen=201500, fee="2015.00", kind="property", articles=["交纳办法 13(1)", "交纳办法 16"])
    fee_fen: int | None
    articles: list[str]
    fee: str | None = None
    currency: str | None = None
    kind: str | None = None
    name: str | None = None
    base_fen: int | None = None
    full: str | None = None
    exact: str | None = None
    halved_by: str | None = None
    breakdown: list[FeeLineOut] | None = None
    range_fen: list[int] | None = None
    note: str | None = None
    before_fen: int | None = None
    top_up_fen: int | None = None
    refund_fen: int | None = None
    borne_fen: int | None = None
    steps: list[StepOut]


class FeeKindOut(Schema):
    """A kind of fee."""

    kind: str
    name: str
    article: str
    amount: str = Field(description="required, possible or none")
    local: bool
    halves: bool
    also: list[str]


class FeeKindsOut(Schema):
    """All kinds of fees."""

    kinds: list[FeeKindOut]


class CourtOut(Schema):
    """A court that may take the case."""

    rank: int
    code: str
    name: str
    ground: str
    term: str
    article: str
    exclusive: bool
    also: list[str]
    steps: list[StepOut]


class LostOut(FindingOut):
    """A ground that leads to no court here."""

    ground: str
    place: str
    facts: dict[str, str]


class VenueOut(Schema):
    """The courts, best first; or, where `ask` named another question, what becomes of the case."""

    on: str
    courts: list[CourtOut] | None = None
    lost: list[LostOut] | None = None
    unused: list[str] | None = None
    outcome: str | None = None
    term: str | None = None
    court: str | None = None
    to: list[str] | None = None
    article: str | None = None
    days: dict[str, str] | None = None
    steps: list[StepOut] | None = None


class RefusedOut(FindingOut):
    """Why, with the facts."""

    facts: dict[str, str]


class NumberOut(Schema):
    """A case number found in the text, or why it is none."""

    start: int
    end: int
    typed: str
    refused: RefusedOut | None = None
    number: str | None = None
    year: int | None = None
    court: dict[str, Any] | None = None
    special: str | None = None
    type: dict[str, Any] | None = None
    serial: int | None = None
    derived: int | None = None
    article: str | None = None
    known: bool | None = None
    doubts: list[RefusedOut] | None = None


class NumbersOut(Schema):
    """All numbers of a text, in its order."""

    numbers: list[NumberOut]


class CaseTypeOut(Schema):
    """A type of cases."""

    model_config = _like(code="0301", characters="民初", name="民事一审案件")
    code: str
    characters: str
    name: str
    kind: str
    first: str
    levels: list[str]
    levels_article: str


class CaseTypesOut(Schema):
    """The types of cases."""

    types: list[CaseTypeOut]


class CauseLineOut(Schema):
    """A cause that was found, and why."""

    code: str
    name: str
    level: int
    path: list[str]
    why: str
    why_code: str


class CausesOut(Schema):
    """Causes, best first."""

    causes: list[CauseLineOut]


class CauseOut(Schema):
    """A cause with its place in the list."""

    code: str
    name: str
    level: int
    path: list[str]
    pinyin: str
    initials: str
    article: str
    valid_from: str
    below: list[dict[str, str]]


class ProcedureLineOut(Schema):
    """A procedure in the list."""

    name: str
    term: str
    says: str
    law: str


class ProceduresOut(Schema):
    """All procedures."""

    procedures: list[ProcedureLineOut]


class WordOut(Schema):
    """A word of the table: its code, its Chinese term, and in the reader's language."""

    code: str
    term: str
    says: str


class NeedOut(WordOut):
    """A condition with its article."""

    law: str


class OnlineOut(WordOut):
    """The online step whose consent is needed; `apart`: the article under which each may act at another time."""

    law: str
    apart: str


class ActOut(WordOut):
    """What may be done at a stage; `into`: the procedure that the case goes on in, "" when it stays."""

    by: list[WordOut]
    law: str
    basis: str
    to: WordOut
    into: str
    needs: list[NeedOut]
    starts: list[str]
    ends: list[str]
    online: OnlineOut | None


class StageOut(WordOut):
    """A stage and what may be done at it."""

    last: bool
    acts: list[ActOut]


class ProcedureOut(ProcedureLineOut):
    """The table of a procedure."""

    starts: list[str]
    stages: list[StageOut]
