"""A filing is taken back before it is registered (撤回起诉), as whoever filed likes (CPL 13(2)).

Nothing is ruled: a ruling refuses the complaint of whoever insists on it (登记立案 7; 在线诉讼规则 9(3)), and a ruling
allows the withdrawal of an action that the court has taken up (CPL 148). Here the complaint goes back and that is
noted, as where nobody insists (登记立案 7). A fee is asked for once there is a case (交纳办法 22; 登记立案 11), so none
falls due, and nothing is pending that the same suit would repeat later (CPL 127(5)).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tongban.filing.rules.told import Told
from tongban.filing.vocabulary import Answers, Interview, Stage
from tongban.kernel.refusal import Refusal

LONGEST = 1000
"""Signs of the reason, which nobody has to give: house rule."""
_TOO_LONG = Refusal(
    "filing.take_back_reason_long", "house rule: lengths of answers", ("reason",), (("most", str(LONGEST)),)
)
_DECIDED = {
    Stage.ACCEPTED: Refusal("filing.withdrawn_in_the_case", "CPL 148(1)"),
    Stage.REFUSED: Refusal("filing.refused_already", "CPL 126"),
    Stage.APPEALED: Refusal("filing.refused_already", "CPL 126"),
}
_ON_ITS_WAY = Refusal("filing.not_taken_back_by_errand", "川渝跨域立案协议 2020")
_APPEAL = Refusal("filing.appeal_not_taken_back", "CPL 180")
_GOES_ON = Refusal("filing.goes_on_by_law", "CPL 148(1), 228(2); SI 237")


def others_filing(interview: Interview, answers: Answers, on: date) -> tuple[str, ...]:
    """The names of those who file together with the first: each of them sues, too (CPL 55)."""
    return tuple(row.text("plaintiff.name") for row in Told(interview, answers, on).in_rows("plaintiff")[1:])


def not_taken_back(interview: Interview, stage: Stage, *, by_errand: bool, from_case: bool) -> Refusal | None:
    """Why a filing of this kind is not taken back at this stage, whoever asks; None where nothing but the table of
    scrutiny judges it.

    An appeal has kept a decision from taking effect, and the court above rules on its withdrawal. What the court goes
    on with by itself, after a payment order that failed or for a third party whose case ended, is a suit already:
    it starts `from_case`, but opens an action. What came `by_errand` from another platform is answered there.
    """
    if stage in _DECIDED:
        return _DECIDED[stage]
    if by_errand:
        return _ON_ITS_WAY
    if interview.opens is None:
        return _GOES_ON if from_case else None
    return _APPEAL if interview.opens.earlier is not None and interview.opens.earlier.up else None


def check_taking_back(others: Sequence[str], reason: str, *, agreed: bool) -> list[Refusal]:
    """What is wrong with the words and the statement of whoever takes a filing back.

    What one of several does binds the others only if they stand by it (CPL 55(2)). `agreed`: that the `others` do, as
    whoever asks states; nobody leaves alone what is one filing.
    """
    facts = (("names", "、".join(filter(None, others))),)
    alone = bool(others) and not agreed
    found = [Refusal("filing.others_must_agree", "CPL 55(2)", ("agreed",), facts)] if alone else []
    return found + ([_TOO_LONG] if len(reason.strip()) > LONGEST else [])
