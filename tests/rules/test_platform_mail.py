"""From which address a court writes: mail that does not arrive must find its way back (SI 135); and how its mail server
lets it in.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.wiring.mail import PASSWORD, MailAccess
from tongban.wiring.platform import Platform, PlatformMisconfigured

pytestmark = pytest.mark.once


def platform(home: Path, *lines: str) -> Platform:
    (home / "platform.toml").write_text("\n".join(('slug = "test"', 'tree = ["渝"]', *lines)), encoding="utf-8")
    return Platform.load(home)


def test_a_court_writes_from_an_address_of_its_own(tmp_path: Path) -> None:
    assert platform(tmp_path, 'mail_from = "songda@court.example"').mail_from == "songda@court.example"
    assert platform(tmp_path).mail_from == "test@tongban.example"


@pytest.mark.parametrize("address", ["court", "court @example.cn", "法院 <a@b.cn>", "a@b@c", "a@b\\nBcc: x@y"])
def test_what_is_no_address_is_told_at_the_start(tmp_path: Path, address: str) -> None:
    with pytest.raises(PlatformMisconfigured, match="mail_from"):
        platform(tmp_path, f'mail_from = "{address}"')


def test_the_password_stands_in_the_file_or_in_the_environment_and_is_never_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert platform(tmp_path).mail_access == MailAccess()
    told = platform(tmp_path, "[mail_access]", 'user = "court"', 'password = "not-a-real-one"')
    assert told.mail_access == MailAccess("starttls", "court", "not-a-real-one")
    monkeypatch.setenv(PASSWORD, "from-outside")
    told = platform(tmp_path, "[mail_access]", 'user = "court"', 'security = "tls"')
    assert told.mail_access == MailAccess("tls", "court", "from-outside")
    assert "from-outside" not in repr(told)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (('user = "court"',), "needs both"),
        (('password = "x"',), "needs both"),
        (('user = "court"', 'password = "x"', 'security = "none"'), "unencrypted"),
        (('security = "ssl"',), "starttls or tls"),
        (('roots = "nowhere.pem"',), "no file"),
        (('colour = "red"',), "nothing else"),
        (("user = 5",), "as texts"),
    ],
)
def test_an_access_that_cannot_be_is_told_at_the_start(tmp_path: Path, table: tuple[str, ...], said: str) -> None:
    with pytest.raises(PlatformMisconfigured, match=said):
        platform(tmp_path, "[mail_access]", *table)
