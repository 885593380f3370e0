from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.normalising import SPACES, normalised

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
        ("a\x00b\x08 c\x9fd", "ab cd"),
        ("co\u00adoper\u200bate\ufeff", "cooperate"),
        ("wait…", "wait..."),
        ("caf\u00e9", "cafe\u0301"),
        ("cafe\u0301", "cafe\u0301"),
        ("ﬁnal oﬀer, eﬃcient ﬂight, ﬅ", "final offer, efficient flight, st"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ １２", "Full width 12"),
        ("𝐁𝐨𝐥𝐝 text", "Bold text"),
        ("ﻫﺬﺍ", "هذا"),
        ("H₂O, CO₂, km², 10², ½, ①", "H2O, CO2, km2, 10², ½, ①"),
        ("œuvre, æon, ß", "œuvre, æon, ß"),
        ("e\u0323\u0302 \u1ec7", "e\u0323\u0302 e\u0323\u0302"),
        ("e\u0302\u0323", "e\u0323\u0302"),
        ("\u1fc1 \u00a8\u0342", "\u00a8\u0342 \u00a8\u0342"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("a\u00a0b\u202fc\u2009d", "a b c d"),
        ("Case, commas; and: (all)!", "Case, commas; and: (all)!"),
        ("", ""),
    ],
)
def test_what_is_levelled(given_text: str, expected: str) -> None:
    assert normalised(given_text).text == expected


@given(TEXTS)
def test_each_character_knows_where_it_came_from(text: str) -> None:
    found = normalised(text)
    origins = [found.origin(place) for place in range(len(found.text))]
    assert origins == sorted(origins)
    for place, origin in enumerate(origins):
        own = normalised(text[origin]).text
        mark = unicodedata.combining(found.text[place])  # marks are put in order
        small = unicodedata.decomposition(text[origin])[:4] in ("<sub", "<sup")
        space = found.text[place] == " " and text[origin].isspace()
        assert found.text[place] in own or mark or space or small


@given(TEXTS)
def test_places_and_offsets_lead_back_and_forth(text: str) -> None:
    found = normalised(text)
    for offset in range(len(text) + 1):
        place = found.place(offset)
        assert 0 <= place <= len(found.text)
        assert place == len(found.text) or found.origin(place) >= offset
        assert place == 0 or found.origin(place - 1) < offset


def test_every_kind_of_white_space_is_known() -> None:
    white = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}
    assert set(SPACES) == white


def test_every_character_is_level_after_one_pass() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    for character in (one for one in characters if unicodedata.decomposition(one)):
        once = normalised(f"x{character}y").text
        assert normalised(once).text == once


@given(TEXTS)
def test_what_is_level_stays_so(text: str) -> None:
    once = normalised(text).text
    assert normalised(once).text == once
    assert once == once.strip(" ")
    assert "  " not in once


@given(TEXTS)
def test_composed_or_apart_a_text_is_the_same(text: str) -> None:
    level = normalised(text).text
    assert normalised(unicodedata.normalize("NFC", text)).text == level
    assert normalised(unicodedata.normalize("NFD", text)).text == level


@given(TEXTS, st.data())
def test_a_part_is_found_at_a_place_that_reads_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = normalised(text[start:end]).text
    found = normalised(text).find(wanted)
    # A part that begins or ends within a cluster of marks, or beside a raised digit, may be none.
    if found is None:
        cut = text[start : start + 1] + text[end : end + 1] + text[end - 1 : end]
        assert (
            not wanted
            or any(unicodedata.normalize("NFKD", c) != c for c in cut)
            or any(unicodedata.combining(c) or unicodedata.category(c) == "Cf" for c in cut)
        )
        return
    a, b = found
    assert 0 <= a < b <= len(text)
    assert normalised(text[a:b]).text == wanted


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
    assert normalised("oﬀ").find("of") is None
    assert normalised("oﬀer").find("offer") == (0, 4)
