"""Larger parts: timeline, clock, notices, explanations, error summary, live regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.forms import BaseForm
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from tongban.face import presentation
from tongban.face.parts import Clock, Contact, Problem, Reason, Step
from tongban.face.problems import collect
from tongban.face.refusals import problems as worded
from tongban.face.refusals import reason
from tongban.face.tags.library import register
from tongban.face.tags.parts import known
from tongban.face.tags.values import local_date
from tongban.kernel import steps as rule
from tongban.kernel.refusal import Refusal

_STEP_STATES = {
    "done": pgettext_lazy("step of a case", "Done"),
    "current": pgettext_lazy("step of a case", "Now"),
    "ahead": pgettext_lazy("step of a case", "Still to come"),
    "problem": pgettext_lazy("step of a case", "Problem"),
}
_NOTICE_WORDS = {
    "info": gettext_lazy("Please note"),
    "warning": gettext_lazy("Important"),
    "danger": gettext_lazy("Warning"),
    "done": pgettext_lazy("notice", "Done"),
    "advice": gettext_lazy("Machine suggestion"),
}


@register.inclusion_tag("face/parts/timeline.html")
def timeline(steps: Sequence[Step], open: int = 0) -> dict[str, Any]:  # noqa: A002 - a word of templates
    """`{% timeline steps open=6 %}`: each step with its article, and the next date under it.

    Steps that say the same one after another on one day are told once, with their number. With `open`, only so many
    are shown; the others unfold.
    """
    told: list[tuple[Step, object, int]] = []
    for step in steps:
        if told and _same(told[-1][0], step):
            told[-1] = (*told[-1][:2], told[-1][2] + 1)
        else:
            told.append((step, _STEP_STATES[known(step.state, set(_STEP_STATES), "state")], 1))
    shown = open or len(told)
    if len(told) <= shown + 1:  # one step takes no more room than the line that would unfold it
        shown = len(told)
    return {"steps": told[:shown], "folded": told[shown:]}


def _same(first: Step, second: Step) -> bool:
    """Whether two steps without a page of their own read alike on one day."""
    if first.when is None or second.when is None or first.href or second.href:
        return False
    alike = replace(first, when=None) == replace(second, when=None)
    return alike and local_date(first.when) == local_date(second.when)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a clock says: a state for the eye and words for everybody."""

    state: str
    text: str


def read_clock(clock: Clock) -> _Reading:
    """The state of a clock in words. Days are calendar days: the due date already carries the working-day rule."""
    due = local_date(clock.due)
    if clock.done is not None:
        late = _is_later(clock.done, clock.due)
        if late and clock.lapses:
            return _Reading("ended", pgettext("period", "Over"))
        return _Reading("late", _("Done, but late")) if late else _Reading("met", _("Done in time"))
    if clock.stands is not None:
        return _Reading(
            "stands", _("Stands still since %(day)s") % {"day": presentation.day(clock.stands, get_language() or "en")}
        )
    days = (due - local_date(clock.now)).days
    if _is_later(clock.now, clock.due) and clock.lapses:
        ago = ngettext("Ran out %(days)d day ago", "Ran out %(days)d days ago", -days) % {"days": -days}
        return _Reading("ended", ago if days else _("Ran out earlier today"))
    if _is_later(clock.now, clock.due):
        if days == 0:
            return _Reading("overdue", _("Overdue since earlier today"))
        return _Reading(
            "overdue", ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", -days) % {"days": -days}
        )
    if days == 0:
        return _Reading("soon", _("Due today"))
    text = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return _Reading("soon" if days <= clock.soon_days else "due", text)


def _is_later(first: date | datetime, second: date | datetime) -> bool:
    """Whether `first` is after `second`; a plain date lasts until the end of its day."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    return local_date(first) > local_date(second)


@register.inclusion_tag("face/parts/clock.html")
def clock(clock: Clock) -> dict[str, Any]:
    """`{% clock c %}`: what is owed until when, in words and not by colour alone."""
    return {"clock": clock, "reading": read_clock(clock)}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """`{% notice kind="warning" title="…" %}…{% endnotice %}`."""
    word = _NOTICE_WORDS[known(kind, set(_NOTICE_WORDS), "kind")]
    heading = format_html('<span class="notice__word">{}</span>{}', word, f" · {title}" if title else "")
    return format_html(
        '<div class="notice notice--{}" role="note"><p class="notice__title">{}</p>{}</div>', kind, heading, content
    )


@register.simple_block_tag
def live(content: str, url: str, every: int = 5, label: str = "") -> SafeString:
    """`{% live url every=5 %}…{% endlive %}`: asks `url` for its inside until the answer has status 286.

    Only the inside is replaced: screen readers speak changes within a region that stays in the page.
    """
    return format_html(
        '<div class="live" role="status" aria-live="polite"{} hx-get="{}" hx-trigger="every {}s" hx-swap="innerHTML">'
        "{}</div>"
        '<noscript><p><a href="">{}</a></p></noscript>',
        format_html(' aria-label="{}"', label) if label else "",
        url,
        int(every),
        content,
        _("Refresh this page"),
    )


@register.inclusion_tag("face/parts/explain.html")
def explain(
    title: str, reasons: Sequence[Reason | rule.Step], result: str = "", *, opened: bool = False
) -> dict[str, Any]:
    """`{% explain "Why this court" reasons result="…" %}`: the steps of a decision with their articles."""
    return {"title": title, "reasons": [reason(step) for step in reasons], "result": result, "opened": opened}


@register.inclusion_tag("face/parts/contact.html")
def contact(contact: Contact, title: str = "") -> dict[str, Any]:
    """`{% contact c %}`: whom to ask."""
    return {"contact": contact, "title": title}


@register.inclusion_tag("face/parts/error_summary.html", takes_context=True)
def error_summary(
    context: Context, form: BaseForm | None = None, problems: Sequence[Problem] | None = None
) -> dict[str, Any]:
    """`{% error_summary form problems=None %}`: everything that stands in the way, at once, and whom to ask."""
    return {"problems": collect(form, problems or ()), "contact": _whom_to_ask(context)}


@register.inclusion_tag("face/parts/error_summary.html", takes_context=True)
def refusals(context: Context, refusals: Sequence[Refusal]) -> dict[str, Any]:
    """`{% refusals refusals %}`: why an act cannot be done, in the words of its domain, and whom to ask."""
    return {"problems": worded(refusals), "contact": _whom_to_ask(context)}


@register.inclusion_tag("face/parts/told.html")
def told(problem: Problem) -> dict[str, Any]:
    """`{% told problem %}`: a refusal within a text: what is wrong, what to do, the article, the code to quote.

    Whom to ask stands in the foot of every page.
    """
    return {"problem": problem}


def _whom_to_ask(context: Context) -> object:
    """What the context processor found for this page; it is worked out where it is shown."""
    known: dict[str, object] = context.get("face") or {}
    return known.get("contact")
