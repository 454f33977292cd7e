"""The pack for a person with expert knowledge (在线诉讼规则 19): raw bytes, proofs, formats, the checker."""

from __future__ import annotations

import hashlib
import io
import json
import shlex
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, BinaryIO
from uuid import UUID

import courtlog
from courtlog.bundle import OPENING, PROOF, STATEMENT
from courtlog.merkle import leaf_hash
from courtlog.note import Note
from courtlog.pack import verifier_source
from tongban.register.actions.bundle import bundle, check_bundle, ledger_policy

_DATE = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_UNIX, _MODE = 3, 0o644 << 16
_POLICY = "court.tlog-policy"
_DATA = files("tongban.register").joinpath("data")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file as it lies here: the subject of its seal, its name, and what opens its bytes."""

    subject: UUID
    name: str
    open: Callable[[], BinaryIO]


@dataclass(slots=True)
class _Pack:
    """A zip in the making: the same content gives the same bytes, and the digest of each member is kept."""

    archive: zipfile.ZipFile
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: bytes | BinaryIO) -> None:
        """One more member, read in blocks."""
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        info, digest = zipfile.ZipInfo(name, _DATE), hashlib.sha256()
        info.create_system, info.external_attr = _UNIX, _MODE
        with self.archive.open(info, "w") as member:
            while block := source.read(_BLOCK):
                member.write(block)
                digest.update(block)
        self.digests[name] = digest.hexdigest()


def write_expert_pack(target: BinaryIO, sealed: Sequence[SealedFile], further: Mapping[str, bytes]) -> None:
    """Write the pack about `sealed` with `further` members into `target` (seekable).

    A file without a proof yet comes with its bytes alone, and the commands say so. The twins are made of the first
    bundle; what a right checker answers to them was answered by the court's own. All else is data of this package, so
    an installation without the repository gives the same pack.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        pack = _Pack(archive)
        commands: list[str] = []
        twins: list[str] = []
        for number, file in enumerate(sealed, 1):
            raw, proof = f"raw/{number}-{file.name}", f"bundles/{number}.zip"
            with file.open() as content:
                pack.add(raw, content)
            made = bundle(file.subject, name=file.name)
            if made is None:
                commands.append(f"         # {raw}: not proven yet / 尚未取得证明")
                continue
            pack.add(proof, made)
            pack.add(f"worked/{number}.json", json.dumps(worked(made), indent=1).encode())
            commands += [
                f"         python3 verify.py {proof} {shlex.quote(raw)} --policy {_POLICY}",
                f"         courtlog verify {proof} {shlex.quote(raw)} --policy {_POLICY}",
            ]
            twins = twins or _add_twins(pack, made, file, raw)
        pack.add("verify.py", verifier_source())
        pack.add("formats.md", _DATA.joinpath("formats.md").read_bytes())
        for vector in ("first.zip", "first.tlog-policy", "first.promise"):
            pack.add(f"vectors/{vector}", _DATA.joinpath("vectors", vector).read_bytes())
        if policy := ledger_policy():
            pack.add(_POLICY, policy)
        for name, data in further.items():
            pack.add(name, data)
        text = _DATA.joinpath("EXPERT.txt").read_text(encoding="utf-8")
        told = text.replace("<commands>", "\n".join(commands)).replace("<twins>", "\n".join(twins))
        pack.add("EXPERT.txt", told.encode())
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(pack.digests.items()))
        pack.add("SHA256SUMS", sums.encode())


def worked(made: bytes) -> dict[str, Any]:
    """The bundle's check worked out: what goes into each step of formats.md and what comes out, in hexadecimal."""
    with courtlog.Bundle.open(io.BytesIO(made)) as bundled:
        entry, opening = bundled.need(STATEMENT), courtlog.Opening.parse(bundled.need(OPENING))
        proof = courtlog.TlogProof.parse(bundled.need(PROOF))
    said = courtlog.SignedStatement.parse(entry).statement
    head, signed = proof.checkpoint, Note.parse(proof.head)
    return {
        "file": {"size": opening.size, "sha256": opening.sha256.hex(), "sm3": opening.sm3.hex()},
        "salt": opening.salt.value.hex(),
        "commitment-sha256": said.commitments.sha256.hex(),
        "commitment-sm3": said.commitments.sm3.hex(),
        "size-class": said.size_class,
        "statement": entry.hex(),
        "leaf": leaf_hash(entry).hex(),
        "index": proof.index,
        "size": head.size,
        "steps": _steps(leaf_hash(entry), proof.index, head.size, proof.path),
        "root": head.root.hex(),
        "head": signed.text,
        "issuer-key": opening.issuer_key.hex(),
    }


def _steps(node: bytes, index: int, size: int, path: Sequence[bytes]) -> list[dict[str, str]]:
    """From the leaf to the root as RFC 9162, 2.1.3.2 goes: at each step the two halves and their hash."""
    found, last = [], size - 1
    for sibling in path:
        right = bool(index & 1) or index == last
        while right and not index & 1 and index:
            index, last = index >> 1, last >> 1
        halves = (sibling, node) if right else (node, sibling)
        node = hashlib.sha256(b"\1" + b"".join(halves)).digest()
        found.append({"left": halves[0].hex(), "right": halves[1].hex(), "hash": node.hex()})
        index, last = index >> 1, last >> 1
    return found


def _add_twins(pack: _Pack, made: bytes, file: SealedFile, raw: str) -> list[str]:
    """Add bundles that differ from `made` in one byte of one part; gives the commands that check them."""
    expected, commands = [], []
    for part in (STATEMENT, OPENING, PROOF):
        name, twin = f"twins/{part.partition('.')[0]}.zip", _twin(made, part)
        with file.open() as content:
            found = check_bundle(io.BytesIO(twin), content)
        pack.add(name, twin)
        expected.append(f"{found[0].verdict.value if found else 'cannot be read'}\t{name}\n")
        commands.append(f"         python3 verify.py {name} {shlex.quote(raw)} --policy {_POLICY}")
    pack.add("twins/expected.txt", "".join(expected).encode())
    return commands


def _twin(made: bytes, part: str) -> bytes:
    """The bundle with one bit of the middle byte of `part` turned."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as sound, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for info in sound.infolist():
            data = bytearray(sound.read(info))
            if info.filename == part:
                data[len(data) // 2] ^= 1
            archive.writestr(info, bytes(data))
    return target.getvalue()
