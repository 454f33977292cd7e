"""A provider of sign-in by OpenID Connect: the way out, and what came back (authorization code, PKCE, nonce).

The signature of every token is checked, also of one that came straight from the provider: transport security says who
sent it, a signature who vouches for it.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tongban.kernel.refusal import Refusal, Refused
from tongban.people.adapters.talking import asked, client, silence
from tongban.people.rules.id_tokens import ALGORITHMS, judge
from tongban.people.vocabulary import Departure, OutsideIdentity, Provider

_LAW = "在线诉讼规则 7"


def way_out(provider: Provider, back: str, *, since: float = 0.0) -> Departure:
    """Where to send the browser; `back` is the address to which the provider sends it again.

    With `since` the provider is asked to look at the person now, and to say when it did (max_age, auth_time).

    Refused when the provider does not answer, or answers as another one.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    wanted = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
        **({"max_age": "0"} if since else {}),
    }
    with client() as line:
        page = _endpoint(provider, _described(line, provider), "authorization_endpoint")
    return Departure(f"{page}{'&' if '?' in page else '?'}{urlencode(wanted)}", state, nonce, verifier, since)


def came_back(provider: Provider, departure: Departure, code: str, back: str, *, now: datetime) -> OutsideIdentity:
    """Whom the provider vouches for, in exchange for `code`; refused for any token that is not beyond doubt."""
    with client() as line:
        described = _described(line, provider)
        wanted = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
            "code_verifier": departure.verifier,
        }
        answer = asked(line, "POST", _endpoint(provider, described, "token_endpoint"), wanted)
        keys = asked(line, "GET", _endpoint(provider, described, "jwks_uri"))
    found = judge(
        _signed(answer.get("id_token"), keys), provider, nonce=departure.nonce, now=now, since=departure.since
    )
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _described(line: httpx.Client, provider: Provider) -> Mapping[str, Any]:
    """The provider's own description; one that names another issuer is somebody else's."""
    found = asked(line, "GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise Refused(Refusal("people.token_rejected", _LAW, (), (("claim", "issuer"),)))
    return found


def _endpoint(provider: Provider, described: Mapping[str, Any], name: str) -> str:
    """An address of the provider: encrypted wherever the provider itself is."""
    address = str(described.get(name, ""))
    if urlsplit(address).scheme not in {"https", urlsplit(provider.issuer).scheme} or not urlsplit(address).netloc:
        raise Refused(silence(provider.issuer))
    return address


def _signed(token: object, keys: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of a token whose signature one of the provider's public keys made."""
    try:
        key_set = KeySet.import_key_set({"keys": [key for key in keys.get("keys", ()) if _public(key)]})
        return jwt.decode(str(token), key_set, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, KeyError) as broken:
        raise Refused(Refusal("people.token_rejected", _LAW, (), (("claim", "signature"),))) from broken


def _public(key: Any) -> bool:  # noqa: ANN401 - whatever the provider sent
    """A key pair's public half for signatures; a shared secret (oct) proves nothing."""
    return isinstance(key, dict) and key.get("kty") in {"RSA", "EC", "OKP"} and key.get("use", "sig") == "sig"
