"""What may befall a period that runs in a case, and whether it counts."""

from __future__ import annotations

from enum import StrEnum


class Befell(StrEnum):
    """What may befall a period that runs in a case."""

    SPAN = "span"
    """扣除、中止"""
    NEW_START = "new_start"
    """中断，重新起算"""
    EXTENSION = "extension"
    """延长"""
    OUTAGE = "outage"
    """平台故障顺延"""
    OBSTACLE = "obstacle"
    """准许顺延"""


class IncidentState(StrEnum):
    """Whether what was noted about a period counts."""

    ASKED = "asked"
    """待审批"""
    HOLDS = "holds"
    """生效"""
    REFUSED = "refused"
    """不予批准"""
    LAPSED = "lapsed"
    """随原审理期限失效"""
