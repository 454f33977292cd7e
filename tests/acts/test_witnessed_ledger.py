"""Two courts and a notary witness: a seal is promised at once, and proven when the notary and a court cosigned."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.test import Client

import courtlog
from courtlog.issue import content_of
from courtlog.service import Service, application
from courtlog.web import Answer
from tests.builders import MONDAY, House, ledger_at
from tests.entrances.test_face_browser import Quiet
from tongban.register.actions.audit import audit
from tongban.register.actions.bundle import bundle
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.governing import take_policy
from tongban.register.adapters.ledger import Ledger, introduction, make_ledger
from tongban.register.adapters.watching import mirrored
from tongban.register.adapters.witness import make_witness, witness_of
from tongban.register.models import Seal
from tongban.register.queries import seals_of
from tongban.wiring.clock import Clock
from tongban.wiring.notary import introduce
from tongban.wiring.sealed import SEALED
from tongban.wiring.sealing import AnotherWorker, Sealer, only_worker


def _seconds() -> int:
    return int(MONDAY.timestamp())


class Colleagues:
    """The witnesses of the two courts and of the notary, each behind its own address, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.homes = {name: folder / name for name in ("test", "other", "notary")}
        self.servers: dict[str, WSGIServer] = {}
        self.ports: dict[str, int] = {}
        make_ledger(self.homes["test"], "test")
        make_ledger(self.homes["other"], "other")
        made = [introduction(self.homes[name], self._address(name)) for name in ("test", "other")]
        names = " ".join(line.split()[1] for line in "".join(made).splitlines() if line.startswith("witness "))
        made.append(f"{introduce(self.homes['notary'])} {self._address('notary')}/ledger/witness\n")
        groups = f"group courts any {names}\ngroup both all notary.tongban.example/witness courts\nquorum both\n"
        self.policy = f"{''.join(made)}{groups}".encode()
        for home in self.homes.values():
            (home / "ledger").mkdir(exist_ok=True)
            (home / "ledger" / "policy.tlog-policy").write_bytes(self.policy)

    def _address(self, name: str) -> str:
        self.start(name)
        return f"http://127.0.0.1:{self.ports[name]}"

    def start(self, name: str) -> None:
        """This one answers, at the address it always had."""

        def answer(environ: dict[str, object], start: object) -> object:
            path = str(environ["PATH_INFO"])
            if path.startswith("/ledger/log"):
                environ["PATH_INFO"] = path.removeprefix("/ledger/log")
                reader = courtlog.LogReader(self.homes[name] / "ledger")
                return application(Service(reader))(environ, start)  # type: ignore[arg-type]
            if path.startswith("/ledger/mirror"):
                data = mirrored(self.homes[name], path.removeprefix("/ledger/mirror/"))
                return (Answer(404) if data is None else Answer(200, data)).send(start)  # type: ignore[arg-type]
            witness = witness_of(self.homes[name], _seconds)
            assert witness is not None
            environ["PATH_INFO"] = str(environ["PATH_INFO"]).removeprefix("/ledger/witness")
            return witness(environ, start)  # type: ignore[arg-type]

        port = self.ports.get(name, 0)
        server = make_server("127.0.0.1", port, answer, handler_class=Quiet)  # type: ignore[arg-type]
        self.servers[name], self.ports[name] = server, server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self, *names: str) -> None:
        """These answer no more."""
        for name in names:
            server = self.servers.pop(name)
            server.shutdown()
            server.server_close()


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Colleagues]:
    """All three at work; the platform under test is "test"."""
    found = Colleagues(tmp_path)
    ledger_at(found.homes["test"], monkeypatch)
    yield found
    found.stop(*list(found.servers))


def _seal_all(ledger: Ledger, house: House) -> None:
    while seal_once(ledger, house.clock):
        pass


def test_a_seal_is_proven_when_the_notary_and_a_court_have_cosigned_and_the_bundle_says_so(
    house: House, three: Colleagues
) -> None:
    house.case()
    ledger = Ledger(three.homes["test"], _seconds)
    three.stop("other")  # one court's outage stops nobody else
    _seal_all(ledger, house)
    ledger.close()
    assert not Seal.objects.filter(proven_at=None).exists()
    seal = Seal.objects.earliest("id")
    made = bundle(seal.subject, name="x")
    assert made is not None
    with courtlog.Bundle.open(BytesIO(made)) as opened:
        report = courtlog.verify_bundle(opened, courtlog.Given(policy=three.policy))
    codes = {(one.code, one.outcome.value) for one in report.findings}
    assert ("head", "proved") in codes
    assert ("independence", "caveat") not in codes
    assert report.head is not None
    assert len(report.head.cosignatures) >= 2


def test_without_a_quorum_there_are_promises_and_the_proofs_come_later(house: House, three: Colleagues) -> None:
    house.case()
    ledger = Ledger(three.homes["test"], _seconds)
    three.stop("notary")
    _seal_all(ledger, house)
    rows = list(Seal.objects.order_by("id"))
    positions = [row.position for row in rows]
    assert None not in positions
    assert all(row.promise and row.proven_at is None for row in rows)
    assert bundle(rows[0].subject, name="x") is None
    assert not seals_of([rows[0].subject])[rows[0].subject].proven_at
    three.start("notary")
    _seal_all(ledger, house)
    ledger.close()
    rows = list(Seal.objects.filter(id__in=[row.id for row in rows]).order_by("id"))
    assert [row.position for row in rows] == positions
    assert all(row.proven_at for row in rows)


def test_the_other_courts_heads_are_entered_and_the_audit_knows_them(
    house: House, three: Colleagues, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.case()
    other = Ledger(three.homes["other"], _seconds)
    other.refresh()
    other.close()
    ledger = Ledger(three.homes["test"], _seconds)
    _seal_all(ledger, house)
    assert ledger.anchor(_seconds()) == ["other.tongban.example/ledger"]
    ledger.anchor(_seconds())  # the same head again is the same entry
    ledger.publish()
    ledger.close()
    reader = courtlog.LogReader(three.homes["test"] / "ledger")
    assert reader.size == Seal.objects.count() + 1
    told = content_of(reader.entry(reader.size - 1))
    assert told is not None
    assert told[1] == courtlog.LogReader(three.homes["other"] / "ledger").head().note
    monkeypatch.undo()  # its content is where all tests have it
    assert audit(three.homes["test"], SEALED, MONDAY).sound
    three.stop("other")
    again = Ledger(three.homes["test"], _seconds)
    assert again.anchor(_seconds()) == []
    again.close()


def test_the_sealer_waits_for_its_witnesses_while_the_court_works_on(house: House, three: Colleagues) -> None:
    house.case()
    three.stop("other", "notary", "test")
    with only_worker(three.homes["test"]), Sealer(three.homes["test"], Clock(three.homes["test"] / "clock")) as sealer:
        assert not sealer()
        with pytest.raises(AnotherWorker), only_worker(three.homes["test"]):
            pass
    assert Seal.objects.filter(position=None).count() == Seal.objects.count()


def test_a_court_takes_no_policy_that_does_not_know_its_own_ledger(three: Colleagues) -> None:
    foreign = "".join(line for line in three.policy.decode().splitlines(True) if not line.startswith("log test."))
    with pytest.raises(courtlog.Malformed, match=r"own log test\.tongban\.example/ledger"):
        take_policy(three.homes["test"], foreign.encode(), 1)
    with pytest.raises(courtlog.Malformed):
        take_policy(three.homes["test"], b"quorum\n", 1)
    take_policy(three.homes["test"], three.policy, 1)


def test_the_portal_is_the_witness_of_other_ledgers(house: House, three: Colleagues, client: Client) -> None:
    other = courtlog.LogReader(three.homes["other"] / "ledger")
    request = b"old 0\n\n" + other.head().note
    answer = client.post("/ledger/witness/add-checkpoint", request, content_type="text/plain")
    assert answer.status_code == 200
    assert answer.content.startswith("— test.tongban.example/witness ".encode())
    stranger = request.replace(b"other.tongban", b"third.tongban")
    assert client.post("/ledger/witness/add-checkpoint", stranger, content_type="text/plain").status_code == 404
    forged = other.head().note.replace(b"\n0\n", b"\n1\n", 1)
    posted = client.post("/ledger/witness/add-checkpoint", b"old 0\n\n" + forged, content_type="text/plain")
    assert posted.status_code == 403
    assert client.get("/ledger/witness/add-checkpoint").status_code == 405


def test_a_court_without_a_policy_witnesses_nobody(house: House, tmp_path: Path, client: Client,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    make_witness(tmp_path, "test.tongban.example/witness")
    ledger_at(tmp_path, monkeypatch)
    posted = client.post("/ledger/witness/add-checkpoint", b"old 0\n\n", content_type="text/plain")
    assert posted.status_code == 404


def test_a_court_witnesses_the_logs_of_a_policy_that_came_after_its_start(tmp_path: Path) -> None:
    make_ledger(tmp_path / "test", "test")
    make_ledger(tmp_path / "other", "other")
    head = courtlog.LogReader(tmp_path / "other" / "ledger").head().note
    assert witness_of(tmp_path / "test", _seconds) is None
    own, others = (introduction(tmp_path / name, f"http://{name}.example") for name in ("test", "other"))
    take_policy(tmp_path / "test", f"{own}quorum none\n".encode(), _seconds())
    assert _cosigned(tmp_path / "test", head) == "404 Not Found"
    take_policy(tmp_path / "test", f"{own}{others}quorum none\n".encode(), _seconds())
    assert _cosigned(tmp_path / "test", head) == "200 OK"


def _cosigned(home: Path, head: bytes) -> str:
    """What the witness of `home` answers when a new log's head is brought before it."""
    witness, body, told = witness_of(home, _seconds), b"old 0\n\n" + head, []
    assert witness is not None
    asked = {"REQUEST_METHOD": "POST", "PATH_INFO": "/add-checkpoint", "CONTENT_LENGTH": str(len(body))}
    list(witness(asked | {"wsgi.input": BytesIO(body)}, lambda status, _headers: told.append(status)))
    return told[0]
