"""What stands on the papers about a complaint that is refused: the ruling, and the appeal (CPL 126, 157(3), 172)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongban.filing.rules.papers import party
from tongban.filing.rules.positions import asking
from tongban.filing.vocabulary import Pleading
from tongban.kernel.refusal import Refusal

LONGEST = 6000
"""Signs of the reasons of an appeal: house rule."""
NO_REASONS = Refusal("scrutiny.appeal_reasons", "CPL 172", ("reasons",), (("most", str(LONGEST)),))
NOT_SERVED_THEN = Refusal("scrutiny.not_served_then", "CPL 87", ("on",))
_WHO, _APPELLANT = "起诉人", "上诉人（一审起诉人）"


def refusal_ruling(
    pleading: Pleading,
    ground: Iterable[str],
    *,
    court: str,
    judge: str,
    received: date,
    dated: date,
    days: int,
    above: str,
) -> dict[str, Any]:
    """民事裁定书 (不予受理), signed by the `judge` (CPL 157(3)); `days` to appeal to the court `above`, "" for none."""
    told = {
        "court": {"name": court},
        "date": dated.isoformat(),
        "title": "民事裁定书",
        "parties": [party(one) | {"role": _WHO} for one in asking(pleading.parties)],
        "received": received.isoformat(),
        "ground": _lines(ground),
        "judge": judge,
    }
    return told | ({"appeal": {"days": days, "court": above}} if above else {})


def appeal_of_refusal(pleading: Pleading, reasons: str, *, court: str, above: str, signed_at: str) -> dict[str, Any]:
    """民事上诉状 against such a ruling: it is handed in at the `court` that ruled, for the court `above`."""
    who = asking(pleading.parties)
    return {
        "to_court": above,
        "below": court,
        "date": signed_at[:10],
        "title": "民事上诉状",
        "parties": [party(one) | {"role": _APPELLANT} for one in who],
        "reasons": _lines([reasons]),
        "signers": [{"name": "、".join(one.name for one in who), "at": signed_at, "method": "在线确认提交"}],
    }


def _lines(texts: Iterable[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
