"""Publishing a log in an object store of the S3 kind, from which anybody reads it as from any web server.

The log's directory stays its truth. What is published there is copied under the same names: first all that the head
stands on, each object created and never replaced, then the checkpoint. Whatever interrupts this, the checkpoint in the
store names nothing that is absent, and the next round goes on. Needs the extra `courtlog[s3]`.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count, islice
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, LogError, Malformed, RolledBack, StoreDamaged
from courtlog.log import take_writer_lock
from courtlog.merkle import range_hash
from courtlog.reader import LogReader, RemoteTree
from courtlog.tiles import HEIGHT, WIDTH, encode_bundle, tile_path, width_in
from courtlog.web import TEXT, DirectorySource, Unreachable

try:
    import obstore
    from obstore.exceptions import AlreadyExistsError, BaseError
    from obstore.store import S3Store
except ImportError as error:  # an extra: the core runs without it
    raise LogError("Publishing in an object store needs the extra: pip install 'courtlog[s3]'.") from error

CHECKPOINT = "checkpoint"
_AT_ONCE = 16
_IMMUTABLE = {"Content-Type": "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable"}
_FRESH = {"Content-Type": TEXT, "Cache-Control": "no-cache"}


class Bucket:
    """The objects below one prefix of a bucket. What goes wrong between here and there is `Unreachable`."""

    def __init__(self, address: str, endpoint: str | None = None, seconds: float = 20.0) -> None:
        """Name it as `s3://BUCKET/PREFIX`; keys, region and else the endpoint come from the variables `AWS_...`.

        Each request ends after `seconds`, and what fails for a moment is tried again for as long.
        """
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc:
            raise Malformed(f"{address!r} is no place in an object store: it must read s3://BUCKET/PREFIX.")
        self.name, self._refuses = address, False
        time = timedelta(seconds=seconds)
        with self._reached():
            self._store = S3Store(
                parts.netloc, prefix=parts.path.strip("/") or None, config={"endpoint": endpoint} if endpoint else None,
                client_options={"allow_http": True, "timeout": time},
                retry_config={"max_retries": 3, "retry_timeout": time},
            )  # fmt: skip

    def read(self, path: str) -> bytes | None:
        """Give an object, None when it is absent."""
        with self._reached(), suppress(FileNotFoundError):
            return bytes(obstore.get(self._store, path).bytes())
        return None

    def create(self, path: str, data: bytes) -> None:
        """Store an object for ever; raises `StoreDamaged` when another one stands in its place.

        The first time it is stored twice: a store that takes it again does not keep what it has, and is refused.
        """
        with self._reached(), suppress(AlreadyExistsError):
            for _ in range(1 if self._refuses else 2):
                obstore.put(self._store, path, data, mode="create", attributes=_IMMUTABLE)
            if self._refuses:
                return
            raise LogError(f"{self.name} overwrites objects although it is asked not to; nothing is published.")
        self._refuses = True
        if self.read(path) != data:
            raise StoreDamaged(f"{path} in {self.name} is not what the log has; it is not replaced.")

    def replace(self, path: str, data: bytes) -> None:
        """Store an object in the place of any other."""
        with self._reached():
            obstore.put(self._store, path, data, attributes=_FRESH)

    def remove_below(self, folder: str) -> None:
        """Remove what stands below a prefix."""
        with self._reached():
            for some in obstore.list(self._store, folder):
                obstore.delete(self._store, [one["path"] for one in some])

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            raise Unreachable(f"{self.name} cannot be used: {str(error).partition(' - ')[0]}") from error


def publish(log: LogReader, bucket: Bucket) -> Checkpoint:
    """Bring an object store up to the published head of a log; gives that head.

    1. The store's own head, if any, is one that this log signed, no larger (`RolledBack`), and the log begins with it
    (`Contradiction`). 2. All files that the new head adds are checked under it and created. 3. The checkpoint. 4. The
    partial tiles that have become full are removed. One process at a time (`WriterBusy`). Raises any `CourtlogError`.
    """
    with take_writer_lock(log.directory, "publisher.lock"):
        head, shown = log.head(), bucket.read(CHECKPOINT)
        if head.note == shown:
            return head.checkpoint
        old = log.check_head(shown).checkpoint if shown is not None else Checkpoint(log.origin, 0, b"")
        if old.size > head.checkpoint.size:
            raise RolledBack(f"{bucket.name} shows {old.size} entries, the log has {head.checkpoint.size}.")
        tree = RemoteTree(head.checkpoint, DirectorySource(log.public))
        if shown is not None and range_hash(0, old.size, tree.node) != old.root:
            raise Contradiction(f"The log does not begin with the {old.size} entries that {bucket.name} shows.")
        outgrown: list[PurePosixPath] = []
        files = _files(tree, old.size, outgrown)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while some := list(islice(files, WIDTH)):
                list(pool.map(lambda one: bucket.create(str(one[0]), one[1]), some))
        bucket.replace(CHECKPOINT, head.note)
        for path in outgrown:
            bucket.remove_below(f"{path}.p/")
    return head.checkpoint


def _files(tree: RemoteTree, old: int, outgrown: list[PurePosixPath]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Give the tiles and entry bundles that a tree has more than its first `old` entries have, each checked.

    Notes in `outgrown` the full ones that were partial in a tree of `old` entries.
    """
    for level in count():
        there = tree.size >> (HEIGHT * level)
        if not there:
            return
        for number in range((old >> (HEIGHT * level)) // WIDTH, -(-there // WIDTH)):
            width = width_in(tree.size, level, number)
            paths = [tile_path(one, number, width) for one in ((level, "entries") if level == 0 else (level,))]
            outgrown += paths if 0 < width_in(old, level, number) < WIDTH == width else []
            yield paths[0], b"".join(tree.hashes(level, number))
            if level == 0:
                entries = tree.entries(number * WIDTH, number * WIDTH + width)
                yield paths[1], encode_bundle([entry for _, entry in entries])
