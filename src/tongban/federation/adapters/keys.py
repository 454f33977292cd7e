"""The platform's own federation key, and peers' keys as JWK."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from joserfc.jwk import OKPKey

from tongban.federation.rules.envelope import ALGORITHM


def make_key(folder: Path) -> None:
    """Make the key at initialisation, if there is none; the file is readable by its owner alone."""
    path = folder / "federation.jwk"
    if path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key("Ed25519", private=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(key.as_dict(private=True), file)


@cache
def own_key(folder: Path) -> OKPKey:
    """The key with which this platform signs."""
    return OKPKey.import_key(json.loads((folder / "federation.jwk").read_text()), {"alg": ALGORITHM})


def public_text(folder: Path) -> str:
    """The public key as peers enter it: base64url of 32 bytes."""
    return str(own_key(folder).as_dict(private=False)["x"])


@cache
def peer_key(text: str) -> OKPKey:
    """A peer's key from its text; raises ValueError when the text is no Ed25519 key."""
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": text})
