"""Tables of evidence."""

from tongban.evidence.models.chain import Manifest, OutsideProof, Ruling
from tongban.evidence.models.exchange import Answer, Opinion, Question, Round
from tongban.evidence.models.exhibit import Exhibit, ExhibitFile
from tongban.evidence.models.platforms import Platform, PlatformDecision

__all__ = [
    "Answer",
    "Exhibit",
    "ExhibitFile",
    "Manifest",
    "Opinion",
    "OutsideProof",
    "Platform",
    "PlatformDecision",
    "Question",
    "Round",
    "Ruling",
]
