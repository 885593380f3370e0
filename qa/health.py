"""How an archive is: what `/readyz` tells."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from qa.config import Config
from vectorstore.store import Store


def health(store: Store, config: Config) -> dict[str, Any]:
    """Whether questions can be answered, and with what."""
    lexical, dense = store.lexical, store.dense
    unread = store.feed.words_behind(lexical.position)
    return {
        "ready": not lexical.failure,
        "articles": store.catalog.count(),
        "passages": store.catalog.passage_count(),
        "lexical": _state(lexical.failure, unread),
        "dense": _state(dense.failure, store.feed.last_seq() - dense.position),
        "indexing": asdict(store.indexing.progress()),
        "embedder": store.embedder.model,
        "answerer": config.answerer,
        "model": config.llm_model or None,
    }


def _state(failure: str, behind: int) -> str:
    return failure or (f"{behind} changes behind" if behind else "ready")
