"""Mediation before registration on its pages: plaintiff, clerk, mediator."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.acts.early import asked, early_of, mediating
from tests.acts.mediations import enlisted
from tests.builders import House, picture
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import Early, Stage


def text(page: Any) -> str:  # noqa: ANN401 - Django's response of a test
    return str(page.content.decode()).replace("<wbr>", "")


def received(client: Client, address: str) -> bytes:
    """The content of a file that a page links to."""
    page = client.get(linked(client, address))
    assert page.status_code == 200
    return b"".join(page.streaming_content)  # type: ignore[attr-defined]


def test_the_clerk_proposes_the_plaintiff_agrees_and_the_clerk_names_a_mediator(house: House) -> None:
    who, uid = enlisted(house), house.filing()
    clerk, lin = signed_in(house, house.clerk.person), signed_in(house, house.lin.uid)
    assert "Propose mediation first" in text(clerk.get(reverse("desk:filing", args=[uid])))
    assert clerk.post(reverse("desk:early_propose", args=[uid])).status_code == 302
    assert "Mediation was proposed to the plaintiff." in text(clerk.get(reverse("desk:filing", args=[uid])))
    assert "The court proposes mediation." in text(lin.get(reverse("portal:filing", args=[uid])))
    assert reverse("portal:filing", args=[uid]) in text(lin.get(reverse("portal:home")))
    page = text(lin.get(reverse("portal:early", args=[uid])))
    assert "It is voluntary" in page
    agree = reverse("portal:early_act", args=[uid, "agree"])
    assert agree in page
    assert "何调解" in text(lin.get(agree))
    assert lin.post(agree, {"wish": str(who.person)}).status_code == 302
    house.work()
    assert "Your complaint is in mediation." in text(lin.get(reverse("portal:filing", args=[uid])))
    desk = reverse("desk:early", args=[uid])
    assert desk in text(clerk.get(reverse("desk:inbox")))
    assert "Whom the plaintiff would like" in text(clerk.get(desk))
    assert clerk.post(desk, {"mediator": ""}).status_code == 422
    assert clerk.post(desk, {"mediator": str(who.person)}).status_code == 302
    assert "何调解" in text(clerk.get(desk))


def test_the_plaintiff_declines_on_the_page(house: House) -> None:
    uid = house.filing()
    signed_in(house, house.clerk.person).post(reverse("desk:early_propose", args=[uid]))
    lin = signed_in(house, house.lin.uid)
    assert lin.post(reverse("portal:early_act", args=[uid, "decline"])).status_code == 302
    assert filing_by_uid(uid).early is Early.DECLINED
    assert lin.get(reverse("portal:early_act", args=[uid, "decline"])).status_code == 404
    assert lin.get(reverse("portal:early_act", args=[uid, "nonsense"])).status_code == 404


def test_the_mediator_accepts_reads_the_complaint_and_hands_in_the_agreement(house: House) -> None:
    who, uid = enlisted(house), house.filing()
    assert house.work(without=frozenset()) == []  # the complaint is typeset
    lin = signed_in(house, house.lin.uid)
    assert lin.post(reverse("portal:early_act", args=[uid, "agree"]), {"wish": ""}).status_code == 302
    house.work()
    filing, one = filing_by_uid(uid), early_of(uid)
    clerk = signed_in(house, house.clerk.person)
    clerk.post(reverse("desk:early", args=[filing.uid]), {"mediator": str(who.person)})
    mediator = signed_in(house, who.person)
    address = reverse("portal:early_matter", args=[one.uid])
    assert address in text(mediator.get(reverse("portal:home")))
    assert address in text(mediator.get(reverse("portal:mediations")))

    def act(what: str, **told: object) -> Any:  # noqa: ANN401 - Django's response of a test
        return mediator.post(reverse("portal:early_matter_act", args=[one.uid, what]), told)

    assert act("accept").status_code == 422
    assert act("accept", free="on").status_code == 302
    page = text(mediator.get(address))
    assert "周志强" in page
    file = next(part.split('"')[0] for part in page.split('href="') if "/files/" in part.split('"')[0])
    assert received(mediator, file.partition("?")[0]).startswith(b"%PDF")
    assert act("other-yes", how="").status_code == 422
    assert act("other-yes", how="电话征询，同意。").status_code == 302
    assert act("agreement", state_secret="no").status_code == 422
    sent_file = picture()
    sent_file.name = "signed.png"
    assert act("agreement", state_secret="no", files=sent_file).status_code == 302
    assert received(lin, reverse("portal:early_agreement", args=[filing.uid]))
    assert "Confirm the agreement" in text(lin.get(reverse("portal:home")))
    assert lin.post(reverse("portal:early_act", args=[filing.uid, "confirm"])).status_code == 302
    assert "Confirm the agreement" not in text(lin.get(reverse("portal:home")))
    house.work()
    assert filing_by_uid(filing.uid).stage is Stage.SETTLED
    assert "The dispute is settled" in text(lin.get(reverse("portal:filing", args=[filing.uid])))
    assert mediator.get(address).status_code == 404
    told = text(clerk.get(reverse("desk:early", args=[filing.uid])))
    assert "an agreement was reached" in told
    assert "电话征询，同意。" in told
    assert "电话征询，同意。" not in text(lin.get(reverse("portal:early", args=[filing.uid])))


def test_the_mediator_declines_or_closes_and_sees_it_no_more(house: House) -> None:
    _filing, one, who = asked(house)
    mediator = signed_in(house, who.person)
    refuse = reverse("portal:early_matter_act", args=[one.uid, "refuse"])
    assert mediator.post(refuse, {"reasons": ""}).status_code == 422
    assert mediator.post(refuse, {"reasons": "近亲属关系。"}).status_code == 302
    assert mediator.get(refuse).status_code == 404
    assert "近亲属关系。" in text(signed_in(house, house.clerk.person).get(reverse("desk:early", args=[one.filing])))
    assert "近亲属关系。" not in text(signed_in(house, house.lin.uid).get(reverse("portal:early", args=[one.filing])))


def test_what_came_back_says_so_and_the_plaintiff_cannot_send_it_again(house: House) -> None:
    filing, one, who = mediating(house)
    mediator = signed_in(house, who.person)
    close = reverse("portal:early_matter_act", args=[one.uid, "close"])
    assert mediator.post(close, {"outcome": "settled"}).status_code == 422
    assert mediator.post(close, {"outcome": "wide_gap"}).status_code == 302
    house.work()
    clerk, lin = signed_in(house, house.clerk.person), signed_in(house, house.lin.uid)
    assert "Mediation was tried" in text(clerk.get(reverse("desk:filing", args=[filing.uid])))
    assert lin.get(reverse("portal:early_act", args=[filing.uid, "agree"])).status_code == 404
    assert "the parties are too far apart" in text(lin.get(reverse("portal:early", args=[filing.uid])))


def test_nobody_else_finds_these_pages(house: House) -> None:
    filing, one, who = mediating(house)
    zhou, wuhou = signed_in(house, house.zhou.uid), signed_in(house, house.wuhou_clerk.person)
    assert zhou.get(reverse("portal:early", args=[filing.uid])).status_code == 404
    assert zhou.get(reverse("portal:early_matter", args=[one.uid])).status_code == 404
    assert wuhou.get(reverse("desk:early", args=[filing.uid])).status_code == 404
    assert signed_in(house, who.person).get(reverse("portal:early", args=[filing.uid])).status_code == 404
    assert (
        signed_in(house, house.clerk.person)
        .get(reverse("desk:early", args=[house.filing(loan__amount="9")]))
        .status_code
        == 404
    )
