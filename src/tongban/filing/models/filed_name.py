"""By whom and against whom a filing is: looked up by keyed digests alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.filing.models.filing import Filing
from tongban.frame.models import Record
from tongban.frame.personal import PersonalIndex, PersonalText


class FiledName(Record):
    """A number or a name under which a party of a filing is known; each party has one row or two.

    It is written anew with each look over the filing, so that a correction changes it, too.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    known_by = PersonalText()
    known_by_index = PersonalIndex(of="known_by", form="identity")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["known_by_index", "filing"], name="filed_name")]

    def __str__(self) -> str:
        return f"a name in {self.filing_id}"
