"""Passages and sentences stand in the article exactly where their offsets say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vectorstore.models import Article
from vectorstore.splitting import sentence_spans, split_passages

# Words, sentence ends, paragraph ends and every sort of odd character, so that all separators
# are met often; plain `st.text()` would seldom hold two paragraphs.
PIECES = st.sampled_from(
    [
        "word ",
        "Dr. Who said. ",
        "“No.” ",
        "\n\n",
        "\n",
        " \n \n",
        "\r",
        "你好。",
        "é",
        "e\u0301",
        "😀",
        "\u2029",
        "\u00a0",
        "a" * 130,
        "U.N. ",
        "?!",
        "\x00",
        "\u200b",
        "-- ",
        "1,200 ",
        "\t",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=300))


def article(text: str, boilerplate: tuple[tuple[int, int], ...] = ()) -> Article:
    return Article(id="a", key="a", title="t", text=text, boilerplate=boilerplate)


@given(TEXTS, st.integers(20, 200))
def test_passages_cover_all_but_white_space_in_order(text: str, size: int) -> None:
    spans = split_passages(article(text), size)
    assert all(0 <= a < b <= len(text) and b - a <= size for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(TEXTS)
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(TEXTS, st.data())
def test_no_passage_touches_boilerplate(text: str, data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    for start, end in split_passages(article(text, ((a, b),)), 80):
        assert end <= a or start >= b


def test_a_passage_ends_at_a_paragraph_before_a_sentence() -> None:
    text = "One two three. Four five.\n\nSix seven eight nine ten. Eleven."
    assert [text[a:b] for a, b in split_passages(article(text), 40)] == [
        "One two three. Four five.",
        "Six seven eight nine ten. Eleven.",
    ]


def test_a_long_paragraph_is_split_between_sentences() -> None:
    text = "The first is here. The second is “quoted.” The third ends it."
    assert [text[a:b] for a, b in split_passages(article(text), 45)] == [
        "The first is here. The second is “quoted.”",
        "The third ends it.",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "He met Mr. Smith on Nov. 15 in Doha. The U.N. agreed.\n\nThen he left"
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "He met Mr. Smith on Nov. 15 in Doha.",
        "The U.N. agreed.",
        "Then he left",
    ]


def test_the_same_sentence_twice_has_two_places() -> None:
    text = "It is denied. It is denied. It is denied."
    assert sentence_spans(text) == [(0, 13), (14, 27), (28, 41)]
