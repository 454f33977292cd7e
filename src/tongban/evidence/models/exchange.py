"""Rounds of exchange and inquiry, and what was said in them. Nothing said is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.evidence.models.exhibit import Exhibit
from tongban.frame.models import Record


class Round(Record, Labelled):
    """A round. States: open (`last_day` ahead) - period over (`last_day` behind, still open) - closed by the court."""

    kind = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField(help_text="Per case and kind, from 1.")
    state = models.CharField(max_length=8)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    last_day = models.DateField(help_text="Until the end of which parties may speak.")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="round_number"),
            models.UniqueConstraint(fields=["case", "kind"], condition=models.Q(state="open"), name="round_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Opinion(Record, Labelled):
    """What a party says about an exhibit of the other side; given once."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="opinions")
    in_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField()
    authenticity = models.BooleanField()
    legality = models.BooleanField()
    relevance = models.BooleanField()
    original_differs = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["exhibit", "party"], name="opinion_once")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} by {self.party}"


class Question(Record, Labelled):
    """A question of the court to all parties."""

    in_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["in_round", "number"], name="question_number")]

    def __str__(self) -> str:
        return f"{self.number}"


class Answer(Record, Labelled):
    """A party's answer; given once."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    party = models.UUIDField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "party"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.question_id} by {self.party}"
