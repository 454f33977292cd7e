"""Who gets cases at a court, who got one and how, and who is to be replaced."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.cases.vocabulary.offices import AwayFor, ChangeGround, ChangeState, Decider, Office, RecusalState, Way
from tongban.frame.models import Record

_OFFICES = [(one.value, one.term) for one in Office]


class Posting(Record, Labelled):
    """Somebody serves in a division of the court and gets its cases. States: in force (`ended_at` empty) - ended.

    `holder` is the person. Whoever is posted nowhere serves in the whole court.
    """

    office = models.CharField(max_length=16, choices=_OFFICES)
    division = models.SlugField(max_length=40, blank=True, help_text="Code of the division; empty: all of the court.")
    causes = models.JSONField(default=list, help_text="Codes of causes that the person is specialised in.")
    share = models.PositiveSmallIntegerField(default=100, help_text="Hundredths of a full load, 0 for no new cases.")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["court", "holder", "office", "division"],
                condition=models.Q(ended_at=None),
                name="posted_once_to_a_division",
            ),
            models.CheckConstraint(condition=models.Q(share__lte=100), name="posting_share_of_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.court}/{self.division}"


class Absence(Record, Labelled):
    """Somebody of the court is away and gets no new case. States: open (`last` empty) - limited. `holder` is who."""

    ground = models.CharField(max_length=16, choices=[(one.value, one.term) for one in AwayFor])
    first = models.DateField()
    last = models.DateField(null=True, help_text="Last day; empty until further notice.")
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last=None) | models.Q(last__gte=models.F("first")), name="absence_ends_after_first"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.first}"


class DrawSeries(Record):
    """The draws of a court: how many there were, and what was told of the secret of the next one."""

    court = models.CharField(max_length=16, unique=True)
    turn = models.PositiveIntegerField(default=0)
    promise = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the secret of the next draw.")

    def __str__(self) -> str:
        return f"{self.court} {self.turn}"


class Assignment(Record, Labelled):
    """Somebody came to an office in a case (分案、变更). Written once; the newest of an office holds.

    Parties read it: how chance decided, and why the one before left.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=16, choices=_OFFICES)
    person = models.UUIDField()
    division = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=16, choices=[(one.value, one.term) for one in Way])
    ground = models.CharField(max_length=16, blank=True, choices=[(one.value, one.term) for one in ChangeGround])
    draw = models.JSONField(null=True, help_text="The draw as anybody can check it; empty when named.")
    left_out = models.JSONField(default=list, help_text="Pairs of a person and the reason.")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.office} {self.person} {self.at}"


class OfficeChange(Record, Labelled):
    """A request that an office in a case passes to somebody else, the court's own. States: asked - granted - refused.

    `reasons` stay with the court: an illness is nobody else's business; parties are told the ground. What is decided
    without a request stands here as granted, and `asked_by` is empty.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=16, choices=_OFFICES)
    before = models.UUIDField(null=True, help_text="Who is to be replaced.")
    ground = models.CharField(max_length=16, choices=[(one.value, one.term) for one in ChangeGround])
    reasons = models.TextField()
    reference = models.CharField(max_length=80, blank=True, help_text="Number of a decision of the judicial committee.")
    state = models.CharField(max_length=16, choices=[(one.value, one.term) for one in ChangeState])
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["of_case", "office"],
                condition=models.Q(state=ChangeState.ASKED.value),
                name="one_open_change_of_an_office",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["court", "state"], name="office_change_waits")]

    def __str__(self) -> str:
        return f"{self.office} {self.ground} {self.state}"


class Recusal(Record, Labelled):
    """A party asked that somebody withdraw (CPL 47-50): whether that person goes on with the case. The court's own.

    States: aside - left, stays or taken_back; stays - reviewed - left or stays. The application itself is a motion.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    motion = models.UUIDField(unique=True, help_text="uid of the application.")
    party = models.UUIDField(help_text="uid of the party who asks.")
    office = models.CharField(max_length=16, blank=True, choices=_OFFICES, help_text="Empty: an expert.")
    person = models.UUIDField(null=True, help_text="Who is to withdraw, when it is judge or clerk.")
    ground = models.CharField(max_length=16, help_text="Code of the ground.")
    decides = models.CharField(max_length=16, choices=[(one.value, one.term) for one in Decider])
    state = models.CharField(max_length=16, choices=[(one.value, one.term) for one in RecusalState])
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "state"], name="recusal_of_case")]

    def __str__(self) -> str:
        return f"{self.office} {self.decides} {self.state}"
