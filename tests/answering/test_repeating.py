from __future__ import annotations

from fakes.hits import article
from fakes.lexicon import PlainWords

from qa.answering.candidates import Candidate
from qa.answering.repeating import Telling, earlier, repeats, telling


def said(text: str, published: str | None = "2023-11-15") -> Candidate:
    return Candidate(article(text, published=published), 0, len(text), "", 0, 0, 0, False, 0)


def of(text: str) -> Telling:
    return telling(said(text), PlainWords())


FIRE = "The fire in the harbour of Oslo killed 12 people on Monday"


def test_the_same_in_other_words() -> None:
    assert repeats(of(FIRE), of(FIRE))
    assert repeats(of(FIRE), of("A fire in the harbour of Oslo killed 12 people Monday"))
    assert repeats(of(""), of(""))


def test_another_figure_or_a_no_is_no_repetition() -> None:
    assert not repeats(of(FIRE), of(FIRE.replace("12", "19")))
    assert not repeats(of(FIRE), of(FIRE.replace("killed", "never killed")))
    assert not repeats(of(FIRE), of("Bread grew dearer"))


def test_a_figure_more_may_repeat_the_rest() -> None:
    assert repeats(of(FIRE), of(f"{FIRE} at 6"))


def test_which_is_the_earlier() -> None:
    assert earlier(said(FIRE, "2023-11-14"), said(FIRE))
    assert not earlier(said(FIRE), said(FIRE))
    assert not earlier(said(FIRE, None), said(FIRE))
