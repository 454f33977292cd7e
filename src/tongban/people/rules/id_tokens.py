"""What an identity token must say before anybody is signed in by it (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import OutsideIdentity, Provider

ALGORITHMS = ("ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256")
"""Signatures by a key that only the provider holds; never "none", never one that our own client secret could make."""
_LEEWAY = 60
"""Seconds by which two clocks may differ."""
_OLDEST = 600
"""Seconds after which a token is too old to sign anybody in."""
_LAW = "在线诉讼规则 7"


def judge(
    claims: Mapping[str, Any], provider: Provider, *, nonce: str, now: datetime, since: float = 0.0
) -> OutsideIdentity | Refusal:
    """Whom a token vouches for whose signature is right, or why it signs nobody in.

    With `since` (seconds) the provider must say that it saw the person then or later.
    """
    conditions = [
        *_conditions(claims, provider, nonce, now.timestamp()),
        ("auth_time", not since or since - _LEEWAY <= _number(claims.get("auth_time")) < now.timestamp() + _LEEWAY),
    ]
    wrong = next((name for name, holds in conditions if not holds), "")
    if wrong:
        return Refusal("people.token_rejected", _LAW, (), (("claim", wrong),))
    return OutsideIdentity(
        provider=provider.slug,
        subject=claims["sub"],
        name=_text(claims.get(provider.name_claim)),
        id_number=_text(claims.get(provider.number_claim)),
    )


def _conditions(claims: Mapping[str, Any], provider: Provider, nonce: str, now: float) -> list[tuple[str, bool]]:
    """Each claim with whether it is as it must be; the first that is not is named."""
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    issued, expires = _number(claims.get("iat")), _number(claims.get("exp"))
    return [
        ("iss", claims.get("iss") == provider.issuer),
        ("aud", provider.client_id in several),
        ("azp", claims.get("azp", provider.client_id) == provider.client_id and (len(several) == 1 or "azp" in claims)),
        ("exp", expires > now - _LEEWAY),
        ("iat", now - _OLDEST - _LEEWAY < issued < now + _LEEWAY),
        ("nonce", bool(nonce) and claims.get("nonce") == nonce),
        ("sub", 0 < len(_text(claims.get("sub"))) <= 255),  # noqa: PLR2004 - OpenID Connect Core 1.0, 2
    ]


def _number(value: object) -> float:
    """A time in seconds; what is none lies in the far past."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
