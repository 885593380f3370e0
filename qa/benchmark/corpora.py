"""Real texts to measure on: a folder in BEIR's layout, the packaged sample if none is named."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.evaluation.dataset import Dataset, load_dataset
from qa.preparing import prepared
from qa.readers import read_input
from vectorstore.feed import with_title
from vectorstore.models import Article
from vectorstore.splitting import split_passages


def sample() -> Path:
    """The packaged sample, in BEIR's layout."""
    return Path(str(resources.files("qa") / "sample"))


def dataset(folder: str | None) -> Dataset:
    """The questions of a folder, with what they should find."""
    return load_dataset(Path(folder) if folder else sample())


def drafts(of: Dataset, limit: int) -> list[ArticleDraft]:
    """The first articles of a set; what cannot be read is left out."""
    found: list[ArticleDraft] = []
    for draft in read_input(str(of.corpus), Config(), None):
        if len(found) == limit:
            break
        if isinstance(draft, ArticleDraft):
            found.append(draft)
    return found


def articles(of: Dataset, limit: int) -> list[Article]:
    """The same, ready to be stored."""
    return [prepared(draft) for draft in drafts(of, limit)]


def passages(of: list[Article]) -> Iterator[str]:
    """What a model is given of these articles."""
    for article in of:
        title = "" if article.title_inferred else article.title
        for start, end in split_passages(article, Config().passage_chars):
            yield with_title(title, article.text[start:end])
