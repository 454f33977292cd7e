"""A provider of OpenID Connect and a service that compares faces, in a process of their own.

    python tests/entrances/identity_provider.py

Both are honest until told to lie. `POST /behave` with JSON changes what they do next: `claims` (added to the honest
ones; None takes one away), `sign` ("right", "other" key, "none", "hmac" with the client secret, "tampered"), `issuer`
of the description, `silent` (503), and `face` ("waiting", "passed", "failed", or "another": it was somebody else).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

CLIENT, SECRET = "court", "a secret that only the court and the provider know"
HONEST: dict[str, Any] = {"claims": {}, "sign": "right", "issuer": "", "silent": False, "face": "passed"}


class Provider(BaseHTTPRequestHandler):
    """One request."""

    key, other = ECKey.generate_key("P-256", {"kid": "one"}), ECKey.generate_key("P-256", {"kid": "one"})
    behaviour: ClassVar[dict[str, Any]] = dict(HONEST)
    codes: ClassVar[dict[str, dict[str, str]]] = {}
    me = ""

    def do_GET(self) -> None:
        """Description, keys, and the page on which a person agrees."""
        asked = urlsplit(self.path)
        if self.behaviour["silent"]:
            self._answer(503, {})
        elif asked.path == "/.well-known/openid-configuration":
            described = {
                "issuer": self.behaviour["issuer"] or self.me,
                "authorization_endpoint": f"{self.me}/authorize",
                "token_endpoint": f"{self.me}/token",
                "jwks_uri": f"{self.me}/keys",
            }
            self._answer(200, described)
        elif asked.path == "/keys":
            self._answer(200, {"keys": [{**self.key.as_dict(private=False), "use": "sig", "alg": "ES256"}]})
        elif asked.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            hidden = "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}">' for k, v in query.items())
            page = f'<form method="post" action="/authorize">{hidden}<button name="yes">It is me</button></form>'
            self._answer(200, page)
        elif asked.path.startswith("/checks/"):
            self._face(asked.path.rpartition("/")[2])
        else:
            self._answer(200 if asked.path == "/favicon.ico" else 404, "")

    def do_POST(self) -> None:
        """Agreement, exchange of a code for a token, and orders to misbehave."""
        text = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(text).items()}
        if self.path == "/behave":
            Provider.behaviour = HONEST | json.loads(text)
            self._answer(200, {})
        elif self.path == "/authorize":
            code = uuid4().hex
            self.codes[code] = form
            self.send_response(302)
            self.send_header("location", f"{form['redirect_uri']}?{urlencode({'code': code, 'state': form['state']})}")
            self.end_headers()
        elif self.path == "/token":
            self._token(form)
        elif self.path == "/checks" and self.headers["authorization"] == f"Bearer {SECRET}":
            number = uuid4().hex
            self.codes[number] = form
            self._answer(503 if self.behaviour["silent"] else 200, {"number": number, "url": f"{self.me}/{number}"})
        else:
            self._answer(404, {})

    def _face(self, number: str) -> None:
        known, found = self.codes.get(number), self.behaviour["face"]
        if known is None or self.headers["authorization"] != f"Bearer {SECRET}":
            self._answer(404, {})
            return
        whom = "somebody else" if found == "another" else known["id_number"]
        state = "passed" if found == "another" else found
        self._answer(200, {"state": state, "reference": f"F-{number[:6]}", "id_number": whom})

    def _token(self, form: dict[str, str]) -> None:
        asked = self.codes.pop(form.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = asked and asked["code_challenge"] == proof.rstrip(b"=").decode()
        if not asked or not right or form.get("client_secret") != SECRET:
            self._answer(400, {"error": "invalid_grant"})
            return
        now = int(time.time())
        honest = {"iss": self.me, "aud": CLIENT, "sub": "citizen-1", "iat": now, "exp": now + 300}
        if asked.get("max_age") == "0":
            honest["auth_time"] = now
        claims = honest | {"nonce": asked["nonce"], "name": "林晓梅"} | self.behaviour["claims"]
        claims = {name: value for name, value in claims.items() if value is not None}
        self._answer(200, {"access_token": "unused", "token_type": "Bearer", "id_token": self._signed(claims)})

    def _signed(self, claims: dict[str, Any]) -> str:
        how = self.behaviour["sign"]
        if how == "none":
            head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
            body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
            return f"{head}.{body}."
        if how == "hmac":
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(SECRET))
        key = self.other if how == "other" else self.key
        token = jwt.encode({"alg": "ES256", "kid": "one"}, claims, key)
        if how == "tampered":
            head, _, signature = token.split(".")
            body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "citizen-2"}).encode()).rstrip(b"=").decode()
            return f"{head}.{body}.{signature}"
        return token

    def _answer(self, status: int, content: dict[str, Any] | str) -> None:
        page = isinstance(content, str)
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("content-type", "text/html" if page else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[str]:
    """The provider in a second process; gives its address."""
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def behave(address: str, **orders: Any) -> None:
    """Tell the provider how to behave from now on; nothing said means honest."""
    httpx.post(f"{address}/behave", json=orders).raise_for_status()


def main() -> None:
    """Serve on a free port and print the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Provider.me = f"http://127.0.0.1:{server.server_port}"
    sys.stdout.write(f"{Provider.me}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
