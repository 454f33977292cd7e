"""A repair of asn1crypto 1.5, without which one signature in three takes four seconds instead of 0.05.

Before writing an object, asn1crypto asks whether its header ends in the byte 0x80, the mark of an indefinite length
(X.690, 8.1.3.6). A definite length such as 0x0680 ends in that byte too; the object is then encoded anew with all its
parts, at each level twice. An indefinite header is the tag and the mark alone; so headers that are longer than two
bytes (tags up to 30, the only ones in CMS and X.509) are definite, and are shown to that question without their end.
"""

from __future__ import annotations

from typing import SupportsIndex

from asn1crypto import core

_SHORT_HEADER = 2
_MARK = b"\x80"


class _Definite(bytes):
    """A header whose last byte, asked for alone, is not taken for the mark."""

    __slots__ = ()

    def __getitem__(self, part: SupportsIndex | slice) -> int | bytes:  # type: ignore[override]
        return b"" if part == slice(-1, None) else super().__getitem__(part)


def _repaired(kind: type) -> None:
    original = kind.dump  # type: ignore[attr-defined]

    def dump(self: core.Asn1Value, force: bool = False) -> bytes:  # noqa: FBT001, FBT002 - the original's signature
        header = self._header
        if type(header) is bytes and len(header) > _SHORT_HEADER and header.endswith(_MARK):
            self._header = _Definite(header)
        return original(self, force)

    dump.repaired = True  # type: ignore[attr-defined]
    kind.dump = dump  # type: ignore[attr-defined]


def repair() -> None:
    """Repair the writers, once per process."""
    for kind in (core.Asn1Value, core.Constructable, core.Sequence, core.SequenceOf):
        own = vars(kind).get("dump")
        if own is not None and not hasattr(own, "repaired"):
            _repaired(kind)
