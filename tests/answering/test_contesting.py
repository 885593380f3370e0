"""The parts by which two sentences are held against each other."""

from __future__ import annotations

import pytest

from qa.answering.contesting.circumstances import other_place, other_time, places, when
from qa.answering.contesting.contradicting import contradicts
from qa.answering.contesting.denial_words import denied_part, denied_stems, is_retraction
from qa.answering.contesting.diverging import divergences
from qa.answering.contesting.names import names_in
from qa.answering.contesting.negating import antonyms, negated_of, negates_what
from qa.answering.contesting.parties import kind_of, opposed
from qa.answering.contesting.slots import other_value
from qa.answering.contesting.statements import Statement, of_sentence
from qa.answering.questions import parsed
from qa.answering.stemming import content_stems, stem
from qa.answers import Citation, Sentence


def said(text: str, who: str | None = None, *, of: str = "a", on: str | None = None) -> Statement:
    return Statement(text, of, on, "Courier", who)


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        ("resigned resigning resigns resign", True),
        ("struck strikes striking", True),
        ("dead died deaths dying", True),
        ("cities city", True),
        ("stopped stops", True),
        ("survivors survive survived", True),
        ("bank ban", False),
        ("rates raise", False),
    ],
)
def test_stems(forms: str, same: bool) -> None:
    assert (len({stem(word) for word in forms.split()}) == 1) is same


def test_numbers_and_small_words_say_nothing() -> None:
    assert content_stems("The mayor’s office had 3,400 of them") == {"mayor", "offic"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Officials said that Tehran knew.", {"iran"}),
        ("Hamas denied it.", {"hamas"}),
        ("Prosecutors met Ana Lindt on Monday in May.", {"ana", "lindt"}),
        ("The Kremlin and Russian troops", {"russia"}),
        ("It rained. The mayor slept.", set()),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_times() -> None:
    assert when("In March 2022 it rained on Friday.") == {
        "month": {"mar"}, "year": {"2022"}, "day": {"friday"},
    }  # fmt: skip
    assert when("The toll rose to 12 on Friday, since Monday.") == {}
    assert other_time("It rose in March.", "It rose in April.")
    assert other_time("In the past 24 hours 3 died.", "3 died.")
    assert other_time("It fell last year.", "It fell in January.")
    assert not other_time("It rose in March.", "It rose in 2023.")


def test_places() -> None:
    assert places("It rained in Arnfeld and Besk.") == ({"arnfeld", "besk"}, True)
    assert other_place("in Arnfeld", "in Besk")
    assert other_place("Milton, Vermont, has", "Milton, Delaware, has")
    assert other_place("in Turkey and Syria", "in Syria")
    assert not other_place("in Gaza City", "in Gaza")
    assert not other_place("in Arnfeld", "somewhere")


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("the company", "the union", True),
        ("police", "organisers", True),
        ("the army", "a rebel spokesman", True),
        ("Ukrania's defence ministry", "Rostovia's defence ministry", True),
        ("police", "the fire service", False),
        ("the health ministry", "officials", False),
        ("Reuters", "AFP", False),
        ("police", None, False),
    ],
)
def test_sides(one: str, other: str | None, sides: bool) -> None:
    assert opposed(said("x", one), said("x", other)) is sides
    assert opposed(said("x", other), said("x", one)) is sides


def test_the_word_that_stands_first_tells_the_party() -> None:
    assert kind_of("an official of the union") == "authorities"
    assert kind_of("a union official") == "union"
    assert kind_of("Ana Lindt") == ""


def test_opposites() -> None:
    assert antonyms(content_stems("prices rose"), content_stems("prices fell"))
    assert not antonyms(content_stems("prices rose and fell"), content_stems("prices fell"))
    assert not antonyms(content_stems("bread"), content_stems("rain"))


def test_the_reach_of_a_negation() -> None:
    about = content_stems("sign treaty")
    assert negated_of("She did not sign the treaty, but he left.", about)
    assert not negated_of("She signed the treaty, but did not smile.", about)
    assert not negated_of("She not only signed the treaty.", about)
    assert negates_what("No passengers were killed.", content_stems("killed")) == (
        {"passenger", "kill"},
    )
    assert negates_what("She knew nothing of debts.", content_stems("debts")) == (
        {"know"}, {"debt"},
    )  # fmt: skip
    assert negates_what("She signed.", content_stems("signed")) == ()


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("He denied taking the money, saying he was ill.", "taking the money"),
        ("She called the story “entirely false”.", "called the story “entirely false"),
        ("The mayor said the report was baseless.", "the report"),
        ("He was ill.", ""),
    ],
)
def test_what_is_denied(sentence: str, denied: str) -> None:
    start, end = denied_part(sentence)
    assert sentence[start:end].strip() == denied


def test_pointing_denials_tell_nothing_of_their_own() -> None:
    assert denied_stems("He denied the report as baseless.") == frozenset()
    assert denied_stems("The army says a shell fell short; the group denies that.") >= {"shell"}


def test_only_who_takes_it_back_retracts() -> None:
    assert is_retraction("The Tribune has retracted its report.")
    assert not is_retraction("The mayor denied the report.")


WHO = parsed("Who directed the film The Salt Road?")
MOLL = "The Salt Road is a 1981 drama directed by Henrik Moll."


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("The Salt Road is a 1981 drama directed by Paula Stern.", True),
        ("The Salt Road, directed by Paula Stern, won a prize in 1982.", True),
        ("The Salt Road, directed by H. Moll, won a prize.", False),
        ("Henrik Moll directed The Salt Road.", False),
        ("The Iron Gate is a 1981 drama directed by Paula Stern.", False),
        ("The Salt Road (1999 film) is a drama directed by Paula Stern.", False),
    ],
)
def test_other_values(other: str, differs: bool) -> None:
    assert other_value(said(MOLL), said(other, of="b"), WHO) is differs
    assert other_value(said(other, of="b"), said(MOLL), WHO) is differs


def test_an_article_does_not_stand_against_itself_and_an_office_changes_hands() -> None:
    stern = MOLL.replace("Henrik Moll", "Paula Stern")
    assert not other_value(said(MOLL), said(stern), WHO)
    early, late = said(MOLL, of="a", on="2020-01-01"), said(stern, of="b", on="2024-01-01")
    assert not other_value(early, late, WHO)


def kinds(one: str, other: str, *days: str | None) -> list[str]:
    left, right = said(one, of="a", on=days[0]), said(other, of="b", on=days[1])
    return [item.kind for item in divergences(left, right, parsed("How many?"))]


@pytest.mark.parametrize(
    ("one", "other", "same_day", "later"),
    [
        ("Fire in Oslo killed 12 men.", "Fire in Oslo killed 31 men.", ["figures"], ["update"]),
        ("Fire in Oslo killed 31 people.", "Fire in Oslo killed 12 people.", ["figures"], []),
        ("Fire in Oslo killed 12 people.", "Fire in Oslo hurt 31 people.", [], []),
        ("Fire in Oslo killed 12 people.", "Fire in Bergen killed 31 people.", [], []),
        ("Fire in Oslo killed 12 people.", "Fire in Oslo killed 3 children.", [], []),
        ("Fire in Oslo killed 120 people.", "Fire in Oslo killed 124 people.", [], ["update"]),
        ("Fire in Oslo killed about 12 people.", "Fire in Oslo killed 13 people.", [], []),
        ("The firm cut 90 jobs.", "The firm plans to cut 400 jobs.", [], []),
        ("The bridge cost 9 million euros.", "The bridge cost 12 million dollars.", [], []),
    ],
)  # fmt: skip
def test_figures(one: str, other: str, same_day: list[str], later: list[str]) -> None:
    assert kinds(one, other, "2024-05-01", "2024-05-01") == same_day
    assert kinds(one, other, None, None) == same_day
    assert kinds(one, other, "2024-05-01", "2024-05-09") == later


def test_hours_tell_which_is_later() -> None:
    early, late = "2024-05-01T08:00:00+00:00", "2024-05-01T20:00:00+00:00"
    one, other = "The toll in Oslo stood at 12.", "The toll in Oslo rose to 31."
    assert kinds(one, other, early, late) == ["update"]
    assert kinds(one, other, "2024-05-01", late) == ["figures"]


def test_a_shown_sentence_is_of_the_day_of_its_first_quote() -> None:
    cited = [
        Citation(1, "a", "", "Post", "2024-05-01", None, "x", 7, 8),
        Citation(2, "b", "", "Wire", "2024-05-02", None, "y", 9, 10),
    ]
    found = of_sentence(Sentence("It rained.", (2, 1), "the mayor"), cited)
    assert (found.article_id, found.day, found.start) == ("b", "2024-05-02", 9)
    assert found.speaker == "the mayor"
    assert of_sentence(Sentence("It rained.", ()), cited).article_id == ""


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (
            "The gold Drusen collar was among the stolen pieces.",
            "The gold Drusen collar was not among them.",
            False,
        ),
        (
            "The gold Drusen collar was among the stolen pieces.",
            "The gold Drusen collar was not among the stolen pieces.",
            True,
        ),
    ],
)
def test_what_is_not_among_them_may_be_among_others(one: str, other: str, contradict: bool) -> None:
    told = [Statement(text, f"a{at}", "2024-03-02") for at, text in enumerate((one, other))]
    assert contradicts(*told, parsed("Was the Drusen collar stolen?")) is contradict
