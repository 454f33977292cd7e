"""The adapters in place on this node: the embedded ones unless `wiring` installs others.

No process loads a heavy library for asking: a signer is made when the worker signs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from tongban.documents.adapters.reading import Reader, reader_here
from tongban.documents.adapters.scanning import Scanner, scanner_at
from tongban.documents.adapters.store import FolderStore, Store
from tongban.documents.models.content import here

if TYPE_CHECKING:  # pyHanko loads with them
    from tongban.documents.adapters.demo_authority import DemoAuthority
    from tongban.documents.adapters.signing import Signer


class NoSigner(RuntimeError):  # noqa: N818 - it names what the operator has to mend
    """A production platform has no signer of its own: a licensed authority must be installed."""


@dataclass(frozen=True, slots=True)
class InPlace:
    """What this node uses.

    `demo`: every paper is marked as without legal effect; `check_page`: address of the page that checks papers;
    `signer_for(slug, name, organisation)`: who signs for a court's seal or a judge; `stamps`: the time stamp authority
    that this node runs for the ledger, None when it runs none; `scanner`: looks for malicious programs in what comes
    in, None when there is nothing that does; `reader`: reads the text of pictures, None when there is no program.
    """

    store: Store
    demo: bool
    check_page: str
    signer_for: Callable[[str, str, str], Signer]
    stamps: Callable[[], DemoAuthority] | None = None
    scanner: Scanner | None = None
    reader: Reader | None = None


_chosen: dict[str, InPlace] = {}


def install(choice: InPlace) -> None:
    """Put `choice` in place, instead of what was there."""
    _chosen["here"] = choice


def in_place() -> InPlace:
    """What is in place; the embedded default is made from the platform's settings at the first call."""
    if "here" not in _chosen:
        install(embedded())
    return _chosen["here"]


def embedded() -> InPlace:
    """Folder store in the platform's home, and in a demonstration the demonstration's authority."""
    platform = settings.TONGBAN
    return InPlace(
        store=FolderStore(here()),
        demo=not platform.production,
        check_page=f"{platform.public_url}/verify",
        signer_for=_no_signer if platform.production else _demo_signer,
        stamps=None if platform.production else _demo_stamps,
        scanner=scanner_at(platform.scanner) if platform.scanner else None,
        reader=reader_here(),
    )


def _demo_signer(slug: str, name: str, organisation: str) -> Signer:
    from tongban.documents.adapters.demo_authority import DemoAuthority
    from tongban.documents.adapters.signing import LocalSigner

    authority = DemoAuthority(Path(settings.TONGBAN.home), settings.TONGBAN_CLOCK.wall)
    return LocalSigner(
        authority.credential(slug, name, organisation),
        authority.stamp_authority(),
        authority.roots(),
        authority.revocation_lists,
        settings.TONGBAN_CLOCK.wall,
    )


def _demo_stamps() -> DemoAuthority:
    """On business time, as the witnesses of a demonstration are: a head is never stamped before it is cosigned."""
    from tongban.documents.adapters.demo_authority import DemoAuthority

    return DemoAuthority(Path(settings.TONGBAN.home), settings.TONGBAN_CLOCK.now)


def _no_signer(slug: str, name: str, organisation: str) -> Signer:
    message = f"no licensed authority is installed to sign as {slug} ({name}, {organisation})"
    raise NoSigner(message)
