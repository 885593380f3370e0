"""The client against a real server: each call gives typed objects, each failure its error."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date

import anyio
import pytest

from qa.client import (
    Answer,
    Article,
    AsyncClient,
    Client,
    Event,
    Filter,
    InvalidInput,
    NotFound,
    Passages,
    Problem,
    Rejected,
    Restart,
    Summary,
    Unreachable,
    VerifiedSentence,
)

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
ARTICLE = {
    "title": "Ferry returns to service",
    "date": "2023-11-20",
    "source": "Harbour Post",
    "text": "The ferry Halcyon returned to service on Monday, the operator said.",
}


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        yield opened


def test_an_answer_is_that_of_the_library(client: Client) -> None:
    answer = client.ask(QUESTION, filter=Filter(as_of=date(2023, 11, 30)), answerer="extractive")
    assert isinstance(answer, Answer)
    assert answer.as_of == "2023-11-30"
    assert answer.citations
    for citation in answer.citations:
        article = client.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
    assert client.answer(answer.id) == answer


def test_an_answer_comes_as_typed_events(client: Client) -> None:
    with client.ask_streamed(QUESTION) as events:
        told = list(events)
    first, *middle, last = told
    assert isinstance(first, Passages)
    assert isinstance(last, Answer)
    checked = [event.sentence for event in middle if isinstance(event, VerifiedSentence)]
    refused = [event for event in middle if isinstance(event, Rejected)]
    assert [sentence.text for sentence in checked] == [one.text for one in last.sentences]
    assert tuple(refused) == last.rejected
    assert not [event for event in middle if isinstance(event, Restart)]


def test_leaving_a_stream_early_lets_go_of_the_connection(client: Client) -> None:
    with client.ask_streamed(QUESTION) as events:
        for _ in events:
            break
    assert list(client.articles(limit=3))  # the client goes on


def test_summaries_of_articles_and_topics(client: Client) -> None:
    ids = [hit.article_id for hit in client.search("aid convoy", k=3).hits]
    summary = client.summarise(ids)
    assert isinstance(summary, Summary)
    assert set(summary.article_ids) == set(ids)
    assert client.answer(summary.id) == summary
    with client.summarise_streamed(about="death toll in Gaza") as events:
        *_, last = events
    assert isinstance(last, Summary)
    assert last.about == "death toll in Gaza"


def test_search_takes_the_filters(client: Client) -> None:
    where = Filter(date_from=date(2023, 11, 1), date_to=date(2023, 11, 20))
    found = client.search("Iran", k=5, filter=where)
    assert found.query == "Iran"
    assert 0 < len(found.hits) <= 5
    for hit in found.hits:
        assert "2023-11-01" <= (hit.published or "") < "2023-11-21"
        assert client.article(hit.article_id).text[hit.start : hit.end] == hit.text
    outlet = found.hits[0].source or ""
    only = client.search("Iran", filter=Filter(sources=(outlet,)))
    assert {hit.source for hit in only.hits} == {outlet}
    days = [hit.published or "" for hit in client.search("Iran", sort="oldest").hits]
    assert days == sorted(days)
    with pytest.raises(InvalidInput, match="does not filter by article"):
        client.search("Iran", filter=Filter(article_ids=("a",)))


def test_articles_are_listed_page_by_page(client: Client) -> None:
    every = list(client.articles(limit=7))
    assert len({article.id for article in every}) == len(every) == client.readyz().articles
    page = client.article_page(limit=2)
    assert list(page.items) == every[:2]
    assert client.article_page(limit=2, cursor=page.next_cursor).items == tuple(every[2:4])


def test_articles_are_added_and_deleted(client: Client, tmp_path) -> None:
    added = client.add_articles([ARTICLE])
    assert (added.new, added.failed) == (1, ())
    [article_id] = added.article_ids
    assert client.article(article_id).title == ARTICLE["title"]
    assert client.add_articles([ARTICLE]).unchanged == 1
    client.delete(article_id)
    with pytest.raises(NotFound) as missing:
        client.article(article_id)
    assert missing.value.type == "/problems/article-not-found"
    with pytest.raises(NotFound):
        client.delete(article_id)


def test_files_are_added_as_paths_or_bytes(client: Client, tmp_path) -> None:
    path = tmp_path / "tram.txt"
    path.write_text("The tram to the harbour runs again since Tuesday.", encoding="utf-8")
    added = client.add_files(path, ("bus.txt", "Der Bus fährt wieder.".encode()), ("no.txt", b""))
    assert added.new == 2
    assert [failure.origin for failure in added.failed] == ["no.txt"]
    for article_id in added.article_ids:
        client.delete(article_id)
    with pytest.raises(Problem) as refused:
        client.add_files(("no.txt", b""))
    assert refused.value.failed[0].origin == "no.txt"
    with pytest.raises(InvalidInput, match=r"nowhere\.txt cannot be read"):
        client.add_files(tmp_path / "nowhere.txt")


def test_a_refusal_carries_the_whole_problem(client: Client) -> None:
    with pytest.raises(Problem) as refused:
        client.search("Iran", k=0)
    problem = refused.value
    assert (problem.status, problem.type) == (422, "/problems/invalid-input")
    assert (problem.title, problem.field) == ("The request cannot be used", "k")
    assert "'k' must be at least 1" in problem.detail == problem.reason
    with pytest.raises(Problem) as nothing:
        client.summarise()
    assert nothing.value.remedy == "Give article_ids or about."


def test_names_in_addresses_are_quoted(client: Client) -> None:
    for name in ("../articles", "a/b?c#d", "é 😀", "%2e%2e"):
        with pytest.raises(NotFound):
            client.article(name)


def test_text_that_is_no_text_is_refused_here(client: Client) -> None:
    with pytest.raises(InvalidInput, match="cannot be written as JSON"):
        client.ask("half \ud83d of a pair")


def test_probes(client: Client) -> None:
    assert client.healthz().status == "ok"
    assert client.readyz().ready


def test_no_server(unused_port: int) -> None:
    said = r"No server answers at .*dateline serve"
    address = f"http://127.0.0.1:{unused_port}"
    with Client(address) as client, pytest.raises(Unreachable, match=said):
        client.healthz()


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "ftp://a", "http://", "http://a:b", None])
def test_an_address_that_is_none(url) -> None:
    with pytest.raises(InvalidInput, match="not the address of a server"):
        Client(url)


@pytest.mark.parametrize("key", ["a\nb", "schlüssel", " padded"])
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(InvalidInput, match="key") as refused:
        Client(key=key)
    assert key not in str(refused.value)


def test_the_async_client_gives_the_same(address: str, client: Client) -> None:
    async def use() -> None:
        async with AsyncClient(address) as other:
            assert (await other.ask(QUESTION)).text == client.ask(QUESTION).text
            async with await other.ask_streamed(QUESTION) as events:
                told: list[Event] = [event async for event in events]
            assert isinstance(told[0], Passages)
            assert isinstance(told[-1], Answer)
            every: list[Article] = [one async for one in other.articles(limit=20)]
            assert every == list(client.articles())
            assert (await other.search("Iran", k=3)).hits == client.search("Iran", k=3).hits
            with pytest.raises(NotFound):
                await other.delete("nothing")

    anyio.run(use)


def test_both_clients_have_the_same_methods_with_help() -> None:
    own = {name for name in vars(Client) if not name.startswith("_")} - {"close"}
    others = {name for name in vars(AsyncClient) if not name.startswith("_")} - {"aclose"}
    assert own == others
    for name in own:
        method = getattr(Client, name)
        assert method.__doc__
        ours, theirs = (inspect.signature(getattr(kind, name)) for kind in (Client, AsyncClient))
        assert list(ours.parameters) == list(theirs.parameters)
    assert list(inspect.signature(Client.ask).parameters)[:2] == ["self", "question"]
