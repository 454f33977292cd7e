"""`tongban law number parse|format|find|chain|types`: what a case number says, and how it is written."""

from __future__ import annotations

import argparse
from typing import Any

from tongban.cli.legal import typed
from tongban.cli.legal.telling import Answer, refusal_lines
from tongban.courts.law import NumberReading, chain_of, make_number, read_number
from tongban.courts.wording import NUMBER_RELATIONS
from tongban.face.hotlines import hotline, in_a_line
from tongban.face.legal.numbers import case_type_rows, number_data
from tongban.face.sayings import in_brackets, refusal_data
from tongban.kernel.casenumber import LAW, CaseNumber, find_numbers, parse
from tongban.kernel.refusal import Refusal


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("number", help="read, write and look up case numbers")
    parser.add_argument("what", metavar="parse|format|find|chain|types")
    parser.add_argument("words", nargs="*", metavar="TEXT", help="the number, the text, or words to look for")
    parser.add_argument("--year", default="", help="format: year of intake")
    parser.add_argument("--court", default="", help="format: code of the court, e.g. 渝0103")
    parser.add_argument("--type", default="", help="format: type characters, e.g. 民初")
    parser.add_argument("--serial", default="", help="format: the count")
    parser.add_argument("--special", default="", help="format: special-trial character, e.g. 知")
    parser.add_argument("--derived", default="", help="format: 1 for 之一")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal | tuple[Refusal, ...]:
    """What was asked about numbers."""
    return typed.task(options, _PARTS) or _TASKS[options.what](options)


def _parse(options: argparse.Namespace) -> Answer | Refusal:
    number = parse(" ".join(options.words))
    return number if isinstance(number, Refusal) else _told(read_number(number))


def _typed_parts(options: argparse.Namespace) -> CaseNumber | Refusal | tuple[Refusal, ...]:
    if not (options.year and options.serial and options.court and options.type):
        return Refusal("case_number.part_missing", f"{LAW} 3", ("year", "court", "type", "serial"))
    counted = [typed.count(getattr(options, name) or "0", name) for name in ("year", "serial", "derived")]
    wrong = tuple(each for each in counted if isinstance(each, Refusal))
    if wrong:
        return wrong
    year, serial, derived = (each for each in counted if isinstance(each, int))
    return CaseNumber(year, options.court, options.special, options.type, serial, derived)


def _format(options: argparse.Namespace) -> Answer | Refusal | tuple[Refusal, ...]:
    parts = parse(" ".join(options.words)) if options.words else _typed_parts(options)
    if not isinstance(parts, CaseNumber):
        return parts
    made = make_number(parts)
    return _told(read_number(made)) if isinstance(made, CaseNumber) else made


def _find(options: argparse.Namespace) -> Answer | Refusal:
    found = find_numbers(" ".join(options.words))
    if not found:
        return Refusal("case_number.none_in_text", f"{LAW} 1-3", ("text",))
    rows, lines = [], []
    for each in found:
        place = {"start": each.start, "end": each.end, "typed": each.typed}
        if isinstance(each.answer, Refusal):
            told = refusal_data(each.answer)
            rows.append({**place, "refused": told})
            says, remedy = refusal_lines(told)
            lines += [f"{each.typed}: {says}", remedy, f"  {in_a_line(hotline())}"]
        else:
            told = number_data(read_number(each.answer))
            rows.append({**place, **told})
            lines.append(_line(told))
    return Answer({"numbers": rows}, lines)


def _chain(options: argparse.Namespace) -> Answer | Refusal | tuple[Refusal, ...]:
    numbers = [parse(word) for word in options.words]
    refused = tuple(found for found in numbers if isinstance(found, Refusal))
    if refused or not numbers:
        return refused or parse("")  # type: ignore[return-value]  # nothing typed is refused as an empty number
    chain = chain_of(tuple(found for found in numbers if isinstance(found, CaseNumber)))
    if isinstance(chain, Refusal):
        return chain
    links = [
        {
            "earlier": str(link.earlier),
            "later": str(link.later),
            "relation": link.relation.value,
            "term": link.relation.term,
            "article": link.article,
        }
        for link in chain.links
    ]
    lines = [
        f"{link['earlier']} → {link['later']}: {NUMBER_RELATIONS[row.relation]}{in_brackets(row.article)}"
        for link, row in zip(links, chain.links, strict=True)
    ]
    return Answer({"links": links}, lines)


def _types(options: argparse.Namespace) -> Answer | Refusal:
    rows = case_type_rows(options.words)
    if not rows:
        return Refusal("case_number.no_such_types", f"{LAW} 7", ("words",), (("typed", " ".join(options.words)[:40]),))
    return Answer({"types": rows}, [f"{row['code']:<5} {row['characters'] or '-'}  {row['name']}" for row in rows])


def _told(reading: NumberReading) -> Answer:
    data = number_data(reading)
    doubts = [f"  {mark}{line}" for one in data["doubts"] for mark, line in zip("! ", refusal_lines(one), strict=True)]
    return Answer(data, [_line(data), *doubts])


def _line(data: dict[str, Any]) -> str:
    court, kind = data["court"], data["type"]
    told = f"{data['number']}: {court['name'] or court['code']} {kind['name'] or kind['characters']}"
    return told + in_brackets(data["article"])


_FORMAT = ("year", "court", "type", "serial", "special", "derived")
_PARTS = dict.fromkeys(("parse", "find", "chain", "types"), ("words",)) | {"format": (*_FORMAT, "words")}
_TASKS = {"parse": _parse, "format": _format, "find": _find, "chain": _chain, "types": _types}
