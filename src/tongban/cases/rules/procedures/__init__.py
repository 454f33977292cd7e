"""The procedures of the courts as tables, one file each: who may do what at which stage, under which article.

Stages, acts, conditions and roles are the words of `words.py`; the periods that a row starts or ends are rows of
`courts/data/deadlines.csv`. How a case passes from one procedure into another stands in `conversions.py`, what may be
online in `online.py`. docs/law/procedures.md draws them all.
"""

from tongban.cases.rules.procedures.administrative import ADMINISTRATIVE_FIRST_INSTANCE
from tongban.cases.rules.procedures.applications import (
    CLAIM_AMENDMENT,
    COUNTERCLAIM,
    NECESSARY_PARTY,
    RESTORATION,
    WITHDRAWAL,
)
from tongban.cases.rules.procedures.conversions import CONVERSIONS, TOP_UP
from tongban.cases.rules.procedures.enforcement import ENFORCEMENT, ENFORCEMENT_OBJECTION, OUTSIDER_OBJECTION
from tongban.cases.rules.procedures.first_instance import ORDINARY, SIMPLIFIED, SMALL_CLAIMS
from tongban.cases.rules.procedures.incidents import JURISDICTION_OBJECTION, RECUSAL
from tongban.cases.rules.procedures.judicial_confirmation import JUDICIAL_CONFIRMATION
from tongban.cases.rules.procedures.mediation import PRE_FILING_MEDIATION
from tongban.cases.rules.procedures.online import ONLINE_CONDUCT
from tongban.cases.rules.procedures.payment_order import PAYMENT_ORDER
from tongban.cases.rules.procedures.preservation import (
    EVIDENCE_PRESERVATION,
    PRE_ACTION_PRESERVATION,
    PRESERVATION,
)
from tongban.cases.rules.procedures.public_summons import PUBLIC_SUMMONS
from tongban.cases.rules.procedures.retrial import RETRIAL, RETRIAL_REVIEW
from tongban.cases.rules.procedures.second_instance import SECOND_INSTANCE
from tongban.cases.rules.procedures.special import (
    CAPACITY,
    DEATH,
    ESTATE_ADMINISTRATOR,
    MISSING_PERSON,
    OWNERLESS_PROPERTY,
    PROTECTION_ORDER,
    REALISING_SECURITY,
    VOTER_LIST,
)
from tongban.cases.rules.procedures.tracks import ENDED, OUT_OF_HAND, TRACKS

PROCEDURES = {
    procedure.name: procedure
    for procedure in (
        PRE_FILING_MEDIATION,
        ORDINARY,
        SIMPLIFIED,
        SMALL_CLAIMS,
        WITHDRAWAL,
        CLAIM_AMENDMENT,
        COUNTERCLAIM,
        NECESSARY_PARTY,
        RESTORATION,
        SECOND_INSTANCE,
        RETRIAL_REVIEW,
        RETRIAL,
        JUDICIAL_CONFIRMATION,
        VOTER_LIST,
        MISSING_PERSON,
        DEATH,
        ESTATE_ADMINISTRATOR,
        CAPACITY,
        OWNERLESS_PROPERTY,
        REALISING_SECURITY,
        PROTECTION_ORDER,
        PAYMENT_ORDER,
        PUBLIC_SUMMONS,
        PRESERVATION,
        PRE_ACTION_PRESERVATION,
        EVIDENCE_PRESERVATION,
        JURISDICTION_OBJECTION,
        RECUSAL,
        ENFORCEMENT,
        ENFORCEMENT_OBJECTION,
        OUTSIDER_OBJECTION,
        ADMINISTRATIVE_FIRST_INSTANCE,
        ONLINE_CONDUCT,
    )
}
"""Every procedure of the law by its name, in the order in which a dispute meets them."""

__all__ = ["CONVERSIONS", "ENDED", "OUT_OF_HAND", "PRE_FILING_MEDIATION", "PROCEDURES", "TOP_UP", "TRACKS"]
