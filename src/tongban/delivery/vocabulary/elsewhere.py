"""Words of service that another court carries out for this one, and of letters printed there (CPL 91; SI 134)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.visits import Visit
from tongban.documents.vocabulary import DocumentView
from tongban.kernel.terms import Term


class Outcome(Term):
    """What the court that was asked tells; only POSTED is not the end of it."""

    POSTED = "posted", "已交邮"
    VISITED = "visited", "已当面送达或者上门送达"
    SIGNED = "signed", "邮件已签收"
    CAME_BACK = "came_back", "邮件被退回"
    UNDONE = "undone", "退回委托"


class Undone(Term):
    """Why a court sends papers back without having served them."""

    NOT_HERE = "not_here", "受送达人不在本院辖区"
    INCOMPLETE = "incomplete", "委托函、文书或者送达回证不全"
    NOT_FETCHED = "not_fetched", "受送达人未到本院领取"
    NOT_TAKEN_IN = "not_taken_in", "收到的委托无法接收"
    CALLED_BACK = "called_back", "委托法院撤回委托"


LONGEST_NUMBER, LONGEST_NAME, LONGEST_REASON = 64, 120, 1000
"""Characters of a postal number, of a name and of the reason for refusing papers, as courts tell them each other."""
UNFIT = "answer_unfit"
"""The code with which a way failed of which the other court told something incomplete."""


@dataclass(frozen=True, slots=True)
class Asked:
    """By what the result is judged: the `kind` of the recipient, the names of the other side, since when it may be
    served; `counter`: the papers are only printed, and handed over at the counter or posted.
    """

    kind: str
    opponents: tuple[str, ...]
    since: date
    counter: bool


@dataclass(frozen=True, slots=True)
class ServiceResult:
    """What the asked court tells of `day`: a visit; a letter with the post's `number`, who signed for it or why it came
    back; or `why` it sends the papers back.
    """

    outcome: Outcome
    day: date
    visit: Visit | None = None
    posted_on: date | None = None
    number: str = ""
    signer: str = ""
    reason: ReturnReason | None = None
    why: Undone | None = None


@dataclass(frozen=True, slots=True)
class ForCourt:
    """What another court needs to serve papers, or to print a letter: who, where, in which case, which papers."""

    number: str
    cause: str
    recipient: str
    address: str
    phone: str
    asked: Asked
    papers: tuple[DocumentView, ...]
