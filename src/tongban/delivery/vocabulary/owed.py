"""Words of what is still owed: tasks of a person, doubts about an arrival, the reconciliation of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState, Purpose
from tongban.kernel.terms import Term


class TaskKind(Term):
    """Why a person has to look at a service of papers."""

    NEXT_WAY = "next_way", "各种方式均未送达，须决定下一步送达方式"
    BOUNCED = "bounced", "电子邮件被退回，须审查送达效力"
    CONTESTED = "contested", "受送达人对送达有异议，须审查"
    EARLIER_PROOF = "earlier_proof", "后到的凭证显示更早送达，须审查以何者为准"
    SILENT = "silent", "已发出，逾期没有结果"
    NOT_SENT = "not_sent", "已安排送达，逾期未发出"
    NOT_ORDERED = "not_ordered", "应当送达的文书，有受送达人未安排送达"
    NOT_TOLD = "not_told", "应当告知、通知本人的事项，没有已告知的依据"
    ADDRESSEE_DEAD = "addressee_dead", "受送达人已经死亡，须通知承继人或者另行处理"
    NO_CERTIFICATE = "no_certificate", "已送达，未制作送达凭证"
    POST_ROW = "post_row", "邮政企业反馈的内容不能归入任何邮件，须核实"
    """`paper` is then what the post told: the row, or its whole file."""


DOUBTS = frozenset({TaskKind.BOUNCED, TaskKind.CONTESTED, TaskKind.EARLIER_PROOF})
"""Tasks that a decision about the arrival ends, and nothing else."""


class Whom(Term):
    """To whom a paper is owed."""

    ADDRESSED = "addressed", "文书所载受送达人"
    """The party that is its subject, else the parties whose names stand at its head."""
    EACH = "each", "各执一份的受送达人"
    """As before, where each has a paper of its own: of two parties of one name, either may have this one."""
    EVERYBODY = "everybody", "全体当事人"
    PLAINTIFFS = "plaintiffs", "原告"
    DEFENDANTS = "defendants", "被告"
    """Of an action of first instance, once its fee is dealt with."""
    WITNESS = "witness", "证人"
    FILER = "filer", "递交材料的人"


class DoubtEnd(Term):
    """How a doubt about an arrival was decided."""

    STANDS = "stands", "送达有效"
    COUNTS = "counts", "以另一送达凭证为准"
    FALLS = "falls", "该次送达不发生效力，重新送达"


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What a rule needs to know of one way that was taken. `since`: when it was last heard of; for a public notice the
    last day of its period.
    """

    channel: Channel
    state: AttemptState
    counts: bool
    since: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class OwedFacts:
    """One service of papers as the reconciliation sees it: `since` when it was ordered, or served; `certified` when its
    certificate was made; `dead`: its addressee has died.
    """

    dispatch: UUID
    state: DispatchState
    since: date
    certified: bool
    attempts: tuple[AttemptFacts, ...]
    dead: bool = False


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the desk reads it. `paper` instead of `dispatch` where no service was ordered; of what is owed to
    whoever filed, `filing` and no case.
    """

    uid: UUID
    kind: TaskKind
    court: str
    case: UUID | None
    dispatch: UUID | None
    paper: UUID | None
    filing: UUID | None
    purpose: Purpose | None
    party: UUID | None
    due: date
    opened_at: datetime
    closed_at: datetime | None
    end: DoubtEnd | None
    reasons: str
    evidence: str
    says: str
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One reconciliation of a day: what was owed, how it stands, how many tasks were opened by it."""

    day: date
    at: datetime
    owed: int
    served: int
    under_way: int
    tasks: int
    found: int
