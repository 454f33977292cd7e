"""The objection to jurisdiction (CPL 130, 157, 171; SI 39, 223, 276)."""

from __future__ import annotations

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act, Track
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told
from tongban.motions.rules.rows import (
    ABOVE,
    INTERPRETATION,
    STATUTE,
    Decision,
    Remedy,
    Row,
    Standing,
    grounds,
    reasons,
    words,
)
from tongban.motions.vocabulary import Answer, Field, Ground, Kind, VenueGround

_QUOTED = f"{STATUTE}第一百三十条第一款、第一百五十七条第一款第二项"
_FINAL = f"{INTERPRETATION}第二百七十六条"
_COURT = Field("court", "CPL 130(1)", Answer.COURT)
_WHY = (grounds("CPL 130(1)", Ground.COMPETENT), reasons("CPL 157(3)"))


def _check(told: Told, standing: Standing) -> list[Refusal]:
    """In the time to answer the complaint; what is late changes nothing, save level and exclusive jurisdiction."""
    found = [Refusal("motions.asked_already", Kind.JURISDICTION.law)] if standing.party.uid in standing.asked else []
    by_order = told.get("ground") in (VenueGround.LEVEL, VenueGround.EXCLUSIVE)
    if not standing.in_time and not by_order and standing.until:
        facts = (("until", standing.until.isoformat()),)
        found.append(Refusal("motions.objection_late", "CPL 130; SI 223(2)", facts=facts))
    if told.get("court") == standing.case.court:
        found.append(Refusal("motions.same_court", "CPL 130(1)", ("court",)))
    return found


def _appealable(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    if standing.case.track is Track.SMALL_CLAIMS:
        return [Refusal("motions.final_at_once", "SI 276")]
    return _other_court(_asked, told, standing)


def _other_court(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """A case is not transferred to the court that has it."""
    same = told.get("court") == standing.case.court
    return [Refusal("motions.same_court", "CPL 130(1)", ("court",))] if same else []


def _transfer(_asked: Told, told: Told, standing: Standing) -> tuple[str, ...]:
    court = standing.court_names.get(told["court"], told["court"])
    return (f"{standing.party.name}对管辖权提出的异议成立，本案移送{court}处理",)


def _keep(_asked: Told, _told: Told, standing: Standing) -> tuple[str, ...]:
    return (f"驳回{standing.party.name}对本案管辖权提出的异议",)


JURISDICTION = Row(
    kind=Kind.JURISDICTION,
    asks=Act.OBJECT_TO_JURISDICTION,
    procedure=PROCEDURES["jurisdiction_objection"],
    title="管辖权异议申请书",
    fields=(
        Field("ground", "CPL 130(1)", Answer.CHOICE, tuple(VenueGround)),
        Field("court", "CPL 130(1)", Answer.COURT),
        words("reasons", "CPL 130(1)"),
    ),
    request=lambda told, standing: (f"将本案移送{standing.court_names.get(told['court'], told['court'])}审理",),
    check=_check,
    decisions={
        Do.UPHOLD_OBJECTION: Decision(
            fields=(_COURT, reasons("CPL 157(3)")),
            title="民事裁定书",
            quoted=_QUOTED,
            says=_transfer,
            remedy=Remedy.APPEAL,
            check=_appealable,
        ),
        Do.REJECT_OBJECTION: Decision(
            fields=_WHY, title="民事裁定书", quoted=_QUOTED, says=_keep, remedy=Remedy.APPEAL, check=_appealable
        ),
        Do.TRANSFER_FINALLY: Decision(
            fields=(_COURT, reasons("CPL 157(3)")),
            title="民事裁定书",
            quoted=f"{_QUOTED}、{_FINAL}",
            says=_transfer,
            check=_other_court,
        ),
        Do.KEEP_FINALLY: Decision(fields=_WHY, title="民事裁定书", quoted=f"{_QUOTED}、{_FINAL}", says=_keep),
        Do.TRANSFER: ABOVE,
        Do.KEEP: ABOVE,
        Do.NOT_EXAMINE: Decision(
            fields=(reasons("CPL 130(2)"),),
            title="通知书",
            quoted=f"{STATUTE}第一百三十条第二款、{INTERPRETATION}第三十九条第二款、第二百二十三条第二款",
            says=lambda _asked, _told, standing: (f"对{standing.party.name}提出的管辖权异议，本院不予审查",),
        ),
    },
)
