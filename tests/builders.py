"""What tests build with: people, staff, drafts, filings, cases and a peer, made by the platform's own acts.

`furnish()` makes a `House`: courts of Chongqing and Sichuan on one platform, the story's two people, staff of the
Yuzhong court (渝0103) and the Wuhou court (川0107). Everything is invented.
"""

from __future__ import annotations

import dataclasses
import fcntl
import io
import secrets
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.conf import settings
from joserfc.jwk import OKPKey
from PIL import Image, PngImagePlugin

from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_by_uid, viewer_for
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.cooperation.actions.hand_in import HandedIn, hand_in_draft
from tongban.courts.actions.importing import import_courts
from tongban.documents.actions.upload import receive_upload
from tongban.documents.adapters import in_place
from tongban.documents.models.content import find
from tongban.documents.vocabulary import MEDIA_TYPES
from tongban.federation.actions.admit import admit_peer
from tongban.federation.actions.receive import receive
from tongban.federation.adapters.keys import make_key
from tongban.federation.rules.envelope import receipt_for, sealed
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.filing.actions.decide import accept
from tongban.filing.actions.draft import add_file, save_answers, show_oral_record, start_draft
from tongban.filing.vocabulary import DraftView, Material
from tongban.frame.acts import Recording, act
from tongban.frame.guard import lifted
from tongban.frame.keyring import ring
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import appoint, prove_identity, register_person
from tongban.people.rules.identity_papers import _CHECKS as _ID_CHECKS
from tongban.people.rules.identity_papers import _WEIGHTS as _ID_WEIGHTS
from tongban.people.vocabulary import PersonView, ProofMethod, Role
from tongban.reactions.worker import work_once
from tongban.register.models import Due

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten in the morning in Chongqing, a working day."""
YUZHONG, WUHOU = "渝0103", "川0107"
OPERATOR = Actor.office("", "test: furnish the platform")
SLOW = frozenset({"render_paper"})
"""Reactions that typeset; tests leave them out unless they ask for papers."""
Result = TypeVar("Result")


class TestClock:
    """The house's clock in a test: business and wall time stand still until a test moves them."""

    __test__ = False

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = self.machine = at

    def now(self) -> datetime:
        """Business time."""
        return self.at

    def wall(self) -> datetime:
        """The machine's time."""
        return self.machine

    def forward(self, **by: float) -> datetime:
        """Move both on, for instance `forward(minutes=15)`; returns the new time."""
        self.at += timedelta(**by)
        self.machine += timedelta(**by)
        return self.at


def id_number(serial: int, born: str = "19900101") -> str:
    """An identity number with a right check digit, of a division that was never assigned: it can be nobody's."""
    base = f"990101{born}{serial:03d}"
    return base + _ID_CHECKS[sum(int(d) * w for d, w in zip(base, _ID_WEIGHTS, strict=True)) % 11]


def picture() -> io.BytesIO:
    """A picture that no other call made, in no process of the run: they share one store."""
    mark, made = PngImagePlugin.PngInfo(), io.BytesIO()
    mark.add_text("Comment", secrets.token_hex(8))
    Image.new("RGB", (40, 30), (99, 99, 77)).save(made, "PNG", pnginfo=mark)
    made.seek(0)
    return made


def material(question: str, content: io.BytesIO | None = None, name: str = "scan.png") -> Material:
    """A file in the content store, as an answer to `question`."""
    got = receive_upload(content or picture(), name, secret="no")
    kept = got.kept
    return Material(question, got.name, kept.sha256, kept.sm3, kept.size, MEDIA_TYPES[got.kind], got.pages)


def answers(**changed: str) -> dict[str, str]:
    """The lender's answers; write `loan__amount="1"` to change `loan.amount`, None-like "" to clear one."""
    told = {
        "plaintiff.name": "林晓梅",
        "plaintiff.id_number": id_number(1),
        "plaintiff.phone": "13800000000",
        "plaintiff.email": "lin@example.com",
        "plaintiff.division": "510107",
        "plaintiff.address": "成都市武侯区示例路1号",
        "defendant.name": "周志强",
        "defendant.id_number": id_number(2),
        "defendant.email": "zhou@example.com",
        "defendant.division": "500103",
        "defendant.address": "重庆市渝中区示例街2号",
        "loan.amount": "186500",
        "loan.happened": "2025-03-12",
        "loan.due": "2025-12-31",
        "loan.paid_how": "transfer",
        "agreement.kind": "defendant_domicile",
        "story.text": "朋友关系，多次催要。",
        "state.secret": "no",
        "consent.service": "online",
    }
    return told | {key.replace("__", "."): value for key, value in changed.items()}


def step(by: Actor, at: datetime, do: Callable[[Recording], Result]) -> Result:
    """Run one step in an act of its own: `step(by, at, lambda record: some_step(record, ...))`."""
    with act(by=by, at=at) as record:
        return do(record)


def person(name: str, serial: int, *, at: datetime = MONDAY, platform: str = "") -> PersonView:
    """A person whose identity was checked at a counter."""

    def make(record: Recording) -> PersonView:
        made = register_person(
            record,
            name=name,
            kind="natural",
            platform=platform or settings.TONGBAN.slug,
            id_kind="resident",
            id_number=id_number(serial),
            email=f"p{serial}@example.com",
        )
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)
        return made

    return step(OPERATOR, at, make)


def staff(court: str, role: Role, name: str, *, at: datetime = MONDAY) -> Actor:
    """A member of a court's staff, as the actor of that function."""

    def make(record: Recording) -> UUID:
        made = register_person(record, name=name, kind="natural", platform=settings.TONGBAN.slug)
        appoint(record, person=made.uid, role=role, court=court)
        return made.uid

    uid = step(OPERATOR, at, make)
    return Actor(kind=ActorKind.PERSON, role=role.value, person=uid, court=court, platform=settings.TONGBAN.slug)


def party(uid: UUID, *, platform: str = "", helper: Actor | None = None) -> Actor:
    """The person as a party, checked at a counter; `helper` is the clerk at the person's side."""
    return Actor(
        kind=ActorKind.PERSON,
        role="party",
        person=uid,
        level=IdentityLevel.COUNTER,
        platform=platform or settings.TONGBAN.slug,
        helper=helper.person if helper else None,
        helper_court=helper.court if helper else "",
    )


def make_keys() -> None:
    """The platform's federation key, once for all test processes that share the home."""
    home = settings.TONGBAN.home
    with (home / "keys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_key(home / "keys")


def make_demo_authority() -> None:
    """The demonstration's certificate authority in the home that all test processes share: for tests that sign."""
    from tongban.documents.adapters.demo_authority import make_authority

    home = settings.TONGBAN.home
    with (home / "keys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_authority(home)


def keep_rest_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key for what rests, in `folder`, as if outside the home; the keys of this run lie under it."""
    known, path = ring(), folder / "rest.key"
    path.write_bytes(b64encode(secrets.token_bytes(32)))
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, rest_key=path))
    monkeypatch.setattr(settings, "TONGBAN_PERSONAL_KEYS", folder / "personal.json")
    monkeypatch.setattr(in_place, "_chosen", {})
    dataclasses.replace(known, path=folder / "personal.json").save()
    return path


def lies_at(sha256: str) -> Path:
    """The file in which this content lies, encrypted."""
    path = find(settings.TONGBAN_CONTENT, sha256)
    assert path, "nothing is kept under this digest"
    return path


def own_keys_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys and a content store of the test's own, so that a rotation here touches no other test: the keys' file."""
    path = folder / "keys" / "personal.json"
    path.parent.mkdir()
    shutil.copy(settings.TONGBAN_PERSONAL_KEYS, path)
    monkeypatch.setattr(settings, "TONGBAN_PERSONAL_KEYS", path)
    monkeypatch.setattr(settings, "TONGBAN_CONTENT", folder / "content")
    monkeypatch.setattr(in_place, "_chosen", {})
    return path


def ledger_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the platform have its ledger in `home`; its content stays where all tests have it."""
    from tongban.documents.adapters.in_place import in_place

    in_place()  # made once in a process, for the home as it is then
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=home))


def host(*tops: str, at: datetime = MONDAY) -> None:
    """Let the platform host these trees of courts and no others: `host("川")`."""
    import_courts(by=OPERATOR, at=at, hosted=tops)


@dataclass
class House:
    """A furnished platform. The clock stands still; `self.at` is its time."""

    lin: PersonView
    zhou: PersonView
    clerk: Actor
    judge: Actor
    wuhou_clerk: Actor
    wuhou_judge: Actor
    clock: TestClock = field(default_factory=TestClock)

    @property
    def at(self) -> datetime:
        """Business time."""
        return self.clock.at

    def viewer(self, uid: UUID) -> Viewer:
        """What this person's look at the platform rests on, now."""
        return viewer_for(uid, at=self.at)

    def draft(self, who: PersonView | None = None, *, files: bool = True, **changed: str) -> DraftView:
        """A draft with all answers and, unless `files` is False, the files that the form asks for."""
        who = who or self.lin
        # Tests file many suits between the same two people, who say why.
        told = {"again.why": "另一笔借款"} | answers(**changed)
        made = start_draft(person=who.uid, interview="private_lending", answers=told, at=self.at)
        if files:
            for question in ("files.identity", "files.iou"):
                add_file(self.viewer(who.uid), made.uid, material(question))
        return made

    def hand_in(self, draft: DraftView, *, helper: Actor | None = None) -> HandedIn:
        """The draft's holder hands it in."""
        return hand_in_draft(
            draft.uid,
            viewer=self.viewer(draft.holder),
            by=party(draft.holder, helper=helper),
            at=self.at,
            platform=settings.TONGBAN.slug,
        )

    def read_aloud(self, draft: DraftView, **changed: str) -> DraftView:
        """The record of an oral complaint was shown to the draft's holder, who signed it on paper."""
        show_oral_record(self.viewer(draft.holder), draft.uid)
        told = {"oral__way": "signed", "oral__medium": "paper", "oral__signer": "林晓梅"}
        return self.amend(draft, **told | changed)

    def amend(self, draft: DraftView, **changed: str) -> DraftView:
        """Change answers of an open draft."""
        return save_answers(
            self.viewer(draft.holder), draft.uid, {key.replace("__", "."): value for key, value in changed.items()}
        )

    def filing(self, who: PersonView | None = None, **changed: str) -> UUID:
        """A filing at the Yuzhong court."""
        found = self.hand_in(self.draft(who, **changed)).filing
        assert found is not None
        return found

    def case(self, who: PersonView | None = None, **changed: str) -> CaseView:
        """An accepted case at the Yuzhong court, docketed and not yet paid."""
        return accept(self.filing(who, **changed), by=self.clerk, at=self.at)

    def put_at(self, case: CaseView, stage: Stage, *, defendant: PersonView | None = None) -> CaseView:
        """The case as if its procedure had reached `stage`; with `defendant`, that person has joined.

        A shortcut past acts that the test is not about: it writes no register entry.
        """
        with lifted("test: a case at a later stage"):
            Case.objects.filter(uid=case.uid).update(stage=stage)
            if defendant:
                _link(case, defendant)
        return case_by_uid(case.uid)

    def work(self, *, without: frozenset[str] = SLOW) -> list[str]:
        """Do all due work that is ready; returns what failed, as "reaction: error"."""
        never = self.at + timedelta(days=36500)
        busy = True
        while busy:
            Due.objects.filter(reaction__in=without, done_at__isnull=True).update(not_before=never)
            busy = work_once(self.clock)
        return [f"{due.reaction}: {due.last_error}" for due in Due.objects.exclude(last_error="").order_by("id")]


def _link(case: CaseView, who: PersonView) -> None:
    Party.objects.filter(case=case.uid, side=Side.DEFENDANT).update(person=who.uid, platform=settings.TONGBAN.slug)


def furnish(*tops: str) -> House:
    """People, staff and keys on a database without any. Both trees, 渝 and 川, are hosted already."""
    make_keys()
    make_demo_authority()
    if tops:
        host(*tops)
    return House(
        lin=person("林晓梅", 1),
        zhou=person("周志强", 2),
        clerk=staff(YUZHONG, Role.CLERK, "王芳"),
        judge=staff(YUZHONG, Role.JUDGE, "李明"),
        wuhou_clerk=staff(WUHOU, Role.CLERK, "陈静"),
        wuhou_judge=staff(WUHOU, Role.JUDGE, "赵刚"),
    )


@dataclass
class FakePeer:
    """Another platform, played by the test: it signs with a key of its own and speaks by `receive`."""

    slug: str = "chongqing"
    tree: tuple[str, ...] = ("渝",)
    url: str = "http://127.0.0.1:9"
    key: OKPKey = field(default_factory=lambda: OKPKey.generate_key("Ed25519", {"alg": "Ed25519"}, private=True))

    def admit(self, *, at: datetime = MONDAY) -> FakePeer:
        """Let the platform under test know this peer."""
        text = str(self.key.as_dict(private=False)["x"])
        admit_peer(slug=self.slug, name=self.slug, url=self.url, key=text, tree=self.tree, by=OPERATOR, at=at)
        return self

    def seal(self, kind: str, body: dict[str, Any], /, *, at: datetime = MONDAY, **changed: Any) -> str:
        """A sealed envelope to the platform under test; `changed` replaces fields of the envelope."""
        envelope = Envelope(new_id(), self.slug, settings.TONGBAN.slug, kind, at, plain(body), ())
        return sealed(replace(envelope, **changed), self.key)

    def send(self, kind: str, body: dict[str, Any], /, *, at: datetime = MONDAY, **changed: Any) -> str:
        """Seal and hand in at once; returns the receipt."""
        return receive(self.seal(kind, body, at=at, **changed), at=at)

    def receipt(self, token: str, uid: UUID, *, at: datetime = MONDAY) -> str:
        """The receipt that this peer gives for an envelope of ours."""
        return receipt_for(token, uid=uid, by=self.slug, at=at, key=self.key)


def attachments(materials: tuple[Material, ...]) -> tuple[Attachment, ...]:
    """The materials as files that travel beside an envelope."""
    return tuple(Attachment(m.sha256, m.size, m.media_type, m.name) for m in materials)


@contextmanager
def refused(*reasons: str) -> Iterator[list[Refusal]]:
    """The block must be refused, for exactly these reasons in any order; gives the refusals to look at."""
    got: list[Refusal] = []
    with pytest.raises(Refused) as caught:
        yield got
    got += caught.value.refusals
    assert sorted(r.reason for r in got) == sorted(reasons)
