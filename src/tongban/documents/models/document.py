"""A document and its versions."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from tongban.access.models import Labelled
from tongban.documents.vocabulary import Origin, Stage
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class VersionIsFinal(TypeError):  # noqa: N818 - it names the programmer's mistake
    """A version is written once."""


class Document(Record, Labelled):
    """Something handed in or issued; its content lies in its versions, its visibility in its label.

    Origin `upload`: stage `kept`, exactly one version, the person's own bytes.
    Origin `paper`: `ordered` (data frozen, no version yet), `rendered` (version 1; each countersignature adds one),
    `signed` (the last version carries the closing signature). The stage moves by `rules/stages.py` alone.

    The verification code stands on the document, not on a version: it is printed on the page before the first
    signature is put, and it leads to the newest version. Subject and label are uids of other floors, never keys.
    """

    origin = models.CharField(max_length=8, choices=[(o.value, o.value) for o in Origin])
    stage = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Stage], db_index=True)
    kind = models.CharField(max_length=40, help_text="What the owning domain calls it: complaint, evidence, summons.")
    title = models.CharField(max_length=160)
    subject = models.UUIDField(null=True, db_index=True, help_text="uid of what it belongs to: a filing, an exhibit.")
    made_at = models.DateTimeField(help_text="Business time at which it was handed in or ordered.")
    paper = models.CharField(max_length=64, blank=True, help_text="Template of a paper: filing/receipt.")
    language = models.CharField(max_length=12, blank=True)
    dated = models.DateField(null=True, help_text="The paper's legal date.")
    data = PersonalText(blank=True, help_text="The paper's data, frozen: canonical JSON (RFC 8785).")
    code = models.CharField(max_length=20, null=True, unique=True, help_text="Verification code, TB-XXXX-XXXX-XXXX.")  # noqa: DJ001 - null is "none" under a unique constraint

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(origin=Origin.UPLOAD, stage=Stage.KEPT)
                | (
                    models.Q(origin=Origin.PAPER, dated__isnull=False)
                    & ~models.Q(stage=Stage.KEPT)
                    & ~models.Q(data="")
                ),
                name="document_origin_and_stage",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Version(Record):
    """One state of a document's content, written once. Numbers run from 1 without a gap.

    `signed` counts the signatures that the version is known to carry: 0 for uploads and fresh renderings.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=80)
    name = models.CharField(max_length=160, help_text="Name for display and download.")
    pages = models.PositiveIntegerField(default=0, help_text="0 when unknown or not applicable.")
    signed = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; a second save is refused."""
        if not self._state.adding:
            message = "a version is never changed: make the next one"
            raise VersionIsFinal(message)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: what was on the file stays on the file."""
        message = "a version is never deleted"
        raise VersionIsFinal(message)
