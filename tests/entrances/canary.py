"""A canary in every text and file of a world of cases, the label that says who may see it, and the search for it.

`planted(house)` puts a word that occurs nowhere else into every free text of every row with a label (and of the rows
that hang on one), and finds those that the files of documents carry. Whoever gets an answer in which a canary sings
whose label does not entitle them has found a leak: `visible` itself is the judge. New tables, columns and addresses
take part without being named here.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import json
import re
import secrets
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from PIL import Image, PngImagePlugin

from tests.builders import House
from tongban.access.models import Labelled
from tongban.access.visibility import visible
from tongban.access.vocabulary import Label, Layer, Sight, Viewer
from tongban.documents.actions.blobs import open_blob
from tongban.documents.models import Version
from tongban.documents.queries import has_blob
from tongban.filing.models import DraftFile
from tongban.frame.guard import lifted
from tongban.frame.personal import PersonalIndex, PersonalJSON, PersonalText

BIRD = re.compile(rb"QZ[0-9a-f]{6}ZQ")
_ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PLAIN = re.compile(r"[^\x00-\x7f]")
PERSONAL = frozenset({"name", "title", "phone", "email", "address", "id_number", "login"})
CODES = frozenset(
    {
        *("number", "law", "article", "basis", "key", "digest", "sha256", "sm3", "code", "earlier", "later"),
        *("court", "from_court", "to_court", "through_court"),
    }
)
"""Columns that are codes, though they may hold Chinese: a case number, an article, a digest."""
TOLD = "people.Person.contact_told"
"""Text that holds JSON, as each row has to be encrypted, or empty, by itself."""
PLEADED = "filing.Filing.answers"
"""Claims and facts of the complaint are read by all parties of the case that it began (CPL 128)."""
LARGE = 2**20
"""Bytes of an answer in which base64 is no longer looked for."""
LONG = 120
"""A blank text that may be as long as this is free text, too."""


@dataclass
class Flock:
    """All canaries: what each was planted in, and the labels that entitle to it (one is enough)."""

    labels: dict[str, list[Label]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, str] = field(default_factory=dict)
    _next: int = field(default_factory=lambda: secrets.randbelow(0xF00000))
    """No two flocks of a run sing alike: their files lie in one store."""

    def hatch(self, place: str, *labels: Label) -> str:
        """A new canary for `place`."""
        bird = f"QZ{self._next:06x}ZQ"
        self._next += 1
        self.places[bird] = place
        self.labels[bird] = list(labels)
        return bird

    def publish(self, text: str) -> None:
        """What sings in `text` is public: the name of a mediator stands in the court's register."""
        for bird in BIRD.findall(text.encode()):
            self.labels[bird.decode()].append(Label(Layer.PUBLIC))

    def leaks(self, viewer: Viewer, content: Iterable[bytes]) -> dict[str, str]:
        """The canaries in `content` that no label shows this viewer, with the place of each."""
        heard = {bird.decode() for part in content for bird in BIRD.findall(part)}
        return {bird: self.places[bird] for bird in heard if bird in self.places and not self.open_to(viewer, bird)}

    def open_to(self, viewer: Viewer, bird: str) -> bool:
        """Whether some label of the canary shows it to the viewer in full."""
        return any(visible(viewer, label) is Sight.FULL for label in self.labels[bird])


def picture_with(bird: str) -> io.BytesIO:
    """A picture whose bytes carry the canary."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", bird)
    made = io.BytesIO()
    shade = int(bird[2:8], 16)
    Image.new("RGB", (40, 30), (shade % 256, shade // 256 % 256, 99)).save(made, "PNG", pnginfo=text)
    made.seek(0)
    return made


def planted(flock: Flock) -> Flock:
    """Plant a canary in every free text of every labelled row and of what hangs on one; find those in files."""
    with lifted("test: canaries"):
        for table in labelled_tables():
            for row in table._default_manager.all():
                _plant(flock, row, _label(row, _way_to_label(table) or ""))
    for version in Version.objects.select_related("document"):
        _find(flock, version.sha256, version.document.label)
    for file in DraftFile.objects.select_related("draft"):
        _find(flock, file.sha256, file.draft.label)
    return flock


def labelled_tables() -> set[type[models.Model]]:
    """The tables whose rows, or what they hang on, carry a label that says who may see them."""
    own = (table for table in apps.get_models() if table.__module__.startswith("tongban."))
    return {table for table in own if _way_to_label(table) is not None}


def holds_words(table: type[models.Model]) -> bool:
    """Whether a column of the table may hold free text."""
    return any(
        isinstance(column, models.JSONField | PersonalJSON | models.TextField)
        or (isinstance(column, models.CharField) and _is_free(column, ""))
        for column in table._meta.fields
        if column.name not in CODES and not column.primary_key
    )


def _way_to_label(table: type[models.Model]) -> str | None:
    """The key that leads to a row with a label, empty when rows carry one themselves; None when nothing does."""
    if issubclass(table, Labelled):
        return ""
    keys = [f for f in table._meta.fields if isinstance(f, models.ForeignKey)]
    return next((f.name for f in keys if issubclass(f.related_model, Labelled)), None)  # type: ignore[arg-type]


def _label(row: Any, way: str) -> Label:  # noqa: ANN401 - any row
    found: Label = (getattr(row, way) if way else row).label
    return found


def _plant(flock: Flock, row: Any, label: Label) -> None:  # noqa: ANN401 - any row
    changed: dict[str, Any] = {}
    for column in row._meta.fields:
        value = getattr(row, column.name)
        place = f"{row._meta.label}.{column.name}"
        labels = [label]
        if place == PLEADED and row.of_case:
            labels.append(Label(Layer.CASE, label.court, row.of_case))
        if column.name in CODES or column.primary_key:
            continue
        if isinstance(column, models.JSONField | PersonalJSON):
            changed[column.name] = in_leaves(value, partial(_hatched, flock, place, labels))
        elif place == TOLD:
            changed[column.name] = json.dumps([["", {"address": flock.hatch(place, *labels)}]])
        elif isinstance(column, models.CharField | models.TextField) and _is_free(column, value):
            changed[column.name] = _sung(column, value, flock.hatch(place, *labels))
        if isinstance(column, PersonalText) and column.name in changed:
            changed |= _found_by_number(row, column.name, changed[column.name])
            changed[column.name] = column.sealed(row.uid, changed[column.name])
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


def _found_by_number(row: Any, name: str, value: str) -> dict[str, Any]:  # noqa: ANN401 - any row
    """The look-up column of a number, without which the row counts as damaged; by the rest one is found as before."""
    columns = (one for one in row._meta.fields if isinstance(one, PersonalIndex) and one.of == name == "id_number")
    return {one.name: next(iter(one.digests(value)), "") for one in columns}


def _is_free(column: Any, value: str | None) -> bool:  # noqa: ANN401 - a column
    if value is None or column.unique or (value.startswith(("{", "[")) and value.endswith(("}", "]"))):
        return False
    if value:
        return bool(PLAIN.search(value)) or column.name in PERSONAL
    return isinstance(column, models.TextField) or column.name in PERSONAL or (column.max_length or 0) >= LONG


def _sung(column: Any, value: str, bird: str) -> str:  # noqa: ANN401 - a column
    longest = getattr(column, "max_length", None) or 10**6
    if column.name == "email":
        return f"{bird}@example.com"
    return value[: max(longest - len(bird), 0)] + bird if longest > len(bird) else value


def _hatched(flock: Flock, place: str, labels: list[Label], key: str) -> str:
    return flock.hatch(f"{place}.{key}", *labels)


def in_leaves(value: Any, hatch: Callable[[str], str], key: str = "") -> Any:  # noqa: ANN401 - JSON
    """JSON with a canary of its own behind every leaf that is words."""
    if isinstance(value, dict):
        return {name: one if name in CODES else in_leaves(one, hatch, name) for name, one in value.items()}
    if isinstance(value, list):
        return [in_leaves(one, hatch, key) for one in value]
    return value + hatch(key) if isinstance(value, str) and PLAIN.search(value) else value


def _find(flock: Flock, sha256: str, label: Label) -> None:
    if not has_blob(sha256):
        return
    with open_blob(sha256) as content:
        for bird in BIRD.findall(content.read()):
            flock.places.setdefault(bird.decode(), "a file")
            flock.labels[bird.decode()].append(label)


def everything_in(content: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes themselves, and what they hold packed: gzip, members of a zip, streams of a PDF, base64."""
    yield content
    if not depth:
        return
    if content[:2] == b"\x1f\x8b":
        yield from everything_in(gzip.decompress(content), depth - 1)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from everything_in(packed.read(name), depth - 1)
    yield from _streams(content)
    yield from _decoded(content)


def _streams(pdf: bytes) -> Iterator[bytes]:
    for stream in _STREAM.findall(pdf) if pdf[:5] == b"%PDF-" else ():
        try:
            yield zlib.decompressobj().decompress(stream)  # its last byte may look like the end of a line
        except zlib.error:
            continue


def _decoded(content: bytes) -> Iterator[bytes]:
    for text in _ENCODED.findall(content) if len(content) < LARGE else ():
        for start in range(4):
            try:
                yield base64.b64decode(text[start : start + (len(text) - start) // 4 * 4], altchars=b"-_")
            except binascii.Error:
                continue


def uids_by_table(house: House) -> dict[str, list[UUID]]:
    """Every uid of the world, by the name of its table."""
    del house
    found: dict[str, list[UUID]] = {}
    for table in apps.get_models():
        if table.__module__.startswith("tongban.") and any(f.name == "uid" for f in table._meta.fields):
            rows = table._default_manager.order_by("-id").values_list("uid", flat=True)[:60]
            found.setdefault(table.__name__.lower(), []).extend(rows)
    return found
