"""Tags that only the portal needs: the banner of a helped session, the person's name in the header."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language

from tongban.cases.wording import PROCEDURE_ACTS
from tongban.courts.queries import court_name
from tongban.face.presentation import is_chinese
from tongban.people.queries import person_by_uid, person_of_account
from tongban.people.vocabulary import OutsideService, Provider
from tongban.portal.typed import keeper, since_of, words_in

register = template.Library()
_NEVER_KEPT = frozenset({"state_secret"})
"""Questions that are asked anew: a secret that somebody begins to tell is not to lie anywhere."""
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("AlipayClient", "Alipay"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
"""What browsers call themselves; of several marks the more special one comes first."""


@register.simple_tag
def turns_said(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`{% turns_said sheet.turns as said %}`: the turns of a case with their titles in the reader's language."""
    return [
        line | {"title": PROCEDURE_ACTS.get(line["act"], line["act"]), "at": datetime.fromisoformat(line["at"])}
        for line in lines
    ]


@register.simple_tag
def act_word(act: str) -> str:
    """`{% act_word act %}`: an act of a procedure by its code, in the reader's language; "" without one."""
    return str(PROCEDURE_ACTS.get(act, act))


@register.inclusion_tag("portal/parts/assisted.html", takes_context=True)
def assisted(context: Context) -> dict[str, Any]:
    """`{% assisted %}`: for whom and by which clerk the page is being filled; nothing without a helper."""
    request = context.get("request")
    uid = getattr(request, "assisted", None)
    if request is None or uid is None or not request.user.is_authenticated:
        return {"person": None}
    code = request.session.get("assisting_court", "")
    today = timezone.localtime(request.at).date()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "person": person_by_uid(uid),
        "clerk": person_of_account(request.user),
        "court": court_name(code, today) if code else "",
        "stop": _address("desk:assist_stop" if code else "portal:beside_leave"),
    }


@register.simple_tag(takes_context=True)
def own_name(context: Context) -> str:
    """`{% own_name as name %}`: the name of the person whose page it is, "" when nobody signed in."""
    viewer = getattr(context.get("request"), "viewer", None)
    person = person_by_uid(viewer.person) if viewer and viewer.person else None
    return person.name if person else ""


@register.filter
def from_iso(value: str) -> datetime:
    """`{{ hearing.starts_at|from_iso|moment }}`: a moment of a sheet, which keeps it as text."""
    return datetime.fromisoformat(value)


@register.simple_tag
def outside_providers() -> tuple[Provider, ...]:
    """`{% outside_providers as providers %}`: the places by way of which one signs in here."""
    found: tuple[Provider, ...] = settings.TONGBAN.providers
    return found


@register.filter
def label(provider: Provider | OutsideService) -> str:
    """`{{ provider|label }}`: its name in the reader's language."""
    return provider.name if is_chinese(get_language()) else provider.name_en


@register.filter
def device(agent: str) -> str:
    """`{{ session.user_agent|device }}`: browser and system in words a person knows, as far as the browser tells."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), agent[:40] or "?")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} · {system}" if system else browser


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("portal/parts/kept.html", takes_context=True)
def keep(context: Context, form: forms.BaseForm, page: str = "") -> dict[str, Any]:
    """`{% keep form %}` before the fields: the form is kept as it is typed, and what was kept is in it again.

    `page`: the address to which the form is sent, where that is another one than this page's. Several forms that are
    sent to one address have prefixes, by which their words are told apart.
    """
    request = context["request"]
    where, own = page or request.path, form.prefix or ""
    _refuse_twins(request, f"{where}?{own}", form)
    before = words_in(request, where, own) if request.viewer.person and not form.is_bound else {}
    asked = [name for name, one in form.fields.items() if not one.widget.is_hidden and name not in _NEVER_KEPT]
    found = {name: before[sent] for name in asked if (sent := form.add_prefix(name)) in before}
    form.initial = {**form.initial, **found}
    if request.viewer.person:
        form.autosave_to, form.autosave_not = keeper(request, where), _NEVER_KEPT  # type: ignore[attr-defined]
        form.autosave_with = since_of(own)  # type: ignore[attr-defined]
    name = since_of(own) if request.viewer.person else ""
    return {"found": found, "since": f"{request.at.timestamp():.6f}", "name": name}


def _refuse_twins(request: Any, place: str, form: forms.BaseForm) -> None:  # noqa: ANN401 - what a template has
    """Words of one form would be shown in the other, and go when that one is sent."""
    if request.__dict__.setdefault("kept_forms", {}).setdefault(place, form) is not form:
        message = f"two forms of a page are kept as {place}; give each a prefix"
        raise template.TemplateSyntaxError(message)
