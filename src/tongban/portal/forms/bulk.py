"""The form by which a table of complaints is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Typed
from tongban.face.secrets import AskedOfSecrets


class TableForm(AskedOfSecrets):
    """The table, alone or with its files, and the sender's own key for it."""

    use_required_attribute = False
    field_order = ("interview", "key", "table", "state_secret")
    interview = forms.ChoiceField(label=_("What are all these disputes about?"))
    key = Typed(
        label=_("Your own key for this table"),
        help_text=_("For example 2026-11-a. The same table sent twice under one key is filed once."),
    )
    table = forms.FileField(
        label=_("The table (CSV), or an archive (ZIP) with the table and its files"),
        error_messages={"required": _("Choose the table.")},
    )

    def __init__(self, interviews: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interview"].choices = list(interviews)  # type: ignore[attr-defined]
