"""Opening the file of a case that is not one's own: 人民法院组织法 41, 49; 审判人员 alone conduct it (CPL 40-42).

The president supervises the trials of the court, a clerk does what the registry does for all its cases. Both need a
file now and then and no file always; hence each opening has its reason, ends by itself and stands in the register.
"""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel.refusal import Refusal

OPEN_FOR = timedelta(days=7)
"""How long a file stays open; a house rule."""
LONGEST_REASON = 400
"""Characters of a reason; a house rule."""
OPENERS = {"clerk": "人民法院组织法 49", "president": "人民法院组织法 41"}
"""Who may open a file, each with the article; other judges have no task in a case that is not theirs."""


def may_open(role: str, reason: str) -> list[Refusal]:
    """Everything that stands against it that somebody in this function opens a file for this reason."""
    if role not in OPENERS:
        return [Refusal("cases.not_for_your_function", "CPL 40-42")]
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return [Refusal("cases.task_missing", OPENERS[role], ("reason",), (("most", str(LONGEST_REASON)),))]
    return []
