"""What a sheet holds that another platform sends: a case as its owner shows it to a person of ours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType(
    {
        "case": "",
        "number": "",
        "platform": "",
        "court": {"code": "", "name": ""},
        "cause": "",
        "track": "",
        "stage": "",
        "claim": {"amount": "", "currency": ""},
        "docketed_at": "",
        "side": "",
        "party": "",
        "parties": [],
        "timeline": [],
        "clocks": [],
        "papers": [],
        "consents": {},
        "step_changes": [],
        "turns": [],
        "third_claims": [],
        "turn_acts": [],
        "further": [],
        "agents": [],
        "bench": [],
        "in_person": False,
        "acts": [],
        "fees": [],
        "delivery": [],
        "service_address": {},
        "pleadings": {},
        "evidence": {"captures": [], "exhibits": [], "rounds": []},
        "originals": [],
        "things": [],
        "witnesses": [],
        "mediation": {},
        "motions": [],
        "hearing": {"hearings": [], "async_asked": []},
        "judgment": {},
    }
)
"""Each section with what it says while there is nothing to tell: an older platform knows fewer sections than ours."""


def whole(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet with every section that pages read; sections that this platform does not know are left out.

    Raises `ValueError` for a section of another kind (a text instead of a list).
    """
    found = {name: nothing if sheet.get(name) is None else sheet[name] for name, nothing in NOTHING.items()}
    wrong = [name for name, section in found.items() if type(section) is not type(NOTHING[name])]
    if wrong:
        message = f"sections of another kind: {', '.join(wrong)}"
        raise ValueError(message)
    return {name: NOTHING[name] | section if isinstance(section, dict) else section for name, section in found.items()}
