"""Who looks at what, for the tables of docs/guide and their tests: one viewer of each kind, one label of each layer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from drawings import procedures

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.kernel.moves import Procedure

_NOW = datetime(2026, 1, 5, 2, tzinfo=UTC)
_CASE, HOLDER, OTHER, STAFF, AGENT, WITNESS, ANOTHER, _OTHER_CASE = (UUID(int=n) for n in range(1, 9))
_COURT = "渝0103"


def label_of(layer: Layer) -> Label:
    """A row of the layer: of a case of the court, handed in by the holder, or the witness's own."""
    holder = WITNESS if layer in (Layer.WITNESS, Layer.STAND) else HOLDER
    return Label(layer, court=_COURT, case=_CASE, holder=holder)


def _party(person: UUID) -> Viewer:
    mine = frozenset({person})
    return Viewer(now=_NOW, person=person, persons=mine, cases=frozenset({_CASE}), sides=mine)


def _mediator(**own: Any) -> Viewer:
    held = frozenset({("mediator", _COURT)})
    return Viewer(now=_NOW, person=STAFF, persons=frozenset({STAFF}), roles=held, **own)


def _person(person: UUID, **own: Any) -> Viewer:
    return Viewer(now=_NOW, person=person, persons=frozenset({person}), **own)


def _agent(case: UUID) -> Viewer:
    return _person(AGENT, cases=frozenset({case}), acting=frozenset({(case, HOLDER)}))


def _heard(person: UUID) -> Viewer:
    return _person(person, testifying=frozenset({(_CASE, person)}))


def _staff(role: str, court: str = _COURT, **own: Any) -> Viewer:
    held = frozenset({(role, court)})
    return Viewer(now=_NOW, person=STAFF, persons=frozenset({STAFF}), courts=frozenset({court}), roles=held, **own)


VIEWERS = {
    "公众": Viewer(now=_NOW),
    "提交人（当事人）": _party(HOLDER),
    "对方当事人": _party(OTHER),
    "提交人的代理人": _agent(_CASE),
    "代理权尚未生效或者已经终止的代理人": _person(AGENT),
    "提交人另案的代理人": _agent(_OTHER_CASE),
    "提交人身边的帮助人、监护人、单位经办人": _party(HOLDER),
    "已不在提交人身边的帮助人、监护人、单位经办人": _person(ANOTHER),
    "证人（未到庭）": _person(WITNESS),
    "证人（作证中）": _heard(WITNESS),
    "证人（已退庭）": _person(WITNESS),
    "其他证人（作证中）": _heard(ANOTHER),
    "窗口人员陪同的当事人": replace(_party(HOLDER), beside_staff=True),
    "调解中的本案调解员": _mediator(mediating=frozenset({_CASE})),
    "调解终结后的调解员": _mediator(),
    "本案书记员": _staff("clerk", kept=frozenset({_CASE})),
    "本院其他书记员": _staff("clerk"),
    "本案审判员": _staff("judge", panels=frozenset({_CASE})),
    "本院其他审判员": _staff("judge"),
    "登记事由的书记员": _staff("clerk", opened=frozenset({_CASE})),
    "院长": _staff("president"),
    "登记事由的院长": _staff("president", opened=frozenset({_CASE})),
    "协作联络员": _staff("liaison"),
    "其他法院人员": _staff("president", "川0107"),
}


def conducted() -> dict[str, Procedure]:
    """The procedures that the platform's acts obey, by a name for people: tracks of a case, and those of domains."""
    from tongban.cases.law import TRACKS

    tracks = {track.term: procedure for track, procedure in TRACKS.items()}
    own = {f"`{procedure.name}`": procedure for procedure in procedures().values() if not procedure.term}
    return tracks | own
