"""Make this machine ready for the demo, the tests or foreign programs; does nothing, quickly, when nothing is to do.

1. Debian packages (tools/debian-packages.txt): root installs what is missing; a user is told one line to run, and
   nothing else happens (exit 3).
2. `.venv` with exactly the locked Python packages, by hash.
3. The two distributions of this repository, editable.
4. The catalogues of texts.
5. For `interop`, which is `test` and more: the compiler and the node of the EVM anchor, and a foreign witness, by hash.
"""

from __future__ import annotations

import argparse
import ctypes.util
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import catalogues

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "prepared"
LOCKS = {"demo": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}
OWN = (ROOT / "packages" / "courtlog", ROOT)
PIP = (
    VENV / "bin" / "python",
    "-m",
    "pip",
    "--disable-pip-version-check",
    "--no-input",
    "--quiet",
    "install",
    "--root-user-action=ignore",
)
MISSING_PACKAGES = 3
FAILED = 1


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """One line of the list: `purpose` is demo or test (tests need both), `probe` how to see it without dpkg."""

    name: str
    purpose: str
    probe: str

    @property
    def there(self) -> bool:
        """Whether what the package brings is on this machine, whoever put it there."""
        kind, _, what = self.probe.partition(":")
        match kind:
            case "command":
                return shutil.which(what) is not None
            case "file":
                return Path(what).exists()
            case "library":
                return ctypes.util.find_library(what) is not None
            case "module":
                return importlib.util.find_spec(what) is not None
        message = f"unknown probe {self.probe!r} for {self.name}"
        raise ValueError(message)


def debian_packages(purpose: str, listing: Path = ROOT / "tools" / "debian-packages.txt") -> list[DebianPackage]:
    """The packages needed for `purpose`, in the order of the list."""
    rows = (line.split("#")[0].split() for line in listing.read_text(encoding="utf-8").splitlines())
    packages = [DebianPackage(*row) for row in rows if row]
    return [p for p in packages if p.purpose == "demo" or purpose == "test"]


def missing(packages: list[DebianPackage]) -> list[str]:
    """The names of those that neither dpkg nor their probe finds."""
    try:
        answer = subprocess.run(
            ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *(p.name for p in packages)],
            check=False,
            capture_output=True,
            text=True,
        ).stdout
    except FileNotFoundError:
        answer = ""
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [p.name for p in packages if p.name not in installed and not p.there]


def install_debian(names: list[str]) -> None:
    """As root, install quietly; as a user, say the one line that helps and stop before anything is done."""
    if os.geteuid() != 0:
        print("Tongban needs Debian packages that are not here yet. Run this, then the same make command again:")
        # The update is part of the line: a fresh machine has no package lists, and then the installation alone fails.
        print(f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(names)}")
        raise SystemExit(MISSING_PACKAGES)
    say(f"installing Debian packages: {' '.join(names)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300")
    run(*apt, "update", env=env, may_fail=True)
    run(*apt, "install", "-y", "--no-install-recommends", *names, env=env)


def say(message: str) -> None:
    """One line about a step that takes time."""
    print(f"prepare: {message}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, may_fail: bool = False) -> None:
    """Run quietly; show all it said when it fails, and stop unless it `may_fail`."""
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        print(f"prepare: failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}", file=sys.stderr)
        if not may_fail:
            raise SystemExit(FAILED)


def digest(path: Path) -> str:
    """The digest of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted(purpose: str) -> dict[str, str]:
    """What the stamp must say for `purpose`; the tests' lock contains the demo's."""
    locks = {name: digest(path) for name, path in LOCKS.items() if name in {"demo", purpose}}
    return {"own": hashlib.sha256("".join(map(packaging, OWN)).encode()).hexdigest(), **locks}


def packaging(place: Path) -> str:
    """What an installation is made from; how the code is linted and tested stands in the same file and is left out."""
    said = tomllib.loads((place / "pyproject.toml").read_text(encoding="utf-8"))
    return repr((said["build-system"], said["project"], said["tool"]["setuptools"]))


def found() -> dict[str, str]:
    """What the stamp says; nothing when nothing was finished here."""
    if not STAMP.exists():
        return {}
    return dict(line.split("=", 1) for line in STAMP.read_text(encoding="utf-8").splitlines())


def usable() -> bool:
    """Whether `.venv` was made for this Python and in this very folder, which its scripts name."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    made = dict(line.split(" = ", 1) for line in lines if " = " in line)
    same_python = made.get("version", "").split(".")[:2] == list(platform.python_version_tuple()[:2])
    return same_python and made.get("command", "").endswith(f" {VENV}") and (VENV / "bin" / "python").exists()


def make_environment(purpose: str) -> None:
    """Bring `.venv` to the lock of `purpose`; only what changed is installed."""
    if VENV.is_symlink():
        # Clearing would empty the folder at the other end, which somebody else may be working in.
        print(f"prepare: {VENV.name} is a link to {VENV.resolve()}; remove the link first", file=sys.stderr)
        raise SystemExit(FAILED)
    if not usable():
        say("making .venv")
        run(sys.executable, "-m", "venv", "--clear", VENV)
    before, after = found(), wanted(purpose)
    if before | after == before:
        return
    STAMP.unlink(missing_ok=True)
    if any(before.get(name) != after[name] for name in LOCKS if name in after):
        say(f"installing the Python packages of {LOCKS[purpose].name}")
        run(*PIP, "--only-binary=:all:", "--require-hashes", "-r", LOCKS[purpose])
    say("installing courtlog and tongban")
    for place in OWN:
        run(*PIP, "--no-index", "--no-deps", "--no-build-isolation", "-e", place)
    # What an earlier preparation installed for the other purpose stays true until its lock changes.
    STAMP.write_text("".join(f"{name}={value}\n" for name, value in (before | after).items()), encoding="utf-8")


def install_node_tools(place: Path = ROOT / "tools" / "evm") -> None:
    """Bring `tools/evm/node_modules` to its lock; without npm say plainly what then is not judged, and go on."""
    wanted_lock = digest(place / "package-lock.json")
    stamp = place / "node_modules" / "prepared"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted_lock:
        return
    if shutil.which("npm") is None:
        say("npm is absent: no compiler and no chain will judge the ledger's EVM anchor (Node.js 20 or later)")
        return
    say("installing the compiler and the node of the EVM anchor")
    run("npm", "--prefix", place, "ci", "--silent")
    stamp.write_text(wanted_lock, encoding="utf-8")


def install_foreign_witness(place: Path = ROOT / "tools" / "witness") -> None:
    """Bring a witness of other people's making into an environment of its own, since it needs a newer Python."""
    lock, home = place / "requirements.lock", place / ".venv"
    stamp = home / "prepared"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest(lock):
        return
    named = [found for name in ("python3.14", "python3.13", "python3.12") if (found := shutil.which(name))]
    # pyenv's own commands refuse to run versions that are installed but not chosen.
    for python in (*named, *sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python3"))):
        if (
            subprocess.run([str(python), "-m", "venv", "--clear", home], check=False, capture_output=True).returncode
            == 0
        ):
            break
    else:
        say("Python 3.12 or later is absent: no live witness of other people will judge the ledger's heads")
        return
    say("installing the foreign witness")
    run(home / "bin" / "python", *PIP[1:], "--only-binary=:all:", "--require-hashes", "-r", lock)
    stamp.write_text(digest(lock), encoding="utf-8")


def main() -> None:
    """Prepare for the purpose named on the command line, one preparation at a time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("purpose", choices=[*sorted(LOCKS), "interop"])
    chosen = parser.parse_args().purpose
    purpose = "test" if chosen == "interop" else chosen
    names = missing(debian_packages(purpose))
    if names:
        install_debian(names)
    turn = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(turn, fcntl.LOCK_EX)
    make_environment(purpose)
    catalogues.compile_all()
    if chosen == "interop":
        install_node_tools()
        install_foreign_witness()


if __name__ == "__main__":
    main()
