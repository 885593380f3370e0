from __future__ import annotations

from collections import Counter

import pytest

from qa.answering.contesting.names import names_in
from qa.answering.countries import COUNTRIES, COUNTRY, LANDS, SEATS
from qa.answering.named_words import NamedWords, words_of
from qa.answering.verifying.nations import is_land, is_people, lands, same_name, seats


def test_every_country_has_one_name_and_no_word_is_of_two() -> None:
    assert COUNTRIES == set(COUNTRY.values()) == SEATS.keys()
    assert COUNTRIES <= LANDS <= COUNTRY.keys()
    assert all(word == word.lower() and word.isalpha() for word in COUNTRY)
    of_seats = Counter(seat for seats in SEATS.values() for seat in seats)
    assert not of_seats.keys() & COUNTRY.keys()
    assert [seat for seat, count in of_seats.items() if count > 1] == ["brussels"]


@pytest.mark.parametrize(
    ("people", "land", "seat"),
    [
        ("Senegalese", "Senegal", "Dakar"),
        ("Finns", "Finland", "Helsinki"),
        ("Argentine", "Argentina", "Buenos"),
        ("Filipinos", "Philippines", "Manila"),
        ("Britons", "Britain", "Westminster"),
    ],
)
def test_people_land_and_seat_are_one(people: str, land: str, seat: str) -> None:
    of_land = names_in(land, inside=True)
    assert names_in(people, inside=True) == names_in(seat, inside=True) == of_land
    assert same_name(people.lower(), land.lower())
    assert seat.lower() in seats(land.lower())
    assert of_land <= lands(seat.lower())
    assert is_land(land.lower())
    assert not is_land(people.lower())
    assert is_people(people.lower()) is people.endswith("s")
    assert all(word in NamedWords(f"the {people} team") for word in words_of(land))


def test_a_pole_is_no_pole_in_small_letters() -> None:
    assert "poland" not in NamedWords("he carried a pole")
