"""Columns of personal data: encrypted where they lie, and found again by a keyed digest beside them.

    phone = PersonalText(blank=True)
    phone_index = PersonalIndex(of="phone", form="phone")

A value is encrypted for its table, column and row, so that nobody who writes into the database can move it elsewhere,
and is decrypted when it is first read, so that a page of names costs nothing. `filter(phone_index="138 0000 0000")`
finds rows by the digest; looking up or updating a `PersonalText` itself without its row is refused. Empty stays empty.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import models
from django.db.models.lookups import In
from django.db.models.query_utils import DeferredAttribute

from tongban.frame.keyring import Damaged, KeyRing, ring
from tongban.kernel.lookup_forms import LOOKUP_FORMS

MARK = "p1"
"""Begins a ciphertext: `p1.KEY.BASE64`."""


class Ciphertext(str):
    """A value as it lies in the database."""

    __slots__ = ()


class Digest(str):
    """The content of a look-up column: `KEY.BASE64`."""

    __slots__ = ()


class NeedsItsRow(TypeError):  # noqa: N818 - it names the programmer's mistake
    """A personal column was looked up or updated without its row: use its index, or save the row."""


class _Opened(DeferredAttribute):
    """Decrypts on the first look."""

    field: PersonalText

    def __get__(self, instance: models.Model | None, owner: Any = None) -> Any:  # noqa: ANN401 - Django's signature
        if instance is None:
            return self
        value = super().__get__(instance, owner)
        if isinstance(value, Ciphertext):
            value = self.field.opened(row_place(instance), value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


def row_place(instance: models.Model) -> UUID:
    """What names the row in the place to which its values are bound."""
    return UUID(str(instance.uid))  # type: ignore[attr-defined]  # every Record has one


class PersonalText(models.TextField):
    """A text that is encrypted for its row."""

    descriptor_class = _Opened

    @property
    def place(self) -> str:
        """Table and column."""
        return f"{self.model._meta.db_table}.{self.column}"

    def sealed(self, row: UUID, value: Any) -> Ciphertext | str:  # noqa: ANN401 - text here, JSON below
        """`value` as it is kept in `row`; empty stays empty."""
        return self.sealed_text(row, value) if value else ""

    def sealed_text(self, row: UUID, text: str, keys: KeyRing | None = None) -> Ciphertext:
        """The same for the text that is encrypted."""
        keys = keys or ring()
        made = keys.keys[keys.writing].encrypt(text.encode(), self._bound(row))
        return Ciphertext(f"{MARK}.{keys.writing}.{base64.urlsafe_b64encode(made).decode()}")

    def opened(self, row: UUID, kept: Ciphertext) -> Any:  # noqa: ANN401 - text here, JSON below
        """What was encrypted for this row. Raises `KeyMissing` or `Damaged`."""
        return self.opened_text(row, kept)

    def opened_text(self, row: UUID, kept: Ciphertext, keys: KeyRing | None = None) -> str:
        """The same as text."""
        key = (keys or ring()).key(self.key_of(row, kept), self.place)
        try:
            return key.decrypt(base64.urlsafe_b64decode(kept.rpartition(".")[2]), self._bound(row)).decode()
        except (InvalidTag, binascii.Error) as wrong:
            message = f"{self.place} of {row} was altered, or belongs to another row or column"
            raise Damaged(message) from wrong

    def key_of(self, row: UUID, kept: str) -> str:
        """The id of the key under which a value lies; raises `Damaged` when it is no ciphertext."""
        parts = kept.split(".")
        if len(parts) != 3 or parts[0] != MARK:  # noqa: PLR2004 - mark, key, content
            message = f"{self.place} of {row} holds something that is not encrypted"
            raise Damaged(message)
        return parts[1]

    def _bound(self, row: UUID) -> bytes:
        return f"{self.place}.{row.hex}".encode()

    def from_db_value(self, value: str | None, *_: object) -> Ciphertext | str | None:
        """As it lies there; the attribute opens it."""
        return Ciphertext(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401, ARG002, FBT001 - Django's signature
        """What is written: as it was, unless somebody looked at it or changed it."""
        value = model_instance.__dict__.get(self.attname)
        return value if isinstance(value, Ciphertext) else self.sealed(row_place(model_instance), value)

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """Only what is encrypted already goes into a query; empty is empty."""
        if value is None or value == "":
            return value
        if isinstance(value, Ciphertext):
            return str(value)
        message = f"{self.place}: look it up by its index, change it by saving the row"
        raise NeedsItsRow(message)


class PersonalJSON(PersonalText):
    """Plain JSON (answers of a form, a message) that is encrypted for its row as a whole."""

    if TYPE_CHECKING:  # what Django's stubs ask of a field whose attribute is no text
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def sealed(self, row: UUID, value: Any) -> Ciphertext | str:  # noqa: ANN401 - JSON
        """Also what is empty: an empty form says something too."""
        return self.sealed_text(row, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def opened(self, row: UUID, kept: Ciphertext) -> Any:  # noqa: ANN401 - JSON
        """The values."""
        return json.loads(self.opened_text(row, kept))


class PersonalIndex(models.CharField):
    """The look-up column of a `PersonalText` in the same row: a keyed digest, which nobody can guess without the key.

    `form` names the form in which values are compared (kernel/lookup_forms.py).
    """

    def __init__(self, *, of: str, form: str, **options: Any) -> None:
        self.of, self.form = of, form
        known: dict[str, Any] = {"max_length": 64, "blank": True, "default": "", "editable": False}
        super().__init__(**known | options)

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's signature
        """For migrations."""
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"of": self.of, "form": self.form}

    def digests(self, value: str) -> list[Digest]:
        """The digests under which a value can stand, that of the writing key first; none for an empty one."""
        if isinstance(value, Digest):
            return [value]
        form = LOOKUP_FORMS[self.form](value)
        keys, column = ring(), f"{self.model._meta.db_table}.{self.of}"
        return [Digest(f"{name}.{keys.digest(name, column, form)}") for name in keys.index] if form else []

    def from_db_value(self, value: str | None, *_: object) -> Digest | None:
        """As it lies there."""
        return None if value is None else Digest(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401, ARG002, FBT001 - Django's signature
        """The digest of the text beside it; as it was while that has not been loaded or looked at."""
        text = model_instance.__dict__.get(self.of, Ciphertext())
        if not isinstance(text, Ciphertext):
            setattr(model_instance, self.attname, next(iter(self.digests(text or "")), Digest("")))
        return getattr(model_instance, self.attname)

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """A digest, never the value itself."""
        if value is None or value == "" or isinstance(value, Digest):
            return None if value is None else str(value)
        message = f"{self.model._meta.db_table}.{self.column}: only an exact look-up finds a person"
        raise NeedsItsRow(message)


@PersonalIndex.register_lookup
class _FoundBy(In):
    """`column_index=value`: the row under any key of look-up columns, so that a change of key hides nobody."""

    lookup_name = "exact"

    def __init__(self, lhs: Any, rhs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(lhs, lhs.output_field.digests(rhs))


def with_indexes(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """The fields to save, with the look-up columns of those among them."""
    saved = set(names)
    return saved | {one.name for one in model._meta.get_fields() if isinstance(one, PersonalIndex) and one.of in saved}
