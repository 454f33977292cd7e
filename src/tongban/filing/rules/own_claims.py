"""What a person's own complaint asks for and tells (CPL 124(3)), and where its amounts contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from tongban.filing.rules.own_lines import HEADING, NUMBERED, Line, joined
from tongban.filing.rules.own_words import any_of, meaning, words
from tongban.filing.vocabulary.own_paper import Asked, Found, Sum
from tongban.kernel.amount_words import Written, amounts_in
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

_LAW = "CPL 124(3)"
_ITEM = re.compile(rf"\s*{NUMBERED}\s*")
_NEXT_ITEM = re.compile(rf"(?<=[；;。])\s*(?={NUMBERED})")
_SENTENCE = re.compile(r"[^。；;！!？?\n]{1,600}[。；;！!？?]?")
_SAME_AGAIN = re.compile(r"\s*[（(]\s*(?:大写|小写|即|计|人民币|RMB|[:：￥¥]|\s)*")
_BASE = re.compile(rf"\s*(?:{any_of('base')})")
_TOTAL = re.compile(rf"(?:{any_of('total')})[^，,。；;0-9]{{0,12}}$")
_FOR = re.compile(
    r"(?:支付|赔偿|返还|偿还|归还|退还|给付|补偿|承担|和|及|、|，|,|：|:)\s*(?P<what>[^支赔返偿归退给补，,、。；;：:0-9元）)]{1,20})$"
)
_FILLER = re.compile(r"^(?:原告|被告|人民币|欠付的?|的|各项)+|(?:人民币|为|共|计|等|共计|￥|¥)+$")
_BEFORE = 40
"""Signs before an amount that say what it is."""
_SECTIONS = ("claims", "facts", "evidence", "end")


def sections_of(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines under each heading: `claims`, `facts`; the heading itself is left out, what follows it on its line not.

    What stands above the first heading is under "".
    """
    found: dict[str, list[Line]] = {"": []}
    here = ""
    for line in lines:
        head = HEADING.match(line.text)
        if head:
            here = meaning(head["head"] or head["end"], *_SECTIONS)
            found.setdefault(here, [])
        rest = line.part(head.end()) if head else line
        if rest.text.strip():
            found[here].append(rest)
    return found


def claims_of(lines: Sequence[Line]) -> tuple[Asked, ...]:
    """The claims one by one."""
    return tuple(_asked(item) for item in _items(lines))


def _items(lines: Sequence[Line]) -> Iterator[Line]:
    """The items of the list; a line without a number goes on with the item before it."""
    item: Line | None = None
    for line in (part for whole in lines for part in _cut(whole)):
        begins = _ITEM.match(line.text)
        if item is None or begins:
            if item is not None:
                yield item
            item = line.part(begins.end() if begins else 0)
        else:
            item = item.with_next(line, "")
    if item is not None:
        yield item


def _cut(line: Line) -> Iterator[Line]:
    cuts = [there.start() for there in _NEXT_ITEM.finditer(line.text)]
    for start, end in zip([0, *cuts], [*cuts, None], strict=True):
        yield line.part(start, end)


def _asked(item: Line) -> Asked:
    text = item.text.strip().rstrip("；;。")
    sums = tuple(
        Sum(one.money, _what(text, one.start), item.page(one.start))
        for one in counted(text)
        if not _is_total(text, one)
    )
    costs = not sums and any(word in text for word in words("costs"))
    return Asked(Found(text, item.page(), text[:200]), sums, costs)


@lru_cache(1024)
def counted(text: str) -> tuple[Written, ...]:
    """The amounts of a text without those that say the same again in brackets, and without bases of interest."""
    found = list(amounts_in(text))
    again = {two.start for one, two in pairwise(found) if _SAME_AGAIN.fullmatch(text[one.end : two.start])}
    return tuple(one for one in found if one.start not in again and not _BASE.match(text, one.end))


def _is_total(text: str, one: Written) -> bool:
    return _TOTAL.search(text[max(0, one.start - _BEFORE) : one.start]) is not None


def _what(text: str, start: int) -> str:
    """What an amount is for: the words before it, "" when they do not say."""
    there = _FOR.search(text[max(0, start - _BEFORE) : start])
    return _FILLER.sub("", there["what"]).strip() if there else ""


def contradictions(claims: Sequence[Asked]) -> Iterator[Refusal]:
    """Amounts that do not agree: in figures and in words, and a total with what it is the total of."""
    parts = [one for claim in claims for one in claim.sums]
    for claim in claims:
        text = claim.text.value
        found = list(amounts_in(text))
        for one, two in pairwise(found):
            if _SAME_AGAIN.fullmatch(text[one.end : two.start]) and one.money != two.money:
                yield _no("amounts_differ", claim.text.page, one.money, two.money)
        for total in (one for one in counted(text) if _is_total(text, one)):
            added = _added(claim.sums or parts)
            if added is not None and added != total.money:
                yield _no("total_differs", claim.text.page, total.money, added)


def _added(sums: Iterable[Sum]) -> Money | None:
    minor = sum(one.money.minor for one in sums)
    return Money(minor) if minor else None


def _no(what: str, page: int, one: Money, two: Money) -> Refusal:
    facts = (("page", str(page)), ("one", one.grouped_text), ("two", two.grouped_text))
    return Refusal(f"filing.own_paper_{what}", _LAW, (), facts)


def facts_of(lines: Sequence[Line]) -> Found | None:
    """What happened, in the person's own words."""
    whole = joined(lines)
    text = whole.text.strip()
    return Found(text, whole.page(), text[:200]) if text else None


def sentences(lines: Iterable[Line]) -> Iterator[Found]:
    """Sentence by sentence, with the page of each."""
    for line in lines:
        for there in _SENTENCE.finditer(line.text):
            if there[0].strip():
                yield Found(there[0].strip(), line.page(there.start()), there[0].strip()[:200])
