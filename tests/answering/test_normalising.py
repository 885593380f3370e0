from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.normalising import normalised

# Every kind of character that is levelled, and some that are not.
ODD = "“”„‟«»‹›\"'‘’‚‛`´‐‑‒–—―−-…\u00ad\u200b\u200d\u2060\ufeff \u00a0\u2003\t\n\u3000éße\u0301ñ한"
TEXTS = st.text(st.sampled_from(ODD + "abc.1") | st.characters(exclude_categories=("Cs",)))


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("“Baseless”, it said", '"Baseless", it said'),
        ("'Baseless', it said", '"Baseless", it said'),
        ("don’t", 'don"t'),
        ("Israel–Hamas—war − 5", "Israel-Hamas-war - 5"),
        ("  one \u00a0\n\t two\u3000", "one two"),
        ("co\u00adoper\u200bate\ufeff", "cooperate"),
        ("wait…", "wait..."),
        ("caf\u00e9", "cafe\u0301"),
        ("cafe\u0301", "cafe\u0301"),
        ("Case, commas; and: (all)!", "Case, commas; and: (all)!"),
        ("", ""),
    ],
)
def test_what_is_levelled(given_text: str, expected: str) -> None:
    assert normalised(given_text).text == expected


@given(TEXTS)
def test_each_character_knows_where_it_came_from(text: str) -> None:
    found = normalised(text)
    assert len(found.text) == len(found.origins)
    assert list(found.origins) == sorted(found.origins)
    for place, origin in enumerate(found.origins):
        own = normalised(text[origin]).text
        assert found.text[place] in own or (found.text[place] == " " and text[origin].isspace())


@given(TEXTS)
def test_what_is_level_stays_so(text: str) -> None:
    once = normalised(text).text
    assert normalised(once).text == once
    assert once == once.strip()
    assert "  " not in once


@given(TEXTS, st.data())
def test_a_part_is_found_at_a_place_that_reads_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = normalised(text[start:end]).text
    found = normalised(text).find(wanted)
    if not wanted:
        assert found is None
        return
    assert found is not None
    a, b = found
    assert 0 <= a < b <= len(text)
    assert normalised(text[a:b]).text == wanted
    assert a <= end


def test_a_search_goes_on_behind_an_offset() -> None:
    text = "ab  ab ab"
    assert normalised(text).find("ab") == (0, 2)
    assert normalised(text).find("ab", 1) == (4, 6)
    assert normalised(text).find("ab", 5) == (7, 9)
    assert normalised(text).find("ab", 8) is None
    assert normalised(text).find("") is None


def test_no_place_cuts_a_character() -> None:
    assert normalised("wait… a minute").find("wait.") is None
    assert normalised("caf\u00e9").find("cafe") is None
    assert normalised("the caf\u00e9").find("cafe\u0301") == (4, 8)
    assert normalised("the cafe\u0301 cafe").find("cafe", 9) == (10, 14)
