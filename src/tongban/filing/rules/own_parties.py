"""Who is named in a person's own complaint (CPL 124(1), (2)): names, numbers, addresses, each with its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tongban.courts.law import places
from tongban.filing.rules.own_lines import HEADING, ROLE, Line, joined
from tongban.filing.rules.own_words import PAPERS, any_of, meaning, words
from tongban.filing.vocabulary.own_paper import Found, NamedParty, Stands

_LABELS = (
    *("name", "id_number", *PAPERS, "credit_code", "phone", "email", "representative", "guardian", "agent", "other"),
)
_ADDRESSES = ("address", "address_of_seat", "address_of_register")
"""Where somebody lives, where the seat is, where somebody is registered: the first that is there counts."""
_LABEL = re.compile(
    rf"(?:(?<![^\s，,。；;、（(])(?P<bare>{any_of(*_LABELS, *_ADDRESSES)})\s*[:：为是]?"
    rf"|(?P<marked>{any_of(*_LABELS, *_ADDRESSES)})\s*[:：])\s*"
)
_NEXT = re.compile(rf"(?<=[。；;])\s*(?=(?:{any_of(*Stands)})[^，,。；;：:]{{0,12}}[:：])")
_VALUE = re.compile(r"[^，,。；;\n]*")
_FORMS = {
    "id_number": re.compile(r"(?<![0-9])[0-9](?:\s?[0-9]){16}\s?[0-9Xx](?![0-9A-Za-z])"),
    "credit_code": re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])"),
    "phone": re.compile(r"(?<![0-9])(?:(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]){8}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])"),
    "email": re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,24}"),
}
"""What has a form of its own is found anywhere in the words about somebody."""
_LONGEST_NAME = 60
_SIGN = r"[^，,。；;：:、\n（(]"
_NAME = re.compile(
    rf"\s*[:：]?[;；]?\s*(?P<name>{_SIGN}{{1,{_LONGEST_NAME + 1}}}"
    rf"(?:[（(][^（）()\n]{{1,10}}[)）]{_SIGN}{{0,{_LONGEST_NAME}}}(?:{any_of('organisation')}))?)"
)
_AFTER_NAME = re.compile(rf"\s+(?:男|女|{any_of(*_LABELS, *_ADDRESSES)}).*")
_SIGNS_OF_A_PERSON = re.compile(r"(?<![^\s，,。；;：:、（(☑√■])[男女](?![^\s，,。；;、）)□☐])|[生族](?=[，,。；;])")
_NOBODY = re.compile(r"[\s_＿—…/\\-]*")


def parties_of(lines: Iterable[Line], on: date) -> tuple[NamedParty, ...]:
    """Everybody named above the claims, in the order of the paper."""
    found: list[NamedParty] = []
    for stands, about in _blocks(lines):
        told = _told(about, on)
        if "name" in told:
            found.append(NamedParty(stands, told))
    return tuple(found)


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[Stands, Line]]:
    """The words about each, after the word for the part in the case."""
    stands, about = None, []
    for line in (part for whole in lines for part in _one_each(whole)):
        if HEADING.match(line.text):
            break
        role = ROLE.match(line.text)
        if role:
            if stands:
                yield stands, joined(about)
            stands = Stands(meaning(role["role"], *Stands))
            about = [line.part(role.end())]
        elif stands:
            about.append(line)
    if stands:
        yield stands, joined(about)


def _one_each(line: Line) -> Iterator[Line]:
    """A line that names several one after the other, cut before each."""
    cuts = [there.start() for there in _NEXT.finditer(line.text)]
    for start, end in zip([0, *cuts], [*cuts, None], strict=True):
        yield line.part(start, end)


def _told(about: Line, on: date) -> dict[str, Found]:
    told = _numbered(dict(_labelled(about)))
    first = _name(about, 0)
    if first:
        told["name"] = first
    organisation = first is not None and first.value.endswith(words("organisation"))
    for name, form in _FORMS.items():
        there = form.search(about.text)
        # Both are eighteen signs: which one it is, the name tells where no label does.
        if there and name not in told and name != ("id_number" if organisation else "credit_code"):
            told[name] = about.found(_clean(name, there[0]), *there.span())
    address = next((told.pop(one) for one in _ADDRESSES if one in told), None)
    for one in _ADDRESSES:
        told.pop(one, None)
    if address:
        told["address"] = address
        division = division_in(address.value, on)
        told |= {"division": Found(division, address.page, address.quote)} if division else {}
    told |= _kind(about, told)
    told |= _where(about, told)
    return {name: one for name, one in told.items() if name not in {"other", "agent"}}


def _numbered(told: dict[str, Found]) -> dict[str, Found]:
    """The number of another paper as the number of that kind, where no resident's stands beside it."""
    papers = [(name, told.pop(name)) for name in PAPERS if name in told]
    if not papers or "id_number" in told:
        return told
    name, number = papers[0]
    return told | {"id_kind": replace(number, value=name), "id_number": number}


def _labelled(about: Line) -> Iterator[tuple[str, Found]]:
    """What stands behind a label, the first of each kind."""
    labels = list(_LABEL.finditer(about.text))
    ends = [*(label.start() for label in labels), len(about.text)][1:]
    seen: set[str] = set()
    for label, until in zip(labels, ends, strict=True):
        means = meaning(label["bare"] or label["marked"], *_LABELS, *_ADDRESSES)
        read = _name(about, label.end()) if means == "name" else _value(about, means, label.end(), until)
        if read and means not in seen:
            seen.add(means)
            yield means, read


def _value(about: Line, means: str, start: int, until: int) -> Found | None:
    form = _FORMS.get(means)
    if form:
        there = form.search(about.text, start, until)
        value = there[0] if there else ""
        span = there.span() if there else (start, until)
    else:
        there = _VALUE.match(about.text, start, until)
        value, span = (there[0], there.span()) if there else ("", (start, until))
    value = _clean(means, value)
    return None if _NOBODY.fullmatch(value) else about.found(value, *span)


def _name(about: Line, start: int) -> Found | None:
    there = _NAME.match(about.text, start)
    if there is None or _LABEL.match(about.text, there.start("name")):
        return None
    value = _clean("name", _AFTER_NAME.sub("", there["name"]))
    if _NOBODY.fullmatch(value) or len(value) > _LONGEST_NAME:
        return None
    return about.found(value, *there.span("name"))


def _clean(means: str, value: str) -> str:
    """A value as an answer has it: no blanks within a number or between Chinese characters."""
    if means in {"id_number", "credit_code", *PAPERS}:
        return re.sub(r"\s", "", value).upper()
    if means == "phone":
        return value.strip()
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", value).strip()


def _kind(about: Line, told: dict[str, Found]) -> dict[str, Found]:
    """A person or an organisation; nothing where the paper does not show it."""
    name = told.get("name")
    if name is None:
        return {}
    organisation = name.value.endswith(words("organisation")) or "credit_code" in told or "representative" in told
    if organisation:
        return {"kind": Found("legal", name.page, name.quote)}
    person = "id_number" in told or _SIGNS_OF_A_PERSON.search(about.text)
    return {"kind": Found("natural", name.page, name.quote)} if person else {}


def _where(about: Line, told: dict[str, Found]) -> dict[str, Found]:
    """Whether the court can find somebody (CPL 22, 23, 95)."""
    for means in ("dead", "unknown"):
        there = re.search(any_of(means), about.text)
        if there:
            return {"where": about.found(means, *there.span())}
    address = told.get("address")
    if address is None:
        return {}
    abroad = "division" not in told and re.match(rf"(?:中国)?(?:{any_of('abroad')})", address.value)
    return {"where": Found("abroad" if abroad else "here", address.page, address.quote)}


def division_in(address: str, on: date) -> str:
    """The district or county with a basic court that an address names; "" when it names none, or several do."""
    found = {code for name, code in _divisions(on) if address.startswith(name)}
    if not found:
        found = {code for name, code in _divisions(on) if name in address}
    return found.pop() if len(found) == 1 else ""


@lru_cache(2)
def _divisions(on: date) -> tuple[tuple[str, str], ...]:
    """The ways in which addresses name each: whole, and without the province."""
    rows = [(name, province, code) for province, listed in places(on) for code, name in listed]
    whole = [(name, code) for name, _province, code in rows]
    return tuple(whole + [(name.removeprefix(province), code) for name, province, code in rows if province])
