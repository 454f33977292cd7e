"""What a person is told of the own matters, and how the person wants to be told."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Notice(Record, Labelled):
    """One piece of news for one person (the holder), without its content: that stands in the case or the question.

    States: unread (`read_at` empty) - read. `send_at`: when it goes out by e-mail, empty for never; then `sent_at`.
    """

    kind = models.CharField(max_length=16)
    concerns = models.UUIDField(null=True, help_text="uid of the case, filing, errand or question that it leads to.")
    made_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["holder", "read_at"], name="notice_unread"),
            models.Index(fields=["holder", "kind", "made_at"], name="notice_lately"),
        )

    def __str__(self) -> str:
        return self.kind


class NoticeChoice(Record, Labelled):
    """How one person (the holder) wants news of one kind by e-mail; the newest word counts, one row for each kind."""

    kind = models.CharField(max_length=16)
    manner = models.CharField(max_length=16)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["holder", "kind"], name="one_choice_for_each_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.manner}"
