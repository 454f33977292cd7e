"""The platform's own federation key, and peers' keys as JWK."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Literal

from joserfc.jwk import OKPKey

from tongban.federation.rules.envelope import ALGORITHM


def make_key(folder: Path) -> None:
    """Make the key at initialisation, if there is none; the file is readable by its owner alone."""
    _make(folder / "federation.jwk", "Ed25519")


def make_sealing_key(folder: Path) -> None:
    """Make the key for which the internet zone seals, if there is none; only the court zone has one."""
    _make(folder / "sealing.jwk", "X25519")


def _make(path: Path, curve: Literal["Ed25519", "X25519"]) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key(curve, private=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(key.as_dict(private=True), file)


@cache
def own_key(folder: Path) -> OKPKey:
    """The key with which this platform signs."""
    return OKPKey.import_key(json.loads((folder / "federation.jwk").read_text()), {"alg": ALGORITHM})


@cache
def own_sealing_key(folder: Path) -> OKPKey:
    """The key with which the court zone opens what its internet zone sealed."""
    return OKPKey.import_key(json.loads((folder / "sealing.jwk").read_text()))


def sealing_text(folder: Path) -> str:
    """The public part of that key, as the internet zone's settings name it."""
    return str(own_sealing_key(folder).as_dict(private=False)["x"])


def public_text(folder: Path) -> str:
    """The public key as peers enter it: base64url of 32 bytes."""
    return str(own_key(folder).as_dict(private=False)["x"])


@cache
def peer_key(text: str) -> OKPKey:
    """A peer's key from its text; raises ValueError when the text is no Ed25519 key."""
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": text})
