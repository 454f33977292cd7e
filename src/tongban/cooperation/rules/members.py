"""What a member of an organisation decides with an act that goes to another platform (民法典 170; CPL 54, 62(2)).

The court that has the case judges it again, from more than is known here.
"""

from __future__ import annotations

from collections.abc import Mapping

from tongban.cases.law import gives_away
from tongban.filing.vocabulary import Stand
from tongban.motions.law import KINDS
from tongban.motions.vocabulary import Change


def decides(act: str, arguments: Mapping[str, str]) -> bool:
    """Whether the act, with these answers, gives up something of what the organisation claims or holds.

    A claim that is admitted in an answer, in whole or in part; one that is taken back or lowered.
    """
    if act == "answer_claim":
        stands = {value for name, value in arguments.items() if name.startswith("claim_")}
        return not stands <= {Stand.DENY.value, ""}
    if act != "ask_motion":
        return False
    row = next((row for kind, row in KINDS.items() if kind.value == arguments.get("kind")), None)
    return row is not None and (gives_away(row.asks, ()) or arguments.get("change") == Change.REDUCE)
