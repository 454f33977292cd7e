"""Mediation before registration (委派调解)."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class EarlyMediation(Record, Labelled):
    """A filing that went to mediation before it is a case; its stages are those of `cases.law.PRE_FILING_MEDIATION`.

    The plaintiff (`holder`; where an agent filed, the authority) and the court's staff who take filings in read the
    bare state: nothing that is said in the mediation is kept here. Each day column is the last day of a period that
    runs at that stage.
    """

    filing = models.UUIDField(unique=True)
    number = models.CharField(max_length=64, unique=True, help_text="（2026）渝0103民诉前调1号")
    stage = models.CharField(max_length=24, db_index=True)
    matter = models.JSONField(help_text="Cause, claim and names of the parties.")
    wish = models.UUIDField(null=True, help_text="Whom the plaintiff would like as mediator.")
    mediator = models.UUIDField(null=True)
    declined = models.JSONField(default=list, help_text="Pairs of a mediator who did not accept and the reasons (12).")
    appoint_by = models.DateField(help_text="The court names a mediator (在线调解规则 10(3)).")
    answer_by = models.DateField(null=True, help_text="The mediator accepts or not (12).")
    ask_by = models.DateField(null=True, help_text="The other side is asked (15).")
    other_side = models.TextField(blank=True, help_text="How the other side was asked, and what it answered (15).")
    due = models.DateField(null=True, help_text="The mediation itself (24).")
    agreement = models.UUIDField(null=True, help_text="The signed agreement, as the mediator handed it in.")
    outcome = models.CharField(max_length=16, blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.stage}"


class EarlyInvitation(Record, Labelled):
    """A mediator was asked to lead it, and is told the matter: the mediator's own row, while it lasts (`until`).

    The complaint is handed over under this row's uid when the mediator accepts.
    """

    early = models.ForeignKey(EarlyMediation, on_delete=models.PROTECT, related_name="+")
    matter = models.JSONField(help_text="Cause, claim and names of the parties, as the mediator is told.")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder} {self.made_at}"
