"""Words of the courts domain. A judge can read these files."""

from tongban.courts.vocabulary.courts import CaseType, Cause, CauseLevel, Court, CourtLevel
from tongban.courts.vocabulary.handling import (
    Ask,
    Change,
    Conduct,
    Direction,
    Elevation,
    Filed,
    HandedDown,
    Handling,
    Objection,
    Objector,
    Outcome,
)
from tongban.courts.vocabulary.matters import Matter
from tongban.courts.vocabulary.places import Circumstance, CourtRole, PartyState, Specialty, Where
from tongban.courts.vocabulary.terms import Termed
from tongban.courts.vocabulary.venue import (
    AgreedVenue,
    ClaimKind,
    ClauseKind,
    CompetentCourt,
    Dispute,
    LostGround,
    PartyPlace,
    VenueAnswer,
)

__all__ = [
    "AgreedVenue",
    "Ask",
    "CaseType",
    "Cause",
    "CauseLevel",
    "Change",
    "Circumstance",
    "ClaimKind",
    "ClauseKind",
    "CompetentCourt",
    "Conduct",
    "Court",
    "CourtLevel",
    "CourtRole",
    "Direction",
    "Dispute",
    "Elevation",
    "Filed",
    "HandedDown",
    "Handling",
    "LostGround",
    "Matter",
    "Objection",
    "Objector",
    "Outcome",
    "PartyPlace",
    "PartyState",
    "Specialty",
    "Termed",
    "VenueAnswer",
    "Where",
]
