"""Reading judgments, drafts, and the file that a judgment is written from."""

from tongban.judgments.queries.file import materials_of, setting_of
from tongban.judgments.queries.preview import Preview, preview, text_of
from tongban.judgments.queries.reading import (
    draft_of,
    effective_judgment,
    favoured_sides,
    judgment_of_document,
    judgment_seen_by,
    sheet_section,
)

__all__ = [
    "Preview",
    "draft_of",
    "effective_judgment",
    "favoured_sides",
    "judgment_of_document",
    "judgment_seen_by",
    "materials_of",
    "preview",
    "setting_of",
    "sheet_section",
    "text_of",
]
