"""No answer of the platform, whoever asks for whatever, holds a word that the asker may not see; and no look writes.

Four worlds: both regions on one platform, a region alone with a peer, cases on their further way, and the internet
zone. `make test` asks at least `LEAST` times over HTTP, drawn by its seed from all pairs of reader and page;
`make test-all` looks at every page as every reader, and presses what opens.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db.models import Q
from outlets import addresses

from tests.acts.ledgers import sealing_at
from tests.builders import make_keys
from tests.entrances import canary_chambers
from tests.entrances.canary import Flock, everything_in, holds_words, labelled_tables
from tests.entrances.canary_closed import NAMED
from tests.entrances.canary_onward import onward
from tests.entrances.canary_people import World, peopled
from tests.entrances.canary_walk import NAMES, Walk, as_its_party
from tests.entrances.canary_worlds import elsewhere, here
from tests.entrances.canary_zones import internet_zone
from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cooperation.actions.sheets import files_in
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.blobs import read_blob
from tongban.documents.adapters.store import FolderStore
from tongban.documents.queries import has_blob
from tongban.register.models import Due
from tongban.wiring.command import parser
from tongban.wiring.operator import run

WHOLE = os.environ.get("TONGBAN_TIER") == "all"
REQUESTS = {"here": 700, "elsewhere": 350, "onward": 750, "internet zone": 250}
"""So many in each world in a short run."""
LEAST = 2000
ACTS = 0.3
"""After so many of its looks, a short run presses something, too."""
SURELY = (
    *("/open", "/desk/counter", "/desk/papers", "/desk/lawyers", "/desk/cases/<uuid:case>/originals"),
    *("/account/data/download/", "/calendar/<str:secret>.ics", "/desk/calendar/<str:secret>.ics"),
    *("/cases/<uuid:uid>/papers/<uuid:document>/proof/", "/verify/<str:code>"),
)
"""Searches, feeds, exports and bundles, of which every run asks for some."""
READERS_OF_THOSE = ("plaintiff", "defendant", "clerk", "judge", "president", "nobody", "helper of the defendant")
ELSEWHERE = {"cooperation.TakenOver"}
"""The court zone's own table of what came by its link: test_zones.py looks for canaries in its very bytes."""
WORDLESS = {
    "cooperation.AskedPage",
    "cooperation.AwaitedPayment",
    "cooperation.RemovalAtPeer",
    "mediation.Mediation",
    "evidence.FileFinding",
    "fees.GatewayOrder",
    "people.Account",
} | canary_chambers.WORDLESS
"""Tables whose JSON holds digests, uids, and what a program measured in a file; or whose words are sealed."""
SHOWN = {200, 286, 405}
"""Answers of a page that is there: also of one that takes forms alone."""
AGAIN, ONCE_MORE = 1, 5
"""So many times more everybody, and then those before whom cases lie, ask for what has opened for nobody yet, each time
by other names.
"""
FEWEST = 8
"""Canaries that must have been heard, by those who may hear them."""


def _here(folder: Path, patch: pytest.MonkeyPatch) -> World:
    """With a ledger, on which everything is sealed."""
    house, flock = here()
    sealing_at(folder, house, patch).seal()
    make_keys()
    return peopled(house, flock)


MAKERS: dict[str, Callable[[Path, pytest.MonkeyPatch], World]] = {
    "here": _here,
    "elsewhere": lambda _folder, _patch: peopled(*elsewhere()),
    "onward": lambda folder, patch: peopled(*onward(folder, patch)),
    "internet zone": internet_zone,
}


def _failing(flock: Flock) -> None:
    """Work that keeps failing, whose last error names somebody: the words are for the operator alone."""
    newest = list(Due.objects.order_by("-id").values_list("id", flat=True)[:1])
    error = f"refused: cases.consent_missing (在线诉讼规则 4) [who={flock.hatch('register.Due.last_error')}]"
    Due.objects.filter(id__in=newest).update(attempts=5, done_at=None, last_error=error)


def _walked(walk: Walk, most: int, together: Path) -> list[str]:
    """What is wrong with the answers: of all pages to everybody, or of those that were drawn.

    A page that opened in a world which has ended (`together`) need not open in this one, too.
    """
    readers, pages = sorted(walk.world.browsers), list(walk.pages.values())
    pairs = [(who, page) for who in readers for page in pages]
    walk.draw.shuffle(pairs)
    found = []
    for who in READERS_OF_THOSE:
        for route in SURELY:
            found += walk.visit(who, walk.pages[route], acts=True)
    for who, page in pairs:
        if not WHOLE and walk.asked >= most:
            break
        found += walk.visit(who, page, acts=WHOLE or walk.draw.random() < ACTS)
    known = [(who, page) for who, page in pairs if who in READERS_OF_THOSE]
    opened = {route for route, answers in _looks(_ended(together)).items() if answers & SHOWN} | NAMED
    for who, page in [*pairs * AGAIN, *known * ONCE_MORE] if WHOLE else ():
        if page.route not in opened and not walk.answered[page.route] & SHOWN:
            found += walk.visit(who, page, acts=False)
    for who, page in pairs if WHOLE else ():
        if page.route not in opened and not walk.answered[page.route] & SHOWN:
            found += walk.insist(who, page)
    return found


def _sheets(walk: Walk) -> list[str]:
    """What the sheet of a case, by which another portal shows it, tells a party too much; its files, too."""
    found = []
    for who in walk.world.persons:
        viewer = walk.viewer(who, "/")
        for case in viewer.cases:
            sheet = sheet_of(viewer, case)
            parts = [json.dumps(sheet, ensure_ascii=False).encode()]
            for file in files_in(sheet):
                if has_blob(file["sha256"]):
                    parts += everything_in(read_blob(file["sha256"]))
            heard, labels = walk.world.flock.leaks(viewer, parts), walk.world.flock.labels
            leaked = {
                place
                for bird, place in heard.items()
                if place not in NAMES and not as_its_party(place, labels[bird], viewer)
            }
            found += [f"the sheet of {who} tells {leaked}"] if leaked else []
    return found


def _operators(walk: Walk, printed: pytest.CaptureFixture[str]) -> list[str]:
    """What operators read, who see no case; why work of theirs fails is told to them alone."""
    printed.readouterr()
    for line in (["check"], ["check", "--json"], ["audit"], ["peer", "show"]):
        run(parser().parse_args(line))
    said = printed.readouterr()
    leaked = walk.world.flock.leaks(Viewer(now=walk.world.house.at), [said.out.encode(), said.err.encode()])
    told = set(leaked.values()) - {"register.Due.last_error"}
    return [f"an operator reads {told}"] if told else []


def _forgetful(walk: Walk, patch: pytest.MonkeyPatch) -> list[str]:
    """Queries that forget to ask who looks, and are not found."""
    known = walk.world.known
    pages = {
        "evidence.queries.exhibits": [f"/cases/{case}/evidence/" for case in known["case"]],
        "documents.queries": [f"/desk/documents/{document}/files/1" for document in known["document"]],
    }
    missed = []
    for module, asked in pages.items():
        with patch.context() as forgetful:
            forgetful.setattr(f"tongban.{module}.visible_q", lambda _viewer: Q())
            found = [
                one for who in ("defendant", "another judge") for page in asked for one in walk.ask(who, "get", page)
            ]
        missed += [] if any("shows" in one for one in found) else [f"{module} forgets who looks, and no walk tells"]
    return missed


@pytest.mark.long
@pytest.mark.timeout(14400 if WHOLE else 900)
@pytest.mark.parametrize("name", MAKERS)
def test_no_answer_holds_what_its_reader_may_not_see(
    name: str,
    db: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    together = settings.TONGBAN.home / "canaries"
    world = MAKERS[name](tmp_path, monkeypatch)
    # Bytes cannot be rolled back: what one request erases, the next one is still to find.
    monkeypatch.setattr(FolderStore, "remove", lambda _store, _sha256: None)
    _failing(world.flock)
    walk = Walk(world, caplog, random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:{name}"))
    wrong = _walked(walk, REQUESTS[name], together) + _sheets(walk)
    if name == "here":
        wrong += _forgetful(walk, monkeypatch) + _operators(walk, capsys)
    assert wrong == []
    assert len(walk.sung) > FEWEST, "a walk that hears no canary, where it may, proves nothing"
    assert walk.asked >= REQUESTS[name]
    assert _in_all_worlds(together, name, walk) == []


def test_a_short_run_asks_two_thousand_times() -> None:
    assert sum(REQUESTS.values()) >= LEAST
    assert set(REQUESTS) == set(MAKERS)


def _in_all_worlds(folder: Path, name: str, walk: Walk) -> list[str]:
    """What no world has shown, told by the walk that ends last: the processes of a run share the platform's home."""
    folder.mkdir(exist_ok=True)
    tables = sorted({".".join(place.split(".")[:2]) for place in walk.world.flock.places.values()})
    told = {"tables": tables, "looks": {route: sorted(found) for route, found in walk.answered.items()}}
    file = folder / f"{name}.json"
    file.with_suffix(".part").write_text(json.dumps(told))
    file.with_suffix(".part").rename(file)
    ended = _ended(folder)
    if len(ended) < len(MAKERS):
        return []
    unopened = _unopened(_looks(ended)) if WHOLE else []
    return _without_canary({table for one in ended for table in one["tables"]}) + unopened


def _ended(folder: Path) -> list[dict[str, Any]]:
    """What the worlds tell whose walks have ended."""
    return [json.loads(one.read_text()) for one in sorted(folder.glob("*.json"))]


def _looks(ended: list[dict[str, Any]]) -> dict[str, set[int]]:
    """What looks at each page came to, in all of them."""
    looks: dict[str, set[int]] = {}
    for one in ended:
        for route, found in one["looks"].items():
            looks.setdefault(route, set()).update(found)
    return looks


def _without_canary(sung: set[str]) -> list[str]:
    """Tables with words, whose rows have readers, in which no canary sits."""
    tables = {table._meta.label for table in labelled_tables() if holds_words(table)}
    return [f"no canary sits in {table}" for table in sorted(tables - sung - ELSEWHERE - WORDLESS)]


def _unopened(looks: dict[str, set[int]]) -> list[str]:
    """Pages that opened for nobody, without a reason."""
    closed = {route for route, found in looks.items() if not found & SHOWN}
    return [f"{route} opens for nobody" for route in sorted(closed - NAMED)]


def test_a_page_that_opens_for_nobody_is_a_page_of_the_platform() -> None:
    assert NAMED - {page.route for page in addresses()} == set()


def test_the_search_finds_a_canary_however_it_is_packed() -> None:
    import base64
    import gzip
    import io
    import zipfile
    import zlib

    flock = Flock()
    bird = flock.hatch("a secret", Label(Layer.SEALED, case=UUID(int=1)))
    word = f"xx {bird} 密".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", gzip.compress(word))
    pdf = b"%PDF-1.4\nstream\n" + zlib.compress(word) + b"\nendstream"
    for content in (word, gzip.compress(word), packed.getvalue(), pdf, b"x" + base64.b64encode(b"ab" + word)):
        assert flock.leaks(Viewer(now=settings.TONGBAN_CLOCK.now()), everything_in(content)) == {bird: "a secret"}
    assert not flock.leaks(Viewer(now=settings.TONGBAN_CLOCK.now()), everything_in(b"QZ000000ZQ"))
