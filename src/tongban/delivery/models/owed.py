"""Tasks about services of papers, public notices, and the reconciliation of each day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.delivery.models.dispatch import Attempt, Dispatch
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class ServiceTask(Record, Labelled):
    """Something about a service that a person must do until `due`. States: open - closed (`closed_at`).

    A task about a doubt closes by its decision, every other one when what was missing is there. `attempt`: the arrival
    in doubt. `paper`, instead of a dispatch: the paper that somebody was not to be served with, or of which nothing
    shows that its person has it; or the filing, where nothing shows that whoever filed was told what the court did; or
    what the post told that fits no letter. Of a letter that nobody knows, no court's alone: any of them looks into it.
    """

    kind = models.CharField(max_length=16)
    dispatch = models.ForeignKey(Dispatch, null=True, on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.UUIDField(null=True)
    due = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=16, blank=True, help_text="How a doubt was decided.")
    evidence = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what raised the doubt.")
    says = PersonalText(blank=True, help_text="What raised it: words, a server's code, the template of a paper.")
    reasons = PersonalText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "dispatch"],
                condition=models.Q(closed_at__isnull=True, dispatch__isnull=False, attempt__isnull=True),
                name="service_task_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "attempt"],
                condition=models.Q(closed_at__isnull=True, attempt__isnull=False),
                name="service_doubt_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "paper"],
                condition=models.Q(closed_at__isnull=True, paper__isnull=False),
                name="service_paper_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "due"], name="service_task_open")]

    def __str__(self) -> str:
        return f"{self.kind} until {self.due}"


class ServiceCheck(Record, Labelled):
    """One reconciliation of a day: how many services there were, and where they stood."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    owed = models.PositiveIntegerField()
    served = models.PositiveIntegerField()
    under_way = models.PositiveIntegerField()
    tasks = models.PositiveIntegerField()
    found = models.PositiveIntegerField(help_text="Tasks that nobody had before.")

    def __str__(self) -> str:
        return f"{self.day}: {self.found}"


class PublicNotice(Record, Labelled):
    """Papers served by public notice (CPL 95): shown to anybody while its period runs, then to staff alone.

    `document`: the notice as a paper. Why, and what was tried before, stands with the attempt, for the file alone.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField()
    number = models.CharField(max_length=64, help_text="The number of the case.")
    titles = models.JSONField(help_text="The papers that are served.")
    to = PersonalText(help_text="The name at the head of the notice.")
    gist = PersonalText(help_text="What SI 139 asks to be told to the public.")
    ground = models.CharField(max_length=16)
    abroad = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.ground} until {self.ends_on}"
