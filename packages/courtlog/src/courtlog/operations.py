"""What several commands do, for scripts that prefer calling to running: keys, a new log, opening one for writing."""

import os
from pathlib import Path

from courtlog.errors import LogError, Malformed
from courtlog.gathering import Gathering
from courtlog.log import Log, load_key, system_clock
from courtlog.note import COSIGNATURE, ED25519, ML_DSA_44
from courtlog.policy import Policy
from courtlog.reader import POLICY, LogReader
from courtlog.signing import SignerKey
from courtlog.sm2 import TYPE as SM2


def cosigners_of(directory: Path) -> Gathering | None:
    """Give the witnesses whose addresses stand in a log's policy, None when there are none."""
    policy = Policy.parse(LogReader(directory).policy())
    outside = any(key in policy.urls for key in policy.witnesses.values())
    return Gathering(policy, system_clock) if outside else None


def open_writer(directory: Path) -> Log:
    """Open a log for writing, with its witnesses."""
    return Log(directory, cosigners=cosigners_of(directory))


def keygen(name: str, out: Path, *, witness: bool, algorithm: str = "ed25519") -> str:
    """Write a new secret key, readable by its owner only, and its public key beside it; gives the public key.

    A witness's key is of the algorithm `ed25519` or `ml-dsa-44`; `sm2` is for the additional line of a log that finds
    it in `keys/sm2.key`; any other signs with Ed25519. Raises `Malformed`.
    """
    types = {"ed25519": COSIGNATURE, "ml-dsa-44": ML_DSA_44} if witness else {"ed25519": ED25519, "sm2": SM2}
    if algorithm not in types:
        raise Malformed(f"There are no keys of the algorithm {algorithm} {'' if witness else 'but '}for witnesses.")
    key = SignerKey.generate(name, types[algorithm])
    write_secret(out, f"{key}\n".encode())
    out.with_name(out.name + ".pub").write_text(f"{key.verifier}\n")
    return str(key.verifier)


def init(directory: Path, origin: str) -> None:
    """Start a log with a key and an own witness key in `keys/`, and write its policy."""
    if (directory / "log.json").exists():
        raise LogError(f"{directory} already holds a log.")
    with Log.create(directory, *make_keys(directory, origin)) as log:
        (directory / POLICY).write_bytes(log.policy())


def make_keys(directory: Path, origin: str) -> tuple[SignerKey, SignerKey]:
    """Make the key of a log and that of its own witness in `keys/`, unless they are there; gives both."""
    keys = directory / "keys"
    directory.mkdir(parents=True, exist_ok=True)
    keys.mkdir(mode=0o700, exist_ok=True)
    for name, path, witness in ((origin, "log.key", False), (f"{origin}/witness", "witness.key", True)):
        if not (keys / path).exists():
            keygen(name, keys / path, witness=witness)
    return load_key(keys / "log.key"), load_key(keys / "witness.key")


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, durably; raises `Malformed` when the path is taken."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Malformed(f"{path} exists already and is not overwritten.") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
