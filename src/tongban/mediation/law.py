"""The course of a mediation as law, asked without a platform."""

from tongban.mediation.rules.stages import MEDIATION
from tongban.mediation.rules.table import period_of

__all__ = ["MEDIATION", "period_of"]
