"""The hand-written list of permissions, tried by the people themselves in a case of the track, at the stage."""

from __future__ import annotations

import itertools

import pytest

from tests.acts.conduct import prepared
from tests.acts.motions import on_track
from tests.builders import YUZHONG, House, party, staff
from tests.rules.permission_rows import Row, acts, named, rows
from tongban.cases.actions.move import step_case
from tongban.cases.vocabulary import CaseView, Track
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db
_MAY = Refusal("may", "test")
TRIED = [row for row in rows() if row.procedure in {track for track in Track if track.first_instance}]


def _why_not(case: CaseView, row: Row, by: Actor, house: House) -> str:
    """The reason of the refusal; empty when nothing stood in the way. Either way the trial is undone."""

    def tried() -> None:
        with act(by=by, at=house.at) as record:
            step_case(record, case.uid, acts()[row.act], holds=named()[row.procedure].guards)
            raise Refused(_MAY)

    with pytest.raises(Refused) as ended:
        tried()
    return ended.value.refusals[0].reason.removeprefix(_MAY.reason)


@pytest.mark.parametrize("track", sorted({row.procedure for row in TRIED}))
def test_nobody_steps_beyond_the_list_and_everybody_may_what_it_grants(house: House, track: str) -> None:
    people = {
        "plaintiff": party(house.lin.uid),
        "defendant": party(house.zhou.uid),
        "clerk": house.clerk,
        "judge": house.judge,
        "president": staff(YUZHONG, Role.PRESIDENT, "郑强", at=house.at),
        "office": Actor.office(YUZHONG, "test"),
    }
    case = on_track(prepared(house), Track(track))
    stage = lambda row: row.stage  # noqa: E731 - the key of two sorts
    wrong = []
    for at, of_stage in itertools.groupby(sorted((r for r in TRIED if r.procedure == track), key=stage), key=stage):
        case = house.put_at(case, at)
        found = {str(row): (row.may, _why_not(case, row, people[row.role], house)) for row in of_stage}
        wrong += [(row, why) for row, (may, why) in found.items() if may is bool(why)]
    assert wrong == []
