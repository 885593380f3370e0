"""What an editor changes is levelled; what a text says is not. Sketches estimate what is shared."""

import numpy as np
import pytest
from fakes.copy_pairs import stories
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.copies import likeness, own_wording, sketch, worth_comparing
from vectorstore.models import Article
from vectorstore.sketching import SLOTS, minima, probe
from vectorstore.wording import shared, terms, wording

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
STORY_TEXTS = sorted(stories().values())


def same(first: str, second: str) -> bool:
    a, b = wording(first), wording(second)
    return np.array_equal(a.shingles, b.shingles) and a.figures == b.figures


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The organization criticized the color.", "The organisation criticised the colour."),
        ("Centers traveled 40 kilometers.", "centres travelled 40 km"),
        ("Five people and twenty-one dogs", "5 people, 21 dogs"),
        ("It rose 18,400 acres, or 3 percent,", "It rose 18400 acres or 3% "),
        ("It rose 3 percent", "It rose 3 per cent"),
        ("On Nov. 15 the U.S. spoke", "on November 15 the US spoke"),
        ("He said that it rose $1.2 billion", "He said it rose $1.2bn"),
        ("“Quoted” words — here’s more", "'Quoted' words - here's more"),
        ("Erdoğan flew to Málaga", "Erdogan flew to Malaga"),
        ("The meeting began at 2:20 pm", "The meeting began at 2.20pm"),
        ("ＡＢＣ　１２３ opened", "ABC 123 opened"),
    ],
)
def test_what_houses_write_differently_is_the_same(first: str, second: str) -> None:
    assert same(first, second)


def test_chinese_numbers_may_be_digits() -> None:
    first, second = wording("三名官员宣布大桥明年开工"), wording("3名官员宣布:大桥明年开工。")
    assert np.array_equal(first.shingles, second.shingles)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Five people were killed in the flood", "Six people were killed in the flood"),
        ("It rose 1.2 million crowns", "It rose 1.2 billion crowns"),
        ("The minister denied the report", "The minister confirmed the report"),
        ("Mayor Falk opened the bridge", "Mayor Berg opened the bridge"),
        ("最高气温29度,相对湿度65", "最高气温31度,相对湿度65"),
    ],
)
def test_what_is_said_is_not_levelled(first: str, second: str) -> None:
    assert not same(first, second)


def test_figures_and_names_are_those_of_the_text() -> None:
    found = wording("On Tuesday, Lena Falk paid twelve euros for 2 seats on an A380. She waved.")
    assert found.figures == {"12", "2", "a380"}
    assert found.names == {"lena", "falk", "tuesd", "a380"}
    assert found.size == 15
    assert wording("海州市310万人,29度").figures == {"310", "29"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("मंत्री ने कहा कि पुल अगले वर्ष खुलेगा", 8),
        ("قال الوزير إن الجسر سيفتح", 5),
        ("정부는 내년에 다리를 연다", 4),
        ("Йўқ, кўприк очилмайди", 3),
    ],
)
def test_words_of_other_scripts_stay_whole(text: str, words: int) -> None:
    found = wording(text)
    assert (found.size, found.spaced) == (words, True)
    assert len(found.shingles) == max(1, words - 2)


@settings(max_examples=150, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_has_a_wording(text: str) -> None:
    found = wording(text)
    assert np.array_equal(found.shingles, np.unique(found.runs))
    assert len(found.runs) <= max(1, found.size)
    assert shared(found.shingles, found.shingles) == len(found.shingles)
    assert isinstance(terms(text), list)
    assert minima(found.shingles).shape == (SLOTS,)


@settings(max_examples=60, deadline=None)
@given(first=st.sampled_from(STORY_TEXTS) | ANY_TEXT, second=st.sampled_from(STORY_TEXTS))
def test_likeness_is_the_same_from_either_side(first: str, second: str) -> None:
    mirrored = {"alike": "alike", "part": "whole", "whole": "part", None: None}
    a, b = wording(first), wording(f"{second} {first}")
    assert likeness(a, b) == mirrored[likeness(b, a)]
    assert likeness(b, b) in ("alike", None)


@settings(max_examples=60, deadline=None)
@given(
    common=st.integers(0, 400),
    first_only=st.integers(1, 400),
    second_only=st.integers(1, 400),
    seed=st.integers(0, 9),
)
def test_equal_slots_estimate_the_jaccard_similarity(
    common: int, first_only: int, second_only: int, seed: int
) -> None:
    numbers = np.random.default_rng(seed).integers(
        0, 2**63, common + first_only + second_only, dtype=np.uint64
    )
    a, b = np.unique(numbers[: common + first_only]), np.unique(numbers[first_only:])
    jaccard = shared(a, b) / len(np.union1d(a, b))
    estimate = np.mean(minima(a) == minima(b))
    assert abs(estimate - jaccard) < 0.3  # five standard errors


def test_sketches_are_the_same_in_every_process() -> None:
    """They are stored; a library that makes others has the groups found anew."""
    assert probe() == "a9273e0098deec05"
    assert minima(np.zeros(0, dtype=np.uint64)).min() == 2**32 - 1


def test_a_sketch_of_many_shingles_is_that_of_all() -> None:
    many = np.random.default_rng(0).integers(0, 2**63, 25_000, dtype=np.uint64)
    halves = np.minimum(minima(many[:12_000]), minima(many[12_000:]))
    assert np.array_equal(minima(many), halves)


def test_the_estimate_does_not_turn_away_a_short_part_of_a_long_text() -> None:
    assert worth_comparing(4, 30, 600)
    assert not worth_comparing(4, 600, 600)
    assert worth_comparing(SLOTS, 600, 600)


@pytest.mark.parametrize("text", ["", "Only a line.", "ha " * 500, "—" * 100])
def test_too_short_a_text_has_no_sketch(text: str) -> None:
    assert sketch(Article("a", "a", text, "Title")) is None


def test_boilerplate_does_not_count() -> None:
    text = "Watch: a film. The bridge opens. (With inputs from agencies)"
    spans = [(0, 14), (33, len(text)), (33, 40)]
    assert own_wording(text, spans).size == 3
    assert own_wording(text, []).size == 10


def test_of_short_texts_a_word_more_or_less_says_little() -> None:
    first = "Here we gather the best builds for a sorcerer in the second season of the game."
    other = first.replace("sorcerer", "barbarian")
    assert likeness(wording(first), wording(other)) is None
    assert likeness(wording(first), wording(f"{first} (Reuters)")) == "alike"
    long = f"{first} {' '.join(f'word{i}' for i in range(60))}"
    assert likeness(wording(long), wording(long.replace("sorcerer", "barbarian"))) == "alike"
