"""What a person typed into a form that is sent as a whole, before it is sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class Typed(Record, Labelled):
    """The words in one form of one person (the holder), kept field by field and resumed on any device.

    One row for each form of a page, and for each helper who typed there beside the person: `page` is the path, then
    `?` and the form's prefix if it has one, then `#` and the helper if there is one. States: words are kept - the form
    was taken at `saved_at`, and none are. It goes with drafts.
    """

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    page = models.CharField(max_length=200, help_text="Path of the address to which the form is sent.")
    values = PersonalJSON(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "page"], name="typed_once_for_each_page")]

    def __str__(self) -> str:
        return f"{self.page} of {self.holder}"
