"""What is asked for within a case, for the worlds that the canary walks: words that stand on the papers of motions."""

from __future__ import annotations

from tests.acts.conduct import consent
from tests.acts.motions import against, asked, decided, of_party
from tests.acts.service import NONE, paid
from tests.builders import House
from tests.entrances.canary import Flock
from tongban.access.vocabulary import Label, Layer
from tongban.cases.vocabulary import Stage
from tongban.motions.actions.decide import decide_motion

PAPER = "motions.Motion.paper"


def motions(house: House, flock: Flock) -> None:
    """A measure that was refused, and refused again on review: the other side knows nothing of it. Another one that was
    carried out, other claims and a counterclaim: both sides read them.
    """
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    consent(house, case, "service")
    house.work(without=NONE)
    quiet, told = Label(Layer.SEALED, case.court, case.uid, house.lin.uid), Label(Layer.CASE, case.court, case.uid)
    measure = {"against": against(case, 1), "aim": "forbid", "security": "cash", "security_what": "现金", "haste": "no"}

    words = f"处分房屋{flock.hatch(PAPER, quiet)}"
    refused = asked(house, case, house.lin, "preservation", object=words, **measure)
    decided(house, case, refused, "reject", ground="no_danger", reasons=f"理由不足{flock.hatch(PAPER, quiet)}")
    of_party(house, case, house.lin, refused, "ask_review")
    decided(house, case, refused, "confirm_on_review", reasons=f"原裁定正确{flock.hatch(PAPER, quiet)}")

    carried_out = asked(house, case, house.lin, "preservation", object=f"转让股权{flock.hatch(PAPER, told)}", **measure)
    decided(house, case, carried_out, "rule_preservation", exempt="secured")
    measures = {"measures": f"已通知登记机构{flock.hatch(PAPER, told)}"}
    decide_motion(case.uid, carried_out, "execute_ruling", measures, by=house.clerk, at=house.at)

    counter = {"against": against(case, 0), "link": "facts", "amount": "5000"}
    counter |= {"claims": f"赔偿损失5000元{flock.hatch(PAPER, told)}"}
    decided(house, case, asked(house, case, house.zhou, "counterclaim", **counter), "accept")
    change = {"change": "add", "amount": "200000", "claims": f"偿还200000元{flock.hatch(PAPER, told)}"}
    decided(house, case, asked(house, case, house.lin, "amendment", **change), "grant", inquiry="open")
    house.work(without=NONE)
