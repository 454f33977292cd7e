"""Filing in bulk over two zones: a table goes sealed to the court zone, is looked over and filed there, and its sender
alone reads what became of it.
"""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.urls import reverse

from tests.acts.bulk import lines, packed
from tests.acts.test_zones import court  # noqa: F401 - a fixture
from tests.acts.test_zones_court import net, shown  # noqa: F401 - a fixture
from tests.acts.zones import COURT_SECRET, LIN, failures, outgoing
from tests.builders import MONDAY, FakePeer, House, id_number, party, refused
from tests.entrances.desk import signed_in
from tongban.cooperation.actions.bulk import file_table, send_table
from tongban.cooperation.models import HandedTable, TakenOver
from tongban.cooperation.queries import handed_tables_of, table_of
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.queries import has_blob
from tongban.federation.adapters.keys import sealing_text
from tongban.federation.law import own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.models import Held, Outbound
from tongban.federation.vocabulary import Attachment
from tongban.filing.models import Batch, Filing
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.privacy.queries import everything_about
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


def sent_here(house: House, data: bytes, *, key: str = "k1", secret: str = "no") -> UUID:
    found = send_table(
        io.BytesIO(data),
        "claims.zip",
        interview="private_lending",
        key=key,
        secret=secret,
        by=party(house.lin.uid),
        at=house.at,
    )
    return found.uid


def opened(sealed: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unsealed(sealed, own_reader(COURT_SECRET)))  # type: ignore[arg-type]
    return found


# The internet zone


def test_a_table_goes_sealed_and_nothing_that_can_be_read_stays(house: House, court: FakePeer) -> None:  # noqa: F811
    data = packed(lines(2))
    uid = sent_here(house, data)
    assert sent_here(house, data) == uid
    (envelope,) = outgoing("table")
    assert set(envelope.body) == {"sealed"}
    told = opened(envelope.body["sealed"])
    assert (told["table"], told["key"], told["person"]["name"]) == (str(uid), "k1", "林晓梅")
    (file,) = envelope.attachments
    assert (file.name, file.sha256) == ("sealed", told["file"])
    assert unsealed(read_blob(file.sha256).decode(), own_reader(COURT_SECRET)) == data
    assert Batch.objects.count() == Filing.objects.count() == 0
    row = HandedTable.objects.get()
    assert "k1" not in {row.mark, row.digest}
    assert "claims.zip" not in "".join(Outbound.objects.values_list("token", flat=True))


def test_what_is_wrong_with_the_table_as_a_whole_is_told_at_once(house: House, court: FakePeer) -> None:  # noqa: F811
    with refused("documents.state_secret_not_said"):
        sent_here(house, packed(lines(1)), secret="")
    with refused("filing.bulk_key_wrong"):
        sent_here(house, packed(lines(1)), key="not a key")
    with refused("filing.bulk_archive_unreadable"):
        sent_here(house, b"PK\x03\x04 torn")
    sent_here(house, packed(lines(1)))
    with refused("filing.bulk_key_used"):
        sent_here(house, packed(lines(2)))
    assert HandedTable.objects.count() == 1


def test_handing_in_is_told_once_and_by_the_sender_alone(house: House, court: FakePeer) -> None:  # noqa: F811
    uid = sent_here(house, packed(lines(1)))
    with refused("filing.no_such_batch"):
        file_table(uid, by=party(house.zhou.uid), at=house.at)
    for _ in range(2):
        file_table(uid, by=party(house.lin.uid), at=house.at)
    (envelope,) = outgoing("table-filing")
    told = opened(envelope.body["sealed"])
    assert (told["table"], told["holder"]) == (str(uid), str(house.lin.uid))
    assert table_of(house.viewer(house.lin.uid), uid).handed_in_at == house.at
    with refused("filing.no_such_batch"):
        table_of(house.viewer(house.zhou.uid), uid)
    assert [one.uid for one, _confirmed in handed_tables_of(house.viewer(house.lin.uid))] == [uid]
    held = everything_about(house.lin.uid, house.viewer(house.lin.uid), at=house.at)["handed_over"]
    assert [one["uid"] for one in held] == [str(uid)]


def test_the_pages_of_the_internet_zone(house: House, court: FakePeer) -> None:  # noqa: F811
    lin = signed_in(house, house.lin.uid)
    form = {"interview": "private_lending", "key": "k1", "state_secret": "no"}
    file = io.BytesIO(packed(lines(1)))
    file.name = "claims.zip"
    answered = lin.post(reverse("portal:bulk"), form | {"table": file})
    uid = HandedTable.objects.get().uid
    assert answered.headers["Location"] == reverse("portal:zone_table", args=[uid])
    page = lin.get(answered.headers["Location"]).content.decode()
    assert "lies sealed for the court" in page
    for address in (reverse("portal:bulk"), reverse("portal:zone")):
        assert reverse("portal:zone_table", args=[uid]) in lin.get(address).content.decode()
    other = signed_in(house, house.zhou.uid)
    assert other.get(reverse("portal:zone_table", args=[uid])).status_code == 404
    assert other.post(reverse("portal:zone_table_hand_in", args=[uid])).status_code == 404
    assert lin.post(reverse("portal:zone_table_hand_in", args=[uid])).status_code == 302


# The court zone


def handed(net: FakePeer, kind: str, table: UUID, **changed: Any) -> None:  # noqa: F811
    """The internet zone passes a table on, or that it was handed in."""
    reader = reader_of(sealing_text(settings.TONGBAN.home / "keys"))
    person = {"name": "林晓梅", "kind": "natural", "id_kind": "resident", "id_number": id_number(1), "phone": ""}
    told: dict[str, Any] = {
        "table": table,
        "person": person | {"email": "", "address": "", "division": "510107"},
        "holder": LIN,
        "level": "counter",
        "received_at": MONDAY - timedelta(days=2),
    }
    files: tuple[Attachment, ...] = ()
    if kind == "table":
        kept = keep_blob(sealed_for(reader, changed.pop("data")).encode())
        Held.objects.create(peer=net.slug, sha256=kept.sha256)
        files = (Attachment(kept.sha256, kept.size, "application/jose", "sealed"),)
        told |= {"interview": "private_lending", "key": "k1", "name": "claims.zip", "file": kept.sha256}
    net.send(kind, {"sealed": sealed_for(reader, canonical(told | changed))}, attachments=files)


def test_a_table_is_looked_over_shown_and_filed_as_of_the_moment_it_was_handed_in(house: House, net: FakePeer) -> None:  # noqa: F811
    table, rows = new_id(), lines(3)
    rows[2]["loan.amount"] = "-1"
    for _ in range(2):
        handed(net, "table", table, data=packed(rows))  # the second says something else under the same number
        assert failures(house) == []
    batch = Batch.objects.get()
    assert (batch.uid, batch.holder, batch.stage) == (table, LIN, "checked")
    told = shown(house, net, "table", table)
    assert (told["stage"], told["counts"]) == ("checked", {"faulty": 1, "good": 2})
    found = json.loads(told["file"])
    assert [(row["line"], row["state"], len(row["findings"])) for row in found][-1][1:] == ("faulty", 1)
    assert found[-1]["findings"][0]["fields"] == ["loan.amount"]
    for _ in range(2):
        handed(net, "table-filing", table)
        assert failures(house) == []
    assert {one.platform for one in Filing.objects.all()} == {"net"}
    assert {one.handed_in_at for one in Filing.objects.all()} == {MONDAY - timedelta(days=2)}
    assert Filing.objects.count() == 2
    told = shown(house, net, "table", table)
    assert told["counts"] == {"faulty": 1, "filed": 2}
    assert {row["filing"] for row in json.loads(told["file"])} >= {str(one.uid) for one in Filing.objects.all()}
    assert shown(house, net, "table", table, who=UUID(int=8)) == ["filing.no_such_batch"]


def test_of_a_table_that_was_taken_in_no_sealed_copy_lies_in_the_court_zone(house: House, net: FakePeer) -> None:  # noqa: F811
    handed(net, "table", new_id(), data=packed(lines(1)))
    sealed = list(Held.objects.values_list("sha256", flat=True))
    assert all(map(has_blob, sealed))
    assert failures(house) == []
    assert not any(map(has_blob, sealed))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"interview": "poem"}, "filing.no_such_interview"),
        ({"key": "not a key"}, "filing.bulk_key_wrong"),
        ({"file": "0" * 64}, "cooperation.handover_unreadable"),
        ({"name": 5}, "cooperation.handover_unreadable"),
    ],
)
def test_a_table_that_cannot_be_taken_in_comes_back_with_its_reasons(
    house: House,
    net: FakePeer,  # noqa: F811
    changed: dict[str, Any],
    reason: str,
) -> None:
    table = new_id()
    handed(net, "table", table, data=packed(lines(1)), **changed)
    assert failures(house) == []
    assert [one["reason"] for one in TakenOver.objects.get().refusals] == [reason]
    assert shown(house, net, "table", table) == [reason]
    assert [one["handover"] for one in shown(house, net, "list")["returned"]] == [str(table)]
    assert Batch.objects.count() == 0


def test_what_is_handed_in_too_early_or_by_another_files_nothing(house: House, net: FakePeer) -> None:  # noqa: F811
    table = new_id()
    handed(net, "table-filing", table)
    assert any("filing.no_such_batch" in one for one in failures(house)), "it overtook the table, and is tried again"
    rows = lines(1)
    rows[0]["loan.amount"] = "-1"
    handed(net, "table", table, data=packed(rows))
    failures(house)
    house.clock.forward(hours=1)
    assert failures(house) == []
    assert Filing.objects.count() == 0
    assert shown(house, net, "table", table)["stage"] == "checked"


def test_what_is_handed_in_while_the_rows_are_looked_over_is_filed_when_they_are(house: House, net: FakePeer) -> None:  # noqa: F811
    table = new_id()
    handed(net, "table", table, data=packed(lines(1)))
    handed(net, "table-filing", table)
    failures(house)
    house.clock.forward(hours=1)
    assert failures(house) == []
    assert [one.handed_in_at for one in Filing.objects.all()] == [MONDAY - timedelta(days=2)]
    assert not Entry.objects.filter(event="table_filing_refused").exists()


def test_the_same_table_under_another_number_comes_back(house: House, net: FakePeer) -> None:  # noqa: F811
    data, other = packed(lines(1)), new_id()
    for table in (new_id(), other):
        handed(net, "table", table, data=data)
        assert failures(house) == []
    assert shown(house, net, "table", other) == ["filing.bulk_key_used"]
    assert Batch.objects.count() == 1


def test_what_was_sealed_for_another_key_is_not_taken(house: House, net: FakePeer) -> None:  # noqa: F811
    net.send("table", {"sealed": sealed_for(reader_of(public_of(COURT_SECRET)), b"{}")})
    assert any("federation.not_sealed_for_us" in one for one in failures(house))
    reader = reader_of(sealing_text(settings.TONGBAN.home / "keys"))
    net.send("table", {"sealed": sealed_for(reader, b"{}")})
    assert any("cooperation.handover_unreadable" in one for one in failures(house))
