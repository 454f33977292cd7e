"""Places by their Chinese names: 重庆市渝中区, 渝中区, 成都市武侯区, 四川省成都市 (names as courts bear them)."""

from __future__ import annotations

from functools import cache

from tongban.courts.rules import tables
from tongban.courts.rules.hierarchy import DIVISION_DIGITS, CourtTree
from tongban.courts.vocabulary import Court, CourtLevel
from tongban.kernel.refusal import Refusal

LAW = "法〔2015〕137号 4-6"
SHORTEST_ZONE = len("两江新区")


def place_of(text: str, tree: CourtTree, field: str) -> str | Refusal:
    """The division code that `text` means: a code of six digits, a zone's name, or an unambiguous name of a place.

    A place in a province whose courts are not in the table stays as it was written: the ground that needs it falls
    away with that reason. Refused: names that are unknown, or that several places bear.
    """
    typed = text.strip().replace(" ", "")
    if len(typed) == DIVISION_DIGITS and typed.isascii() and typed.isdigit():
        return typed
    zones = [zone for zone in tables.zones() if zone == typed] or [
        zone for zone in tables.zones() if len(typed) >= SHORTEST_ZONE and zone.endswith(typed)
    ]
    if len(zones) == 1:
        return zones[0]
    found = _names(tree).get(typed, ())
    if len(found) == 1:
        return found[0]
    facts = (("typed", text[:40]), ("places", "、".join(sorted(map(tree.place_name, found)))))
    if found:
        return Refusal("venue.place_name_ambiguous", LAW, (field,), facts)
    return _outside_table(typed, tree) or Refusal("venue.place_name_unknown", LAW, (field,), facts)


def _outside_table(name: str, tree: CourtTree) -> str:
    """`name` in full when it begins with a province none of whose courts is in the table, else ""."""
    known = {court.division_code[:2] for court in tree.courts if court.level is CourtLevel.HIGH}
    for digits, province in tables.provinces().items():
        if digits not in known and name.startswith(_short(province)):
            return province + name.removeprefix(province).removeprefix(_short(province))
    return ""


def court_of(text: str, tree: CourtTree, field: str) -> str | Refusal:
    """The code of the court that `text` means: its code, its name, or an end of it that no other court bears."""
    typed = text.strip()
    found = tree.court(typed)
    if isinstance(found, Court):
        return typed
    named = [court.code for court in tree.courts if typed in _names_of(court)]
    if not named and typed.endswith("法院"):
        named = [court.code for court in tree.courts if any(name.endswith(typed) for name in _names_of(court))]
    return named[0] if len(named) == 1 else Refusal("courts.unknown", LAW, (field,), found.facts)


def _names_of(court: Court) -> tuple[str, ...]:
    """The name of a court, and each of two when the second stands in brackets."""
    return (court.name, *court.name.removesuffix("）").split("（"))


def _short(name: str) -> str:
    """四川 for 四川省, 广西 for 广西壮族自治区."""
    for ending in ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


@cache
def _names_on(tree_courts: tuple[Court, ...]) -> dict[str, tuple[str, ...]]:
    parents = {court.code: court for court in tree_courts}
    found: dict[str, set[str]] = {}
    for court in tree_courts:
        if not court.division_code or court.level is CourtLevel.SUPREME:
            continue
        for name in _written(court, parents):
            found.setdefault(name, set()).add(court.division_code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _names(tree: CourtTree) -> dict[str, tuple[str, ...]]:
    return _names_on(tree.courts)


def _written(court: Court, parents: dict[str, Court]) -> set[str]:
    """All ways to write the place of `court`: with and without its city and its province, in full or in short."""
    province = tables.provinces().get(court.division_code[:2], "")
    above = parents.get(court.parent)
    city = above.place_name.removeprefix(province) if above and above.level is CourtLevel.INTERMEDIATE else ""
    own = court.place_name.removeprefix(province)
    own = own.removeprefix(city) or own
    if not own or court.level is CourtLevel.HIGH:
        return {province, _short(province)}
    before = {"", province, _short(province)}
    if city.endswith(("市", "州", "地区")):
        before |= {start + town for start in tuple(before) for town in (city, city.removesuffix("市"))}
    names = {own, own.removesuffix("市")} if court.level is CourtLevel.INTERMEDIATE else {own}
    return {start + name for start in before for name in names}
