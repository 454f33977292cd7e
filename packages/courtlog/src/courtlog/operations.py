"""What the commands do with files: one function per command, for scripts that prefer calling to running."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from cryptography.x509 import Certificate

from courtlog.errors import LogError, Malformed
from courtlog.gathering import Gathering
from courtlog.issue import issue
from courtlog.log import Log, load_key, system_clock
from courtlog.note import COSIGNATURE, ED25519, ML_DSA_44
from courtlog.opening import MAX_OPENING, Opening
from courtlog.pack import Parts, write_bundle
from courtlog.policy import Policy
from courtlog.reader import POLICY as POLICY  # noqa: PLC0414  # the commands' name for what `init` writes
from courtlog.reader import LogReader
from courtlog.signing import SignerKey, sign_receipt
from courtlog.sm2 import TYPE as SM2
from courtlog.stamp import check_stamp, stamped
from courtlog.stamps import FOLDER, Stamps
from courtlog.statement import Kind


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
    types = {
        ("ed25519", False): ED25519,
        ("ed25519", True): COSIGNATURE,
        ("ml-dsa-44", True): ML_DSA_44,
        ("sm2", False): SM2,
    }
    if (algorithm, witness) not in types:
        raise Malformed(f"There are no keys of the algorithm {algorithm} {'' if witness else 'but '}for witnesses.")
    key = SignerKey.generate(name, types[algorithm, witness])
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


def deposit(directory: Path, file: Path, *, key: Path, kind: Kind, subject: str) -> tuple[int, Path]:
    """Deposit one file; gives its index and the path of its opening, which is on disk before the deposit is made.

    An opening that is there already is used again, so that a deposit which was cut short can simply be repeated.
    """
    path = file.parent / f"{file.name}.opening.json"
    known = read_opening(path) if path.exists() else None
    with file.open("rb") as source:
        issued = issue(
            source, name=file.name, kind=kind, subject=subject, key=load_key(key), at=system_clock(),
            salt=known.salt if known else None,
        )  # fmt: skip
    if known and known != issued.opening:
        raise Malformed(f"{path} belongs to another deposit: to the file as it was, or to another key. Move it away.")
    with open_writer(directory) as log:
        if not known:
            write_secret(path, issued.opening.encode())
        (deposited,) = log.deposit([issued.statement])
    return deposited.index, path


def bundle(  # noqa: PLR0913  # what a bundle is made of, all but the log by name
    directory: Path, index: int, *, opening: Path, file: Path | None, out: Path, under_stamp: bool = False
) -> None:
    """Write the bundle of one entry; a file that cannot be finished is removed.

    The proof is under the first head with the entry; with `under_stamp`, under the first of them that was stamped: a
    later time, but one that stands by itself. Where the log's key lies beside the log, there is a COSE receipt.
    """
    log = LogReader(directory)
    before = log.head_before(index)
    entry, stamps = log.entry(index), Stamps(directory / FOLDER)
    proof = log.proof(index, log.check_head(stamps.first(index)) if under_stamp else None)
    own = directory / "keys" / "log.key"
    receipt = sign_receipt(entry, proof, load_key(own)) if own.is_file() else None
    parts = Parts(entry, read_opening(opening), proof.encode(), log.policy(), before.note if before else None, receipt,
                  stamps.find(proof.head))  # fmt: skip
    try:
        with out.open("wb") as target, file.open("rb") if file else nullcontext() as content:
            write_bundle(target, parts, content)
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def stamp(directory: Path, address: str, roots: Sequence[Certificate] | None) -> Path:
    """Have the published head stamped by the authority at a web address, and keep both; gives the stamp's path.

    With root certificates a stamp that they do not cover is refused. Raises any `CourtlogError`.
    """
    from courtlog.tsa import ask  # noqa: PLC0415  # an extra: the other commands run without it

    log = LogReader(directory)
    head = log.head()
    data = stamped(head.note, log.settings.log)
    response = ask(address, data)
    if roots is not None:
        check_stamp(response, data, roots)
    return Stamps(directory / FOLDER).keep(head, response)


def read_opening(path: Path) -> Opening:
    """Read an opening from its file; raises `Malformed`."""
    with path.open("rb") as source:
        return Opening.parse(source.read(MAX_OPENING + 1))


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
