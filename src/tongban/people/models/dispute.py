"""An act that a person says was not hers."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Dispute(Record, Labelled):
    """A person says that an act entered in her name was done by somebody else (在线诉讼规则 7(2)).

    `open`: the account does no act of litigation until a clerk of the court has decided, and who signs in sees no case
    before a surer proof. `upheld`: it was not she; every way to sign in is closed until she comes to a counter.
    `rejected`: the act stays hers. The holder is the person; the court is the one that reviews. An act that was done on
    another platform is reviewed where its case lives; both platforms have a row, `here` says at which of the two this
    one is, and both freeze.
    """

    entry = models.UUIDField(help_text="uid of the disputed entry of the register.")
    event = models.CharField(max_length=64)
    done_at = models.DateTimeField(help_text="When the disputed act was entered.")
    why = models.TextField(help_text="The person's own words.")
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    reasons = models.TextField(blank=True, help_text="Why the court decided so.")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    peer = models.CharField(max_length=32, blank=True, help_text="The platform that has a row of the same uid.")
    here = models.BooleanField(default=True, help_text="Whether a court of this platform reviews it.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry"], name="an_act_is_disputed_once"),)

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
