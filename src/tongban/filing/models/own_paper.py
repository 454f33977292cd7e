"""The text of a person's own complaint, as long as the draft is open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.documents.vocabulary import ReadState
from tongban.filing.models.draft import Draft
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON, PersonalText


class DraftPaper(Record):
    """What was read from a paper from which a draft was begun; of a typed file only the text is kept.

    States: the kind of dispute is to be chosen (`chosen` is false) - its answers are taken over or left out, one by
    one (`settled`). It goes when the draft is handed in. Beside that, pages that are pictures: they wait to be
    recognised while the file is `kept` in the store - recognised, or not, as `recognised` tells, and the file is gone.
    """

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="+")
    name = PersonalText()
    texts = PersonalJSON(help_text="The text of each page that was read.")
    pages = models.PositiveIntegerField(help_text="Of the whole file.")
    chosen = models.BooleanField(default=False)
    settled = models.JSONField(default=list, help_text="Names of the answers that were taken over or left out.")
    sha256 = models.CharField(
        max_length=64, blank=True, default="", help_text="Of the file: a state secret is found by it."
    )
    kept = models.CharField(max_length=64, blank=True, default="", help_text="Names it in the store while pages wait.")
    waiting = models.JSONField(default=list, help_text="Numbers of the pages that are pictures and wait.")
    recognised = models.CharField(
        max_length=12, blank=True, default="", choices=[(state.value, state.value) for state in ReadState]
    )
    sure = models.JSONField(default=dict, help_text="By its number, how surely a page was recognised: digits, no text.")

    def __str__(self) -> str:
        return f"{self.pages} pages for {self.draft_id}"
