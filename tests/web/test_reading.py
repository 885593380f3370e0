"""An answer laid out for people: no sentence is lost or shown twice, whatever is disputed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qa.web.comparing import compare
from qa.web.exporting import plain
from qa.web.figures import Figure, changed_questions, differences, histogram
from qa.web.reading import Facing, _blocks, around
from qa.web.wording import fitting

PLACES = st.lists(st.integers(0, 12), max_size=4)
DISPUTES = st.lists(
    st.builds(
        lambda about, against: {"kind": "denial", "about": about, "against": against},
        PLACES,
        PLACES,
    ),
    max_size=6,
)


def said(text: str, *citations: int) -> dict[str, Any]:
    return {"text": text, "citations": list(citations), "role": "claim", "attribution": None}


@given(st.integers(0, 10), DISPUTES)
def test_every_sentence_stands_in_one_place(count: int, disputes: list[dict[str, Any]]) -> None:
    sentences = [said(str(number)) for number in range(count)]
    blocks = list(_blocks({"sentences": sentences, "disputes": disputes}))
    shown: list[str] = []
    for block in blocks:
        if isinstance(block, Facing):
            assert block.about
            assert block.against
            shown += [item["text"] for item in (*block.about, *block.against)]
        else:
            shown.append(block["text"])
    assert sorted(shown) == sorted(item["text"] for item in sentences)


def test_disputes_of_one_claim_are_one_block() -> None:
    sentences = [said("claim"), said("denied"), said("denied again"), said("else")]
    disputes = [
        {"kind": "denial", "about": [0], "against": [1]},
        {"kind": "denial", "about": [0], "against": [2]},
    ]
    [facing, other] = _blocks({"sentences": sentences, "disputes": disputes})
    assert isinstance(facing, Facing)
    assert [item["text"] for item in facing.against] == ["denied", "denied again"]
    assert other == said("else")


@given(st.text(max_size=900), st.integers(0, 900), st.integers(0, 900))
def test_surroundings_stand_beside_the_quote(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    before, after = around(text, start, end)
    whole = before.removeprefix("… ") + text[start:end] + after.removesuffix(" …")
    assert whole in text


WORDS = st.sampled_from(["It sails.", "It sank.", "Nobody knows.", "it  SAILS."])


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_comparing_accounts_for_every_sentence(old: list[str], new: list[str]) -> None:
    earlier, later = (
        {"sentences": [said(text) for text in texts], "citations": []} for texts in (old, new)
    )
    changes = compare(earlier, later)
    assert len(changes.kept) + len(changes.gone) == len(old)
    assert len(changes.kept) + len(changes.new) == len(new)
    same = compare(earlier, earlier)
    assert not (same.gone)
    assert not (same.new)


def test_another_wording_on_the_same_quote_is_kept() -> None:
    cited = {"number": 1, "article_id": "a", "start": 0, "end": 9}
    earlier = {"sentences": [said("It sails.", 1)], "citations": [cited]}
    later = {"sentences": [said("The ship sails.", 7)], "citations": [cited | {"number": 7}]}
    assert len(compare(earlier, later).kept) == 1
    moved = {"sentences": later["sentences"], "citations": [cited | {"number": 7, "start": 3}]}
    assert len(compare(earlier, moved).new) == 1


@given(st.text(alphabet=st.sampled_from(list("ab *_[]()<>`#!\\|~&:\n")), max_size=40))
def test_markdown_of_others_is_plain_text(text: str) -> None:
    escaped = plain(text)
    assert "\n" not in escaped
    bare = escaped.replace("\\\\", "")
    for mark in "*_[]()<>`#!|~&:":
        assert bare.count(mark) == bare.count("\\" + mark)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_histogram_holds_every_value(values: list[float]) -> None:
    bins = histogram(values)
    assert len(bins) == 10
    assert sum(number for _, number in bins) == len(values)


def test_figures_are_compared_by_hand() -> None:
    before = {"retrieval": {"ndcg@10": 0.5}, "answers": {"old": 1.0}, "counts": {}}
    after = {"retrieval": {"ndcg@10": 0.75}, "abstention": {"abstained": 3}, "counts": {}}
    found = {item.name: item.change for item in differences(before, after)}
    assert found == {
        "retrieval: ndcg@10": 0.25,
        "answers: old": None,
        "abstention: abstained": None,
    }
    assert Figure("n", 3).share is None
    rows = [
        {"id": "a", "scores": {"s": 0.5}, "status": "answered"},
        {"id": "b", "scores": {"s": 1.0}, "status": "answered"},
        {"id": "c", "scores": {"s": 1.0}, "status": "answered"},
    ]
    now = [rows[0] | {"scores": {"s": 0.25}}, rows[1] | {"status": "disputed"}, rows[2]]
    assert [(item.after["id"], item.change) for item in changed_questions(rows, now, "s")] == [
        ("a", -0.25),
        ("b", 0.0),
    ]


@given(st.text(max_size=60), st.integers(2, 40))
def test_a_beginning_is_never_longer_than_it_may_be(text, length):
    short = fitting(text, length)
    line = " ".join(text.split())
    assert len(short) <= length
    assert short == line or line.startswith(short.removesuffix(" …"))
