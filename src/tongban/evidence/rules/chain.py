"""Records stored on a chain: what their party shows about the time before, what the judge may rule (规则 16-19)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.evidence.rules.exhibits import too_long
from tongban.evidence.vocabulary import ChainRuling, Provenance
from tongban.kernel.refusal import Refusal

MANIFEST_LIMIT = 1000
"""Characters of one item; house rule, shown before."""
BEFORE_LAW = "在线诉讼规则 18"
FACTORS_LAW = "在线诉讼规则 16, 17"
FORMAT = "capture-manifest/v1"
RULING_LAW = {
    ChainRuling.UNALTERED: "在线诉讼规则 16",
    ChainRuling.REBUTTED: "在线诉讼规则 16",
    ChainRuling.NOT_RELIABLE: "在线诉讼规则 17",
    ChainRuling.ASK_BEFORE: "在线诉讼规则 18(2)",
    ChainRuling.BEFORE_CONFIRMED: "在线诉讼规则 18(2)",
    ChainRuling.BEFORE_NOT_CONFIRMED: "在线诉讼规则 18(2)",
    ChainRuling.EXPERT: "在线诉讼规则 19",
    ChainRuling.APPRAISAL: "在线诉讼规则 19",
    ChainRuling.COLLECT: "在线诉讼规则 19",
}
FINDINGS = frozenset(
    {
        ChainRuling.UNALTERED,
        ChainRuling.REBUTTED,
        ChainRuling.NOT_RELIABLE,
        ChainRuling.BEFORE_CONFIRMED,
        ChainRuling.BEFORE_NOT_CONFIRMED,
    }
)
"""Rulings that find a fact: only after both sides were heard on the exhibit (在线诉讼规则 15)."""


def items_of(said: Mapping[str, str]) -> dict[Provenance, str]:
    """The items that hold words, trimmed; everything else in `said` is no item."""
    return {item: text for item in Provenance if (text := said.get(item, "").strip())}


def check_manifest(said: Mapping[Provenance, str], files: Collection[str]) -> list[Refusal]:
    """What is wrong with a manifest; `files` are the items to which a file was added. Each item may be empty."""
    unknown = sorted(set(files) - set(Provenance))
    if len(set(files)) < len(files):
        return [Refusal("evidence.one_file_an_item", BEFORE_LAW, ("files",))]
    if unknown:
        return [Refusal("evidence.no_such_item", BEFORE_LAW, ("files",), (("item", unknown[0][:40]),))]
    if not said and not files:
        return [Refusal("evidence.nothing_shown", BEFORE_LAW, (Provenance.SOURCE.value,))]
    return [no for item, text in said.items() for no in too_long(item.value, text, MANIFEST_LIMIT)]


def may_show(*, own: bool, exchange_over: bool) -> Refusal | None:
    """None when the party may show more about its exhibit: until the exchange of evidence is closed.

    `exchange_over` is False again once the court has asked for it (18(2)).
    """
    if not own:
        return Refusal("evidence.not_your_exhibit", BEFORE_LAW)
    return Refusal("evidence.exchange_over", "在线诉讼规则 14, 18") if exchange_over else None


def manifest_form(
    *, exhibit: str, number: int, party: str, at: str, exhibit_files: Collection[str],
    said: Mapping[Provenance, str], files: Mapping[Provenance, str],
) -> dict[str, Any]:  # fmt: skip
    """The manifest as it is sealed: always six items, null where nothing was shown. `files` are SHA-256 digests."""
    items = {item.value: {"says": said.get(item), "file": files.get(item)} for item in Provenance}
    head = {"format": FORMAT, "exhibit": exhibit, "exhibit_files": list(exhibit_files), "number": number}
    return head | {"party": party, "at": at, "items": items}


@dataclass(frozen=True, slots=True)
class Chained:
    """What a ruling depends on. `matched`: every file of the exhibit was checked and is what was stored,
    and no proof of another platform contradicts it.

    `asked`: its party was asked about the time before the chain, or showed something of itself.
    """

    claimed: bool
    examined: bool
    matched: bool
    asked: bool


def check_ruling(ruling: ChainRuling, reasons: str, facts: Chained, *, on_motion: bool) -> list[Refusal]:
    """What stands in the way of a ruling, all at once (在线诉讼规则 16-19).

    That a record is unaltered since it was stored rests on the check; whatever else is ruled needs its reasons. An
    expert is heard on a party's motion only; appraisal and other evidence also without one.
    """
    law = RULING_LAW[ruling]
    found = too_long("reasons", reasons, MANIFEST_LIMIT)
    if not facts.claimed:
        found.append(Refusal("evidence.not_chained", law, ("exhibit",)))
    if ruling in FINDINGS and not facts.examined:
        found.append(Refusal("evidence.not_examined", "在线诉讼规则 15", ("exhibit",)))
    if ruling is ChainRuling.UNALTERED and not facts.matched:
        found.append(Refusal("evidence.check_without_match", law, ("ruling",)))
    if ruling is not ChainRuling.UNALTERED and not reasons.strip():
        found.append(Refusal("evidence.ruling_without_reasons", law, ("reasons",)))
    if ruling is ChainRuling.BEFORE_NOT_CONFIRMED and not facts.asked:
        found.append(Refusal("evidence.not_asked_before", law, ("ruling",)))
    if ruling is ChainRuling.EXPERT and not on_motion:
        found.append(Refusal("evidence.expert_without_motion", law, ("motion",)))
    return found
