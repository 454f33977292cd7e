"""Which personal fields are shown to whom where a row is opened for a function, and in which form: data, not templates.

A person's row is that person's own (layer "own"). At a counter a clerk has the person standing before the desk and
compares the paper (在线诉讼规则 7(1)): for that, these fields are shown, and the number of the paper only by its end.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeVar

from tongban.kernel.terms import Term

T = TypeVar("T")
_END = 4


class Form(Term):
    """How a field is shown."""

    WHOLE = "whole", "全部"
    END = "end", "仅显示末四位"
    NONE = "none", "不显示"


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of `item` for who holds one of `roles`, in `form`, on the basis of `law`."""

    item: str
    field: str
    roles: frozenset[str]
    form: Form
    law: str


_COUNTER = frozenset({"clerk", "liaison"})
_CHECKED = "在线诉讼规则 7(1)"
FIELDS = (
    *(Shown("person", field, _COUNTER, Form.WHOLE, _CHECKED) for field in ("name", "phone", "email", "address")),
    Shown("person", "id_number", _COUNTER, Form.END, _CHECKED),
    # An errand's check compares the number itself with the paper on the desk.
    *(Shown("applicant", field, _COUNTER, Form.WHOLE, "跨域立案公告 2019") for field in ("name", "id_number")),
)
"""The table; what stands nowhere in it is not shown."""
PERSONAL = ("name", "id_number", "phone", "email", "address")
"""The personal fields of a person's row."""


def form_of(item: str, field: str, roles: Collection[str]) -> Form:
    """In which form who holds `roles` gets a personal field of somebody else."""
    found = [row.form for row in FIELDS if (row.item, row.field) == (item, field) and row.roles.intersection(roles)]
    return min(found, key=list(Form).index, default=Form.NONE)


def masked(item: str, row: T, roles: Collection[str]) -> T:
    """`row` (a frozen dataclass) with its personal fields as who holds `roles` gets them."""
    shown = {field: _as(form_of(item, field, roles), getattr(row, field)) for field in PERSONAL}
    changed: T = replace(row, **shown)  # type: ignore[type-var]
    return changed


def _as(form: Form, value: str) -> str:
    if form is Form.WHOLE:
        return value
    return "•" * max(len(value) - _END, 0) + value[-_END:] if form is Form.END else ""
