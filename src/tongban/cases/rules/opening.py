"""Whose function opens a case, to read and to act: 人民法院组织法 41, 49; 审判人员 alone conduct it (CPL 40-42).

The president supervises the trials of the court, a clerk does what the registry does for all its cases. Both need a
file now and then and no file always; hence each opening has its reason, ends by itself and stands in the register.
"""

from __future__ import annotations

from datetime import timedelta

from tongban.documents.rules.intake import SECRETS
from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Guard

OPEN_FOR = timedelta(days=7)
"""How long a file stays open; a house rule."""
LONGEST_REASON = 400
"""Characters of a reason; a house rule."""
OPENERS = {"clerk": "人民法院组织法 49", "president": "人民法院组织法 41"}
"""Who may open a file, each with the article; other judges have no task in a case that is not theirs."""


class Unopened(Guard):
    """What a member of staff does in a case without conducting it and without having opened its file.

    Each is a fact by its name, with the article that makes it the office's own work.
    """

    CASE_DOCKETED = "case_docketed", "受理立案（含确定案号、审判员）", "CPL 126"
    """Whoever accepts a complaint makes the case, with all that belongs to it."""
    PAPERS_TAKEN = "papers_taken", "收取当事人递交的纸质材料、实物", "CPL 69"
    """Whoever sits at the counter takes what a person brings, whoever keeps the case; so with the two below."""
    PAPERS_PUT_TO_CASE = "papers_put_to_case", "将立案前收取的材料归入案件", "CPL 69"
    ITEM_MOVED = "item_moved", "保管、移交、退还纸质材料、实物", "CPL 69; 证据规定 11"
    FILE_OPENED = "file_opened", "登记事由、调阅案卷", "人民法院组织法 41, 49"
    REMOVAL_ASKED = "removal_asked", "移出涉及国家秘密的材料", SECRETS
    """Whoever finds a state secret has it hidden, with its copies in other cases; a second person decides."""
    REMOVAL_REFUSED = "removal_refused", "恢复移出的材料", SECRETS
    SECRET_REMOVED = "secret_removed", "确认清除涉及国家秘密的材料", SECRETS
    DISPUTE_UPHELD = "dispute_upheld", "认定并非本人操作", "在线诉讼规则 7(2)"
    """Whose account an act came from is the court's affair, whoever conducts the case in which it was done."""
    DISPUTE_REJECTED = "dispute_rejected", "认定系本人操作", "在线诉讼规则 7(2)"
    OFFICE_DRAWN = "office_drawn", "随机确定承办人员", "法发〔2018〕23号"
    """Who assigns a case reads nothing of it; what is granted or refused was asked of the president."""
    OFFICE_CHANGED = "office_changed", "变更承办人员", "CPL 49; 法发〔2018〕23号"
    RECOVERY_SENT_BACK = "recovery_sent_back", "退回移送执行的诉讼费用", "SI 461"
    """What a judge hands over for enforcement passes through the registry, which keeps no file of that case."""
    RECOVERY_REGISTERED = "recovery_registered", "对移送执行的诉讼费用执行立案", "SI 461; CPL 247(1)"
    REPORT_ORDERED = "report_ordered", "出具司法区块链存证证明", "在线诉讼规则 17"
    """Whoever may see a paper may have its seal explained; that does nothing in the case."""


ABOUT_A_PERSON = frozenset(
    {
        "account_opened",
        "access_renewed",
        "identity_proven",
        "companion_named",
        "companion_left",
        "correction_of_identity_asked",
        "correction_of_identity_refused",
        "identity_corrected",
        "dispute_upheld",
        "dispute_rejected",
    }
)
"""What staff do about a person, whatever the case, and not where they meet that person in one themselves (CPL 47)."""


def may_act(role: str, *, conducts: bool, opened: bool, mediated: bool) -> Refusal | None:
    """Why somebody in this function does nothing in a case; None when the function opens it to that person.

    `conducts`: its judge, in the function of a judge, or its clerk, in that of a clerk; `opened`: a task was stated;
    `mediated`: whoever mediated the case takes no part in its trial.
    """
    if mediated:
        return Refusal("cases.mediated_this_case", "特邀调解 16; CPL 47")
    if conducts or (opened and role in OPENERS):
        return None
    if role == "judge":
        return Refusal("cases.not_the_judge_of_this_case", "CPL 40; 民诉法解释 45")
    if role in OPENERS:
        return Refusal("cases.file_not_opened", OPENERS[role])
    return Refusal("cases.not_for_your_function", "CPL 40-42")


def may_open(role: str, reason: str) -> list[Refusal]:
    """Everything that stands against it that somebody in this function opens a file for this reason."""
    if role not in OPENERS:
        return [Refusal("cases.not_for_your_function", "CPL 40-42")]
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return [Refusal("cases.task_missing", OPENERS[role], ("reason",), (("most", str(LONGEST_REASON)),))]
    return []
