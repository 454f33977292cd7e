"""What a province fixed where the tariff leaves a range (交纳办法 13(2), (3))."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from tongban.fees.vocabulary import FeeKind
from tongban.kernel.money import Money


def local_figure(court: str, kind: FeeKind) -> Money | None:
    """The figure for this kind of fee in the province of `court`, None where the operator named none."""
    fixed: Mapping[str, Mapping[FeeKind, Money]] = settings.TONGBAN.local_fees
    return fixed.get(court[:1], {}).get(kind)
