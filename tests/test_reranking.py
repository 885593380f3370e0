"""Reranking by a model behind a `/rerank` endpoint, a fake one on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fakes.hits import hit

from qa.config import Config
from qa.reranking import Reranker
from vectorstore.models import Filter, Hit

HITS = [hit(f"Passage {name}.", id=name, title="Vote") for name in "abcd"]
SCORED = {"results": [{"index": 2, "relevance_score": 0.9}, {"index": 0, "relevance_score": -1.5}]}


class Endpoint:
    """Gives one reply to everything, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.body = json.dumps(SCORED).encode()
        self.asked: list[tuple[dict[str, Any], str | None]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                key = self.headers["Authorization"]
                endpoint.asked.append((json.loads(self.rfile.read(size)), key))
                self.send_response(endpoint.status)
                self.send_header("Content-Length", str(len(endpoint.body)))
                self.end_headers()
                self.wfile.write(endpoint.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/rerank"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def reranker(url: str, **settings: Any) -> Reranker:
    return Reranker(Config(rerank_url=url, rerank_model="judge", llm_timeout_s=5.0, **settings))


def ids(hits: list[Hit]) -> str:
    return "".join(item.article.id for item in hits)


def test_hits_come_in_the_models_order_and_say_so(endpoint: Endpoint) -> None:
    found = reranker(endpoint.url, rerank_api_key="secret").ranked("Who won?", HITS)
    assert ids(found) == "cabd"
    assert [item.ranks.get("rerank") for item in found] == [1, 2, None, None]
    assert [item.scores.get("rerank") for item in found] == [0.9, -1.5, None, None]
    documents = [f"Vote\nPassage {name}." for name in "abcd"]
    sent = {"model": "judge", "query": "Who won?", "documents": documents, "top_n": 4}
    assert endpoint.asked == [(sent, "Bearer secret")]


def test_more_is_searched_for_than_is_given(endpoint: Endpoint) -> None:
    wanted: list[tuple[int, Filter | None, float | None]] = []

    def search(query: str, k: int, where: Filter | None, *, recency: float | None) -> list[Hit]:
        wanted.append((k, where, recency))
        return HITS[:k]

    both = reranker(endpoint.url, rerank_candidates=3).around(search)
    assert ids(both("Who won?", 2, Filter(), recency=0.1)) == "ca"
    assert wanted == [(3, Filter(), 0.1)]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (401, b"{}"),
        (200, b"no JSON"),
        (200, b"[]"),
        (200, b'{"results": [{"index": 9, "relevance_score": 1}]}'),
        (200, b'{"results": [{"index": 0, "relevance_score": NaN}]}'),
        (200, b'{"results": [{"index": 0}]}'),
    ],
)
def test_a_fault_leaves_the_hits_as_they_were_found(
    endpoint: Endpoint, status: int, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.status, endpoint.body = status, body
    assert reranker(endpoint.url).ranked("Who won?", HITS) == HITS
    assert "not reranked" in caplog.text
    assert endpoint.url not in caplog.text


def test_no_server_leaves_the_hits_as_they_were_found(caplog: pytest.LogCaptureFixture) -> None:
    url = "http://127.0.0.1:9/rerank?key=hidden"
    assert reranker(url).ranked("Who won?", HITS) == HITS
    assert "hidden" not in caplog.text
    assert reranker(url).ranked("Who won?", []) == []
