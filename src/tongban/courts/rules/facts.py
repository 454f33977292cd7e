"""A dispute from plain facts, as people write them in a file: English keys or the words of the law, all flaws at once.

Keys are the fields of `Dispute`; places, circumstances and courts stand flat under their own words, a party is an
object or the place of its domicile, an agreement an object or its kind. `SCHEMA` says what may stand under each key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from tongban.courts.rules.asking import venue_needs
from tongban.courts.rules.conditions import lives_abroad_only
from tongban.courts.rules.contradictions import contradictions
from tongban.courts.rules.grounds import grounds_for
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.questions import ABOUT, WITHOUT_DISPUTE, decision
from tongban.courts.rules.reading import Reader
from tongban.courts.rules.venue import unfit
from tongban.courts.vocabulary import (
    AgreedVenue,
    Ask,
    Circumstance,
    ClaimKind,
    ClauseKind,
    CourtRole,
    Dispute,
    Handling,
    Matter,
    PartyPlace,
    PartyState,
    Specialty,
    Where,
)
from tongban.kernel.refusal import Refusal

PARTY_PLACES = ("domicile", "habitual", "registered", "residence", "confined_at")
PARTY_KEYS = ("name", "states", *PARTY_PLACES, *(state.value for state in PartyState))
CLAUSE_FLAGS = tuple(item.name for item in fields(AgreedVenue) if isinstance(item.default, bool))
CLAUSE_KEYS = ("kind", "place", "court", *CLAUSE_FLAGS)
_OF_PARTY = {
    "姓名": "name",
    "名称": "name",
    "情形": "states",
    "住所地": "domicile",
    "经常居住地": "habitual",
    "注册登记地": "registered",
    "现居住地": "residence",
    "被监禁地": "confined_at",
    **{state.term: state.value for state in PartyState},
}
_OF_CLAUSE = {
    "约定": "kind",
    "地点": "place",
    "法院": "court",
    "书面": "written",
    "有实际联系": "connected",
    "与消费者的格式条款": "standard_terms_to_consumer",
    "已提请消费者注意": "consumer_notified",
    "消费者主张无效": "consumer_objects",
    "受让人不知情": "assignee_unaware",
}


def _with_words(keys: tuple[str, ...], words: Mapping[str, str]) -> str:
    """Keys, each with the words of the law that may stand for it."""
    return ", ".join(" ".join((key, *(word for word, meant in words.items() if meant == key))) for key in keys)


SCHEMA: Mapping[str, str] = MappingProxyType(
    {
        "matter": "one of: " + ", ".join(Matter),
        "plaintiffs": "a place, a party, or a list; a party: " + _with_words(PARTY_KEYS, _OF_PARTY),
        "defendants": "as plaintiffs",
        "claim": "one of: " + ", ".join(ClaimKind),
        "amount": "yuan, a number or digits in quotes",
        "agreements": "a kind, a clause, or a list; a clause: " + _with_words(CLAUSE_KEYS, _OF_CLAUSE),
        "foreign": "true or false (SI 520); true unless said when a side lives abroad without a home here",
        "specialty": "one of: " + ", ".join(Specialty),
        "underlying": "the matter for which a measure or mediation is asked before a suit",
        "on": "day of filing, YYYY-MM-DD",
        "court": "a court to be checked: code or full name",
        "ask": "what is asked, courts unless another: " + ", ".join(Ask),
        "about": "an object with what the question needs. " + "; ".join(f"{k}: {v}" for k, v in ABOUT.items()),
        **{where.value: f"{where.term}: a place or a list of places" for where in Where},
        **{fact.value: f"{fact.term}: true or false" for fact in Circumstance},
        **{role.value: f"{role.term}: code or full name" for role in CourtRole},
    }
)
"""Every key of a facts file, with what may stand there. A place: six digits, or its name such as 渝中区."""
T = TypeVar("T")
_OWN_WORDS = {
    **{item.term: item.value for kind in (Where, Circumstance, CourtRole) for item in kind},
    "纠纷": "matter",
    "原告": "plaintiffs",
    "被告": "defendants",
    "标的额": "amount",
    "管辖协议": "agreements",
    "涉外": "foreign",
    "争议标的": "claim",
    "专门管辖": "specialty",
    "基础纠纷": "underlying",
    "起诉日期": "on",
    "核对法院": "court",
    "询问事项": "ask",
    "事项内容": "about",
    "不动产所在地": "subject",
    "主要遗产所在地": "property",
}


@dataclass(frozen=True, slots=True)
class VenueQuestion:
    """A dispute, the day of filing, and what is asked.

    `court`: the code of a court to be checked; `decide` gives what becomes of the case, where that is asked.
    """

    dispute: Dispute
    on: date
    court: str = ""
    decide: Callable[[], Handling | Refusal] | None = None


def question_from(facts: Mapping[str, Any], *, today: date) -> VenueQuestion | tuple[Refusal, ...]:
    """The question that `facts` put, `today` where they name no day; or everything that is wrong with them."""
    reader = Reader(facts, tree_on(today))
    reader.in_own_words(_OWN_WORDS)
    reader.only(SCHEMA)
    on = reader.day("on") or today
    reader.tree = tree_on(on)
    ask = reader.word("ask", Ask, needed=False) or Ask.COURTS
    bare = ask in WITHOUT_DISPUTE
    plaintiffs, defendants = _several(reader, "plaintiffs", _party), _several(reader, "defendants", _party)
    dispute = Dispute(
        matter=reader.word("matter", Matter, needed=not bare) or Matter.CONTRACT,
        plaintiffs=plaintiffs,
        defendants=defendants,
        claim=reader.word("claim", ClaimKind, needed=False) or ClaimKind.MONEY,
        amount=reader.amount("amount"),
        agreements=_several(reader, "agreements", _clause),
        places={where: places for where in Where if (places := reader.places(where.value))},
        circumstances=frozenset(fact for fact in Circumstance if reader.truth(fact.value)),
        courts={role: code for role in CourtRole if (code := reader.court(role.value))},
        foreign=reader.truth("foreign", default=any(map(lives_abroad_only, plaintiffs + defendants))),
        specialty=reader.word("specialty", Specialty, needed=False),
        underlying=reader.word("underlying", Matter, needed=False),
    )
    court = reader.court("court")
    decide = None if ask is Ask.COURTS else decision(ask, reader.inner("about"), dispute, on)
    if decide is None and reader.facts.get("about"):
        reader.refuse("venue.facts_contradict", "about", fields="ask、about")
    told = tuple(name for refusal in reader.refusals for name in refusal.fields)
    more = [] if bare or "matter" in told else [*unfit(dispute, on), *contradictions(dispute)]
    found = (*reader.refusals, *(flaw for flaw in more if not any(name.startswith(flaw.fields) for name in told)))
    return found or VenueQuestion(dispute, on, court, decide)


def unused_facts(dispute: Dispute, on: date) -> tuple[str, ...]:
    """The places, circumstances and courts that nothing reads about this dispute: they change nothing."""
    grounds = grounds_for(dispute, on)
    if dispute.underlying:
        grounds += grounds_for(replace(dispute, matter=dispute.underlying), on)
    asked = {place for ground in grounds for place in ground.asked}
    if dispute.agreements:
        asked |= {Where.SIGNING, Where.SUBJECT, Where.PERFORMANCE}
    read: set[Circumstance | CourtRole] = set()
    for matter in filter(None, (dispute.matter, dispute.underlying)):
        needs = venue_needs(matter)
        read |= {*needs.deciding, *needs.circumstances, *needs.weight, *needs.courts}
        read |= set(needs.weight_abroad) if dispute.foreign else set()
    idle = (*(where for where in dispute.places if where not in asked), *sorted(dispute.circumstances - read))
    return tuple(fact.value for fact in (*idle, *(role for role in dispute.courts if role not in read)))


def _several(reader: Reader, key: str, read: Callable[[Reader], T]) -> tuple[T, ...]:
    return tuple(read(inner) for inner in reader.each(key))


def _party(reader: Reader) -> PartyPlace:
    """A party: an object, or just the place of its domicile."""
    if reader.plain is not None:
        return PartyPlace(domicile=reader.place_in(reader.plain))
    reader.in_own_words(_OF_PARTY)
    reader.only(dict.fromkeys(PARTY_KEYS, ""))
    places = {key: reader.place(key) for key in PARTY_PLACES}
    states = frozenset(reader.words("states", PartyState))
    states |= {state for state in PartyState if reader.truth(state.value)}
    return PartyPlace(name=reader.text("name"), states=states, **places)


def _clause(reader: Reader) -> AgreedVenue:
    """A clause: an object, or just its kind."""
    if reader.plain is not None:
        return AgreedVenue(reader.word_in(reader.plain, ClauseKind) or ClauseKind.OTHER)
    reader.in_own_words(_OF_CLAUSE)
    reader.only(dict.fromkeys(CLAUSE_KEYS, ""))
    kind = reader.word("kind", ClauseKind) or ClauseKind.OTHER
    flags = {
        item.name: reader.truth(item.name, default=bool(item.default))
        for item in fields(AgreedVenue)
        if item.name in CLAUSE_FLAGS
    }
    return AgreedVenue(kind, place=reader.place("place"), court=reader.court("court"), **flags)
