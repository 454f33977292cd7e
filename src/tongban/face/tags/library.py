"""The library that all modules of tags share, so that a template needs one `{% load face %}`."""

from django import template

register = template.Library()
