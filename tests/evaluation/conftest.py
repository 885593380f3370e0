"""A small set on disk, and a service in memory with the interface of `qa.service.Dateline`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from qa.answers import Answer, AnsweredBy, Citation, Rejected, Sentence, Summary
from qa.config import Config
from qa.errors import ArticleNotFound, ModelUnreachable
from vectorstore.models import Article, Filter, Hit, Passage

CORPUS = [
    {"_id": "d1", "title": "Vote", "text": "The vote was 120 to 14. Jordan put it forward."},
    {"_id": "d2", "title": "Copy", "text": "The vote was 120 to 14. Jordan put it forward!"},
    {"_id": "d3", "title": "Storm", "text": "A storm closed the port. Ships waited."},
]
QUERIES = [
    {
        "_id": "q1",
        "text": "vote Jordan",
        "answers": ["Jordan"],
        "answerable": True,
        "type": "factoid",
        "must_quote": ["d2"],
    },
    {"_id": "q2", "text": "storm port", "answers": ["snow"], "answerable": True, "type": "factoid"},
    {"_id": "q3", "text": "moon landing", "answers": [], "answerable": False, "type": "none"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t1\nq2\td3\t1\n"


def write_set(
    folder: Path,
    *,
    corpus: list[dict[str, object]] = CORPUS,
    queries: list[dict[str, object]] = QUERIES,
    qrels: str | None = QRELS,
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / name).write_text(text, encoding="utf-8")
    if qrels is not None:
        (folder / "qrels").mkdir(exist_ok=True)
        (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


@dataclass
class FakeService:
    """Finds articles by shared words; quotes the first sentence of the best; d2 copies d1."""

    stored: dict[str, Article] = field(default_factory=dict)
    ingested: int = 0
    searches: list[int] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    shift: int = 0
    hits_per_article: int = 1
    broken: bool = False

    def __enter__(self) -> FakeService:
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def ingest(self, inputs, *, progress=None):
        self.ingested += 1
        for line in Path(inputs[0]).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            own = f"own-{row['_id']}"
            self.stored[own] = Article(
                id=own, key=own, text=row["text"], title=row["title"], external_id=row["_id"]
            )
        if progress:
            progress(SimpleNamespace(articles=len(self.stored)))
        return SimpleNamespace(failed=())

    def articles(self, *, limit=50, cursor=None):
        start = int(cursor or 0)
        items = tuple(self.stored.values())[start : start + 2]
        more = start + 2 < len(self.stored)
        return SimpleNamespace(items=items, next_cursor=str(start + 2) if more else None)

    def article(self, article_id: str) -> Article:
        if article_id not in self.stored:
            raise ArticleNotFound(f"There is no article {article_id!r}.")
        return self.stored[article_id]

    def search(self, query: str, *, k: int = 10, filter: Filter = Filter()):  # noqa: A002, B008
        self.searches.append(k)
        self.filters.append(filter)
        words = set(query.lower().split())
        found = []
        for item in self.stored.values():
            score = len(words & set(item.text.lower().replace(".", "").split()))
            if score and item.id != "own-d2":
                passage = Passage(1, item.id, 0, 0, len(item.text), item.text)
                copies = ("own-d2",) if item.id == "own-d1" else ()
                hit = Hit(passage, item, float(score), copies=copies)
                found += [hit] * self.hits_per_article
        return SimpleNamespace(hits=tuple(sorted(found, key=lambda hit: -hit.score))[:k])

    def ask(self, question: str, *, filter: Filter | None = None, answerer=None, fresh=False):  # noqa: A002
        assert fresh, "a cached answer measures what was, not what is"
        if self.broken:
            raise ModelUnreachable("http://model: no connection.", "Start the server.")
        hits = self.search(question, filter=filter or Filter()).hits
        by = AnsweredBy("extractive")
        if not hits:
            return Answer("a", question, "not_found", "The archive does not say.", by)
        cited = self._cited(hits[0].article, hits[0].copies)
        return Answer(
            "a",
            question,
            "answered",
            f"{cited.quote} [1]",
            by,
            sentences=(Sentence(cited.quote, (1,)),),
            citations=(cited,),
            rejected=(Rejected("Made up.", "no quote"),),
        )

    def summarise(self, article_ids, *, answerer=None, fresh=False) -> Summary:
        cited = self._cited(self.stored[article_ids[0]], ())
        return Summary(
            "s",
            "answered",
            f"{cited.quote} [1]",
            AnsweredBy("extractive"),
            tuple(article_ids),
            sentences=(Sentence(cited.quote, (1,)),),
            citations=(cited,),
        )

    def _cited(self, item: Article, copies: tuple[str, ...]) -> Citation:
        end = len(item.text)
        return Citation(
            1, item.id, item.title, None, None, None, item.text, self.shift, end, copies
        )


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path / "data")


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    return write_set(tmp_path / "small")


@pytest.fixture
def make_set(tmp_path: Path):
    """Writes a set, with members replaced, and returns its folder."""
    return lambda **members: write_set(tmp_path / "made", **members)
