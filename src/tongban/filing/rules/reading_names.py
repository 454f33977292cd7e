"""Names in an interview: what texts may use beside answers, and what leans on something that comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tongban.filing.rules.expressions import parsed
from tongban.filing.vocabulary import Interview


def made_names(found: Interview) -> Iterator[str]:
    """Names that wordings may use beside answers: of the parties, of the sums, of when a line of interest runs."""
    yield from ("plaintiff.names", "defendant.names", "claim.amount")
    for line in found.lines:
        yield from (f"line.{name}" for name in (line.left,) if name)
        yield from (f"line.{line.id}.{part}" for part in ("start", "end", "rate", "days"))


def leaning(found: Interview, order: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Conditions of questions on later ones, sums on later sums: they would go round in circles."""
    for page in found.pages:
        first = min((order[question.id] for question in page.questions), default=0)
        conditions = [(page.id, page.show_if, first)]
        conditions += [(question.id, question.show_if, order[question.id]) for question in page.questions]
        for key, text, place in conditions:
            for name in parsed(text).names if text else ():
                if order.get(name, place) >= place:
                    yield f"{key}.show_if", name
    computed = list(found.computed)
    for place, name in enumerate(computed):
        for other in parsed(found.computed[name]).names:
            if other.startswith("line.") or (other.startswith("computed.") and other[9:] in computed[place:]):
                yield f"computed.{name}", other
    for place, line in enumerate(found.lines):
        later = {f"line.{other.id}" for other in found.lines[place:]}
        for text in filter(None, (line.when, line.amount, line.principal, line.start, line.end)):
            yield from ((f"line.{line.id}", name) for name in sorted(parsed(text).names & later))
