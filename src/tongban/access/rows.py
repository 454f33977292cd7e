"""The table of visibility as SQL: one expression over the five columns of a label.

An expression of its own, because a page asks for it many times: a tree of `Q` took half a millisecond in each query.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F
from django.db.models.sql.compiler import SQLCompiler

PAIR = "held_in_case"
"""Two columns asked together, under the name that `Label` gives them: a case, and whose row of it."""
COLUMNS = ("layer", "court", "case", "holder", "until")
_TABLE = "\0"
"""Stands for the table; no text of SQL holds it."""


@dataclass(frozen=True, slots=True)
class Entitled:
    """Rows of `layers` whose `column` is one of `values` (any row without a column), also past their time if
    `lasting`, of no case if `caseless`. The values of `PAIR` are pairs of a case and a holder.
    """

    layers: tuple[str, ...]
    column: str
    values: tuple[object, ...]
    lasting: bool
    caseless: bool


class Rows(Expression):
    """True for the rows to which one of `entitled` entitles at the time `now`.

    Of the five columns only the layer is an expression of its own: it says by which name the query calls the table, and
    the others stand in the same table. Five of them would double the price of each query. What is asked is worked out
    once; each table puts its name into it.
    """

    output_field: ClassVar = BooleanField()

    def __init__(self, entitled: tuple[Entitled, ...], now: datetime) -> None:
        super().__init__()
        self._entitled, self._now = entitled, now
        self._layer: Any = F("layer")
        self._asked: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def get_source_expressions(self) -> list[Any]:
        """The column of the layer."""
        return [self._layer]

    def set_source_expressions(self, exprs: Any) -> None:  # noqa: ANN401 - Django's signature
        """The same column, as it is called in a query."""
        (self._layer,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition with its parameters."""
        called = compiler.compile(self._layer)[0].removesuffix(connection.ops.quote_name("layer"))
        if connection.vendor not in self._asked:
            self._asked[connection.vendor] = self._worked_out(connection)
        text, params = self._asked[connection.vendor]
        return text.replace(_TABLE, called), params

    def _worked_out(self, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition for a table that is still to be named; every table's label has the same columns."""
        table = self._layer.target.model._meta
        fields = {name: table.get_field(name) for name in COLUMNS}
        names = {name: _TABLE + connection.ops.quote_name(name) for name in COLUMNS}
        sql: dict[bool, list[str]] = {True: [], False: []}
        params: dict[bool, list[Any]] = {True: [], False: []}
        for way in self._entitled:
            text = f"{names['layer']} IN ({_marks(way.layers)})"
            if way.column == PAIR:
                pair = f"({names['case']} = %s AND {names['holder']} = %s)"
                text += f" AND ({' OR '.join([pair] * len(way.values))})"
            elif way.column:
                text += f" AND {names[way.column]} IN ({_marks(way.values)})"
            text += f" AND {names['case']} IS NULL" if way.caseless else ""
            prepared = [fields[name].get_db_prep_value(value, connection) for name, value in _told(way)]
            sql[way.lasting].append(f"({text})")
            params[way.lasting] += [*way.layers, *prepared]
        until = f"({names['until']} IS NULL OR {names['until']} > %s)"
        now = fields["until"].get_db_prep_value(self._now, connection)
        passing = f"(({' OR '.join(sql[False])}) AND {until})"
        return f"({' OR '.join([*sql[True], passing])})", (*params[True], *params[False], now)


def _told(way: Entitled) -> list[tuple[str, object]]:
    """Each parameter of a way with the column that it is compared with."""
    if way.column != PAIR:
        return [(way.column, value) for value in way.values]
    return [told for pair in way.values for told in zip(("case", "holder"), pair, strict=True)]  # type: ignore[call-overload]


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join(["%s"] * len(values))
