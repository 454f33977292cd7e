"""Reads plain values of a facts file, one key at a time, and keeps every flaw with the name of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.matters import matters_near
from tongban.courts.rules.places import court_of, place_of
from tongban.courts.vocabulary import Matter
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Term

LAW = "house rule: what a facts file may hold"
SHOWN = 40
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
T = TypeVar("T", bound=Term)


def _all_of(kind: type[Term]) -> str:
    """Every word of `kind`; some of them hold the lesser mark themselves."""
    return "；".join(item.term for item in kind)


@dataclass
class Reader:
    """The object `facts` at `path` in the file; `plain` instead of it when a single word stood there."""

    facts: Mapping[str, Any]
    tree: CourtTree
    path: str = ""
    plain: str | None = None
    refusals: list[Refusal] = field(default_factory=list)

    def at(self, key: str) -> str:
        """The full name of a field, such as defendants[0].domicile."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def refuse(self, reason: str, key: str, **facts: str) -> None:
        """Keep a flaw."""
        name = self.at(key)
        quoted = (("field", name), *((fact, value[:2000]) for fact, value in facts.items()))
        self.refusals.append(Refusal(reason, LAW, (name,), quoted))

    def has(self, key: str) -> bool:
        """Whether a value stands under `key`; null counts as nothing."""
        return self.facts.get(key) is not None

    def in_own_words(self, words: Mapping[str, str]) -> None:
        """Put the key that each of `words` stands for in its place; two words for one key are refused."""
        for word, key in words.items():
            same = [other for other in self.facts if other != word and words.get(other, other) == key]
            if word in self.facts and same:
                fields = "、".join(self.at(each) for each in (word, *same))
                self.refuse("venue.facts_contradict", word, fields=fields)
        self.facts = {words.get(key, key): value for key, value in self.facts.items()}

    def only(self, known: Mapping[str, str]) -> None:
        """Refuse every key that is not `known`, with the one that was probably meant."""
        for key in self.facts:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                if near:
                    self.refuse("venue.fact_misspelt", key[:SHOWN], meant=near[0])
                else:
                    self.refuse("venue.fact_unknown", key[:SHOWN])

    def _typed(self, key: str, wanted: str, *kinds: type) -> Any:  # noqa: ANN401 - what the file holds
        value = self.facts.get(key)
        if value is None or (isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)):
            return value
        self.refuse("venue.fact_wrong_type", key, wanted=wanted, typed=str(value)[:SHOWN])
        return None

    def text(self, key: str) -> str:
        """Text; empty when there is none."""
        return str(self._typed(key, "text", str) or "")

    def truth(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._typed(key, "true / false", bool)
        return default if value is None else bool(value)

    def day(self, key: str) -> date | None:
        """A day as YYYY-MM-DD; None when there is none."""
        typed = self._typed(key, "YYYY-MM-DD", str)
        if typed is None:
            return None
        try:
            if DAY.fullmatch(typed):
                return date.fromisoformat(typed)
        except ValueError:
            pass
        self.refuse("venue.fact_wrong_type", key, wanted="YYYY-MM-DD", typed=typed[:SHOWN])
        return None

    def needed(self, *keys: str) -> None:
        """Refuse each of `keys` that is not there."""
        for key in keys:
            if not self.has(key):
                self.refuse("venue.fact_needed", key)

    def amount(self, key: str) -> Money | None:
        """An amount of yuan above zero."""
        typed = self._typed(key, "186500.00", str, int, Decimal)
        if typed is None:
            return None
        amount = parse_amount(str(typed), field=self.at(key))
        if isinstance(amount, Money):
            return amount
        negative = str(typed).strip().startswith(("-", "−"))
        self.refuse("venue.amount_negative" if negative else "venue.amount_unreadable", key, amount=str(typed)[:SHOWN])
        return None

    def word(self, key: str, kind: type[T], *, needed: bool = True) -> T | None:
        """A word of the law, by its English value or its Chinese term."""
        typed = self._typed(key, "text", str)
        if typed is None:
            if needed and not any(self.at(key) in refusal.fields for refusal in self.refusals):
                self.refuse("venue.fact_missing", key, words=_all_of(kind))
            return None
        return self.word_in(typed, kind, key)

    def word_in(self, typed: str, kind: type[T], key: str = "") -> T | None:
        """The member of `kind` that was typed; a loose word is refused with what may be meant, never taken for it."""
        plain = typed.strip()
        for item in kind:
            if plain in {item.value, item.term, item.term.removesuffix("纠纷"), item.term.removesuffix("合同纠纷")}:
                return item
        near = matters_near(plain) if kind is Matter else ()
        if near:
            self.refuse("venue.matter_loose", key, typed=typed[:SHOWN], matters="、".join(near))
        else:
            self.refuse("venue.word_unknown", key, typed=typed[:SHOWN], words=_all_of(kind))
        return None

    def words(self, key: str, kind: type[T]) -> list[T]:
        """Several words, or one."""
        value = self._typed(key, "text / [text]", str, list)
        items = value if isinstance(value, list) else [] if value is None else [value]
        found = []
        for item in items:
            if not isinstance(item, str):
                self.refuse("venue.fact_wrong_type", key, wanted="text / [text]", typed=str(item)[:SHOWN])
            elif (word := self.word_in(item, kind, key)) is not None:
                found.append(word)
        return found

    def place(self, key: str) -> str:
        """A place by code or name; empty when there is none."""
        typed = self._typed(key, "500103 / 渝中区", str)
        return self.place_in(typed, key) if typed else ""

    def place_in(self, typed: str, key: str = "") -> str:
        """The place that was typed."""
        place = place_of(typed, self.tree, self.at(key))
        if isinstance(place, str):
            return place
        self.refusals.append(place)
        return ""

    def places(self, key: str) -> tuple[str, ...]:
        """One place or several."""
        value = self._typed(key, "500103 / [500103]", str, list)
        items = value if isinstance(value, list) else [] if value is None else [value]
        found = []
        for item in items:
            if isinstance(item, str) and item.strip():
                found.append(self.place_in(item, key))
            else:
                self.refuse("venue.fact_wrong_type", key, wanted="500103 / [500103]", typed=str(item)[:SHOWN])
        return tuple(filter(None, found))

    def court(self, key: str) -> str:
        """A court by code or full name; empty when there is none."""
        typed = self._typed(key, "渝0103", str)
        return self.court_in(typed, key) if typed else ""

    def court_in(self, typed: str, key: str = "") -> str:
        """The court that was typed."""
        code = court_of(typed, self.tree, self.at(key))
        if isinstance(code, str):
            return code
        self.refusals.append(code)
        return ""

    def inner(self, key: str) -> Reader:
        """The object under `key`; an empty one when there is none."""
        value = self._typed(key, "{…}", dict)
        return Reader(value or {}, self.tree, self.at(key), None, self.refusals)

    def courts(self, key: str) -> list[str]:
        """Several courts, or one."""
        value = self._typed(key, "渝0103 / [渝0103]", str, list)
        items = value if isinstance(value, list) else [] if value is None else [value]
        return [code for item in items if (code := self.court_in(str(item), key))]

    def each(self, key: str) -> Iterator[Reader]:
        """The objects in the list under `key`, each read by itself; one alone stands for a list of one."""
        value = self._typed(key, "text / {…} / […]", str, dict, list)
        items = value if isinstance(value, list) else [] if value is None else [value]
        for number, item in enumerate(items):
            path = f"{self.at(key)}[{number}]"
            if isinstance(item, str):
                inner = Reader({}, self.tree, path, item, self.refusals)
            elif isinstance(item, dict):
                inner = Reader(item, self.tree, path, None, self.refusals)
            else:
                self.refuse("venue.fact_wrong_type", f"{key}[{number}]", wanted="text / {…}", typed=str(item)[:SHOWN])
                continue
            yield inner
