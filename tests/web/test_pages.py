"""The pages, as a person without JavaScript meets them."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient

from qa.config import Config
from qa.service import Dateline
from qa.web import create_app

QUESTION = "Was Tehran informed in advance of the attack?"


def text_of(response) -> str:
    return response.get_data(as_text=True)


def words_of(response) -> str:
    """What a person reads of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text_of(response))).split())


def token(client: FlaskClient) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', text_of(client.get("/articles")))[1]


def test_the_first_page_has_the_question_form_and_is_small(client):
    page = client.get("/")
    assert 'name="question"' in text_of(page)
    assert "4 articles in the archive" in words_of(page)
    paths = re.findall(r'(?:href|src)="(/static/[^"]+)"', text_of(page))
    assert paths
    size = len(page.data)
    for path in paths:
        with client.get(path) as asset:
            size += len(asset.data)
    assert size < 60_000


def test_an_empty_archive_says_what_to_do(tmp_path):
    with Dateline.open(Config(data_dir=tmp_path)) as empty:
        client = create_app(empty).test_client()
        for path in ("/", "/articles", "/summaries"):
            assert "The archive is empty" in words_of(client.get(path))


def test_asking_leads_to_a_permalink_with_verdict_quotes_and_dates(client):
    asked = client.get("/", query_string={"question": QUESTION})
    assert asked.status_code == 303
    page = client.get(asked.location)
    answer = client.get("/api/v1" + asked.location).json
    words = words_of(page)
    assert QUESTION in words
    assert answer["citations"]
    for citation in answer["citations"]:
        assert " ".join(citation["quote"].split()) in words
        assert citation["source"] in words
        place = f"/articles/{citation['article_id']}?start={citation['start']}"
        assert html.escape(f"{place}&end={citation['end']}#quote") in text_of(page)
    assert "15 Nov 2023" in words
    assert f"[{answer['citations'][0]['number']}]" in words
    assert client.get(asked.location).data == page.data


@pytest.mark.parametrize(
    ("status", "verdict", "headline"),
    [
        ("answered", "yes", "Yes, the archive says"),
        ("answered", "no", "No, the archive says"),
        ("disputed", "disputed", "Disputed"),
        ("disputed", "not_established", "Not established"),
        ("answered", None, "What the archive says"),
        ("not_found", None, "Not found in this archive"),
        ("not_found", "not_established", "Not found in this archive"),
    ],
)
def test_the_verdict_stands_on_top_in_words(shown, status, verdict, headline):
    assert f'<p class="headline">{headline}</p>' in shown(status=status, verdict=verdict)


def test_claim_and_denial_are_told_apart_in_words(shown):
    sentences = [
        {"text": "A.", "citations": [1], "attribution": "Reuters, citing three", "role": "claim"},
        {"text": "B.", "citations": [1], "attribution": None, "role": "denial"},
    ]
    page = shown(sentences=sentences)
    assert re.search(r"Reported</span>\s*<p dir=\"auto\">A\.", page)
    assert re.search(r"Denied</span>\s*<p dir=\"auto\">B\.", page)
    assert "Reuters, citing three" in page


def test_rejected_sentences_are_said_plainly(shown):
    page = shown(rejected=[{"text": "It was so.", "reason": "no quote bears it"}])
    assert "Left out: 1 sentence" in page
    assert "It was so." in page
    assert "no quote bears it" in page


def test_copies_are_named_and_count_as_one_source(shown, find):
    citation = {"number": 1, "article_id": find("ferry")["id"], "title": "T", "source": "S"}
    citation |= {"published": None, "url": None, "quote": "The", "start": 0, "end": 3}
    page = shown(citations=[citation | {"copies": ["a", "b"]}], sentences=[])
    assert "/articles/a" in page
    assert "counted as one source" in page
    assert "<dd>1 article" in page
    assert "no date" in page


@pytest.fixture
def shown(service):
    """The page of an answer with these members."""
    answer = service.ask(QUESTION).as_json()

    class Stored:
        config = service.config

        def __init__(self, members):
            self.members = members

        def answer(self, answer_id):
            return answer | self.members

    def shown(**members) -> str:
        page = create_app(Stored(members)).test_client().get("/answers/x")
        assert page.status_code == 200
        return text_of(page)

    return shown


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"question": "  "}, "'question' is empty"),
        ({"question": "x" * 2_001}, "2,000 characters"),
        ({"question": "a", "from": "2023-13-45"}, "no such day"),
        (
            {"question": "a", "from": "2023-11-02", "to": "2023-11-01"},
            "that is before 'from', 2023-11-02",
        ),
        ({"question": "a", "answerer": "oracle"}, "'answerer' must be"),
    ],
)
def test_a_faulty_question_comes_back_in_its_form(client, given, fault):
    page = client.get("/", query_string=given)
    assert page.status_code == 422
    assert fault in words_of(page)
    assert 'role="alert"' in text_of(page)
    assert given["question"].strip()[:2000] in text_of(page)


def test_fields_left_empty_do_not_filter(client):
    empty = {"from": "", "to": "", "source": "", "as_of": "", "answerer": ""}
    assert client.get("/", query_string={"question": QUESTION} | empty).status_code == 303


def test_a_link_of_another_site_only_fills_in_the_form(client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch"}):
        page = client.get("/", query_string={"question": QUESTION}, headers=headers)
        assert page.status_code == 200
        assert QUESTION in text_of(page)


def test_a_quote_is_marked_in_its_article(client, find):
    article = find("ferry")
    start = article["text"].index("Repairs")
    page = text_of(client.get(f"/articles/{article['id']}?start={start}&end={start + 7}"))
    assert re.search(r'<mark id="quote"[^>]*>Repairs</mark> had taken', page)


@pytest.mark.parametrize(
    "span", ["start=9&end=2", "start=-4&end=zz", "start=99999&end=999999", "start=0", "end=1e9"]
)
def test_a_nonsense_span_does_no_harm(client, find, span):
    page = client.get(f"/articles/{find('ferry')['id']}?{span}")
    assert page.status_code == 200
    assert "Repairs had taken three weeks." in words_of(page)


def test_an_inferred_title_is_called_that(client, find):
    assert "(first sentence" in text_of(client.get(f"/articles/{find('ferry')['id']}"))
    assert "(first sentence" not in text_of(client.get(f"/articles/{find('baseless')['id']}"))


def test_the_original_is_linked(client, find):
    page = text_of(client.get(f"/articles/{find('ferry')['id']}"))
    assert re.search(r'href="https://harbour.example/f" rel="[^"]*noopener', page)


def test_the_library_lists_finds_and_pages(client):
    assert "4 articles" in words_of(client.get("/articles"))
    assert "Report denied" in words_of(client.get("/articles?q=denied"))
    assert "Tehran not told" not in words_of(client.get("/articles?source=The+Lowland+Courier"))
    first = text_of(client.get("/articles?limit=3"))
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    assert "First page" in words_of(client.get(following))
    assert client.get("/articles?from=nonsense").status_code == 422
    assert client.get("/articles?cursor=nonsense").status_code == 422


def test_files_are_added_and_failures_are_told(client):
    files = [(io.BytesIO(b"The tram is back in town."), "a.txt"), (io.BytesIO(b""), "b.txt")]
    page = client.post("/articles", data={"file": files, "csrf_token": token(client)})
    words = words_of(page)
    assert page.status_code == 200
    assert "1 new, 0 updated, 0 unchanged, 1 failed" in words
    assert "b.txt" in words
    assert "The tram is back in town." in words


def test_an_article_is_deleted_by_its_form(client, find):
    article_id = find("ferry")["id"]
    gone = client.post(f"/articles/{article_id}/delete", data={"csrf_token": token(client)})
    assert gone.status_code == 303
    assert "Deleted" in words_of(client.get(gone.location))
    assert client.get(f"/articles/{article_id}").status_code == 404


def test_summaries_of_a_topic_and_of_chosen_articles(client, find):
    for given in ({"about": "the ferry"}, {"article_ids": [find("ferry")["id"]]}):
        asked = client.get("/summaries", query_string=given)
        assert asked.status_code == 303
        assert "The ferry returned to service" in words_of(client.get(asked.location))
        assert "What the articles say" in words_of(client.get(asked.location))
    assert client.get("/summaries?article_ids=none").status_code == 404


@pytest.mark.parametrize("path", ["/", "/articles", "/summaries", "/nope"])
def test_every_field_has_a_label_and_every_page_its_landmarks(client, path):
    page = text_of(client.get(path))
    assert page.count("<main") == page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert 'class="skip" href="#main"' in page
    for field in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        if 'type="hidden"' not in field:
            name = re.search(r' id="([^"]+)"', field)[1]
            assert "aria-label" in field or f'<label for="{name}"' in page
