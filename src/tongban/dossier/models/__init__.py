"""Tables of the dossier."""

from tongban.dossier.models.custody import Item, Movement, Receipt
from tongban.dossier.models.originals import Comparison, OriginalRequest
from tongban.dossier.models.scans import ScanBatch, ScanPart

__all__ = ["Comparison", "Item", "Movement", "OriginalRequest", "Receipt", "ScanBatch", "ScanPart"]
