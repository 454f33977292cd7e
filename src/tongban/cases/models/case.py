"""The case, its parties and its number."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.vocabulary.losses import Loss
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Case(Record, Labelled):
    """A case lives on one node, its owner's (house.md). Its stage is moved only by the procedure's table.

    The label's `case` is the row's own uid; its court is the court that hears the case.
    """

    number = models.CharField(max_length=64, unique=True, help_text="（2026）渝0103民初1号")
    cause = models.CharField(max_length=24, help_text="Code of the cause of action (案由).")
    cause_name = models.CharField(max_length=80)
    track = models.CharField(max_length=32, help_text="Procedure followed.")
    stage = models.CharField(max_length=24, db_index=True)
    claim_minor = models.BigIntegerField(help_text="Amount in dispute (标的额) in minor units.")
    currency = models.CharField(max_length=3, default="CNY")
    fee_kind = models.CharField(max_length=32, default="property", help_text="Item of the tariff (交纳办法 13).")
    filed_at = models.DateTimeField(help_text="When the complaint was handed in.")
    docketed_at = models.DateTimeField()
    division = models.SlugField(max_length=40, blank=True, help_text="Code of the division (审判庭) that tries it.")
    judge = models.UUIDField(null=True, db_index=True)
    clerk = models.UUIDField(null=True)
    through_court = models.CharField(
        max_length=16, blank=True, help_text="Cooperating court (协作法院), if one helped."
    )

    def __str__(self) -> str:
        return self.number


class Party(Record, Labelled):
    """A party of a case, with the data of the pleading. `person` is set when the person has joined or filed.

    `join_code` holds the SHA-256 of the code in the letter; `join_tries` counts wrong attempts, and ten lock it.
    A party stands in the case until `left_at`, when who succeeds it has taken its place (SI 55).
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=16)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    person = models.UUIDField(null=True, db_index=True)
    platform = models.CharField(max_length=32, blank=True, help_text="Portal through which the person acts.")
    id_kind = models.CharField(max_length=32, blank=True)
    id_number = PersonalText(blank=True)
    phone = PersonalText(blank=True)
    email = PersonalText(blank=True)
    address = PersonalText(blank=True)
    division = models.CharField(max_length=6, blank=True)
    position = models.CharField(max_length=16, blank=True, help_text="As papers call it, where its side does not say.")
    join_code = models.CharField(max_length=64, blank=True)
    join_tries = models.PositiveSmallIntegerField(default=0)
    guardian = PersonalText(blank=True, default="", help_text="Who acts for it by law (法定代理人).")
    loss = models.CharField(
        max_length=16, blank=True, default="", help_text="That it died or can no longer act itself."
    )
    lost_on = models.DateField(null=True)
    abroad = models.BooleanField(default=False, help_text="It has no domicile in the country (CPL 285, 286).")
    heir_of = models.UUIDField(null=True, help_text="uid of the party whose place it took.")
    also_heir_of = models.JSONField(default=list, help_text="uids of further parties whose place it took.")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of_case", "side", "order"], name="party_place")]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=models.Q(loss=Loss.DEATH.value), name="parties_noted_dead")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def followed(self) -> tuple[UUID, ...]:
        """Whose place it took itself: one heir may follow several (SI 55)."""
        return (self.heir_of, *map(UUID, self.also_heir_of)) if self.heir_of else ()


class Serial(Record):
    """The last serial given per court, special-trial character, type and year (案号规定 9): no gap, no duplicate."""

    court = models.CharField(max_length=16)
    special = models.CharField(max_length=4, blank=True)
    type_chars = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0, help_text="Last serial given; how many, where serials are random.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["court", "special", "type_chars", "year"], name="serial_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.court}{self.special}{self.type_chars} {self.last}"


class DrawnSerial(Record):
    """A serial that was drawn at random, so that no other case gets it (案号规定 10)."""

    series = models.ForeignKey(Serial, on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["series", "serial"], name="drawn_once")]

    def __str__(self) -> str:
        return f"{self.series}: {self.serial}"


class NumberLink(Record, Labelled):
    """A case of this court and another one, here or elsewhere, belong to one dispute: `later` follows `earlier`.

    One of the two is the number of `of_case`; the other may be of any court.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    earlier = models.CharField(max_length=64, db_index=True)
    later = models.CharField(max_length=64, db_index=True)
    relation = models.CharField(max_length=32)
    article = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of_case", "earlier", "later"], name="number_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.earlier} -> {self.later}"
