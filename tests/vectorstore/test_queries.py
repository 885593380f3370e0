"""Whatever a person types is looked for as words; nothing is an operator, nothing an error."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.archives import made_up, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.models import Article, Filter
from vectorstore.store import Store

TEXTS = {
    "iran": "Iran said it had not been told.",
    "iran's": "Iran's leader met the envoy.",
    "istanbul": "İstanbul shook for a minute.",
    "sao": "São Paulo’s mayor resigned.",
    "neil": "Senator O'Neil voted against.",
    "operators": "Title OR text AND NOT in TO.",
    "colon": "The score was text:quake 2:3.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("queries")) as found:
        found.add([Article(id=name, key=name, text=text, title="") for name, text in TEXTS.items()])
        found.sync()
        yield found


def found(store: Store, query: str) -> set[str]:
    hits = store.lexical.search(query, 50, Filter(), None)
    return {article.id for _, article in store.catalog.passages([n for n, _ in hits]).values()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("iran", {"iran", "iran's"}),
        ("Iran's", {"iran", "iran's"}),
        ("IRAN’S", {"iran", "iran's"}),
        ("istanbul", {"istanbul"}),
        ("İstanbul", {"istanbul"}),
        ("ISTANBUL?", {"istanbul"}),
        ("sao paulo", {"sao"}),
        ("São Paulo's", {"sao"}),
        ("O’Neil", {"neil"}),
        ("voting", {"neil"}),
        ("NOT iran", {"iran", "iran's", "operators"}),
        ("-iran", {"iran", "iran's"}),
        ("iran AND leader", {"iran", "iran's"}),
        ("text:iran", {"iran", "iran's", "operators", "colon"}),
        ('"leader met', {"iran's"}),
        ("lead*", set()),
        ("leader^5 OR (", {"iran's"}),
    ],
)
def test_words_are_found_however_they_are_written(
    store: Store, query: str, expected: set[str]
) -> None:
    assert found(store, query) == expected


def test_stop_words_count_if_there_is_nothing_else(store: Store) -> None:
    assert found(store, "and in to") == {"operators"}


@pytest.mark.parametrize(
    "query",
    ["", " ", "\n", "?", "*", "(((", ")", '"', "'", "''", '""', "a:", ":b", "~", "^", "^2", "[a TO",
     "{", "\\", "/", "/.*/", "+", "-", "!", "&&", "||", "AND", "OR", "NOT", "IN [", "a AND",
     "NOT NOT", "the of and", "😀", "👩‍👩‍👧", "\x00", "a\x00b", "\u202eabc", "e\u0301", "你好吗",
     "x" * 100_000, "word " * 20_000, "'" * 100_000, "(" * 100_000, "\ud7ff", "\uffff", "İ" * 50],
    ids=lambda query: repr(query[:12]),
)  # fmt: skip
def test_no_query_is_an_error(store: Store, query: str) -> None:
    assert len(store.search(query, 3)) <= 3
    assert store.lexical.failure == store.dense.failure == ""


@settings(max_examples=150, deadline=None)
@given(query=st.text(max_size=60) | st.text(st.sampled_from("aA *:()[]{}\"'\\^~+-!&|/<>=ORNTD.,")))
def test_no_text_at_all_is_an_error(store: Store, query: str) -> None:
    found(store, query)
    assert store.lexical.failure == ""


@pytest.mark.parametrize("k", [-1, 0, 1, 2, 1_000])
def test_at_most_k_hits(store: Store, k: int) -> None:
    assert len(store.search("iran leader mayor", k)) == min(max(k, 0), len(TEXTS))


def test_outlets_with_odd_names_can_be_filtered_by(tmp_path: Path) -> None:
    names = ['O\'Neil "Daily"', "tab\there", "新聞", "a" * 300, "x, y", "[1]", "null"]
    with opened(tmp_path) as store:
        store.add([made_up(n, source=name) for n, name in enumerate(names)])
        store.sync()
        for name in names:
            hits = store.search("news", 50, Filter(sources=(name, "no such outlet")))
            assert {hit.article.source for hit in hits} == {name}
            assert all("lexical" in hit.ranks for hit in hits)
