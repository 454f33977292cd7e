"""Reading the chain of numbers that one dispute gets at different courts and stages."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, NumberLink
from tongban.cases.vocabulary.numbers import NumberLinkView
from tongban.courts.law import NumberChain
from tongban.courts.law import NumberLink as Link
from tongban.courts.vocabulary import NumberRelation
from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.refusal import Refusal


def linked_numbers(viewer: Viewer, number: str) -> tuple[NumberLinkView, ...]:
    """The chain of related numbers around `number`, as far as this viewer may see its links; the earliest first.

    Links of cases here lead on from one to the next; what a case elsewhere is linked to is known there.
    """
    chain = _chain_around(number, NumberLink.objects.filter(visible_q(viewer)))
    place = {number: order for order, number in enumerate(chain.numbers())}
    return tuple(
        NumberLinkView(str(link.earlier), str(link.later), link.relation, link.relation.term, link.article)
        for link in sorted(chain.links, key=lambda link: (place[link.later], place[link.earlier]))
    )


def chain_around(number: str) -> NumberChain:
    """For acts: the chain of related numbers around `number`, as far as cases here know it."""
    return _chain_around(number, NumberLink.objects.all())


def numbers_of(cases: Iterable[UUID]) -> dict[UUID, str]:
    """The numbers of these cases, for who may see a row that names them."""
    return dict(Case.objects.filter(uid__in=set(cases)).values_list("uid", "number"))


def followed_here(number: str) -> list[UUID]:
    """For acts: the cases here that the case of this number follows in the same dispute."""
    earlier = NumberLink.objects.filter(later=number).values("earlier")
    return list(Case.objects.filter(number__in=earlier).order_by("id").values_list("uid", flat=True))


def _chain_around(number: str, known: QuerySet[NumberLink]) -> NumberChain:
    seen, ahead = {number}, [number]
    found: dict[tuple[str, str], NumberLink] = {}
    while ahead:
        rows = known.filter(Q(earlier__in=ahead) | Q(later__in=ahead)).order_by("id")
        found |= {(row.earlier, row.later): row for row in rows}
        ahead = sorted({end for pair in found for end in pair} - seen)
        seen |= set(ahead)
    return NumberChain(tuple(_link(row) for row in found.values()))


def _link(row: NumberLink) -> Link:
    earlier, later = parse(row.earlier), parse(row.later)
    assert isinstance(earlier, CaseNumber)  # noqa: S101 - only numbers that read are kept
    assert isinstance(later, CaseNumber)  # noqa: S101 - as above
    return Link(earlier, later, NumberRelation(row.relation), row.article)


def case_numbered(court: str, text: str) -> UUID | None:
    """For the counter: the uid of the case of `court` that bears the number `text`, None when none does."""
    number = parse(text)
    if isinstance(number, Refusal):
        return None
    return Case.objects.filter(court=court, number=str(number)).values_list("uid", flat=True).first()
