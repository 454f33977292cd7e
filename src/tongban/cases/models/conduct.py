"""Clocks and what befalls them, consents, conversions: what runs, who agreed to what, which track followed which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.cases.vocabulary import Befell, IncidentState
from tongban.frame.models import Record


class Clock(Record, Labelled):
    """A period that runs in a case. States: running (`met_at` empty, due ahead) - overdue (due behind) - met - void.

    A void one never ran: the papers from whose service it was counted came after the death of who owed (SI 55).
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=64, help_text="Id of the period in the table of periods.")
    counted_as = models.CharField(
        max_length=64, blank=True, default="", help_text="Id of the period that runs in its place for who lives abroad."
    )
    owed_by = models.CharField(max_length=64, help_text='"court", or the uid of the party who owes.')
    started = models.DateField(help_text="Day 0.")
    due = models.DateField(null=True)
    due_at = models.DateTimeField(null=True, help_text="For periods in minutes and hours.")
    article = models.CharField(max_length=120)
    days_set = models.PositiveIntegerField(null=True, help_text="Set by the court in place of the table's (CPL 85(1)).")
    about = models.UUIDField(null=True, help_text="uid of the ruling from whose service it runs; of others empty.")
    steps = models.JSONField(default=list, help_text="How the day was worked out: steps with code, article and facts.")
    provisional = models.BooleanField(
        default=False, help_text="The holiday calendar of that year is not announced yet."
    )
    met_at = models.DateTimeField(null=True)
    void = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.rule} {self.due or self.due_at}"

    @property
    def period(self) -> str:
        """Id of the period by which it is counted."""
        return self.counted_as or self.rule


class Outage(Record):
    """Hours in which the platform took nothing in for a court ("": for none of its courts), by a signed record.

    One state: recorded. `found`: each open period whose end it hit, with the day before and after, or why it stays.
    """

    court = models.CharField(max_length=16, blank=True, db_index=True, help_text='Code of the court; "" for all here.')
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    record = models.CharField(max_length=80, unique=True, help_text="Number of the signed record.")
    found = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("began_at")), name="outage_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.court} {self.record}"


class ClockIncident(Record, Labelled):
    """What befell a clock. States: asked (an extension waits for whoever approves it) - holds - refused.

    A span that holds without a `last` day is open: the clock stands still until it is closed. Of a party's obstacle
    (CPL 86) `made_at` is the day of its application.
    """

    of_clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Befell])
    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in IncidentState])
    ground = models.CharField(max_length=64, blank=True, help_text="Id of the ground in the table of exclusions.")
    first = models.DateField(null=True, help_text="First day of a span; the day of a new start or of an approval.")
    last = models.DateField(null=True, help_text="Last day of a span; empty while it is open.")
    restored_to = models.DateField(null=True, help_text="Last day that the court named when it restored the period.")
    amount = models.PositiveIntegerField(null=True, help_text="Of an extension.")
    unit = models.CharField(max_length=16, blank=True)
    approver = models.CharField(max_length=24, blank=True, help_text="Whose approval an extension needs.")
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Why the judge asks.")
    reference = models.CharField(max_length=80, blank=True, help_text="Number of the paper of a decision made outside.")
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of_clock", "outage"], name="clock_meets_an_outage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ground or self.approver} {self.state}"


class Consent(Record, Labelled):
    """A party's answer whether one step may be online; the newest counts, none is inherited (在线诉讼规则 4(2)(iv))."""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(db_index=True)
    step = models.CharField(max_length=16)
    choice = models.CharField(max_length=16)
    notice_version = models.CharField(max_length=32, help_text="Version of the notice the person saw (规则 2(3)).")
    channel = models.CharField(max_length=32, help_text="Portal or counter through which it was given.")
    level = models.CharField(max_length=16, help_text="Identity level at that moment.")
    by_agent = models.BooleanField(default=False, help_text="An agent answered, not the party itself.")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["of_case", "party", "step"], name="consent_lookup")]

    def __str__(self) -> str:
        return f"{self.step}: {self.choice}"


class TrackConversion(Record, Labelled):
    """The judge converted the case from one track into another (CPL 169, 170); written once, never changed."""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    found = models.JSONField(default=list, help_text="Circumstances that hold, by their codes.")
    reasons = models.TextField(help_text="The judge's words.")
    objected = models.UUIDField(null=True, help_text="uid of the party whose objection was upheld.")
    limit_until = models.DateField(help_text="Last day of the trial limit, as it was then.")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class StepChange(Record, Labelled):
    """A step leaves the online way (在线诉讼规则 5, 21); what was done online stays done.

    States: asked (a party takes its consent back, the judge reviews it) - offline - kept. What the judge moves for
    everybody (`party` empty) is offline from the start.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)
    party = models.UUIDField(null=True)
    state = models.CharField(max_length=16)
    ground = models.CharField(max_length=24, blank=True, help_text="Why the judge decided so.")
    reasons = models.TextField(blank=True, help_text="Why the party takes its consent back.")
    decision = models.TextField(blank=True, help_text="The judge's words.")
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["of_case", "step"], name="step_change_lookup")]

    def __str__(self) -> str:
        return f"{self.step} {self.state}"
