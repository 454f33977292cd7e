"""A proof from a chain at an exhibit: what the register and the court's own node make of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings

from tests.acts.conduct import does, prepared
from tests.acts.test_evidence_outside import as_material, enter, president  # noqa: F401 - a fixture
from tests.builders import House, refused
from tests.rules.test_evidence_evm import DIGEST, PROOFS, RECORDED, TRUST, last_block, proof
from tongban.cases.vocabulary import CaseView
from tongban.documents.actions.blobs import keep_blob
from tongban.documents.vocabulary import Material
from tongban.evidence.actions.platforms import decide_platform
from tongban.evidence.adapters.nodes import asking
from tongban.evidence.adapters.outside import Trusted, check_outside
from tongban.evidence.models import OutsideProof, Platform
from tongban.evidence.queries import exhibits_of
from tongban.evidence.rules.evm import read_inclusion
from tongban.evidence.vocabulary import PlatformKind, ProofForm, ProofView
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.register.models import Due
from tongban.wiring.platform import Platform as Configuration
from tongban.wiring.platform import PlatformMisconfigured

BY_FEE = read_inclusion(proof())


@pytest.fixture
def case(house: House) -> CaseView:
    """A case with the exhibit whose digest stands on the recorded chain."""
    found = prepared(house)
    kept = keep_blob(RECORDED["file"].encode())
    handed = Material("exhibit", "agreed.eml", kept.sha256, kept.sm3, kept.size, "message/rfc822", 1)
    does(house, house.lin, "submit_exhibit", found, (handed,), title="链上记录", proves="约定")
    assert house.work() == []
    return found


class Node:
    """A node that knows one chain; what it answers can be changed."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"eth_chainId": "0x7a69", "eth_blockNumber": hex(10**6)}
        self.answers["eth_getBlockByNumber"] = {"hash": f"0x{BY_FEE.block.hash.hex()}"}
        self.asked: list[tuple[str, list[Any]]] = []
        node = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                node.asked.append((told["method"], told["params"]))
                body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": node.answers[told["method"]]}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                del args

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def node(monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    made = Node()
    configured = replace(settings.TONGBAN, chain_nodes={31337: made.url})
    monkeypatch.setattr("django.conf.settings.TONGBAN", configured)
    yield made
    made.server.shutdown()
    made.server.server_close()


def hand_in(house: House, case: CaseView, content: bytes) -> ProofView:
    exhibit = exhibits_of(case.uid)[1]
    does(house, house.lin, "import_proof", case, (as_material(content, "proof.json"),), exhibit=str(exhibit.uid))
    house.work()
    return exhibits_of(case.uid)[1].proofs[-1]


def entered(house: House, president: Actor, more: str = "", text: str = TRUST) -> None:  # noqa: F811
    enter(house, president, kind="chain", name="示例联盟链", trust=text + more)


def test_a_block_in_the_platforms_entry_proves_since_when_the_file_was_known(
    house: House, case: CaseView, president: Actor  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president, last_block(BY_FEE))
    found = hand_in(house, case, proof())
    assert (found.verdict, found.platform, found.status) == ("MATCH", "示例联盟链", "under_review")
    assert found.since is not None
    assert found.since.timestamp() == BY_FEE.block.time
    assert found.origin == f"chain 31337, block {BY_FEE.block.number}"
    assert set(found.lacks) == {"content.caveat", "chain.time_of_its_writers"}
    with refused("evidence.proof_handed_in_before"):
        hand_in(house, case, proof())


@pytest.mark.parametrize("name", ["oldest form", "access list", "spelled out", "deep"])
def test_every_kind_of_transaction_is_taken(
    house: House, case: CaseView, president: Actor, name: str  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president, last_block(BY_FEE))
    assert hand_in(house, case, proof(name)).verdict == "MATCH"


@pytest.mark.parametrize(
    ("name", "changed", "verdict", "code"),
    [
        ("another file", {}, "ALTERED", "proof.no_file_matches"),
        ("undone", {}, "NOT PROVEN", "chain.platform_unknown"),
        ("no contract", {}, "NOT PROVEN", "chain.platform_unknown"),
        ("by fee", {"index": 99}, "ALTERED", "chain.not_in_block"),
        ("by fee", {"descendants": []}, "NOT PROVEN", "chain.block_unvouched"),
        ("by fee", {"receipt": []}, "NOT PROVEN", "chain.path_ends"),
        ("by fee", {"format": "x"}, "NOT PROVEN", "chain.paths_missing"),
        ("by fee", {"header": "0x00"}, "NOT PROVEN", "proof.unreadable"),
    ],
)
def test_what_does_not_prove_says_what_is_missing(
    house: House, case: CaseView, president: Actor, name: str, changed: dict[str, Any], verdict: str, code: str  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president, last_block(BY_FEE))
    found = hand_in(house, case, proof(name, **changed))
    assert (found.verdict, found.lacks[0]) == (verdict, code)


def test_a_transaction_that_the_contract_undid_stored_nothing(
    house: House, case: CaseView, president: Actor  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president, last_block(BY_FEE), f"chain 31337\ncontract {RECORDED['undoes']}\n")
    found = hand_in(house, case, proof("undone"))
    assert (found.verdict, found.lacks[0]) == ("NOT PROVEN", "chain.transaction_undone")


def test_another_block_at_that_height_contradicts(house: House, case: CaseView, president: Actor) -> None:  # noqa: F811
    entered(house, president, f"block {BY_FEE.block.number} 0x{'11' * 32}")
    found = hand_in(house, case, proof())
    assert (found.verdict, found.lacks) == ("ALTERED", ("chain.another_block",))


def test_the_courts_own_node_is_asked_for_the_block_alone(
    house: House, case: CaseView, president: Actor, node: Node  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president)
    assert hand_in(house, case, proof("by fee", descendants=[])).verdict == "MATCH"
    assert node.asked[-1] == ("eth_getBlockByNumber", [hex(BY_FEE.block.number), False])


def test_a_block_too_young_is_judged_again_when_the_proof_is_handed_in_again(
    house: House, case: CaseView, president: Actor, node: Node  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president)
    node.answers["eth_blockNumber"] = hex(BY_FEE.block.number + 10)
    found = hand_in(house, case, proof())
    assert (found.verdict, found.lacks[0]) == ("NOT PROVEN", "chain.block_too_young")
    node.answers["eth_blockNumber"] = hex(BY_FEE.block.number + 11)
    assert hand_in(house, case, proof()).verdict == "MATCH"
    assert OutsideProof.objects.count() == 1


def test_a_block_that_the_node_does_not_have_contradicts(
    house: House, case: CaseView, president: Actor, node: Node  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president)
    node.answers["eth_getBlockByNumber"] = {"hash": "0x" + "11" * 32}
    assert hand_in(house, case, proof()).verdict == "ALTERED"


@pytest.mark.parametrize(
    "answers",
    [{"eth_chainId": "0x1"}, {"eth_blockNumber": "many"}, {"eth_getBlockByNumber": {}}, {"eth_getBlockByNumber": 7}],
)
def test_a_node_that_answers_nonsense_is_asked_again_later_and_nothing_is_said_until_then(
    house: House, case: CaseView, president: Actor, node: Node, answers: dict[str, Any]  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president)
    node.answers |= answers
    assert hand_in(house, case, proof()).verdict == ""
    due = Due.objects.get(done_at__isnull=True, reaction="check_imported_proof")
    assert due.last_error.startswith(f"NodeSilent: {node.url}")


def test_a_silent_node_is_not_asked_about_a_block_that_the_entry_names(
    house: House, case: CaseView, president: Actor, node: Node  # noqa: F811
) -> None:  # fmt: skip
    entered(house, president, last_block(BY_FEE))
    node.answers["eth_chainId"] = "0x1"
    assert hand_in(house, case, proof()).verdict == "MATCH"
    assert node.asked == []


def test_a_suspended_platform_is_named_with_its_status(house: House, case: CaseView, president: Actor) -> None:  # noqa: F811
    entered(house, president, last_block(BY_FEE))
    uid = Platform.objects.get().uid
    for what in ("admit", "suspend"):
        decide_platform(uid, what, reason="核查", by=president, at=house.at)
    found = hand_in(house, case, proof())
    assert (found.verdict, found.platform, found.status) == ("MATCH", "示例联盟链", "suspended")


def test_a_platform_entered_after_the_proof_lets_it_be_judged_again(
    house: House, case: CaseView, president: Actor  # noqa: F811
) -> None:  # fmt: skip
    assert hand_in(house, case, proof()).lacks[0] == "chain.platform_unknown"
    entered(house, president, last_block(BY_FEE))
    assert hand_in(house, case, proof()).verdict == "MATCH"


def test_an_entry_without_lines_or_with_others_hinders_no_check() -> None:
    texts = ("", "-----BEGIN CERTIFICATE-----", TRUST + last_block(BY_FEE))
    known = [Trusted(new_id(), PlatformKind.CHAIN, text) for text in texts]
    found = check_outside(ProofForm.CHAIN, proof(), {DIGEST: io.BytesIO}, known, asking({}))
    assert (found.verdict, found.platform) == ("MATCH", known[2].uid)


def test_lines_that_say_nothing_about_a_chain_are_not_entered(house: House, president: Actor) -> None:  # noqa: F811
    with refused("evidence.platform_keys_unreadable"):
        entered(house, president, "block x")


@pytest.mark.parametrize(
    "line",
    ['[chain_nodes]\none = "http://n"', '[chain_nodes]\n1 = "file:///x"', "chain_nodes = 7", 'dns_servers = ["dns"]',
     "dns_servers = 7"],
)  # fmt: skip
def test_a_configuration_that_names_no_node_or_server_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "platform.toml").write_text(f'slug = "x"\ntree = ["渝"]\n{line}\n')
    with pytest.raises(PlatformMisconfigured, match=r"chain_nodes|dns_servers"):
        Configuration.load(tmp_path)


def test_the_recorded_chain_holds_what_the_tests_say() -> None:
    assert {"by fee", "undone", "deep"} <= set(PROOFS)
    assert RECORDED["client"].startswith("anvil/")
