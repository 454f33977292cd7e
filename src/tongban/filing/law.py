"""What others may ask of the rules about filing."""

from tongban.filing.rules.agent import ENTRUSTED, agent_findings, agent_told
from tongban.filing.rules.counter import doubt_between, signposts_for
from tongban.filing.rules.diagnosis import applications
from tongban.filing.rules.for_client import NamedClient, client_of, files_for_client, may_act
from tongban.filing.rules.kept import as_kept
from tongban.filing.rules.oral import check_oral, digest_of, not_oral, signed_by, taken_down, way_of
from tongban.filing.rules.story_facts import story_answers
from tongban.filing.rules.taking_back import check_taking_back, others_filing

__all__ = [
    "ENTRUSTED",
    "NamedClient",
    "agent_findings",
    "agent_told",
    "applications",
    "as_kept",
    "check_oral",
    "check_taking_back",
    "client_of",
    "digest_of",
    "doubt_between",
    "files_for_client",
    "may_act",
    "not_oral",
    "others_filing",
    "signed_by",
    "signposts_for",
    "story_answers",
    "taken_down",
    "way_of",
]
