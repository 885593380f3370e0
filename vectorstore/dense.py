"""The dense index: Chroma on disk. The sole importer of chromadb.

Chroma rewrites its files in place, so that a process killed at the wrong moment leaves files that
fail, answer wrongly, or take the reading process down. Therefore nothing depends on them: vectors
stand in the catalog, a store that was not closed cleanly is first tried in a process of its own
(`vectorstore.probe`), and a store that fails is made anew in another folder.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from vectorstore.cursor import Cursor, read_cursor, write_cursor
from vectorstore.embedding import Vectors
from vectorstore.errors import EmbeddingError
from vectorstore.feed import Change, Feed
from vectorstore.following import is_index_failure

_LOG = logging.getLogger(__name__)
_COLLECTION = "passages"
_BATCH = 200  # an upsert holds the GIL; larger ones freeze a server's other threads
_PROBE_SECONDS = 120


class DenseIndex:
    """A follower of the catalog that finds passages by nearness of meaning.

    Attributes:
        failure: why the index cannot be used just now; empty if it can.
        mended: why it was made anew since it was opened; empty if it was not.
        writing: changes are being taken over, and queries fail that would not otherwise.
        doubtful: the last process did not close it, so that rows may be missing.
    """

    name = "dense"

    def __init__(self, folder: Path, archive: str, model: str) -> None:
        self._folder = folder
        self._identity = {"archive": archive, "model": model}
        self._model = model
        self._cursor_file = folder / "cursor.json"
        self._client: Any = None
        self._collection: Any = None
        self._opening = threading.Lock()
        self._clean = False
        self.failure = ""
        self.mended = ""
        self.writing = False
        if folder.is_file():  # a stray file in the index's place
            folder.unlink()
        cursor = read_cursor(self._cursor_file)
        generation = cursor.detail.get("generation") if cursor else None
        self._generation = generation if isinstance(generation, int) else 0
        if not cursor or cursor.archive != archive or cursor.detail.get("model") != model:
            self.reset()
            return
        self._position = cursor.position
        self._clean = cursor.detail.get("files") == self._files()
        self.doubtful = not self._clean
        if self.doubtful and not _survives_probe(self._store):
            self.mended = "its files were damaged"
            _LOG.warning("The dense index was damaged; it is made anew from the catalog.")
            self.reset()

    @property
    def position(self) -> int:
        """See `Follower.position`."""
        return self._position

    @property
    def is_open(self) -> bool:
        """Whether Chroma was loaded, which takes a second the first time."""
        return self._collection is not None

    def open(self) -> None:
        """Load Chroma now rather than at the first search that needs it."""
        self.size()

    def size(self) -> int:
        """How many passages the index holds; 0 if it failed."""
        try:
            return int(self._open().count())
        except BaseException as error:
            if not is_index_failure(error):
                raise
            self.fail(error)
            return 0

    def apply(self, change: Change, feed: Feed) -> None:
        """See `Follower.apply`."""
        if change.action == "write":
            return
        collection = self._open()
        self.writing = True
        self._mark_unclean()
        if change.action == "delete":
            ids = [str(number) for number in range(change.first, change.last + 1)]
            for start in range(0, len(ids), 1_000):
                collection.delete(ids=ids[start : start + 1_000])
            return
        numbers, _, vectors = feed.vectors(self._model, change.first, change.last)
        for start in range(0, len(numbers), _BATCH):
            collection.upsert(
                ids=[str(number) for number in numbers[start : start + _BATCH]],
                embeddings=vectors[start : start + _BATCH],
            )

    def commit(self, position: int) -> None:
        """See `Follower.commit`."""
        self._position = position
        self.writing = False
        self._write_cursor(None if self._client else self._files())

    def reset(self) -> None:
        """See `Follower.reset`; the new index lies in a folder of its own."""
        self._close_client()
        old = self._store
        self._generation += 1
        self._position = 0
        self.writing = False
        self.failure = ""
        self.doubtful = False
        self._store.mkdir(parents=True, exist_ok=True)
        self._write_cursor(None)
        for leftover in {old, *self._folder.glob("chroma-*")} - {self._store}:
            shutil.rmtree(leftover, ignore_errors=True)

    def fail(self, error: BaseException) -> None:
        """See `IndexOnDisk.fail`."""
        self.failure = f"{type(error).__name__}: {error}"
        with contextlib.suppress(OSError):  # such as a full disk, which may be the failure
            self._mark_unclean()
        _LOG.warning("The dense index failed (%s); searching without it.", self.failure)

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]] | None:
        """Passage ids with their cosines, best first; None if Chroma failed.

        A failure is kept in `failure`, and the index is not asked again until it is reset.
        """
        if self.failure:
            return None
        before = self._generation, self._position
        try:
            found = self._open().query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        except BaseException as error:
            if not is_index_failure(error):
                raise
            # Not if it was replaced or written to meanwhile: what is broken fails the writer, too.
            if before == (self._generation, self._position) and not self.writing:
                self.fail(error)
            return None
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(int(number), 1.0 - float(distance)) for number, distance in pairs]

    def close(self) -> None:
        """Close Chroma, and note the state of its files, by which the next start trusts them."""
        if self._client is not None:
            self._close_client()
            if not self.failure:
                self._write_cursor(self._files())

    @property
    def _store(self) -> Path:
        return self._folder / f"chroma-{self._generation}"

    def _open(self) -> Any:
        with self._opening:
            if self._collection is None:
                self._client, self._collection = open_collection(self._store)
            return self._collection

    def _close_client(self) -> None:
        with self._opening:
            client, self._client, self._collection = self._client, None, None
        if client is not None:
            # A broken store may not even close; it is left behind all the same.
            with contextlib.suppress(Exception):
                client.close()

    def _mark_unclean(self) -> None:
        if self._clean:
            self._clean = False
            self._write_cursor(None)

    def _write_cursor(self, files: dict[str, list[int]] | None) -> None:
        self._clean = files is not None
        detail = {"model": self._model, "generation": self._generation, "files": files}
        write_cursor(self._cursor_file, Cursor(self._identity["archive"], self._position, detail))

    def _files(self) -> dict[str, list[int]]:
        """Size and time of each of Chroma's files; another process's doing shows in them."""
        found = {}
        for path in sorted(self._store.rglob("*")):
            if path.is_file():
                status = path.stat()
                found[str(path.relative_to(self._store))] = [status.st_size, status.st_mtime_ns]
        return found


def open_collection(folder: Path) -> tuple[Any, Any]:
    """Chroma's client for a folder, telemetry off, and its one collection."""
    import chromadb
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import Settings

    hnsw: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
    client = chromadb.PersistentClient(
        path=str(folder), settings=Settings(anonymized_telemetry=False)
    )
    collection = client.get_or_create_collection(
        _COLLECTION, embedding_function=None, configuration={"hnsw": hnsw}
    )
    return client, collection


def chroma_embedding_function(name: str) -> Callable[[Sequence[str]], Any]:
    """One of Chroma's embedding functions, made with its own defaults.

    Raises:
        EmbeddingError: there is none of that name, or it lacks a package or a key.
    """
    from chromadb.utils.embedding_functions import known_embedding_functions

    if name not in known_embedding_functions:
        known = ", ".join(sorted(known_embedding_functions))
        raise EmbeddingError(f"Chroma has no embedding function {name!r}.", f"It has: {known}.")
    try:
        return known_embedding_functions[name]()
    except Exception as error:
        raise EmbeddingError(
            f"Chroma's embedding function {name!r} cannot be used ({error}).",
            "Install or set what it asks for, or set DATELINE_EMBEDDER=minilm.",
        ) from error


def _survives_probe(store: Path) -> bool:
    """Whether a process of its own could open the store and find its vectors by themselves."""
    # -P and our own path: what lies in the working directory must not be imported by mistake.
    command = [sys.executable, "-P", "-m", "vectorstore.probe", str(store)]
    paths = os.pathsep.join(sys.path)
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
