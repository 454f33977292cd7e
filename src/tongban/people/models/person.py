"""Persons, their proofs and their functions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalIndex, PersonalText


class Person(Record, Labelled):
    """A natural person or an organisation, as known to this platform.

    `platform` is the slug of the platform at which the person acts; a person of another platform is known here by
    what that platform's courts vouched for. The row's holder is the person.
    """

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120, help_text="Name as on the identity paper.")
    id_kind = models.CharField(max_length=32, blank=True)
    id_number = PersonalText(blank=True)
    id_number_index = PersonalIndex(of="id_number", form="identity")
    phone = PersonalText(blank=True)
    phone_index = PersonalIndex(of="phone", form="phone")
    email = PersonalText(blank=True)
    address = PersonalText(blank=True, help_text="Where letters reach the person.")
    division = models.CharField(max_length=6, blank=True, help_text="Administrative division code of the domicile.")
    platform = models.CharField(max_length=32)
    name_latin = models.CharField(max_length=120, blank=True, help_text="As a foreign paper has it, in Latin letters.")
    nationality = models.CharField(max_length=3, blank=True, help_text="Three letters (ISO 3166-1), empty for Chinese.")
    born = models.DateField(null=True, help_text="Where the number of the paper does not tell it.")
    asks_help = models.BooleanField(
        default=False, help_text="Stated the own wish for the assisted way; no reason kept."
    )

    contact_told = PersonalText(
        blank=True, help_text="Every telephone, e-mail and address that the person told in the account, oldest first."
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id_number_index"], name="person_id_number"),
            models.Index(fields=["phone_index"], name="person_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class IdentityProof(Record):
    """One check of a person's identity: method, result, level, time, who checked (在线诉讼规则 7(1)).

    A check that failed is kept with `passed` False; it proves nothing.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    at = models.DateTimeField()
    checked_by = models.UUIDField(null=True, help_text="The person who checked, if one did.")
    court = models.CharField(max_length=16, blank=True)
    passed = models.BooleanField(default=True)
    evidence = models.CharField(max_length=200, blank=True, help_text="The checker's reference to what it saw.")

    def __str__(self) -> str:
        return f"{self.method} {self.level}"


class Appointment(Record):
    """A person's function at a court. In force from `since` until `until` (exclusive), if that is set."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    court = models.CharField(max_length=16, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role", "court", "since"], name="appointed_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.court}"
