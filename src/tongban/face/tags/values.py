"""Amounts, dates, numbers and digests in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from tongban.courts.wording import length
from tongban.face import presentation
from tongban.face.tags.library import register
from tongban.face.wording import PAPERS
from tongban.kernel.money import Money


def _language() -> str:
    return get_language() or "en"


def _local(value: datetime) -> datetime:
    """`value` in the platform's zone; a naive time is already in it."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def local_date(value: date | datetime) -> date:
    """The day that `value` falls on in the platform's zone."""
    return _local(value).date() if isinstance(value, datetime) else value


def _time(value: date | datetime, text: str) -> SafeString:
    """A `<time>` with the machine form of `value`."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.simple_tag
def period(rule_id: str) -> str:
    """`{% period "record_reading" as time %}`: how long a period of the table is; no template writes its number."""
    return length(rule_id)


@register.simple_tag
def colon() -> str:
    """`{% translate "Key" %}{% colon %}{{ key }}`: what stands between a name and what it names."""
    return pgettext("between a name and what it names", ": ")


@register.simple_tag
def semicolon() -> str:
    """`{% if not forloop.last %}{% semicolon %}{% endif %}`: what stands between the items of a list in one line."""
    return pgettext("between the items of a list", "; ")


@register.filter
def paper_title(kind: str, title: str) -> SafeString:
    """`{{ paper.kind|paper_title:paper.title }}`: its Chinese title, after its name in the reader's language."""
    own = format_html('<span lang="zh-Hans" translate="no">{}</span>', title)
    named = PAPERS.get(kind)
    return own if named is None or presentation.is_chinese(_language()) else format_html("{} {}", named, own)


@register.filter
def money(value: Money | None) -> str:
    """`{{ amount|money }}`: the amount with its unit."""
    if value is None:
        return ""
    text = presentation.money(value, _language())
    return format_html('<data class="money" value="{}">{}</data>', value.decimal_text, text)


@register.filter
def money_capitals(value: Money | None) -> str:
    """`{{ amount|money_capitals }}`: the amount in Chinese capitals, in every language of the page."""
    if value is None:
        return ""
    return format_html('<span lang="zh-Hans" translate="no">{}</span>', presentation.money_capitals(value))


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ d|day }}`: a date."""
    if value is None:
        return ""
    found = local_date(value)
    return _time(found, presentation.day(found, _language()))


@register.filter
def day_weekday(value: date | datetime | None) -> str:
    """`{{ d|day_weekday }}`: a date with its weekday."""
    if value is None:
        return ""
    found = local_date(value)
    return _time(found, presentation.day(found, _language(), weekday=True))


@register.filter
def moment(value: date | datetime | None) -> str:
    """`{{ dt|moment }}`: date and time of day; a plain date stays a date."""
    if not isinstance(value, datetime):
        return day(value)
    found = _local(value)
    return _time(found, presentation.moment(found, _language()))


@register.filter
def clock_time(value: datetime | None) -> str:
    """`{{ dt|clock_time }}`: the time of day alone."""
    if value is None:
        return ""
    found = _local(value)
    return _time(found, f"{found:%H:%M}")


@register.filter
def size(value: int | None) -> str:
    """`{{ bytes|size }}`: a file size."""
    return "" if value is None else presentation.size(int(value))


@register.filter
def case_number(value: object) -> str:
    """`{{ number|case_number }}`: a case number is Chinese in every language and is not translated by browsers."""
    if not value:
        return ""
    return format_html('<span class="case-number" lang="zh-Hans" translate="no">{}</span>', value)


@register.inclusion_tag("face/parts/digest.html")
def digest(value: str, algorithm: str = "SHA-256") -> dict[str, Any]:
    """`{% digest value %}`: a digest in groups of eight with a copy button."""
    return {"value": value, "groups": presentation.digest_groups(value), "algorithm": algorithm}
