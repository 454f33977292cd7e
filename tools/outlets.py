"""Every way by which data leaves the platform, found by walking: addresses, operations, commands, messages.

Tests walk the same lists, so that what is new is seen by construction.
"""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tongban.access.audience import Declared, declared
from tongban.api.urls import audience_of, operations_of
from tongban.cooperation import vocabulary as cooperation
from tongban.federation.vocabulary import Kind
from tongban.wiring.command import parser


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the URL configuration with its page."""

    route: str
    view: Callable[..., Any]
    pattern: URLPattern

    @property
    def says(self) -> str:
        """The first sentence of the page's description."""
        if not inspect.isfunction(self.view):
            return "The description of the API"
        return sentence(inspect.getdoc(self.view) or "")

    @property
    def opened(self) -> Declared:
        """For whom; raises `AudienceMissing`."""
        return declared(self.view)


def addresses() -> Iterator[Address]:
    """Every address, in the order in which they are tried."""
    yield from _below(get_resolver(), "/")


def _below(resolver: URLResolver, prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, route)
        else:
            yield Address(route, pattern.callback, pattern)


def lines_of(address: Address) -> Iterator[tuple[str, str, Declared]]:
    """One line per operation of the API, one for any other address: what it is, what it says, for whom."""
    operations = operations_of(address.pattern)
    for operation in operations:
        says = operation.summary or operation.description or ""
        yield f"{' '.join(operation.methods)} {address.route}", says, audience_of(operation)
    if not operations:
        yield address.route, address.says, address.opened


def commands() -> Iterator[tuple[str, str, Declared]]:
    """Every command of the command line with its help."""
    yield from _commands(parser(), "tongban")


def _commands(of: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str, Declared]]:
    for below in (action for action in of._actions if isinstance(action, argparse._SubParsersAction)):  # noqa: SLF001 - argparse tells it in no other way
        says = {one.dest: one.help or "" for one in below._choices_actions}  # noqa: SLF001 - as above
        for choice, command in below.choices.items():
            mark = argparse.Namespace(audience=command.get_default("audience"))
            yield f"{name} {choice}", says.get(choice, ""), declared(mark)


def messages() -> tuple[Kind, ...]:
    """Every kind of envelope between platforms."""
    return cooperation.KINDS


def sentence(text: str) -> str:
    """The first sentence of a description, on one line."""
    return " ".join(text.split()).partition(". ")[0].rstrip(".")
