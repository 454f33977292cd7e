"""Who acts for the plaintiff, named with the complaint."""

from __future__ import annotations

from typing import Any

from tongban.cases.wording import AGENT_KINDS
from tongban.face.agents import AuthorityForm
from tongban.filing.law import ENTRUSTED


class FilingAgentForm(AuthorityForm):
    """The form of an authority, for those whom a party entrusts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, AGENT_KINDS[kind]) for kind in ENTRUSTED]  # type: ignore[attr-defined]
