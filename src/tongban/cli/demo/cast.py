"""Who plays, with which hands, and what they carry from scene to scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tongban.cli.demo.hand import Hand, wait_for
from tongban.cli.demo.materials import make_materials
from tongban.cli.demo.stage import PASSWORD, PlatformPlan, Stage

MakeHand = Callable[[PlatformPlan, str], Hand]
SUBMIT = "main form:not([action*='assist/stop']) button[type=submit]:not([name])"
"""The one button that sends a page's own form."""
MAIL = {"lender": "lender@example.com", "borrower": "borrower@example.com"}


@dataclass(frozen=True, slots=True)
class Scene:
    """One act of the story: what happens, under which article, and how it is done."""

    name: str
    law: str
    play: Callable[[Cast], None]


@dataclass(slots=True)
class Cast:
    """The people's hands, one per account, and what they hold."""

    stage: Stage
    make_hand: MakeHand
    case_number: str = ""
    again: bool = False
    """True while a scene is begun again after a platform went away: its act may have been done already."""
    notes: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    _hands: dict[tuple[str, str], Hand] = field(default_factory=dict)
    _devices: list[Hand] = field(default_factory=list)
    _materials: dict[str, Path] = field(default_factory=dict)

    @property
    def materials(self) -> dict[str, Path]:
        """The papers that people bring, made on first use."""
        if not self._materials:
            self._materials = make_materials(self.stage.folder / "materials")
        return self._materials

    def keep(self, name: str, file_name: str, content: bytes) -> Path:
        """Put a downloaded file into the demo's folder."""
        path = self.stage.folder / "kept" / file_name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        self.files[name] = path
        return path

    def visitor(self, plan: PlatformPlan) -> Hand:
        """Somebody who is not signed in, on a phone, reading Chinese."""
        return self._hand(plan, "", "zh-hans")

    def staff(self, plan: PlatformPlan, login: str) -> Hand:
        """A member of the court's staff at a desk, working in English."""
        return self._hand(plan, login, "en")

    def party(self, plan: PlatformPlan, login: str) -> Hand:
        """A party on a phone, reading Chinese."""
        return self._hand(plan, login, "zh-hans")

    def present(self, plan: PlatformPlan, login: str) -> Hand:
        """The same party, who has just shown again who acts, as exchanges and hearings need (在线诉讼规则 7(3))."""
        hand = self.party(plan, login)
        hand.go("/account/identity/")
        hand.press("form[action$='/identity/again/'] button[type=submit]")
        if hand.has("main input[name=password]"):
            hand.fill("password", self.notes.get(f"password:{login}", PASSWORD))
            hand.press(SUBMIT)
        return hand

    def device(self, plan: PlatformPlan, language: str = "zh-hans") -> Hand:
        """Another device, on which nobody is signed in."""
        hand = self.make_hand(plan, language)
        self._devices.append(hand)
        return hand

    def close(self) -> None:
        """Put all devices away."""
        for hand in self._devices:
            hand.close()

    def _hand(self, plan: PlatformPlan, login: str, language: str) -> Hand:
        key = (plan.slug, login)
        if key not in self._hands:
            hand = self.device(plan, language)
            if login:
                sign_in(hand, login, self.notes.get(f"password:{login}", PASSWORD))
            self._hands[key] = hand
        return self._hands[key]


def sign_in(hand: Hand, login: str, password: str) -> None:
    """Sign in with login name and password."""
    hand.go("/sign-in/login/")
    hand.fill("login", login)
    hand.fill("password", password)
    hand.press("form[action*='/sign-in/login/'] button[type=submit]")


def wait_on(hand: Hand, address: str, look: Callable[[], bool], what: str, *, seconds: float = 120.0) -> None:
    """Open the page again until it shows what is waited for."""

    def again() -> bool:
        hand.go(address)
        return look()

    wait_for(again, what, seconds=seconds)


def find_at_counter(clerk: Hand, number: str) -> None:
    """Look a person up at the counter by the number on the identity paper."""
    clerk.go("/desk/counter")
    clerk.fill("q", number)
    clerk.press("form[role=search] button[type=submit]")
