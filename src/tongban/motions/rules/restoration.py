"""A party asks for a period that it missed without fault, and the court gives the lost days back (顺延期限, CPL 86).

Which periods can be restored the table of periods says: those of parties, never one that the law fixes (SI 127). The
new last day follows from the days lost; where it is behind when the court decides, the court names a later one.
"""

from __future__ import annotations

from datetime import date

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act
from tongban.kernel.incidents import Obstacle
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told, day, day_of
from tongban.motions.rules.rows import STATUTE, Decision, Row, Standing, grounds, reasons, words
from tongban.motions.vocabulary import Answer, Field, Ground, Hindrance, Kind

_LAW = "CPL 86"
_QUOTED = f"{STATUTE}第八十六条"


def obstacle(asked: Told, applied: date, until: date | None = None) -> Obstacle:
    """What kept the party from acting, as its application of `applied` tells it; `until`: the day the court named."""
    first, last = day(asked, "first"), day(asked, "last")
    assert first is not None  # noqa: S101 - an application without its days is not taken
    assert last is not None  # noqa: S101 - the same
    return Obstacle(first, last, applied, until)


def period_told(term: str, due: date) -> str:
    """A period as papers name it, with its last day as it is now."""
    return f"{term}（原至{day_of({'day': due.isoformat()}, 'day')}）"


def _check(told: Told, standing: Standing) -> list[Refusal]:
    """An obstacle that is over, in the period, asked for in time (CPL 86)."""
    first, last = day(told, "first"), day(told, "last")
    if first is None or last is None:
        return []
    if last < first:
        return [Refusal("motions.obstacle_backwards", _LAW, ("last",))]
    if last > standing.today:
        return [Refusal("motions.obstacle_lasts", _LAW, ("last",), (("last", last.isoformat()),))]
    return _counted(told, standing) if told.get("period") else []


def _counted(asked: Told, standing: Standing) -> list[Refusal]:
    """What the count of periods has against it, told beside the answer that it is about."""
    found = standing.restored(asked, None)
    if not isinstance(found, Refusal):
        return []
    field = {"period.restoration_too_late": "last", "period.span_outside": "first"}.get(found.reason, "period")
    return [Refusal(found.reason, found.law, (field,), found.facts)]


def _may_grant(asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """The days lost are given back, and there is time left to act."""
    least, until = standing.restored(asked, None), day(told, "until")
    if isinstance(least, Refusal):
        return [least]
    if until is None:
        facts = (("day", least.isoformat()),)
        return [Refusal("motions.last_day_needed", _LAW, ("until",), facts)] if least < standing.today else []
    if until < standing.today:
        return [Refusal("motions.day_over", _LAW, ("until",), (("day", until.isoformat()),))]
    if until < least:
        return [Refusal("motions.less_than_lost", _LAW, ("until",), (("day", least.isoformat()),))]
    return []


def _period(asked: Told, standing: Standing) -> str:
    return standing.periods.get(asked["period"], "")


def _granted(asked: Told, told: Told, standing: Standing) -> tuple[str, ...]:
    last = standing.restored(asked, day(told, "until"))
    assert not isinstance(last, Refusal)  # noqa: S101 - the decision was checked
    return (
        f"准许{standing.party.name}的申请，{_period(asked, standing)}顺延至{day_of({'day': last.isoformat()}, 'day')}",
    )


RESTORATION = Row(
    kind=Kind.RESTORATION,
    asks=Act.ASK_RESTORATION,
    procedure=PROCEDURES["restoration"],
    title="顺延期限申请书",
    fields=(
        Field("period", _LAW, Answer.PERIOD),
        Field("hindrance", _LAW, Answer.CHOICE, tuple(Hindrance)),
        Field("first", _LAW, Answer.DAY),
        Field("last", _LAW, Answer.DAY),
        words("reasons", _LAW),
    ),
    request=lambda told, standing: (f"顺延{_period(told, standing)}",),
    check=_check,
    decisions={
        Do.GRANT: Decision(
            fields=(Field("until", _LAW, Answer.DAY, needed=False), reasons(_LAW)),
            title="准许顺延期限决定书",
            quoted=_QUOTED,
            says=_granted,
            check=_may_grant,
        ),
        Do.REJECT: Decision(
            fields=(
                grounds(_LAW, Ground.NO_HINDRANCE, Ground.UNPROVEN_HINDRANCE, Ground.NOT_BY_IT, Ground.ASKED_LATE),
                reasons(_LAW),
            ),
            title="不准许顺延期限决定书",
            quoted=_QUOTED,
            says=lambda asked, _told, standing: (f"不准许{standing.party.name}顺延{_period(asked, standing)}的申请",),
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)
