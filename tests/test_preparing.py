from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.drafts import ArticleDraft
from qa.preparing import boilerplate, prepared

POINTER = "Watch: Ceasefire demonstrations outside the city hall × Mayor speaks"
CREDIT = "(With inputs from agencies)"
STORY = (
    "The mayor of Portwick has reportedly said that the town will not join the strike. He spoke"
    " on Nov. 15 to the U.N. envoy.\n\n"
    'After the report, the union said it was "baseless".\n\n'
    f"{POINTER}\n\n"
    "The envoy left on Friday.\n\n"
    f"{CREDIT}"
)


def draft(text: str, **members: object) -> ArticleDraft:
    return replace(ArticleDraft(text=text, origin="/news/a.txt"), **members)


def test_the_text_is_stored_as_it_is_with_its_boilerplate_marked() -> None:
    article = prepared(draft(STORY))
    assert article.text == STORY
    assert [STORY[a:b] for a, b in article.boilerplate] == [POINTER, CREDIT]
    assert article.wire == "agencies"
    assert article.origin == "/news/a.txt"


def test_a_missing_title_is_the_first_sentence_and_marked() -> None:
    article = prepared(draft(STORY))
    assert article.title_inferred
    assert article.title == (
        "The mayor of Portwick has reportedly said that the town will not join the strike."
    )
    titled = prepared(draft(STORY, title="Town stays out"))
    assert (titled.title, titled.title_inferred) == ("Town stays out", False)


def test_boilerplate_is_no_title() -> None:
    article = prepared(draft(f"{POINTER}\n\nThe ferry is back. It sails."))
    assert article.title == "The ferry is back."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("word " * 60, f"{'word ' * 24}".strip() + "…"),
        ("x" * 300, "x" * 120 + "…"),
        ("One\n  line\tof it", "One line of it"),
        ("…", "…"),
    ],
)
def test_inferred_titles_are_short_and_on_one_line(text: str, title: str) -> None:
    assert prepared(draft(text)).title == title


@pytest.mark.parametrize(
    ("line", "wire"),
    [
        ("(With inputs from agencies)", "agencies"),
        ("With inputs from ANI.", "ANI"),
        ("[With additional reporting by Reuters]", "Reuters"),
        ("Source: AFP", "AFP"),
        ("via Reuters", "Reuters"),
        ("  (with material from dpa)  ", "dpa"),
    ],
)
def test_credits_are_boilerplate_and_kept_as_a_sign(line: str, wire: str) -> None:
    text = f"The ferry is back.\n\n{line}"
    spans, credited = boilerplate(text)
    assert [text[a:b].strip() for a, b in spans] == [line.strip()]
    assert credited == wire


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("LONDON, Nov 15 (Reuters) - The ferry is back.", "Reuters"),
        ("The ferry is back. (AP)\n", "AP"),
        ("The ferry is back.\n\n(Xinhua)", "Xinhua"),
        ("The ferry is back, the firm (Reuters Ltd) said.", None),
        ("The ferry is back.\n\nThe (AP) agency said so in the second paragraph.", None),
    ],
)
def test_datelines_are_a_sign_and_stay_quotable(text: str, wire: str | None) -> None:
    assert boilerplate(text) == ((), wire)


@pytest.mark.parametrize(
    "line",
    [
        "Watch: a film",
        "READ MORE: the whole story",
        "Also read | the other story",
        "See also: more",
        "Video: the ferry",
        "Related: ferries",
    ],
)
def test_pointers_are_boilerplate(line: str) -> None:
    text = f"The ferry is back.\n{line}\nIt sails."
    assert [text[a:b] for a, b in boilerplate(text)[0]] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Watch the ferry, said the mayor.",
        "Via Rail cancelled its trains.",
        "Sources said the ferry was late.",
        "Source says no deal was reached.",
        "With inputs from three towns the plan was made, and it will be put to a vote on Monday.",
        "Photographs: none.",
        "Watch: " + "a sentence of the article that goes on and on " * 8,
    ],
)
def test_the_articles_own_words_are_not(line: str) -> None:
    assert boilerplate(f"The ferry is back.\n\n{line}\n\nIt sails.")[0] == ()


@pytest.mark.parametrize("text", [POINTER, f"{POINTER}\n\n{CREDIT}\n", f" {CREDIT} "])
def test_a_text_that_is_nothing_else_keeps_it(text: str) -> None:
    article = prepared(draft(text))
    assert article.boilerplate == ()
    assert article.title


LINES = st.sampled_from(
    [POINTER, CREDIT, "", "  ", "The ferry is back.", "Source: AFP", "(Reuters)", "Watch:", "é…"]
) | st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_spans_lie_on_whole_lines_and_in_order(text: str) -> None:
    spans, _ = boilerplate(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end] == "\n"
        assert "\n" not in text[start:end]
        position = end
    if spans:
        marked = {offset for start, end in spans for offset in range(start, end)}
        assert any(not c.isspace() for offset, c in enumerate(text) if offset not in marked)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_whatever_the_text_it_is_not_changed(text: str) -> None:
    article = prepared(draft(text))
    assert article.text == text
    assert article.title
    assert len(article.title) <= 121
    assert len(article.id) == 16


# --- keys ---------------------------------------------------------------------------------------


def key(**members: object) -> str:
    return prepared(draft("Text.", **members)).key


def test_an_id_counts_within_its_outlet() -> None:
    one = key(external_id="1", source="Courier", origin="/a/dump.jsonl:1")
    assert one == key(external_id="1", source="Courier", origin="/b/other.jsonl:9")
    assert one != key(external_id="1", source="Herald", origin="/a/dump.jsonl:1")


def test_without_an_outlet_an_id_counts_within_its_file() -> None:
    one = key(external_id="1", origin="/a/corpus.jsonl:1")
    assert one == key(external_id="1", origin="/a/corpus.jsonl:7")
    assert one != key(external_id="1", origin="/b/corpus.jsonl:1")
    member = key(external_id="1", origin="/a/all.json#1")
    assert member == key(external_id="1", origin="/a/all.json#2")
    assert member != key(external_id="2", origin="/a/all.json#1")


def test_then_the_address_then_the_file_then_the_content() -> None:
    url = "https://courier.example/1"
    assert key(url=url, origin="/a") == key(url=url, origin="/b", single=True)
    assert key(external_id="1", url=url) != key(url=url)
    assert key(origin="/a.txt", single=True) != key(origin="/b.txt", single=True)
    assert key(origin="/a.jsonl:1") == key(origin="/b.jsonl:2")
    assert key(origin="/a.jsonl:1", title="One") != key(origin="/a.jsonl:1", title="Two")


def test_a_file_stays_the_same_article_when_its_text_changes() -> None:
    first = prepared(draft("One.", single=True))
    second = prepared(draft("Two.", single=True))
    assert first.id == second.id


@pytest.mark.parametrize(
    "text",
    [
        "source:" + " " * 200_000 + "x(",
        "Watch: x\n" * 50_000 + "The end.",
        "(" * 200_000,
        " " * 200_000 + "(Reuters)" + " " * 200_000 + "x",
    ],
)
@pytest.mark.timeout(20)
def test_hostile_texts_take_no_more_time_than_their_length(text: str) -> None:
    # Backtracking without bound would take hours here, not seconds: the time-out is no measure.
    assert prepared(draft(text)).text == text
