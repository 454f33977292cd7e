"""The procedures as law, asked without a platform: their tables, the conversions between them, what may be online."""

from tongban.cases.rules.authority import LICENCES, PROOFS, Grant, check_grant, gives_away, in_person
from tongban.cases.rules.clocks import days_to_appeal, may_be_restored, outage_told, period_of, trial_limit
from tongban.cases.rules.consent import check_choice, may_answer
from tongban.cases.rules.decisions import (
    THIRD_ANSWER,
    acceptance_words,
    decision,
    drafted,
    only_subject,
    side_term,
    told_at_acceptance,
    told_of_acceptance,
)
from tongban.cases.rules.drawing import check_told
from tongban.cases.rules.guardians import OTHER_SIDE, guardian_on, stands_against
from tongban.cases.rules.losses import drafted_end, likely_end
from tongban.cases.rules.losses import elsewhere as losses_elsewhere
from tongban.cases.rules.opening import Unopened
from tongban.cases.rules.procedures import (
    CONVERSIONS,
    ENDED,
    OUT_OF_HAND,
    PRE_FILING_MEDIATION,
    PROCEDURES,
    TOP_UP,
    TRACKS,
)
from tongban.cases.rules.procedures.lookup import procedure_named, role_named, stage_named
from tongban.cases.rules.procedures.online import ONLINE_STEPS, TIME_TO_LINK, OnlineStep, may_be_apart, online_step
from tongban.cases.rules.procedures.words import At, By, Do, If, Online
from tongban.cases.rules.recusals import decided_by, put_to
from tongban.cases.rules.results import check_result
from tongban.cases.rules.tracks import (
    TrackAnswer,
    TrackQuestion,
    conversions_from,
    fitting,
    told_of_small_claims,
    track_of,
)
from tongban.cases.rules.turns import (
    ENDS_THIRD_CLAIM,
    LONGEST_WORDS,
    OF_RULINGS,
    OWN_PERIODS,
    RESULTS,
    acceptance,
    asked_at,
    may_still_appeal,
    paper_of,
    results_at,
    to_state,
)

__all__ = [
    "CONVERSIONS",
    "ENDED",
    "ENDS_THIRD_CLAIM",
    "LICENCES",
    "LONGEST_WORDS",
    "OF_RULINGS",
    "ONLINE_STEPS",
    "OTHER_SIDE",
    "OUT_OF_HAND",
    "OWN_PERIODS",
    "PRE_FILING_MEDIATION",
    "PROCEDURES",
    "PROOFS",
    "RESULTS",
    "THIRD_ANSWER",
    "TIME_TO_LINK",
    "TOP_UP",
    "TRACKS",
    "At",
    "By",
    "Do",
    "Grant",
    "If",
    "Online",
    "OnlineStep",
    "TrackAnswer",
    "TrackQuestion",
    "Unopened",
    "acceptance",
    "acceptance_words",
    "asked_at",
    "check_choice",
    "check_grant",
    "check_result",
    "check_told",
    "conversions_from",
    "days_to_appeal",
    "decided_by",
    "decision",
    "drafted",
    "drafted_end",
    "fitting",
    "gives_away",
    "guardian_on",
    "in_person",
    "likely_end",
    "losses_elsewhere",
    "may_answer",
    "may_be_apart",
    "may_be_restored",
    "may_still_appeal",
    "online_step",
    "only_subject",
    "outage_told",
    "paper_of",
    "period_of",
    "procedure_named",
    "put_to",
    "results_at",
    "role_named",
    "side_term",
    "stage_named",
    "stands_against",
    "to_state",
    "told_at_acceptance",
    "told_of_acceptance",
    "told_of_small_claims",
    "track_of",
    "trial_limit",
]
