"""An optional second look at what a search found: a model behind a `/rerank` endpoint.

The request and the reply are those of Cohere's and Jina's APIs, which vLLM, llama.cpp and Infinity
speak too: {"model", "query", "documents", "top_n"} and {"results": [{"index", "relevance_score"}]}.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import requests

from qa.config import Config
from vectorstore.feed import with_title
from vectorstore.models import Filter, Hit

Search = Callable[..., list[Hit]]
_LOG = logging.getLogger(__name__)


class Reranker:
    """Puts hits in the order of a model, kept in `ranks["rerank"]` and `scores["rerank"]`.

    If it cannot be asked, the hits stay as they were found and a warning is logged: a search must
    not fail for want of its second look.
    """

    def __init__(self, config: Config) -> None:
        self._config = config

    def around(self, search: Search) -> Search:
        """The search with a second look at its first `rerank_candidates` hits."""

        def searched(
            query: str, k: int, where: Filter | None = None, *, recency: float | None = None
        ) -> list[Hit]:
            hits = search(query, max(k, self._config.rerank_candidates), where, recency=recency)
            return self.ranked(query, hits)[:k]

        return searched

    def ranked(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """All of the hits, those that the model scored first, best first."""
        if not hits:
            return []
        try:
            scores = self._scores(query, hits)
        except (requests.RequestException, ValueError) as error:
            _LOG.warning("Hits were not reranked: %s", _told(error, self._config.rerank_url))
            return list(hits)
        order = sorted(scores, key=lambda place: (-scores[place], place))
        scored = [
            replace(
                hits[place],
                ranks=hits[place].ranks | {"rerank": rank},
                scores=hits[place].scores | {"rerank": scores[place]},
            )
            for rank, place in enumerate(order, start=1)
        ]
        return scored + [hit for place, hit in enumerate(hits) if place not in scores]

    def _scores(self, query: str, hits: Sequence[Hit]) -> dict[int, float]:
        config = self._config
        key = config.rerank_api_key
        reply = requests.post(
            config.rerank_url,
            json={
                "model": config.rerank_model,
                "query": query,
                "documents": [with_title(hit.article.title, hit.passage.text) for hit in hits],
                "top_n": len(hits),
            },
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=config.llm_timeout_s,
        )
        reply.raise_for_status()
        return _read(reply.json(), len(hits))


def _read(reply: Any, count: int) -> dict[int, float]:
    """The score of each place; ValueError if the reply is of another form."""
    try:
        found = {int(row["index"]): float(row["relevance_score"]) for row in reply["results"]}
    except (KeyError, TypeError) as error:
        raise ValueError("the reply has no results with index and relevance_score") from error
    if not all(0 <= place < count and math.isfinite(score) for place, score in found.items()):
        raise ValueError("the reply names places that were not asked about, or no numbers")
    return found


def _told(error: Exception, url: str) -> str:
    """The fault in words; those of `requests` may hold the whole address, and keys with it."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server at rerank_url answers {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "the server at rerank_url does not answer in time"
    if isinstance(error, requests.RequestException) and not isinstance(error, ValueError):
        return "the server at rerank_url cannot be reached"
    return str(error).replace(url, "rerank_url")
