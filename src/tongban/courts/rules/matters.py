"""What the law says of each matter beside its grounds: `data/venue_matters.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Matter, Specialty
from tongban.kernel.nearest import everyday_words, nearest


@dataclass(frozen=True, slots=True)
class MatterRow:
    """The groups to which a matter belongs, and the kind of special court that takes it by its nature.

    Groups: `suit` a defendant may be sued at home (CPL 22); `contract` the places of SI 18(2) count; `property` a
    court may be agreed upon (CPL 35); `status` it is about personal status; `only_here` no foreign court may take it
    (CPL 279); `one_sided` nobody stands against the applicant.
    """

    groups: frozenset[str]
    specialty: Specialty | None
    article: str


@cache
def _all() -> dict[Matter, MatterRow]:
    return {
        Matter(row["matter"]): MatterRow(
            frozenset(row["groups"].split()),
            Specialty(row["specialty"]) if row["specialty"] else None,
            row["article"],
        )
        for row in rows("venue_matters.csv")
    }


def of_matter(matter: Matter) -> MatterRow:
    """The row of `matter`; every matter has one."""
    return _all()[matter]


def matters_near(typed: str) -> tuple[Matter, ...]:
    """The matters that may be meant by loose words, best first; none when nothing is near."""
    words = everyday_words("tongban.courts", "venue_words.csv")
    found = nearest(typed, {matter.value: (matter.value, matter.term, *words[matter.value]) for matter in Matter})
    return tuple(map(Matter, found))


def matters_of(words: str) -> frozenset[Matter]:
    """The matters that a cell names: their names, `@group` for a group, `-` before either takes away, `*` all."""
    found: set[Matter] = set()
    for word in words.split():
        name = word.removeprefix("-")
        if name == "*":
            named = set(Matter)
        elif name.startswith("@"):
            named = {matter for matter, row in _all().items() if name[1:] in row.groups}
        else:
            named = {Matter(name)}
        found = found - named if word.startswith("-") else found | named
    return frozenset(found)
