"""What a log tells about itself and others in entries of its own: its policies, changes of keys, heads of other logs.

`place` is everywhere the log's directory, for its operator, or the address of the process that serves it.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from courtlog.checkpoint import Checkpoint
from courtlog.disk import Disk
from courtlog.errors import CourtlogError, LogError
from courtlog.issue import content_of, issue_public
from courtlog.note import VerifierKey
from courtlog.operations import open_writer
from courtlog.policy import Policy
from courtlog.reader import POLICY, RemoteTree, read_head, read_quorum_head
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement
from courtlog.web import DirectorySource, HttpClient, Source, source_of

_LONGEST_ANSWER = 65_536


def submit(place: str, statement: bytes) -> int:
    """Deposit one statement; gives its index. Raises `LogError` when the log does not take it."""
    if not place.startswith(("http://", "https://")):
        with open_writer(Path(place)) as log:
            return log.deposit([statement])[0].index
    server = HttpClient(place)
    status, _, body = server.ask("POST", "add?wait=proof", _LONGEST_ANSWER, statement, "application/cose")
    try:
        fields = json.loads(body)
        if status == HTTPStatus.OK:
            return int(fields["deposited"][0]["index"])
        raise LogError(f"{place} does not take the entry: {fields['what']}")
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise LogError(f"{place} answers with status {status} and no reason.") from error


def published(place: str) -> Source:
    """Give the files that a log publishes."""
    return source_of(place) if place.startswith(("http://", "https://")) else DirectorySource(Path(place) / "public")


def publish_policy(place: str, policy: bytes, key: SignerKey, at: int) -> int:
    """Enter a version of the log's policy; in a directory it is then put in force. Gives the entry's index.

    Raises `Missing` when the policy does not list the key under which the log publishes.
    """
    read_head(published(place), Policy.parse(policy).logs)
    index = submit(place, issue_public(Kind.KEY_OR_POLICY, "policy", policy, key, at))
    directory = Path(place)
    if (directory / "log.json").is_file():
        Disk(directory).write({directory / POLICY: policy})
    return index


def state_head(log: VerifierKey, policy: Policy, key: SignerKey, at: int) -> tuple[Checkpoint, bytes]:
    """Fetch another log's newest head and sign the statement that enters it; gives both.

    The policy must accept it with its quorum. The same head by the same issuer is one deposit. Raises any
    `CourtlogError`.
    """
    head = read_quorum_head(source_of(policy.urls[log]), log, policy)
    subject = sha256(log.name.encode()).hexdigest()
    return head.checkpoint, issue_public(Kind.FOREIGN_CHECKPOINT, subject, head.note, key, at)


def anchor_head(place: str, log: VerifierKey, policy: Policy, key: SignerKey, at: int) -> tuple[Checkpoint, int]:
    """Enter another log's newest head, as `state_head` states it; gives that head and the entry's index."""
    head, statement = state_head(log, policy, key, at)
    return head, submit(place, statement)


def public_entries(place: str, log: VerifierKey) -> Iterator[tuple[int, Statement | None, bytes]]:
    """Give the policies, changes of keys and heads of other logs that a log has entered, word for word, oldest first.

    Every entry is checked against the log's published head. Who may speak for a court the reader must know: neither the
    issuer's signature nor those in the content are checked here. Of an entry that is not what it claims to be there is
    no statement, and the content says what is wrong.
    """
    source = published(place)
    tree = RemoteTree(read_head(source, [log]).checkpoint, source)
    for index, entry in tree.entries(0, tree.size):
        try:
            if found := content_of(entry):
                yield index, found[0].statement, found[1]
        except CourtlogError as error:
            yield index, None, str(error).encode()
