"""A party dies or can no longer act itself: what is noted, who succeeds, when the case goes on and when it ends.

CPL 60, 153, 154, 181; SI 55, 70, 83, 208, 246, 320; Civil Code 15, 173-175.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import Do
from tongban.cases.vocabulary import CaseView, PartyData, PartyView, Side, Track
from tongban.cases.vocabulary.agents import AgentKind, AuthorityView
from tongban.cases.vocabulary.losses import EndGround, Loss
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.refusal import Refusal
from tongban.people.law import born_by_number, capacity, check_paper
from tongban.people.vocabulary import Capacity, IdKind, PersonKind

SUCCESSION, ENDS = "SI 55", "Civil Code 173(iv), 175(iii)"
ENFORCED = "CPL 243, 267(1)(iii), 268(iii)-(iv); SI 473; 变更追加规定 1, 2, 10"
"""Heirs are called into the case; agents' authority ends with the party."""
STAYS = ("stay_of_proceedings", "stay_of_party_periods")
"""What lets a period stand still while the case is suspended: the court's, and those of the parties (审限规定 9(9))."""
LONGEST = 120
"""Characters of a name or a tie of kinship: as long as the file keeps a name."""
_GUARDIANS = frozenset({AgentKind.STATUTORY, AgentKind.APPOINTED})
_PERSONAL = frozenset({"22", "22(1)", "23", "23(1)", "24", "24(1)", "25(2)"})
"""Causes of maintenance, and of the end of an adoption, by their codes: nobody inherits the claim (CPL 154(iv))."""
_DIVORCE = "14"
_CLAIMS_END = {EndGround.DIVORCE: frozenset({_DIVORCE}), EndGround.PERSONAL: _PERSONAL}
_SIDES = {
    EndGround.PLAINTIFF_WITHOUT_HEIRS: Side.PLAINTIFF,
    EndGround.DEFENDANT_WITHOUT_ESTATE: Side.DEFENDANT,
}


def elsewhere(track: Track) -> Refusal | None:
    """Why no loss is noted in a case of this procedure, with what the court does there instead; None where it is.

    Enforcement knows its own suspension and end, and changes creditor and debtor on application, by a ruling.
    """
    if any(move.act is Do.NOTE_LOSS for move in TRACKS[track].moves):
        return None
    if track is Track.ENFORCEMENT:
        return Refusal("losses.in_enforcement", ENFORCED)
    return Refusal("losses.in_another_procedure", "CPL 153; SI 55")


@dataclass(frozen=True, slots=True)
class LossTold:
    """What is told of a loss; `day` None when it cannot be read; `files`: how many prove it."""

    loss: str
    day: date | None
    words: str
    files: int

    @classmethod
    def read(cls, told: Mapping[str, str], *, files: int) -> LossTold:
        """From answers in plain text."""
        return cls(told.get("loss", ""), _day(told.get("day", "")), told.get("words", "").strip(), files)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def check_loss(told: LossTold, party: PartyView, *, filed: date, today: date) -> list[Refusal]:
    """What is missing or cannot be, all at once.

    Who had died before the case was filed never was a party: the action is dismissed, or brought anew for or against
    the heirs (CPL 122; SI 208(3)).
    """
    if told.loss not in set(Loss):
        return [Refusal("losses.kind_missing", "CPL 153", ("loss",))]
    loss = Loss(told.loss)
    found = []
    if party.kind != PersonKind.NATURAL:
        found.append(Refusal("losses.no_person", loss.law, ("party",)))
    if party.dead or (party.loss is loss):
        found.append(Refusal("losses.noted_before", loss.law, ("party",), (("name", party.name),)))
    if told.day is None:
        found.append(Refusal("losses.day_unreadable", loss.law, ("day",)))
    elif told.day > today:
        found.append(Refusal("losses.day_ahead", loss.law, ("day",)))
    elif loss is Loss.DEATH and told.day < filed:
        found.append(Refusal("losses.died_before_filing", "CPL 122; SI 208(3)", ("day",), (("name", party.name),)))
    if not told.files:
        law = "Civil Code 15" if loss is Loss.DEATH else "Civil Code 24; CPL 198"
        found.append(Refusal("losses.proof_missing", law, ("files",)))
    return found


def said_of_loss(told: LossTold, party: PartyView) -> str:
    """How the file tells it, with what was said beside it."""
    loss = Loss(told.loss)
    assert told.day is not None  # noqa: S101 - the check has seen to it
    on = f"{told.day.year}年{told.day.month}月{told.day.day}日"
    return "\n".join(one for one in (f"{called(party)}于{on}{loss.term}。", told.words) if one)


def called(party: PartyView) -> str:
    """How the court's words name a party: 原告林晓梅, 上诉人林晓梅."""
    return f"{party.position or party.side.term}{party.name}"


@dataclass(frozen=True, slots=True)
class HeirTold:
    """Who takes the place of a dead party, or waives it; `files`: how many prove it."""

    name: str
    kinship: str
    id_number: str
    address: str
    phone: str
    guardian: str
    files: int

    @classmethod
    def read(cls, told: Mapping[str, str], *, files: int) -> HeirTold:
        """From answers in plain text."""
        plain = {name: told.get(name, "").strip() for name in ("name", "kinship", "address", "phone", "guardian")}
        return cls(**plain, id_number=identity_form(told.get("id_number", "")), files=files)


def predecessors(heirs_of: Mapping[UUID, Collection[UUID]]) -> dict[UUID, frozenset[UUID]]:
    """Of each party, whose place it took, and whose these had taken before; `heirs_of`: whom each followed itself."""

    def before(one: UUID) -> set[UUID]:
        own = heirs_of.get(one, ())
        return {*own, *(further for gone in own for further in before(gone))}

    return {one: frozenset(before(one)) for one in heirs_of}


def beside(case: CaseView, heir: HeirTold, gone: PartyView) -> PartyView | None:
    """The heir, where it stands on that side already as a party of its own."""
    same = (p for p in case.of_side(gone.side) if not p.dead and p.uid != gone.uid)
    return next((p for p in same if _is(heir, p)), None)


def check_successor(heir: HeirTold, gone: PartyView, case: CaseView, *, today: date) -> list[Refusal]:
    """Why this person cannot take the place of `gone`, all at once.

    What only the dead could claim or owe nobody takes over (CPL 154(iii), (iv)). Who stands on the other side cannot
    stand on both: there the others who inherit are called, or the case ends.
    """
    found = _check_heir(heir, gone)
    personal = [one for one, causes in _CLAIMS_END.items() if case.cause in causes]
    found += [Refusal("losses.not_inherited", one.law) for one in personal]
    if any(_is(heir, p) for p in case.facing(gone.side)):
        found.append(Refusal("losses.heir_is_opponent", SUCCESSION, ("name",), (("name", heir.name),)))
    own = beside(case, heir, gone)
    if any(_is(heir, p) for p in case.everybody if gone.uid in p.heirs_of):
        found.append(Refusal("losses.heir_called_before", SUCCESSION, ("name",), (("name", heir.name),)))
    if heir.name and name_form(heir.name) == name_form(gone.name):
        found.append(Refusal("losses.heir_is_the_dead", SUCCESSION, ("name",)))
    if not heir.address and own is None:
        found.append(Refusal("losses.address_missing", "CPL 124(1)", ("address",)))
    return found + _check_number(heir, today)


def check_waiver(heir: HeirTold, gone: PartyView, case: CaseView) -> list[Refusal]:
    """What is missing in the note that an heir waives (CPL 154(i)); who has stepped in gives up by other acts."""
    found = _check_heir(heir, gone)
    if any(_is(heir, p) for p in case.everybody if gone.uid in p.heirs_of):
        found.append(Refusal("losses.heir_called_before", "CPL 154(i)", ("name",), (("name", heir.name),)))
    return found


def _check_heir(heir: HeirTold, gone: PartyView) -> list[Refusal]:
    found = [] if gone.dead else [Refusal("losses.nobody_died", SUCCESSION, ("party",))]
    for field in ("name", "kinship"):
        if not getattr(heir, field):
            found.append(Refusal(f"losses.{field}_missing", SUCCESSION, (field,)))
        elif len(getattr(heir, field)) > LONGEST:
            facts = (("limit", str(LONGEST)),)
            found.append(Refusal("cases.too_long", "house rule: lengths of answers", (field,), facts))
    if not heir.files:
        found.append(Refusal("losses.proof_missing", SUCCESSION, ("files",)))
    return found


def _check_number(heir: HeirTold, today: date) -> list[Refusal]:
    if not heir.id_number:
        return []
    wrong = check_paper(PersonKind.NATURAL, IdKind.RESIDENT, heir.id_number, today=today)
    if wrong is not None:
        return [wrong]
    minor = capacity(born_by_number(IdKind.RESIDENT, heir.id_number), today) is not Capacity.FULL
    return [Refusal("losses.heir_is_a_minor", "CPL 60", ("guardian",))] if minor and not heir.guardian else []


def _is(heir: HeirTold, party: PartyView) -> bool:
    """Whether the heir is this party: by number where both are known, else by name."""
    if heir.id_number and party.id_number:
        return heir.id_number == identity_form(party.id_number)
    return bool(heir.name) and name_form(heir.name) == name_form(party.name)


def successor(heir: HeirTold, gone: PartyView) -> PartyData:
    """The heir as a party, on the side of the dead."""
    return PartyData(
        side=gone.side,
        name=heir.name,
        kind=PersonKind.NATURAL,
        id_kind=IdKind.RESIDENT if heir.id_number else "",
        id_number=heir.id_number,
        phone=heir.phone,
        address=heir.address,
        position=gone.position,
        guardian=heir.guardian,
    )


def said_of_successor(heir: HeirTold, gone: PartyView, case: CaseView) -> str:
    """The court's notice to everybody (SI 55; in a second instance SI 320 too)."""
    law = "第五十五条" + ("、第三百二十条第一款" if _is_appeal(case) else "")
    return (
        f"本案审理过程中，{called(gone)}死亡。{heir.name}系其继承人（{heir.kinship}）。\n"
        f"依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》{law}的规定，通知{heir.name}作为"
        f"{gone.position or gone.side.term}参加诉讼，承担诉讼权利义务。{gone.name}已经进行的诉讼行为对{heir.name}有效。"
    )


def said_of_waiver(heir: HeirTold, gone: PartyView, words: str) -> str:
    """How the file tells that an heir waives."""
    said = f"{called(gone)}的继承人{heir.name}（{heir.kinship}）放弃诉讼权利。"
    return "\n".join(one for one in (said, words.strip()) if one)


def may_resume(case: CaseView, authorities: Iterable[AuthorityView], today: date) -> list[Refusal]:
    """What still keeps the case standing: nobody has taken the place of the dead, or nobody acts for who cannot."""
    held = {one.party for one in authorities if one.kind in _GUARDIANS and one.holds(today)}
    found = []
    for party in case.parties:
        facts = (("name", party.name),)
        if party.dead:
            found.append(Refusal("losses.successor_missing", "CPL 153(1)(i); SI 55", (), facts))
        elif party.loss is Loss.CAPACITY and party.uid not in held:
            found.append(Refusal("losses.guardian_missing", "CPL 60, 153(1)(ii); SI 83", (), facts))
    return found


def check_end(ground: str, case: CaseView, stood: Mapping[UUID, Side] | None = None) -> list[Refusal]:
    """Why the case does not end on this ground (CPL 154).

    `stood`: on which side the parties of an appeal stood at first: those sides are meant (SI 320(2)).
    """
    if ground not in set(EndGround):
        return [Refusal("losses.ground_missing", "CPL 154", ("ground",))]
    why = EndGround(ground)
    if why in _CLAIMS_END:
        fits = case.cause in _CLAIMS_END[why]
        found = [] if fits else [Refusal("losses.ground_of_another_cause", why.law, ("ground",))]
        dead = any(party.dead for party in case.everybody)
        return found + ([] if dead else [Refusal("losses.nobody_died", why.law, ("ground",))])
    side = [party for party in case.parties if (stood or {}).get(party.uid, party.side) is _SIDES[why]]
    if not any(party.dead for party in side):
        return [Refusal("losses.nobody_died", why.law, ("ground",))]
    left = [party.name for party in side if not party.dead]
    return [Refusal("losses.others_stand", why.law, ("ground",), (("names", "、".join(left)),))] if left else []


def likely_end(case: CaseView, stood: Mapping[UUID, Side] | None = None) -> EndGround | None:
    """The ground that fits what was noted; the judge says whether nobody inherits and nothing is left."""
    return next((ground for ground in reversed(EndGround) if not check_end(ground, case, stood)), None)


def drafted_of_losses(do: Do, case: CaseView) -> str:
    """The words from which the court begins when it suspends or resumes the case (CPL 153; SI 246); else ""."""
    if do is Do.SUSPEND:
        lost = [party for party in case.parties if party.loss]
        waits = [_waits_for(party) for party in lost]
        number = "二" if lost and all(party.loss is Loss.CAPACITY for party in lost) else "一"
        law = f"依照《中华人民共和国民事诉讼法》第一百五十三条第一款第{number}项的规定，裁定如下：\n本案中止诉讼。"
        return "\n".join((*waits, law)) if waits else ""
    if do in (Do.RESUME, Do.RESUME_DELIBERATION):
        return "本案中止诉讼的原因已经消除。依照《中华人民共和国民事诉讼法》第一百五十三条第二款的规定，本案恢复审理。"
    return ""


def _waits_for(party: PartyView) -> str:
    if party.dead:
        return f"{called(party)}已经死亡，需要等待继承人表明是否参加诉讼。"
    return f"{called(party)}丧失诉讼行为能力，尚未确定法定代理人。"


def drafted_end(ground: EndGround, case: CaseView) -> str:
    """The ruling that ends the case, as the court begins it (CPL 154)."""
    number = {"i": "一", "ii": "二", "iii": "三", "iv": "四"}[ground.law.partition("(")[2].rstrip(")")]
    dead = [called(party) for party in case.everybody if party.dead]
    above = "、《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百二十条第二款"
    return (
        f"本案审理过程中，{'、'.join(dead)}死亡，属于{ground.term}的情形。\n"
        f"依照《中华人民共和国民事诉讼法》第一百五十四条第{number}项{above if _is_appeal(case) else ''}的规定，"
        f"裁定如下：\n本案终结诉讼。"
    )


def _is_appeal(case: CaseView) -> bool:
    return case.track is Track.SECOND_INSTANCE
