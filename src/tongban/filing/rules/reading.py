"""Reads an interview from its data, and tells all that is wrong with it: file, key and remedy, all flaws at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.cases.vocabulary import Circumstance
from tongban.courts.vocabulary import Circumstance as VenueFact
from tongban.courts.vocabulary import ClaimKind, CourtRole, Matter, Specialty, Where
from tongban.fees.vocabulary import FeeKind
from tongban.filing.rules.expressions import ExpressionUnfitError, parsed
from tongban.filing.rules.instruments import unknown_instruments
from tongban.filing.rules.rates import tables as rate_tables
from tongban.filing.rules.reading_guide import read_guide
from tongban.filing.rules.reading_names import leaning, made_names
from tongban.filing.rules.reading_opens import read_opens
from tongban.filing.rules.told import MORE, NO, YES
from tongban.filing.rules.writing import names_in
from tongban.filing.vocabulary import Interview, Kind, Page, Question
from tongban.filing.vocabulary.interviews import Case, Finding, Line, Rate, Texts, Venue, Wording
from tongban.kernel.refusal import Refusal

LANGUAGES = ("en", "zh-hans")
"""Every text is there in these; readers of other languages get English where their own is missing."""
_INTERVIEW = {
    *("id", "version", "cause", "title", "page", "claims", "facts", "computed", "line", "finding", "venue", "fee"),
    *("guide", "money", "bars", "opens", "costs"),
}
_PAGE = {"id", "use", "title", "lead", "show_if", "repeat", "more", "most", "leave_out", "question"}
_QUESTION = {
    *("id", "kind", "label", "hint", "required", "law", "choices", "show_if", "usual", "stops", "past", "written"),
    *("paper", "proves", "read"),
}
_LINE = {
    *("id", "label", "law", "when", "each", "amount", "principal", "rate", "start", "end", "year", "paid", "left"),
    "counts",
}
_RATE = {"percent", "table", "times", "on", "cap_table", "cap_times", "cap_on"}
_FINDING = {"id", "when", "law", "fields", "stops", "reason", "says", "remedy", "contact", "needs", "each"}
_VENUE = {"matter", "claim", "specialty", "places", "circumstances", "courts"}
Raw = Mapping[str, Any]


def read_interview(raw: Raw, *, file: str, parts: Raw) -> Interview | tuple[Refusal, ...]:
    """The interview that `raw` holds, with the pages and findings of `parts`; or every flaw of it."""
    reader = _Reader(file, parts)
    found = reader.interview(raw)
    if not reader.flaws:
        reader.check_names(found)
    return tuple(reader.flaws) or found


@dataclass(slots=True)
class _Reader:
    """Reads one file. What cannot be read is noted as a flaw and reads as empty, so that all flaws are found."""

    file: str
    parts: Raw
    flaws: list[Refusal] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)

    def flaw(self, reason: str, key: str, **facts: str) -> None:
        told = tuple((name, value[:200]) for name, value in {"file": self.file, "key": key, **facts}.items())
        self.flaws.append(Refusal(f"filing.interview_{reason}", "house rule", (key,), told))

    def interview(self, raw: Raw) -> Interview:
        self.only(raw, _INTERVIEW, "")
        pages = [self.page(page, f"page[{n}]") for n, page in enumerate(raw.get("page", ()), 1)]
        questions = {question.id for page in pages for question in page.questions}
        shared = [one for one in self.parts.get("finding", ()) if questions.issuperset(one.get("needs", ()))]
        findings = [*shared, *raw.get("finding", ())]
        return Interview(
            id=self.text(raw, "id", ""),
            version=self.text(raw, "version", ""),
            cause=self.cases(raw, "cause", ""),
            title=self.texts(raw, "title", ""),
            pages=tuple(pages),
            claims=self.wordings(raw.get("claims", ()), "claims"),
            costs=Wording(str(raw.get("costs", self.parts.get("costs", "")))),
            facts=self.wordings([*self.parts.get("facts", ()), *raw.get("facts", ())], "facts"),
            computed={name: self.expression(raw["computed"], name, "computed") for name in raw.get("computed", ())},
            lines=tuple(self.line(line, f"line[{n}]") for n, line in enumerate(raw.get("line", ()), 1)),
            findings=tuple(self.finding(one, f"finding[{n}]") for n, one in enumerate(findings, 1)),
            venue=self.venue(raw.get("venue", {}), "venue"),
            fee=self.cases(raw, "fee", "", FeeKind),
            guide=read_guide(self, raw.get("guide", {}), "guide"),
            bars=self.cases(raw, "bars", "", Circumstance, needed=False),
            money=bool(raw.get("money", True)),
            opens=read_opens(self, raw["opens"], "opens") if "opens" in raw else None,
        )

    def page(self, raw: Raw, key: str) -> Page:
        self.only(raw, _PAGE, key)
        whole = self.with_shared(raw, key)
        page_id, repeat = self.text(whole, "id", key), str(whole.get("repeat", ""))
        asked = [*whole.get("question", ())]
        if repeat:
            another = {**self.parts.get("more", {}), **({"label": whole["more"]} if "more" in whole else {})}
            asked.append({"id": f"{repeat}.{MORE}", "kind": "yes_no", "required": False, **another})
        return Page(
            id=page_id,
            title=self.texts(whole, "title", key),
            lead=self.texts(whole, "lead", key, needed=False),
            questions=tuple(self.question(one, f"{key}.question[{n}]", repeat) for n, one in enumerate(asked, 1)),
            show_if=self.expression(whole, "show_if", key, needed=False),
            repeat=repeat,
            most=int(whole.get("most", 10)) if repeat else 1,
        )

    def with_shared(self, raw: Raw, key: str) -> Raw:
        """The page with what it takes from a shared one; a question of the same name mends the shared question."""
        name = raw.get("use")
        if not name:
            return raw
        shared = self.parts.get("pages", {}).get(name)
        if shared is None:
            self.flaw("name_unknown", f"{key}.use", name=str(name))
            return raw
        gone = set(raw.get("leave_out", ()))
        own = {question.get("id"): question for question in raw.get("question", ())}
        kept = [q | own.pop(q["id"], {}) for q in shared["question"] if q["id"] not in gone]
        for lost in gone - {q["id"] for q in shared["question"]}:
            self.flaw("name_unknown", f"{key}.leave_out", name=str(lost))
        return {**shared, **raw, "question": [*kept, *own.values()]}

    def question(self, raw: Raw, key: str, repeat: str) -> Question:
        self.only(raw, _QUESTION, key)
        name = self.text(raw, "id", key)
        kind = Kind(self.text(raw, "kind", key, among=Kind) or Kind.TEXT)
        choices = self.choices(raw, kind, key)
        if kind is Kind.FILES:
            self.text(raw, "paper", key)
        head, _, rest = name.partition(".")
        if not rest or (repeat and head != repeat) or (repeat and kind is Kind.FILES):
            self.flaw("value_wrong", f"{key}.id", typed=name, allowed=f"{repeat or 'group'}.name")
        return Question(
            id=name,
            kind=kind,
            label=self.texts(raw, "label", key),
            hint=self.texts(raw, "hint", key, needed=False),
            required=bool(raw.get("required", not raw.get("usual"))),
            law=self.law(raw, key, otherwise="CPL 124"),
            choices={code: self.texts(choices, code, f"{key}.choices") for code in choices},
            show_if=self.expression(raw, "show_if", key, needed=False),
            usual=self.text(raw, "usual", key, needed=False, among=choices),
            stops=str(raw.get("stops", "")),
            past=bool(raw.get("past", name.endswith(".happened"))),
            written=dict(raw.get("written", {})),
            paper=str(raw.get("paper", "")),
            proves=str(raw.get("proves", "")),
            read=self.beside(raw.get("read"), choices, f"{key}.read"),
        )

    def choices(self, raw: Raw, kind: Kind, key: str) -> Raw:
        """The choices of a question, by their name where several questions share them."""
        given = "yes_no" if kind is Kind.YES_NO else raw.get("choices", {})
        found: Raw = self.parts.get(given, {}) if isinstance(given, str) else given
        if kind in {Kind.CHOICE, Kind.SEVERAL, Kind.YES_NO} and not found:
            self.flaw("key_missing", f"{key}.choices")
        return found

    def beside(self, raw: Any, choices: Raw, key: str) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - as it was written
        """Words by which an answer is found in a person's own paper; of choices by the code of each."""
        if raw is None:
            return {}
        given = raw if choices else {"": raw}
        if not isinstance(given, Mapping) or not all(map(_are_words, given.values())):
            self.flaw("value_wrong", key, typed=str(raw), allowed=", ".join(map(str, choices)) or '["…"]')
            return {}
        self.only(given, choices or given, key)
        return {str(code): tuple(words) for code, words in given.items()}

    def line(self, raw: Raw, key: str) -> Line:
        self.only(raw, _LINE, key)
        rate = raw.get("rate")
        for name in () if rate is None else ("principal", "start", "end"):
            self.text(raw, name, key)
        return Line(
            id=self.text(raw, "id", key),
            label=self.texts(raw, "label", key),
            law=self.law(raw, key),
            when=self.expression(raw, "when", key, needed=False),
            each=str(raw.get("each", "")),
            amount=self.expression(raw, "amount", key, needed=rate is None),
            principal=self.expression(raw, "principal", key, needed=False),
            rate=None if rate is None else self.rate(rate, f"{key}.rate"),
            start=self.expression(raw, "start", key, needed=False),
            end=self.expression(raw, "end", key, needed=False),
            year=int(raw.get("year", 365)),
            paid=self.group_paid(raw, key),
            left=self.text(raw, "left", key, needed=bool(raw.get("paid"))),
            counts=bool(raw.get("counts", True)),
        )

    def group_paid(self, raw: Raw, key: str) -> str:
        group = self.text(raw, "paid", key, needed=False)
        self.used += [(_under(key, "paid"), f"{group}.{name}") for name in ("day", "amount") if group]
        return group

    def rate(self, raw: Raw, key: str) -> Rate:
        self.only(raw, _RATE, key)
        for name in ("table", "cap_table"):
            self.text(raw, name, key, needed=False, among=rate_tables())
        sums = ("percent", "times", "on", "cap_times", "cap_on")
        told = {name: self.expression(raw, name, key, needed=False) for name in sums if name in raw}
        if not (told.get("percent") or raw.get("table")):
            self.flaw("key_missing", f"{key}.percent")
        return Rate(**told, table=str(raw.get("table", "")), cap_table=str(raw.get("cap_table", "")))

    def finding(self, raw: Raw, key: str) -> Finding:
        self.only(raw, _FINDING, key)
        own = "reason" not in raw
        return Finding(
            id=self.text(raw, "id", key),
            when=self.expression(raw, "when", key),
            law=self.law(raw, key),
            fields=tuple(raw.get("fields", ())),
            stops=bool(raw.get("stops", False)),
            reason=str(raw.get("reason", "")),
            says=self.texts(raw, "says", key, needed=own),
            remedy=self.texts(raw, "remedy", key, needed=own),
            contact=self.texts(raw, "contact", key, needed=own and bool(raw.get("stops"))),
            each=str(raw.get("each", "")),
        )

    def venue(self, raw: Raw, key: str) -> Venue:
        self.only(raw, _VENUE, key)
        places, facts, courts = raw.get("places", {}), raw.get("circumstances", {}), raw.get("courts", {})
        self.only(courts, set(CourtRole), f"{key}.courts")
        self.used += [(f"{key}.courts.{role}", str(name)) for role, name in courts.items()]
        self.only(places, set(Where), f"{key}.places")
        self.only(facts, set(VenueFact), f"{key}.circumstances")
        self.used += [(f"{key}.places.{where}", str(name)) for where, name in places.items()]
        return Venue(
            matter=self.cases(raw, "matter", key, Matter),
            claim=self.cases(raw, "claim", key, ClaimKind, needed=False),
            specialty=self.cases(raw, "specialty", key, Specialty, needed=False),
            places=dict(places),
            courts=dict(courts),
            circumstances={name: self.expression(facts, name, f"{key}.circumstances") for name in facts},
        )

    def wordings(self, raw: Iterable[Any], key: str) -> tuple[Wording, ...]:
        found = []
        for number, one in enumerate(raw, 1):
            place = f"{key}[{number}]"
            one = {"text": one} if isinstance(one, str) else one  # noqa: PLW2901 - a bare text is the short form
            self.only(one, {"text", "when", "each", "joined", "needs"}, place)
            text = self.text(one, "text", place)
            self.used += [(place, name) for name in names_in(text)]
            when = self.expression(one, "when", place, needed=False)
            found.append(Wording(text, when, str(one.get("each", "")), str(one.get("joined", ""))))
        return tuple(found)

    def cases(
        self, raw: Raw, name: str, key: str, among: Iterable[str] | None = None, *, needed: bool = True
    ) -> tuple[Case, ...]:
        """A value, or a list of values each with its condition."""
        given, place = raw.get(name), _under(key, name)
        if given is None:
            if needed:
                self.flaw("key_missing", place)
            return ()
        found = []
        for one in given if isinstance(given, list) else [{"is": given}]:
            self.only(one, {"is", "when"}, place)
            value = self.text(one, "is", place, among=among)
            found.append(Case(value, self.expression(one, "when", place, needed=False)))
        if needed and (not found or found[-1].when):
            # Somebody's answers may meet none of the conditions.
            self.flaw("value_wrong", f"{place}[-1].when", typed=found[-1].when if found else "", allowed="nothing")
        return tuple(found)

    def text(self, raw: Raw, name: str, key: str, *, needed: bool = True, among: Iterable[str] | None = None) -> str:
        value, place = raw.get(name, ""), _under(key, name)
        if not isinstance(value, str) or (needed and not value.strip()):
            self.flaw("key_missing", place)
            return ""
        if value and among is not None and value not in {str(one) for one in among}:
            self.flaw("value_wrong", place, typed=value, allowed=", ".join(map(str, among)))
            return ""
        return value

    def texts(self, raw: Raw, name: str, key: str, *, needed: bool = True) -> Texts:
        given, place = raw.get(name), _under(key, name)
        if given is None and not needed:
            return {}
        told = given if isinstance(given, Mapping) else {}
        for language in LANGUAGES:
            if not str(told.get(language, "")).strip():
                self.flaw("language_missing", place, language=language)
        return {language.lower(): str(text) for language, text in told.items()}

    def law(self, raw: Raw, key: str, *, otherwise: str = "") -> str:
        law = str(raw.get("law", otherwise))
        unknown = unknown_instruments(law)
        if not law or unknown:
            self.flaw("article_unknown", _under(key, "law"), article="; ".join(unknown))
        return law

    def expression(self, raw: Raw, name: str, key: str, *, needed: bool = True) -> str:
        text, place = self.text(raw, name, key, needed=needed), _under(key, name)
        if not text:
            return ""
        try:
            read = parsed(text)
        except ExpressionUnfitError as why:
            self.flaw("expression_wrong", place, what=str(why))
            return ""
        self.used += [(place, one) for one in sorted(read.names)]
        self.words += [(place, one) for one in sorted(read.words)]
        return text

    def only(self, raw: Raw, known: Iterable[str], key: str) -> None:
        known = {str(one) for one in known}
        for name in raw:
            if name not in known:
                self.flaw("key_unknown", _under(key, name), allowed=", ".join(sorted(known)))

    def check_names(self, found: Interview) -> None:
        """Names stand for something, nothing is named twice, and nothing leans on what comes after it."""
        questions = [question for page in found.pages for question in page.questions]
        order = {question.id: place for place, question in enumerate(questions)}
        listed = [
            *(question.id for question in questions),
            *(f"line.{line.id}" for line in found.lines),
            *(f"finding.{finding.id}" for finding in found.findings),
        ]
        for name in sorted({name for name in listed if listed.count(name) > 1}):
            self.flaw("named_twice", name, name=name)
        known = {*listed, *(f"computed.{name}" for name in found.computed), *made_names(found)}
        for key, name in self.used:
            if name not in known or name.startswith("finding."):
                self.flaw("name_unknown", key, name=name)
        choices = {code for question in questions for code in question.choices} | {YES, NO, *rate_tables()}
        for key, word in self.words:
            if word not in choices:
                self.flaw("name_unknown", key, name=word)
        for key, name in leaning(found, order):
            self.flaw("name_too_early", key, name=name)


def _are_words(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(word, str) and word.strip() for word in given)


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
