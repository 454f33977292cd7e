"""The one library that templates load; its tags are written by theme in `tongban.face.tags`."""

from tongban.face.tags import fields, files, panels, parts, values
from tongban.face.tags.library import register

__all__ = ["fields", "files", "panels", "parts", "register", "values"]
