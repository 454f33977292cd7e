"""Content credentials (C2PA) in photographs and films: read offline, in a process of their own.

The reader is native code and the file a stranger's: it runs apart, with limits, and whatever happens to it, the upload
stays. It fetches nothing: neither credentials that lie elsewhere nor revocation lists.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

TRUST_LIST = "c2pa-trust.pem"
"""Certificates (PEM) in the platform's home whose issuers the operator trusts; without the file nobody is trusted."""
_SECONDS = 30
_MEMORY = 2 << 30
_SIGNS = (b"c2pa", b"dcterms:provenance")
_LENGTH = 200
_STATES = {"Trusted": "trusted", "Valid": "valid", "Invalid": "broken"}


def read_credentials(content: bytes, media_type: str) -> dict[str, str]:
    """What the credentials say, as plain JSON; never raises for what is in the file.

    `state`: none, valid (the signature holds, the signer is not known to the court), trusted, broken, elsewhere (the
    file names a place from which nothing was fetched), unreadable (there is something that could not be read).
    """
    if not any(sign in content for sign in _SIGNS):
        return {"state": "none"}
    trust = Path(settings.TONGBAN.home) / TRUST_LIST
    command = [sys.executable, "-I", "-m", __name__, media_type, str(trust) if trust.is_file() else ""]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=True)
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return {"state": "unreadable"}
    return {str(name): str(value)[:_LENGTH] for name, value in found.items()}


def _apart(media_type: str, trust: str) -> dict[str, Any]:
    """In the process of its own: the file comes in, what was found goes out."""
    for limit, value in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    import io

    import c2pa

    told: dict[str, Any] = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}}
    if trust:
        told["trust"] = {"trust_anchors": Path(trust).read_text(encoding="utf-8")}
    context = c2pa.Context(c2pa.Settings.from_dict(told))
    try:
        with c2pa.Reader(media_type, io.BytesIO(sys.stdin.buffer.read()), context=context) as reader:
            said, state = json.loads(reader.json()), str(reader.get_validation_state())
    except c2pa.C2paError as no:
        why = str(no)
        if why.startswith("ManifestNotFound"):
            return {"state": "none"}
        return {"state": "elsewhere" if why.startswith("Remote") else "unreadable", "why": why}
    manifest = said.get("manifests", {}).get(said.get("active_manifest", ""), {})
    signed = manifest.get("signature_info") or {}
    made: dict[str, Any] = next(iter(manifest.get("claim_generator_info") or []), {})
    results = said.get("validation_results", {}).get("activeManifest", {})
    broken = [one.get("code", "") for one in results.get("failure", [])]
    return {
        "state": _STATES.get(state, "unreadable"),
        "signer": signed.get("issuer") or signed.get("common_name") or "",
        "certificate": signed.get("common_name") or "",
        "time": signed.get("time") or "",
        "made_with": " ".join(str(made.get(name) or "") for name in ("name", "version")).strip(),
        "broken": ", ".join(code for code in broken if code != "signingCredential.untrusted"),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_apart(sys.argv[1], sys.argv[2])))
