"""Web pages that parties ask the court to take as evidence."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.evidence.vocabulary import CaptureState
from tongban.frame.models import Record


class WebCapture(Record, Labelled):
    """One page that one party (the label's holder) asked for.

    States: ordered - taken (`exhibit` is what it became) or refused (`reason`, `law` and `facts` say why).
    """

    party = models.UUIDField()
    title = models.CharField(max_length=60)
    proves = models.CharField(max_length=400)
    address = models.CharField(max_length=2100)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in CaptureState])
    reason = models.CharField(max_length=64, blank=True)
    law = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    exhibit = models.UUIDField(null=True)
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.address
