from __future__ import annotations

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article, hit
from fakes.lexicon import PlainWords

from qa.answering.candidates import Evidence, gather, question_words
from qa.answering.questions import parsed
from vectorstore.models import Hit, Passage

TEXT = (
    "The harbour in Oslo burned on Monday. The mayor said nobody was hurt.\n\n"
    "Bread grew dearer. Firemen worked for nine hours."
)


def gathered(question: str, *hits: Hit, embedder: HashedWords | None = None) -> Evidence:
    return gather(parsed(question), hits, PlainWords(), embedder or HashedWords())


def test_every_sentence_once_verbatim_with_its_offsets() -> None:
    whole = hit(TEXT)
    found = gathered("Did the harbour burn?", whole, whole)
    assert sorted(item.text for item in found.sentences) == [
        "Bread grew dearer.",
        "Firemen worked for nine hours.",
        "The harbour in Oslo burned on Monday.",
        "The mayor said nobody was hurt.",
    ]
    assert all(TEXT[item.start : item.end] == item.text for item in found.sentences)
    assert all(item.before == TEXT[: item.start] for item in found.sentences)
    assert {item.rank for item in found.sentences} == {0}


def test_only_the_passage_is_read() -> None:
    start = TEXT.index("Bread")
    of = article(TEXT)
    part = Hit(Passage(2, of.id, 1, start, len(TEXT), TEXT[start:]), of, score=1.0)
    texts = {item.text for item in gathered("Did bread grow dearer?", part).sentences}
    assert texts == {"Bread grew dearer.", "Firemen worked for nine hours."}


def test_words_are_shared_with_the_sentence_or_with_what_stands_around_it() -> None:
    found = {i.text[:5]: i for i in gathered("Was the mayor hurt?", hit(TEXT)).sentences}
    assert found["The m"].cover == pytest.approx(1.0)
    assert found["The h"].cover == 0
    assert found["Bread"].context == pytest.approx(1.0)  # the sentence before has them
    assert found["Firem"].context == 0
    titled = gathered("Was the mayor hurt?", hit(TEXT, title="A mayor, hurt"))
    assert min(item.context for item in titled.sentences) == pytest.approx(1.0)


def test_what_the_answer_must_hold() -> None:
    def fitting(question: str) -> set[str]:
        return {item.text[:5] for item in gathered(question, hit(TEXT)).sentences if item.fits}

    assert fitting("How many hours did they work?") == {"Firem"}
    assert fitting("When did it burn?") == {"The h"}
    assert fitting("Was anybody hurt?") == {"The m"}
    assert fitting("What did the mayor say?") == {"The m"}


def test_a_name_may_stand_in_passage_title_outlet_or_date() -> None:
    def missing(question: str) -> float:
        return gathered(question, hit(TEXT, title="Norway", source="Courier")).missing_names

    assert missing("Did Oslo burn?") == 0
    assert missing("Did Norway burn?") == 0
    assert missing("Did the Courier say so?") == 0
    assert missing("Did it burn in 2023?") == 0
    assert missing("Did Bergen burn?") == 1
    assert missing("Did Oslo or Bergen burn?") == pytest.approx(0.5)
    assert missing("did it burn?") == 0


def test_whether_the_passage_names_whom_is_asked_about() -> None:
    def named(question: str) -> set[bool]:
        hits = [hit(TEXT, title="Norway", source="Courier")]
        return {item.on_subject for item in gathered(question, *hits).sentences}

    assert named("Did Oslo burn?") == {True}
    assert named("Did Norway burn?") == {True}
    assert named("Did the Courier say so?") == {True}
    assert named("Did the harbour burn?") == {True}
    assert named("Did Bergen burn?") == {False}
    assert named("Did Oslo Bergen burn?") == {False}
    assert named("Who burned Bergen?") == {True}


def test_words_that_only_ask_do_not_count() -> None:
    words = question_words(parsed("Who did the mayor of Oslo meet?"), PlainWords())
    assert set(words.weights) == {"mayor", "oslo", "meet"}
    assert words.names == {"oslo"}
    assert words.share({"met", "mayor"}) == pytest.approx(1 / 3)
    assert question_words(parsed("Who?"), PlainWords()).share({"who"}) == 0


def test_no_more_than_the_likeliest_sentences_are_embedded() -> None:
    embedder = HashedWords()
    many = "\n\n".join(f"Sentence {i} speaks of bread." for i in range(60)) + "\n\nOslo burned."
    found = gathered("Did Oslo burn?", hit(many), embedder=embedder)
    assert embedder.embedded == len(found.sentences) == 32
    assert any(item.text == "Oslo burned." for item in found.sentences)


def test_nothing_found() -> None:
    embedder = HashedWords()
    found = gathered("Did Oslo burn?", embedder=embedder)
    assert found == Evidence((), 0.0, 1.0)
    assert embedder.embedded == 0


@pytest.mark.parametrize("unit", ["x", "(", "said ", "\0", "\u0301", "قال ", "😀", "x. ", "\n"])
def test_hostile_passages(unit: str) -> None:
    found = gathered("What did Oslo say?", hit(unit * 800))
    assert all(0 <= item.cover <= item.context <= 1 for item in found.sentences)
