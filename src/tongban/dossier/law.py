"""What others may ask of the rules about originals."""

from tongban.dossier.rules.custody import ITEM, LEAVES
from tongban.dossier.rules.originals import compared, cure_of, trigger_of
from tongban.dossier.rules.scans import code_of_sheet

__all__ = ["ITEM", "LEAVES", "code_of_sheet", "compared", "cure_of", "trigger_of"]
