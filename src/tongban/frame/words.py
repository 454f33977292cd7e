"""What a person reads when a court says no."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise


class Words(NamedTuple):
    """`says`: what is wrong; `remedy`: what to do now. Lazy translations with named fields, filled with the facts."""

    says: str | Promise
    remedy: str | Promise
