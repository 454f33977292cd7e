"""What provinces fixed where the tariff of court fees leaves a range (交纳办法 13(2), (3)): `[local_fees]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tongban.fees.law import fee, kind_named, tariff
from tongban.fees.vocabulary import FeeKind
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

LocalFees = Mapping[str, Mapping[FeeKind, Money]]


def local_fees_of(raw: Mapping[str, Any], *, fail: Callable[[str], Exception]) -> LocalFees:
    """The figures by the sign of the province with which the codes of its courts begin, then by kind."""
    told = raw.get("local_fees", {})
    if not isinstance(told, dict) or not all(isinstance(figures, dict) for figures in told.values()):
        raise fail('`local_fees` holds one table for each province, `[local_fees."渝"]`')
    found = {
        province: MappingProxyType(dict(_figure(name, value, fail) for name, value in figures.items()))
        for province, figures in told.items()
    }
    return MappingProxyType(found)


def _figure(name: str, value: object, fail: Callable[[str], Exception]) -> tuple[FeeKind, Money]:
    kind, figure = kind_named(name), parse_amount(str(value), field="local_fees")
    if isinstance(kind, Refusal) or isinstance(figure, Refusal):
        raise fail(f"[local_fees] does not understand {name} = {value}; write for instance divorce = 300")
    if isinstance(fee(kind, on=tariff().last_change, local=figure), Refusal):
        raise fail(f"[local_fees] {name} = {value} is no figure that the law leaves to a province")
    return kind, figure
