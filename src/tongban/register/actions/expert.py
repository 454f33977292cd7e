"""The pack for a person with expert knowledge (在线诉讼规则 19): raw bytes, proofs, formats, the checker."""

from __future__ import annotations

import hashlib
import io
import shlex
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from courtlog.bundle import OPENING, PROOF, STATEMENT
from courtlog.pack import verifier_source
from tongban.register.actions.bundle import bundle, check_bundle, ledger_policy

_DATE = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_UNIX, _MODE = 3, 0o644 << 16
_POLICY = "court.tlog-policy"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file as it lies here: the subject of its seal, its name, and where its bytes are."""

    subject: UUID
    name: str
    path: Path


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
    bundle; what a right checker answers to them was answered by the court's own.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        pack = _Pack(archive)
        commands: list[str] = []
        twins: list[str] = []
        for number, file in enumerate(sealed, 1):
            raw, proof = f"raw/{number}-{file.name}", f"bundles/{number}.zip"
            with file.path.open("rb") as content:
                pack.add(raw, content)
            made = bundle(file.subject, name=file.name)
            if made is None:
                commands.append(f"         # {raw}: not proven yet / 尚未取得证明")
                continue
            pack.add(proof, made)
            commands += [
                f"         python3 verify.py {proof} {shlex.quote(raw)} --policy {_POLICY}",
                f"         courtlog verify {proof} {shlex.quote(raw)} --policy {_POLICY}",
            ]
            twins = twins or _add_twins(pack, made, file, raw)
        pack.add("verify.py", verifier_source())
        pack.add("formats.md", formats().encode())
        if policy := ledger_policy():
            pack.add(_POLICY, policy)
        for name, data in further.items():
            pack.add(name, data)
        text = files("tongban.register").joinpath("data", "EXPERT.txt").read_text(encoding="utf-8")
        told = text.replace("<commands>", "\n".join(commands)).replace("<twins>", "\n".join(twins))
        pack.add("EXPERT.txt", told.encode())
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(pack.digests.items()))
        pack.add("SHA256SUMS", sums.encode())


def formats() -> str:
    """The description of the ledger's formats that its own package carries."""
    return metadata.metadata("courtlog")["Description"]


def _add_twins(pack: _Pack, made: bytes, file: SealedFile, raw: str) -> list[str]:
    """Add bundles that differ from `made` in one byte of one part; gives the commands that check them."""
    expected, commands = [], []
    for part in (STATEMENT, OPENING, PROOF):
        name, twin = f"twins/{part.partition('.')[0]}.zip", _twin(made, part)
        with file.path.open("rb") as content:
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
