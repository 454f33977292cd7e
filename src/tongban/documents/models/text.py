"""The text of pages that are pictures, kept beside them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.documents.vocabulary import ReadState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Reading(Record):
    """Whether a version was read for its text. States: read - no program - failed (`said` tells why).

    Who sees the document sees its text; it is no part of the document and proves nothing.
    """

    version = models.OneToOneField("documents.Version", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ReadState])
    program = models.CharField(max_length=60, blank=True)
    said = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    outside_acts: ClassVar[str] = "a rendition of content, made anew from it whenever it is asked for"

    def __str__(self) -> str:
        return f"{self.version} {self.state}"


class PageText(Record):
    """What was read on one page, encrypted: it holds whatever stands on the paper."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="pages")
    page = models.PositiveIntegerField()
    text = PersonalText(blank=True)

    outside_acts: ClassVar[str] = Reading.outside_acts

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["reading", "page"], name="text_of_page")]

    def __str__(self) -> str:
        return f"{self.reading} {self.page}"
