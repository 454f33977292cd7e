"""A necessary party, or a third party without a claim of its own, is brought into the case (CPL 59(2), 135;
SI 54, 60, 65-67, 70-74, 81, 222).
"""

from __future__ import annotations

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act, PartyData, Side
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told
from tongban.motions.rules.rows import INTERPRETATION, STATUTE, Decision, Row, Standing, grounds, line, reasons, words
from tongban.motions.vocabulary import Answer, Field, Ground, Kind, Nature, Necessity, Place
from tongban.people.law import check_paper
from tongban.people.vocabulary import IdKind

LONGEST_NAME = 120
"""Characters of a name: as long as the file keeps one."""
_LENGTHS = "house rule: lengths of answers"


def id_kind(told: Told) -> IdKind:
    """A natural person is named by the identity card, everybody else by the credit code."""
    return IdKind.RESIDENT if told.get("nature") == Nature.NATURAL else IdKind.CREDIT_CODE


def _check(told: Told, standing: Standing) -> list[Refusal]:
    """Somebody else than the parties, named so that papers arrive, with a number that can be right."""
    found = []
    name = told.get("name", "")
    if len(name) > LONGEST_NAME:
        facts = (("most", str(LONGEST_NAME)),)
        found.append(Refusal("motions.answer_too_long", _LENGTHS, ("name",), facts))
    if name and name_form(name) in {name_form(party.name) for party in standing.case.parties}:
        found.append(Refusal("motions.party_already", "CPL 135", ("name",), (("name", name[:LONGEST_NAME]),)))
    third, interest = told.get("place") == Place.THIRD_PARTY, told.get("necessity") == Necessity.INTEREST
    if told.get("place") and told.get("necessity") and third is not interest:
        found.append(Refusal("motions.place_and_reason_differ", "CPL 59(2), 135", ("necessity",)))
    if told.get("id_number") and told.get("nature"):
        wrong = check_paper(told["nature"], id_kind(told), told["id_number"], today=standing.today)
        found += [wrong] if wrong else []
    return found


def added(told: Told) -> PartyData:
    """The party that is brought in, as the application names it."""
    return PartyData(
        side=Side(told["place"]),
        name=told["name"],
        kind=told["nature"],
        id_kind=id_kind(told) if told.get("id_number") else "",
        id_number=told.get("id_number", ""),
        phone=told.get("phone", ""),
        address=told["address"],
    )


def _named(told: Told) -> str:
    return f"{told['name']}为本案{Place(told['place']).term}"


JOINDER = Row(
    kind=Kind.JOINDER,
    asks=Act.ASK_JOINDER,
    procedure=PROCEDURES["necessary_party"],
    title="追加当事人申请书",
    fields=(
        Field("place", "CPL 135", Answer.CHOICE, tuple(Place)),
        Field("nature", "CPL 124(1)", Answer.CHOICE, tuple(Nature)),
        line("name", "CPL 124(1)"),
        line("id_number", "CPL 124(1)", needed=False),
        line("address", "CPL 124(1)"),
        line("phone", "CPL 124(1)", needed=False),
        Field("necessity", "CPL 135; SI 73", Answer.CHOICE, tuple(Necessity)),
        words("reasons", "SI 73"),
    ),
    request=lambda told, _standing: (f"追加{_named(told)}参加诉讼",),
    check=_check,
    decisions={
        Do.GRANT: Decision(
            fields=(reasons("SI 73"),),
            title="追加当事人通知书",
            quoted=f"{STATUTE}第五十九条第二款、第一百三十五条、{INTERPRETATION}第七十三条、第七十四条、第八十一条",
            says=lambda asked, _told, _standing: (f"追加{_named(asked)}参加诉讼",),
            check=lambda asked, _told, standing: _check(asked, standing),
        ),
        Do.REJECT: Decision(
            fields=(
                grounds("SI 73", Ground.NOT_NECESSARY, Ground.NO_INTEREST, Ground.RIGHTS_WAIVED),
                reasons("CPL 157(3)"),
            ),
            title="民事裁定书",
            quoted=f"{STATUTE}第一百五十七条第一款第十一项、{INTERPRETATION}第七十三条",
            says=lambda asked, _told, standing: (f"驳回{standing.party.name}追加{asked['name']}参加诉讼的申请",),
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)
