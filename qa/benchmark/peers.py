"""One retriever on a set of questions: Dateline or a peer, each with the same MiniLM weights.

The peers are used as their own guides show them: their splitters, their stores, their default
search. `measure` runs in a process of its own for each, so that memory is one's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from qa.benchmark import corpora
from qa.benchmark.measuring import Figures, disk_mb, percentiles, rss_mb, timed
from qa.drafts import ArticleDraft
from qa.evaluation.measures import retrieval_scores

NEEDS = {
    "dateline": (),
    "langchain": ("langchain_chroma", "langchain_text_splitters"),
    "llamaindex": ("llama_index.core", "llama_index.vector_stores.chroma"),
    "txtai": ("txtai", "faiss"),
}
_TOP = 10


class Retriever(Protocol):
    """What is measured."""

    def add(self, drafts: Sequence[ArticleDraft]) -> None:
        """Store and index articles, ready to be searched."""
        ...

    def search(self, question: str) -> list[str]:
        """External ids of the best articles, each once, best first."""
        ...


def missing(peer: str) -> list[str]:
    """The packages that a peer lacks here."""
    return [name for name in NEEDS[peer] if not _installed(name)]


def measure(
    peer: str, folder: str | None = None, count: int = 500, questions: int = 100
) -> Figures:
    """Ingest `count` articles and ask: articles a second, times, nDCG@10, memory, disk."""
    of = corpora.dataset(folder)
    given = corpora.drafts(of, count)
    held = {draft.external_id for draft in given}
    asked = [q for q in of.questions if of.qrels.get(q.id) and of.qrels[q.id].keys() <= held]
    asked = asked[:questions]
    with TemporaryDirectory() as place:
        seconds, retriever = timed(lambda: _filled(peer, Path(place), given))
        retriever.search("warm up")
        took = [timed(lambda text=q.text: retriever.search(text)) for q in asked]  # type: ignore[misc]
        scores = [
            retrieval_scores(ranking, ranking, of.qrels[question.id])["ndcg@10"]
            for question, (_, ranking) in zip(asked, took, strict=True)
        ]
        return {
            "articles": len(given),
            "questions": len(asked),
            "articles_per_s": round(len(given) / seconds, 1),
            **(percentiles([spent for spent, _ in took]) if took else {}),
            "ndcg@10": round(sum(scores) / len(scores), 3) if scores else None,
            "rss_mb": rss_mb(),
            "disk_mb": disk_mb(Path(place) / "archive"),
        }


def distinct(ids: Sequence[str]) -> list[str]:
    """Each id once, at its first place; the first ten."""
    return list(dict.fromkeys(ids))[:_TOP]


def _filled(peer: str, place: Path, given: Sequence[ArticleDraft]) -> Retriever:
    retriever = _make(peer)(place)
    retriever.add(given)
    return retriever


def _make(peer: str) -> Callable[[Path], Retriever]:
    from qa.benchmark import retrievers

    makers: dict[str, Callable[[Path], Retriever]] = {
        "dateline": retrievers.DatelineRetriever,
        "langchain": retrievers.LangChainRetriever,
        "llamaindex": retrievers.LlamaIndexRetriever,
        "txtai": retrievers.TxtaiRetriever,
    }
    return makers[peer]


def _installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of the package that it would be in
        return False
