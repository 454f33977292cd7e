"""Tables of evidence."""

from tongban.evidence.models.chain import Manifest, OutsideProof, Ruling
from tongban.evidence.models.exchange import Answer, Opinion, Question, Round
from tongban.evidence.models.exhibit import Exhibit, ExhibitFile, FileFinding
from tongban.evidence.models.platforms import Platform, PlatformDecision
from tongban.evidence.models.webpages import WebCapture

__all__ = [
    "Answer",
    "Exhibit",
    "ExhibitFile",
    "FileFinding",
    "Manifest",
    "Opinion",
    "OutsideProof",
    "Platform",
    "PlatformDecision",
    "Question",
    "Round",
    "Ruling",
    "WebCapture",
]
