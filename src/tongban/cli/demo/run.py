"""`tongban demo`: set the stage, play the story, and stay up for people to try."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.cli.demo.hand import HttpHand, Interrupted
from tongban.cli.demo.place import Place
from tongban.cli.demo.scenes_desks import WAITING
from tongban.cli.demo.stage import CHONGQING, PASSWORD, SICHUAN, PlatformPlan, Stage, StageFailed
from tongban.cli.demo.story import AFTERWARDS, STORY, Cast, Scene

OK, FAILED = 0, 1
ATTEMPTS = 5
"""How often a scene is begun again after a platform went away in the middle of it."""


@dataclass(slots=True)
class Played:
    """How one scene went."""

    name: str
    law: str
    seconds: float
    ok: bool
    error: str = ""


def run_demo(folder: Path, *, port: int, once: bool, wall: Callable[[], datetime]) -> int:
    """Run the demo; with `once` the story is played, summarised and everything stopped. Returns the exit status.

    `folder` keeps a folder for each of the two ways (`place.py`) and the newest summary, `summary.json`.
    `wall` tells the machine's time.
    """
    try:
        place = Place(folder, port=port, once=once)
    except StageFailed as failed:
        print(f"tongban demo: {failed}", file=sys.stderr)
        return FAILED
    stage = Stage(place.folder, port, wall)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    try:
        _say("Setting the stage: two platforms, their courts, keys and ledgers …")
        stage.prepare()
        stage.start()
        if place.played:
            _say("The story was played before; everything is as it was left.")
        elif not play_all(stage, _hand(stage), place.summary, stopping, scenes=(*STORY, *AFTERWARDS)):
            return FAILED
        place.publish()
        _addresses(stage)
        if not once:
            _say("Press Ctrl-C to stop.")
            stopping.wait()
    except StageFailed as failed:
        print(f"tongban demo: {failed}", file=sys.stderr)
        return FAILED
    else:
        return OK
    finally:
        stage.stop()
        place.leave()


def _hand(stage: Stage) -> Any:  # noqa: ANN401 - the story knows it as a maker of hands
    def make(plan: PlatformPlan, language: str) -> HttpHand:
        return HttpHand(stage.url(plan), language)

    return make


def play_all(
    stage: Stage,
    make_hand: Any,  # noqa: ANN401 - see `_hand`
    summary: Path,
    stopping: threading.Event,
    *,
    scenes: Sequence[Scene] = STORY,
) -> bool:
    """Play every scene in order; write the summary when all went well."""
    cast = Cast(stage, make_hand)
    try:
        return _play_out(cast, summary, stopping, scenes)
    finally:
        cast.close()


def _play_out(cast: Cast, summary: Path, stopping: threading.Event, scenes: Sequence[Scene]) -> bool:
    stage = cast.stage
    played: list[Played] = []
    started = time.monotonic()
    for number, scene in enumerate(scenes, start=1):
        if stopping.is_set():
            return False
        done = _play(scene, cast)
        played.append(done)
        mark = "✓" if done.ok else "✗"
        _say(f"{mark} {number:2}/{len(scenes)} {done.seconds:5.1f} s  {done.name} ({done.law})")
        if not done.ok:
            print(done.error, file=sys.stderr)
            return False
    _say(f"The story took {time.monotonic() - started:.0f} s.")
    check = {plan.slug: stage.check(plan) for plan in (CHONGQING, SICHUAN)}
    facts = {
        "case_number": cast.case_number,
        "steps": [{k: v for k, v in asdict(p).items() if k != "error"} for p in played],
        "bundle": _relative(cast.files["bundle"]) if "bundle" in cast.files else None,
        "exhibit": _relative(cast.files["exhibit"]) if "exhibit" in cast.files else None,
        "judgment_pdf": _relative(cast.files["judgment_pdf"]) if "judgment_pdf" in cast.files else None,
        "register_entries": check["chongqing"]["entries"],
        "ledger_size": check["chongqing"]["ledger_size"],
        "platforms": check,
    }
    summary.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    return True


def _play(scene: Scene, cast: Cast) -> Played:
    """Play one scene; when a platform goes away in the middle, look at the pages again and go on."""
    started = time.monotonic()
    for attempt in range(ATTEMPTS):
        cast.again = attempt > 0
        try:
            scene.play(cast)
        except Interrupted as away:
            if attempt + 1 == ATTEMPTS:
                return Played(scene.name, scene.law, round(time.monotonic() - started, 2), ok=False, error=str(away))
            time.sleep(1)
        except Exception as error:  # noqa: BLE001 - the person at the terminal reads it
            text = f"{type(error).__name__}: {error}"
            return Played(scene.name, scene.law, round(time.monotonic() - started, 2), ok=False, error=text)
        else:
            break
    return Played(scene.name, scene.law, round(time.monotonic() - started, 2), ok=True)


def _addresses(stage: Stage) -> None:
    _say("")
    for plan in (SICHUAN, CHONGQING):
        _say(f"{plan.name} ({plan.name_en}): {stage.url(plan)}")
        for staff in plan.staff:
            who = f"{staff.role:<10} login {staff.login:<10} {staff.name}, {staff.court}"
            _say(f"   {who}   desk: {stage.url(plan)}/desk/")
    _say(f"   litigants  login lender (at {stage.url(SICHUAN)}), borrower (at {stage.url(CHONGQING)})")
    _say(f"   public     no login: {stage.url(CHONGQING)}/")
    _say(f"Password of every account: {PASSWORD}")
    _say("What waits for you:")
    for plan, login, what in WAITING:
        _say(f"   {login:<9} at {stage.url(plan)}   {what}")
    _say(f"Mail: 127.0.0.1:{stage.mail_port}, bank: {stage.bank_url}, files: {_relative(stage.folder)}")
    _say("")


def _relative(path: Path) -> str:
    return os.path.relpath(path, Path.cwd())


def _say(line: str) -> None:
    print(line, flush=True)
