from __future__ import annotations

from datetime import date

import pytest
from fakes.embedder import HashedWords
from fakes.hits import article, hit
from fakes.lexicon import PlainWords

from qa.answering.candidates import Candidate, gather
from qa.answering.questions import parsed
from qa.answering.ranking import ranked
from vectorstore.models import Hit, Passage

TEXT = (
    "The harbour in Oslo burned on Monday. The mayor said nobody was hurt.\n\n"
    "Bread grew dearer. Firemen worked for nine hours."
)


def gathered(question: str, *hits: Hit, embedder: HashedWords | None = None) -> list[Candidate]:
    return gather(parsed(question), hits, PlainWords(), embedder or HashedWords())


def test_every_sentence_once_verbatim_with_its_offsets() -> None:
    whole = hit(TEXT)
    found = gathered("Did the harbour burn?", whole, whole)
    assert sorted(item.text for item in found) == [
        "Bread grew dearer.",
        "Firemen worked for nine hours.",
        "The harbour in Oslo burned on Monday.",
        "The mayor said nobody was hurt.",
    ]
    assert all(TEXT[item.start : item.end] == item.text for item in found)
    assert all(item.before == TEXT[: item.start] for item in found)
    assert {item.rank for item in found} == {0}


def test_only_the_passage_is_read() -> None:
    start = TEXT.index("Bread")
    of = article(TEXT)
    part = Hit(Passage(2, of.id, 1, start, len(TEXT), TEXT[start:]), of, score=1.0)
    texts = {item.text for item in gathered("Did bread grow dearer?", part)}
    assert texts == {"Bread grew dearer.", "Firemen worked for nine hours."}


def test_words_are_shared_with_the_sentence_or_with_what_stands_around_it() -> None:
    found = {i.text[:5]: i for i in gathered("Was the mayor hurt?", hit(TEXT))}
    assert found["The m"].cover == pytest.approx(1.0)
    assert found["The h"].cover == 0
    assert found["Bread"].context == pytest.approx(1.0)  # the sentence before has them
    assert found["Firem"].context == 0
    titled = gathered("Was the mayor hurt?", hit(TEXT, title="A mayor, hurt"))
    assert min(item.context for item in titled) == pytest.approx(1.0)


def test_what_the_answer_must_hold() -> None:
    def fitting(question: str) -> set[str]:
        return {item.text[:5] for item in gathered(question, hit(TEXT)) if item.fits}

    assert fitting("How many hours did they work?") == {"Firem"}
    assert fitting("When did it burn?") == {"The h"}
    assert fitting("Was anybody hurt?") == {"The m"}
    assert fitting("Did Oslo burn?") == {"The m", "The h"}
    assert fitting("What did the mayor say?") == {"The m"}


def test_a_sentence_is_near_with_the_one_before_it_too() -> None:
    found = {i.text[:5]: i for i in gathered("Did the harbour in Oslo burn?", hit(TEXT))}
    assert found["The m"].around > found["The m"].nearness
    assert found["The h"].around == found["The h"].nearness  # none stands before it


def test_the_line_in_front_of_a_report_tells_nothing_of_what_happened() -> None:
    said = "A ferry sank."
    bare = gathered("When did a ferry sink in Oslo?", hit(said))[0]
    dated = gathered("When did a ferry sink in Oslo?", hit(f"OSLO, March 5 (Wire) - {said}"))[0]
    assert (dated.cover, dated.nearness) == (bare.cover, bare.nearness)
    assert (dated.fits, dated.gives) == (False, False)
    assert dated.text == f"OSLO, March 5 (Wire) - {said}"


def test_how_near_the_passage_is() -> None:
    of = article(TEXT)
    near = Hit(Passage(1, of.id, 0, 0, 37, TEXT[:37]), of, 1.0, scores={"dense": 0.6})
    assert [item.passage for item in gathered("Did Oslo burn?", near)] == [0.6]
    assert {item.passage for item in gathered("Did Oslo burn?", hit(TEXT))} == {0.0}


def test_no_more_than_the_likeliest_sentences_are_embedded() -> None:
    embedder = HashedWords()
    many = "\n\n".join(f"Sentence {i} speaks of bread." for i in range(60)) + "\n\nOslo burned."
    found = gathered("Did Oslo burn?", hit(many), embedder=embedder)
    assert len(found) == 32
    assert embedder.embedded <= 32 + 10
    assert any(item.text == "Oslo burned." for item in found)


def test_nothing_found() -> None:
    embedder = HashedWords()
    assert gathered("Did Oslo burn?", embedder=embedder) == []
    assert embedder.embedded == 0


@pytest.mark.parametrize("unit", ["x", "(", "said ", "\0", "\u0301", "قال ", "😀", "x. ", "\n"])
def test_hostile_passages(unit: str) -> None:
    found = gathered("What did Oslo say?", hit(unit * 800))
    assert all(0 <= item.cover <= item.context <= 1 for item in found)


def test_a_question_about_now_wishes_for_what_is_new() -> None:
    old = hit("Petrol costs 2.04 crowns a litre.", id="old", published="2022-06-27")
    new = hit("Petrol costs 1.97 crowns a litre.", id="new", published="2026-09-21")

    def first(question: str, as_of: date | None = None) -> str:
        found = gather(parsed(question), [old, new], PlainWords(), HashedWords(), as_of=as_of)
        return ranked(found)[0].article.id

    assert first("What does petrol cost?") == "old"  # the first of the hits
    assert first("What does petrol cost now?") == "new"
    assert first("What does petrol cost?", as_of=date(2026, 10, 1)) == "new"
    assert first("What did petrol cost in June 2022?", as_of=date(2026, 10, 1)) == "old"


def test_the_sentence_that_gives_the_figure_is_the_better_one() -> None:
    text = "The crew of the Tern sailed at noon. She had 25 crew."
    best = ranked(gathered("How many crew had the Tern?", hit(text)))[0]
    assert best.text == "She had 25 crew."


def test_a_sentence_may_mean_whom_the_article_has_named_before() -> None:
    text = "Ann Lee was found on Monday.\n\nShe was cold.\n\nThe hiker had set out in May."
    found = {item.text[:5]: item for item in gathered("When did Ann Lee set out?", hit(text))}
    assert found["The h"].meant > found["The h"].cover
    assert found["She w"].meant > found["She w"].cover == 0
    assert found["Ann L"].meant == found["Ann L"].cover
    later = "She had set out in May.\n\nAnn Lee was found on Monday."
    [before, _] = sorted(
        gathered("When did Ann Lee set out?", hit(later)), key=lambda item: item.start
    )
    assert before.meant == before.cover


def test_the_newest_article_is_that_of_the_subject() -> None:
    rates = [
        hit("The key rate of Norhaven was left alone.", id="art-1", published="2023-08-03"),
        hit("The key rate of Norhaven was left alone.", id="art-2", published="2024-08-08"),
        hit("Bread grew dearer.", id="art-3", published="2026-05-20"),
    ]
    wished = {i.article.id: i.wished for i in gathered("What is Norhaven's key rate now?", *rates)}
    assert wished["art-2"] == pytest.approx(0.4)
    assert wished["art-1"] < 0.1


def test_a_question_answers_none_but_tells_what_is_answered() -> None:
    interview = "Gazette: What will the bridge cost? Vale: It is now at 5 million."
    (answer,) = gathered("What will the bridge cost?", hit(interview))
    assert answer.text == "Vale: It is now at 5 million."
    assert answer.context > answer.cover
    asked = 'The judge asked: "Did you know of the loan?"'
    assert [item.text for item in gathered("What did the judge ask?", hit(asked))] == [asked]


def test_a_figure_that_is_overtaken_gives_nothing() -> None:
    toll = "The fire killed six people. An earlier count had put the toll at four."
    found = {item.text[:3]: item.gives for item in gathered("How many died?", hit(toll))}
    assert found == {"The": True, "An ": False}
