"""Who an outlet is for. Every address, command and message says so where it is made; what does not is not served.

`open_to(Audience.PUBLIC)` stands at a page that anybody may open; the decorators of an entrance (`for_persons`,
`staff_page`) declare it with what else they do. One middleware admits people by it, a test walks all outlets, and the
page docs/guide/audiences.md is written from it. An audience opens a door; which rows are behind it, labels decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tongban.kernel.terms import Term

View = TypeVar("View", bound=Callable[..., Any])
_MARK, _HELD = "audience", "while_held"


class Audience(Term):
    """For whom an outlet is, the widest circle first."""

    PUBLIC = "public", "公众"
    """Anybody, without signing in."""
    PERSON = "person", "登录用户"
    """Who has signed in; each finds there what is one's own."""
    PARTY = "party", "本案当事人"
    """A party of the case that the address names, or who represents one."""
    STAFF = "staff", "法院工作人员"
    """Staff of a court hosted here, where roles are named only those."""
    MEDIATOR = "mediator", "调解员"
    """Who stands in a court's register of mediators; each finds there the matters entrusted to oneself."""
    OPERATOR = "operator", "运维人员"
    """Who runs the platform's machine."""
    PEER = "peer", "对等平台"
    """A platform admitted as peer; its signature decides."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What an outlet says of itself. `by_token`: who comes shows a token, which the outlet itself checks."""

    audience: Audience
    roles: frozenset[str] = frozenset()
    by_token: bool = False


class AudienceMissing(RuntimeError):  # noqa: N818 - it names the programmer's mistake
    """An outlet that does not say for whom it is."""


def open_to(audience: Audience, *roles: str, by_token: bool = False) -> Callable[[View], View]:
    """Declare the audience of a view; `roles` narrow STAFF to those who hold one of them."""

    def declare(view: View) -> View:
        setattr(view, _MARK, Declared(audience, frozenset(map(str, roles)), by_token))
        return view

    return declare


def while_held(view: View) -> View:
    """A page by which a person shows who she is: open to a session that a disputed act holds (wiring/holds.py)."""
    setattr(view, _HELD, True)
    return view


def is_open_while_held(outlet: object) -> bool:
    """Whether it is such a page."""
    return getattr(outlet, _HELD, False) is True


def declared(outlet: object) -> Declared:
    """What `outlet` says of itself; raises `AudienceMissing` when it says nothing."""
    found = getattr(outlet, _MARK, None)
    if not isinstance(found, Declared):
        message = f"{outlet} does not say for whom it is: put `open_to(...)` there (tongban/access/audience.py)"
        raise AudienceMissing(message)
    return found
