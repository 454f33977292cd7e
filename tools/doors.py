"""Two contracts for import-linter in the words of the house: who may enter a domain, and how it is furnished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import LayersContract
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression


def _inside(module: str, package: str) -> bool:
    """Whether `module` is `package` or lies in it; a dot decides, so that `cases_old` is not inside `cases`."""
    return module == package or module.startswith(package + ".")


@dataclass(frozen=True, slots=True, order=True)
class Trespass:
    """One import that goes through a wall: who, from where, into what, and which wall it is."""

    importer: str
    line: int
    module: str
    reason: str


class DoorsContract(Contract):
    """A domain is a child of `house`; a room is a child of a domain.

    `doors` are rooms that anyone may enter (the floors decide the direction); `kin` rooms are open to the room of the
    same name next door; `acting` doors are closed to the `passive` rooms of other domains; `free` domains have no
    walls; `roots` go anywhere.
    """

    type_name = "doors"

    house = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    kin = fields.SetField(subfield=fields.StringField(), default=set())
    acting = fields.SetField(subfield=fields.StringField(), default=set())
    passive = fields.SetField(subfield=fields.StringField(), default=set())
    free = fields.SetField(subfield=fields.StringField(), default=set())
    roots = fields.SetField(subfield=fields.StringField(), default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001, ARG002 - given
        """Every import from outside into each walled domain is welcome, or a trespass."""
        found = sorted(self._trespasses(graph))
        return ContractCheck(kept=not found, metadata={"trespasses": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each trespass with its line, then the doors that stand open."""
        for trespass in cast("list[Trespass]", check.metadata["trespasses"]):
            output.print_error(
                f"{trespass.importer} -> {trespass.module} (line {trespass.line}): {trespass.reason}",
                bold=False,
            )
        output.new_line()
        output.print(f"Doors: {', '.join(sorted(self._names('doors')))}.")
        output.new_line()

    def _trespasses(self, graph: ImportGraph) -> Iterator[Trespass]:
        for domain in graph.find_children(self._house):
            if domain.removeprefix(self._house + ".") in self._names("free"):
                continue
            for module in {domain} | graph.find_descendants(domain):
                for importer in graph.find_modules_that_directly_import(module):
                    reason = self._objection(importer, domain, self._room(module))
                    if reason:
                        details = graph.get_import_details(importer=importer, imported=module)
                        line = min((detail["line_number"] for detail in details), default=0)
                        yield Trespass(importer, line, module, reason)

    def _objection(self, importer: str, domain: str, room: str) -> str:
        """Why `importer` may not enter `room` of `domain`; empty when it is welcome."""
        if _inside(importer, domain) or any(_inside(importer, root) for root in self._names("roots")):
            return ""
        from_room = self._room(importer)
        if room in self._names("acting") and from_room in self._names("passive"):
            return f"{from_room} may not act in another domain"
        if room in self._names("doors") or (room in self._names("kin") and from_room == room):
            return ""
        return "a domain is entered by its doors, not by its name alone" if not room else f"{room} is not a door"

    @property
    def _house(self) -> str:
        return cast("str", self.house)

    def _names(self, field: str) -> set[str]:
        return cast("set[str]", getattr(self, field))

    def _room(self, module: str) -> str:
        """The room a module is in: "rules" for `tongban.cases.rules.stages`, "" for a domain itself or an outsider."""
        if not _inside(module, self._house):
            return ""
        steps = module.removeprefix(self._house).split(".")
        return steps[2] if len(steps) > 2 else ""


class RoomsContract(LayersContract):
    """The layers contract for each container that is no hall, so that a new domain is held to it from its first day."""

    type_name = "rooms"

    halls = fields.SetField(subfield=fields.StringField(), default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - given
        """The layers of each domain that exists now; a single module has no rooms to order."""
        halls = cast("set[str]", self.halls)
        found = module_expressions_to_modules(graph, cast("list[ModuleExpression]", self.containers))
        domains = [m.name for m in found if m.name.rpartition(".")[2] not in halls and graph.find_children(m.name)]
        # The field is a descriptor of parsed options on the class; the instance keeps the domains found.
        layers = cast("Any", self)
        layers.containers = [ModuleExpression(name) for name in sorted(domains)]
        return super().check(graph, verbose)
