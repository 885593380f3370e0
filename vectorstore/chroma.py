"""Chroma: a collection in a folder or on a server. The sole importer of chromadb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.errors import EmbeddingError

if TYPE_CHECKING:
    import httpx
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

_FOLDER_COLLECTION = "passages"
_HNSW: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
_CONNECT_S, _ANSWER_S = 2.0, 15.0
_SOON_S = 1.0  # of a search, which has another way
_soon: ContextVar[bool] = ContextVar("soon", default=False)


def open_folder(folder: Path) -> tuple[Any, Any]:
    """Chroma's client for a folder, telemetry off, and its one collection."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(
        path=str(folder), settings=Settings(anonymized_telemetry=False)
    )
    collection = client.get_or_create_collection(
        _FOLDER_COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
    )
    return client, collection


@contextmanager
def answered_soon() -> Iterator[None]:
    """In this thread, for now: a server that does not answer within a second is not waited for."""
    before = _soon.set(True)
    try:
        yield
    finally:
        _soon.reset(before)


class ChromaServer:
    """The collections of a Chroma server. Nothing is asked of it before a method is called.

    `chromadb.HttpClient` asks while it is made, when no time limit can be set yet, and would
    wait for a silent server without end; so the layer below it is used.

    Args:
        url: such as `http://chroma:8000`.
    """

    def __init__(self, url: str) -> None:
        from chromadb.api.fastapi import FastAPI
        from chromadb.config import Settings, System

        self._system = System(
            Settings(
                chroma_server_host=url.rstrip("/"),
                chroma_server_http_port=0,  # not used beside a whole address, but asked for
                anonymized_telemetry=False,
            )
        )
        self._api = self._system.instance(FastAPI)
        self._api._session.timeout = (_CONNECT_S, _ANSWER_S, _ANSWER_S, _ANSWER_S)
        self._api._session.event_hooks["request"].append(_limit)
        self._system.start()

    def find(self, name: str) -> Any:
        """The collection as it is now, with its `metadata`; see `is_lost` if there is none."""
        return self._as_collection(self._api.get_collection(name))

    def find_or_make(self, name: str, metadata: Mapping[str, str | int]) -> Any:
        """The same, made first if there is none."""
        made = self._api.get_or_create_collection(
            name, configuration={"hnsw": _HNSW}, metadata=dict(metadata)
        )
        return self._as_collection(made)

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        from chromadb.errors import NotFoundError

        try:
            self._api.delete_collection(name)
        except NotFoundError:
            return

    def close(self) -> None:
        """Let go of the connections."""
        self._api._session.close()
        self._system.stop()

    def _as_collection(self, model: Any) -> Any:
        from chromadb.api.models.Collection import Collection

        return Collection(client=self._api, model=model, embedding_function=None)


def _limit(request: httpx.Request) -> None:
    if _soon.get():
        within = dict.fromkeys(("connect", "read", "write", "pool"), _SOON_S)
        request.extensions = {**request.extensions, "timeout": within}


def is_lost(error: BaseException) -> bool:
    """Whether a server says of a collection that it is gone or broken: it must be made anew."""
    from chromadb.errors import InternalError, NotFoundError

    return isinstance(error, NotFoundError | InternalError)


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
