"""Tables of evidence."""

from tongban.evidence.models.chain import Manifest, Ruling
from tongban.evidence.models.exchange import Answer, Opinion, Question, Round
from tongban.evidence.models.exhibit import Exhibit, ExhibitFile

__all__ = ["Answer", "Exhibit", "ExhibitFile", "Manifest", "Opinion", "Question", "Round", "Ruling"]
