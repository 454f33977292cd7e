"""The law of fees, asked without a platform: the tariff as pure functions of the shipped data."""

from tongban.fees.rules.tariff import fee, fee_range

__all__ = ["fee", "fee_range"]
