"""Citations that go back to one source share a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.attributing.identity import outlet, party, same
from qa.answering.origins import origins
from qa.answers import Citation, Speakers
from vectorstore.models import Article

NOBODY = Speakers()


def article(name: str, source: str | None = None, wire: str | None = None) -> Article:
    return Article(id=name, key=name, text="Rain.", title="Rain", source=source, wire=wire)


def citation(number: int, article_id: str, copies: tuple[str, ...] = ()) -> Citation:
    return Citation(number, article_id, "Rain", None, None, None, "Rain.", 0, 5, copies)


def traced(*cited: tuple[Article, Speakers]) -> tuple[int, ...]:
    """The origins of one citation of each of these."""
    citations = [citation(number, one.id) for number, (one, _) in enumerate(cited, start=1)]
    said = [speakers for _, speakers in cited]
    return origins(citations, said, {one.id: one for one, _ in cited})


STAR, POST, SUN = article("a", "The Star"), article("b", "The Post"), article("c", "The Tarn Sun")
OFFICIALS = Speakers(("Reuters", "three senior officials"))


def test_outlets_in_their_own_voice_are_as_many_sources() -> None:
    assert traced((STAR, NOBODY), (POST, NOBODY), (STAR, NOBODY)) == (1, 2, 1)
    assert traced((STAR, NOBODY), (article("d", "Star"), NOBODY)) == (1, 1)
    assert traced((article("d"), NOBODY), (article("e"), NOBODY)) == (1, 2)


def test_near_copies_are_one_source() -> None:
    said = [NOBODY, NOBODY, NOBODY]
    cited = [citation(1, "a", ("d",)), citation(2, "b"), citation(3, "d")]
    assert origins(cited, said, {}) == (1, 2, 1)
    stored = Article(id="b", key="b", text="", title="", copies=("a", "b"))
    assert origins(cited[:2], said[:2], {"b": stored}) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OFFICIALS, OFFICIALS),
        (OFFICIALS, Speakers(("the news agency Reuters", "two aides"))),
        (OFFICIALS, Speakers(("A senior official",), ("to Reuters",))),
        (Speakers(("Hamas",)), Speakers(("Hamas",), ("in a statement on Telegram",))),
        (Speakers(("TASS", "Hamas")), Speakers(("AFP", "Hamas"))),
        (Speakers(("President Ana Koss",)), Speakers(("Koss",))),
        (Speakers(("Kenya's president, William Ruto",)), Speakers(("Mr Ruto",))),
        (Speakers(("The Iranian foreign ministry",)), Speakers(("Iran’s foreign ministry",))),
        (Speakers(("The World Health Organization",)), Speakers(("The WHO",))),
        (Speakers(("A spokesperson for Tarn",)), Speakers(("Tarn",))),
    ],
)
def test_what_leans_on_one_is_one_source(one: Speakers, other: Speakers) -> None:
    assert traced((STAR, one), (POST, other)) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OFFICIALS, Speakers(("AFP", "three senior officials"))),
        (Speakers(("officials",)), Speakers(("officials",))),
        (Speakers(("Two witnesses",)), Speakers(("Two witnesses",))),
        (Speakers(("court papers",)), Speakers(("court papers",))),
        (Speakers(("local media",)), Speakers(("local media",))),
        (Speakers(("Ana Koss",)), Speakers(("Li Wei",))),
        (Speakers(("Hamas",)), Speakers(("Israel’s military",))),
        (Speakers(("Gaza’s health ministry",)), Speakers(("Egypt’s health ministry",))),
        (NOBODY, Speakers(("Hamas",))),
    ],
)
def test_what_leans_on_two_is_two_sources(one: Speakers, other: Speakers) -> None:
    assert traced((STAR, one), (POST, other)) == (1, 2)


def test_an_agencys_own_article_and_its_copy_under_another_name_are_one() -> None:
    own, wire = article("d", "Reuters"), article("e", "The Star", wire="Reuters")
    assert traced((own, NOBODY), (wire, NOBODY), (STAR, OFFICIALS)) == (1, 1, 1)
    assert traced((own, Speakers(("an aide",))), (STAR, OFFICIALS)) == (1, 1)
    assert traced((wire, NOBODY), (article("f", "The Post", wire="AP and Reuters"), NOBODY)) == (
        1,
        1,
    )
    agencies = article("g", "The Post", wire="agencies")
    assert traced((STAR, NOBODY), (agencies, NOBODY), (own, NOBODY)) == (1, 2, 3)


def test_one_surname_of_two_people_joins_neither() -> None:
    said = [Speakers(("Ana Koss",)), Speakers(("Piet Koss",)), Speakers(("Koss",))]
    assert traced(*zip((STAR, POST, SUN), said, strict=True)) == (1, 2, 3)


def test_as_many_speakers_as_citations() -> None:
    with pytest.raises(ValueError, match="argument"):
        origins([citation(1, "a")], [], {})


def test_names_of_outlets() -> None:
    assert outlet("state news agency RIA") == "ria"
    assert outlet("Agence France-Presse") == outlet("AFP")
    assert outlet("Channel 12") == "channel 12"
    assert outlet("www.thestar.com", known=True) == "star"
    assert outlet("The news agency") is outlet("Israeli media") is outlet("Hamas") is None
    assert outlet(" ", known=True) is None


def test_names_of_parties() -> None:
    long, short = party("World Health Organization chief Ana Koss"), party("Koss")
    assert long
    assert short
    assert same(short, {long, short}) == long
    assert party("The Guardian") is party("his mother") is party("") is None


LINKS = st.sampled_from(
    ["Reuters", "AFP", "Hamas", "Ana Koss", "Koss", "officials", "Gaza’s health ministry"]
)
SAID = st.builds(Speakers, st.lists(LINKS, max_size=2, unique=True).map(tuple))
ARTICLES = st.builds(
    article,
    st.sampled_from("abcdef"),
    st.sampled_from([None, "The Star", "Reuters"]),
    st.sampled_from([None, "AFP", "agencies"]),
)
CITED = st.lists(st.tuples(ARTICLES, SAID), max_size=8)


@given(CITED)
def test_one_article_has_one_origin_and_numbers_count_up(
    cited: list[tuple[Article, Speakers]],
) -> None:
    found = traced(*cited)
    of_article: dict[str, int] = {}
    for (one, _), number in zip(cited, found, strict=True):
        assert of_article.setdefault(one.id, number) == number
    assert len(set(found)) <= len(of_article)
    assert list(dict.fromkeys(found)) == list(range(1, len(set(found)) + 1))


@given(CITED, st.randoms())
def test_the_order_of_citations_changes_the_numbers_only(
    cited: list[tuple[Article, Speakers]], random: object
) -> None:
    by_id = {one.id: one for one, _ in cited}
    cited = [(by_id[one.id], said) for one, said in cited]
    order = list(range(len(cited)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found, shuffled = traced(*cited), traced(*(cited[place] for place in order))
    for i, one in enumerate(order):
        for j, other in enumerate(order):
            assert (found[one] == found[other]) == (shuffled[i] == shuffled[j])
