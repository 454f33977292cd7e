"""`{% load face %}` gives templates every part of a page."""
