"""The course of a mediation as law, asked without a platform."""

from tongban.mediation.rules.stages import MEDIATION

__all__ = ["MEDIATION"]
