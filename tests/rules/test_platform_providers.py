"""What an operator may write about outside places of sign-in and proof, and the sentence for each slip."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.people.vocabulary import OutsideService, Provider
from tongban.wiring.providers import providers_of, services_of

RIGHT = {
    "slug": "id",
    "name": "统一身份平台",
    "issuer": "https://id.example",
    "client_id": "court",
    "client_secret": "quiet",
}
FACE = {"address": "https://face.example/", "key": "quiet", "name": "人脸核验", "name_en": "Face check"}


def read(*tables: Any, production: bool = True) -> tuple[Provider, ...]:
    return providers_of(list(tables), production=production, fail=ValueError)


def test_a_provider_takes_the_defaults() -> None:
    (found,) = read(RIGHT)
    assert (found.name_en, found.scope, found.second_factor, found.proves) == (
        RIGHT["name"],
        "openid profile",
        False,
        False,
    )
    assert "quiet" not in repr(found), "a secret is not shown where a provider is"
    assert read() == ()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"issuer": ""}, "must set issuer"),
        ({"client_secret": None}, "must set client_secret"),
        ({"colour": "red"}, "does not know colour"),
        ({"proves": "yes"}, "proves must be bool"),
        ({"name": 7}, "name must be str"),
        ({"slug": "Id Platform"}, "a slug takes"),
        ({"issuer": "http://id.example"}, "https"),
        ({"issuer": "id.example"}, "https"),
    ],
)
def test_each_slip_is_said(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(RIGHT | changed)


def test_two_of_one_name_and_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="same slug"):
        read(RIGHT, RIGHT)
    for shape in ("id", {"slug": "id"}, ["id"]):
        with pytest.raises(ValueError, match=r"\[\[provider\]\]"):
            providers_of(shape, production=True, fail=ValueError)


def test_a_demonstration_may_do_without_encryption() -> None:
    assert read(RIGHT | {"issuer": "http://127.0.0.1:9"}, production=False)


def test_a_face_service_is_named_whole_or_not_at_all() -> None:
    def face(table: object) -> OutsideService | None:
        return services_of({"face_service": table}, production=True, fail=ValueError)["face_service"]

    found = face(FACE)
    assert found is not None
    assert found.address == "https://face.example"
    assert "quiet" not in repr(found)
    assert face(None) is None
    for wrong in (FACE | {"colour": "red"}, FACE | {"key": 7}, {"address": "https://face.example"}, "face"):
        with pytest.raises(ValueError, match="must set address, key, name, name_en"):
            face(wrong)
    with pytest.raises(ValueError, match="https"):
        face(FACE | {"address": "http://face.example"})
