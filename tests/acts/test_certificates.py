"""A certificate of service is typeset, then closed by the court's seal, and the ledger gets both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from tests.acts.service import NONE
from tests.builders import House
from tongban.cases.vocabulary import CaseView
from tongban.documents.actions.blobs import open_content
from tongban.documents.actions.paper import court_seal
from tongban.documents.adapters.demo_authority import DemoAuthority
from tongban.documents.adapters.in_place import NoSigner
from tongban.documents.adapters.signing import CannotSign
from tongban.documents.adapters.verifying import verify_pdf
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.register.models import Due, Seal

pytestmark = pytest.mark.django_db
PLAINTIFF_ONLINE = {"consent__service": "online"}


@pytest.fixture
def served(house: House) -> CaseView:
    """A case whose plaintiff was served on the platform; every paper is typeset."""
    case = house.case(**PLAINTIFF_ONLINE)
    assert house.work(without=NONE) == []
    return case


def test_the_courts_seal_closes_each_certificate(house: House, served: CaseView) -> None:
    found = [one for one in documents_of(house.viewer(house.lin.uid), case=served.uid) if one.kind == "certificate"]
    assert found
    authority = DemoAuthority(settings.TONGBAN.home, settings.TONGBAN_CLOCK.wall)
    later = settings.TONGBAN_CLOCK.wall() + timedelta(days=1)
    for paper in found:
        opened = open_content(house.viewer(house.lin.uid), paper.uid)
        assert opened is not None
        version, reader = opened
        with reader:
            told = verify_pdf(reader.read(), authority.roots(), at=later)
        assert (paper.stage, version.number, version.signed) == ("signed", 2, 1)
        assert told.sound
        assert [one.signer.split()[0] for one in told.signatures] == ["电子印章"]
        assert Seal.objects.filter(case=served.uid, sha256=version.sha256).exists()
        with pytest.raises(CannotSign):
            court_seal(paper.uid, court=served.court, name="某法院", reason="再次盖章")


def test_without_a_signer_the_certificate_stands_and_its_seal_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise NoSigner

    monkeypatch.setattr("tongban.delivery.actions.certificates.court_seal", nobody)
    case = house.case(**PLAINTIFF_ONLINE)
    failed = house.work(without=NONE)
    assert {one.partition(":")[0] for one in failed} == {"seal_certificate"}
    made = Document.objects.filter(kind="certificate", case=case.uid)
    assert set(made.values_list("stage", "versions__number", "versions__signed")) == {("rendered", 1, 0)}
    assert Due.objects.filter(reaction="seal_certificate", done_at__isnull=True).count() == made.count()
