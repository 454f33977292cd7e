"""What the defendant said, in the words of a judgment, from the data of the statement of defence (答辩状)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def defence_of(data: Mapping[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """(who, paragraphs): a stand on each claim and on the facts, then the defendant's own words; None when empty."""
    who = next((p["name"] for p in data.get("parties", ()) if p.get("role") == "答辩人"), "")
    stands = "；".join(_stand(line) for line in data.get("claims", ()))
    facts = f"对起诉所述事实{data['facts_stand']}" if data.get("facts_stand") else ""
    first = "；".join(part for part in (stands, facts) if part)
    said = ([f"{first}。"] if first else []) + [str(line) for line in data.get("facts", ())]
    return (who, tuple(said)) if who and said else None


def _stand(line: Mapping[str, str]) -> str:
    why = f"，{line['why'].rstrip('。；')}" if line.get("why") else ""
    return f"对“{line['claim']}”的请求{line['stand']}{why}"
