"""A mail server that demands encryption and a login: who is let in sends, who is not loses nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.conf import settings

from tests.acts.service import NONE, quick_papers
from tests.acts.test_evidence_fetching import certified
from tests.builders import House
from tongban.delivery.adapters.mail import MailAccessRefused, mail_answers
from tongban.delivery.models import Attempt
from tongban.register.queries import failing_work
from tongban.wiring.mail import MailAccess
from tongban.wiring.operator import _mail

pytestmark = pytest.mark.django_db
USER, SECRET = "court", "not-a-real-one"  # the password of a server that the test runs


@dataclass
class Server:
    """A mail server on this machine: whom it let in, and how much it got."""

    password: str = SECRET
    got: int = 0
    let_in: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 - its name
        self.got += 1
        return "250 OK"

    def judge(self, _server: object, _session: object, _envelope: object, _how: str, told: LoginPassword) -> AuthResult:
        known = (told.login, told.password) == (USER.encode(), self.password.encode())
        self.let_in += [told.login.decode()] if known else []
        return AuthResult(success=known, handled=False)


@contextmanager
def serving(monkeypatch: pytest.MonkeyPatch, place: Path, demands: str, **access: Any) -> Iterator[Server]:
    """The platform has such a server, and is told how to get in; `access` changes that."""
    box, (context, pem) = Server(), certified(place, "localhost")
    (place / "roots.pem").write_bytes(pem)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The library takes only STARTTLS for encryption; where all is encrypted it is told that it need not be.
    how: dict[str, Any] = {
        "starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
        "tls": {"ssl_context": context, "auth_require_tls": False},
    }[demands]
    server = Controller(box, hostname="127.0.0.1", port=port, authenticator=box.judge, **how)
    server.start()
    told = replace(MailAccess(demands, USER, SECRET, place / "roots.pem"), **access)
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail=f"localhost:{port}", mail_access=told))
    try:
        yield box
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_papers_go_out_encrypted_and_under_the_login(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, security: str
) -> None:
    case = house.case()
    with serving(monkeypatch, tmp_path, security) as box:
        assert mail_answers() is True
        assert house.work(without=NONE) == []
    assert box.got == 3
    assert set(box.let_in) == {USER}
    assert set(Attempt.objects.filter(case=case.uid, channel="email").values_list("state", flat=True)) == {"arrived"}


@pytest.mark.parametrize(
    ("access", "said"),
    [
        ({"password": "another"}, "535"),
        ({"user": "", "password": ""}, "530"),
        ({"roots": None}, "certificate verify failed"),
        ({"security": "none", "user": "", "password": ""}, "530"),
    ],
)
def test_who_is_not_let_in_loses_nothing_and_the_operator_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, access: dict[str, Any], said: str
) -> None:
    case = house.case()
    mailed = Attempt.objects.filter(case=case.uid, channel="email")
    with serving(monkeypatch, tmp_path, "starttls", **access) as box:
        for _ in range(6):
            house.work(without=NONE)
            house.clock.forward(minutes=15)
        assert set(mailed.values_list("state", flat=True)) == {"queued"}, "the address was never at fault"
        (error,) = {due.last_error for due in failing_work()}
        assert error.startswith("MailAccessRefused: localhost:")
        assert said in error
        assert "platform.toml" in error
        assert SECRET not in error
        assert box.got == 0
    with serving(monkeypatch, tmp_path, "starttls") as box:
        assert house.work(without=NONE) == []
    assert box.got == 3
    assert set(mailed.values_list("state", flat=True)) == {"arrived"}


def test_the_check_of_the_platform_says_whether_its_mail_server_lets_it_in(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert mail_answers() is None
    with serving(monkeypatch, tmp_path, "starttls", password="another"):
        with pytest.raises(MailAccessRefused, match="535"):
            mail_answers()
        assert "535" in str(_mail()["mail_refuses"])
    assert _mail() == {"mail": "does not answer", "mail_refuses": []}
