"""The pages, as a person without JavaScript meets them."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import replace

import pytest
from fakes.elsewhere import Elsewhere
from fakes.evaluations import keep_runs
from flask.testing import FlaskClient

from qa.config import Config
from qa.service import Dateline
from qa.web import create_app
from vectorstore.indexing import IndexingProgress

QUESTION = "Was Tehran informed in advance of the attack?"


def said(text, **members):
    return {"text": text, "citations": [1], "attribution": None, "role": "claim"} | members


DENIED = said("B.", role="denial")


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


def test_an_archive_without_outlets_is_not_empty(tmp_path):
    with Dateline.open(Config(data_dir=tmp_path)) as service:
        client = create_app(service).test_client()
        client.post("/api/v1/articles", json={"text": "The kiosk opened."})
        for path in ("/", "/articles", "/summaries"):
            assert "The archive is empty" not in words_of(client.get(path))
        assert "1 article in the archive" in words_of(client.get("/"))


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


def test_what_an_answer_was_narrowed_to_stands_on_top(client):
    asked = {"question": QUESTION, "source": "Harbour Post", "to": "2023-11-18"}
    page = client.get("/", query_string=asked, follow_redirects=True)
    told = "Only articles of Harbour Post published until 18 Nov 2023 were searched."
    assert told in words_of(page)
    assert told in words_of(
        client.get(f"{page.request.path}/again?as_of=2023-11-15", follow_redirects=True)
    )
    assert told in text_of(client.get(f"{page.request.path}.md"))


@pytest.mark.parametrize(("path", "name"), [("/", "question"), ("/summaries", "about")])
def test_what_was_not_found_in_a_part_is_not_said_of_all_of_the_archive(client, path, name):
    asked = {name: "Did the ferry return?", "from": "2020-01-01", "to": "2020-12-31"}
    page = client.get(path, query_string=asked, follow_redirects=True)
    words = words_of(page)
    assert "Not found within these limits" in words
    assert "published from 1 Jan 2020 to 31 Dec 2020 were searched" in words
    assert "in this archive" not in words
    whole = re.search(r'<a href="([^"]+)">Try all of the archive', text_of(page))[1]
    assert "The ferry returned" in words_of(client.get(html.unescape(whole), follow_redirects=True))


def test_claim_and_denial_are_told_apart_in_words(shown):
    page = shown(sentences=[said("A.", attribution="Reuters, citing three"), DENIED])
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
    assert re.search(r"Reported Reuters, citing three A\. ", words)
    assert re.search(r"Denied [\w ]+ B\. ", words)


def test_claim_and_denial_stand_side_by_side(shown):
    sentences = [said("A."), said("C.", role="background"), DENIED]
    disputes = [{"kind": "denial", "about": [0], "against": [2]}]
    page = shown(sentences=sentences, disputes=disputes)
    sides = re.findall(r'<div class="side (\w+)">(.*?)</h3>(.*?)</p>\s*</div>', page, re.S)
    assert [(side, re.search(r"[AB]\.", text)[0]) for side, _, text in sides] == [
        ("one", "A."),
        ("against", "B."),
    ]
    assert page.index("B.") < page.index("C.")


def test_rejected_sentences_are_said_plainly(shown):
    page = shown(rejected=[{"text": "It was so.", "reason": "no quote bears it"}])
    assert "Left out: 1 sentence" in page
    assert "It was so." in page
    assert "no quote bears it" in page


def test_copies_are_named_and_count_as_one_source(shown, find):
    citation = {"number": 1, "article_id": find("ferry")["id"], "title": "T", "source": "S"}
    citation |= {"published": None, "url": None, "quote": "The", "start": 0, "end": 3}
    page = shown(citations=[citation | {"copies": ["a", find("baseless")["id"]]}])
    assert "One source in 3 articles" in page
    assert "/articles/a" in page
    assert "deleted since" in page
    assert "Report denied" in page
    assert "counted as one source" in page
    assert "<dd>1 article" in page
    assert "no date" in page


@pytest.fixture
def shown(service):
    """The page of an answer with these members."""
    answer = service.ask(QUESTION).as_json() | {"disputes": [], "sentences": []}

    class Stored:
        def __init__(self, members):
            self.members = members

        def __getattr__(self, name):
            return getattr(service, name)

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


@pytest.mark.parametrize(
    ("files", "status", "told"),
    [
        ([("a.txt", b"x" * 30_000)], 413, "at most 30,000 bytes"),
        ([(f"{n}.txt", b"x") for n in range(101)], 422, "Send at most 100 at once"),
        ([("a.pdf", b"%PDF-1.7 ")], 422, "a.pdf"),
        ([("a.exe", b"MZ" + bytes(64))], 422, "a.exe"),
        ([("a.zip", b"PK" + bytes(64))], 422, "a.zip"),
        ([], 422, "Choose one or more files"),
    ],
)
def test_uploads_are_limited_in_size_number_and_kind(client, files, status, told):
    client.application.config["MAX_CONTENT_LENGTH"] = 30_000
    sent = [(io.BytesIO(data), name) for name, data in files]
    data = {"file": sent, "csrf_token": token(client)}
    page = client.post("/articles", data=data, content_type="multipart/form-data")
    assert page.status_code == status
    assert told in words_of(page)
    assert client.get("/articles").status_code == 200


def test_the_last_of_a_page_is_deleted_and_the_list_leads_on(client):
    start = text_of(client.get("/articles?limit=3"))
    last = html.unescape(re.search(r'rel="next" href="([^"]+)"', start)[1])
    action = html.unescape(
        re.search(r'class="delete" .*action="([^"]+)"', text_of(client.get(last)))[1]
    )
    gone = client.post(action, data={"csrf_token": token(client)})
    assert gone.location == last
    assert "No more here. First page" in words_of(client.get(gone.location))


def test_an_article_is_deleted_by_its_form(client, find):
    article_id = find("ferry")["id"]
    gone = client.post(f"/articles/{article_id}/delete", data={"csrf_token": token(client)})
    assert gone.status_code == 303
    listed = client.get(gone.location)
    assert "Deleted" in words_of(listed)
    assert f"/articles/{article_id}/restore" in text_of(listed)
    page = client.get(f"/articles/{article_id}")
    assert page.status_code == 404
    assert "can be undone" in words_of(page)


def test_a_deletion_is_undone_by_its_form_even_after_a_restart(client, service, find):
    before = find("ferry")
    client.post(f"/articles/{before['id']}/delete", data={"csrf_token": token(client)})
    assert service.search("ferry", k=1).hits[0].article.id != before["id"]
    again = create_app(service).test_client()
    path = f"/articles/{before['id']}/restore"
    assert path in text_of(again.get("/articles"))
    back = again.post(path, data={"csrf_token": token(again)})
    assert back.status_code == 303
    assert "Put back" in words_of(again.get(back.location))
    assert find("ferry") == before
    assert service.search("ferry", k=1).hits[0].article.id == before["id"]
    assert again.post(path, data={"csrf_token": token(again)}).status_code == 404


def test_summaries_of_a_topic_and_of_chosen_articles(client, find):
    for given in ({"about": "the ferry"}, {"article_ids": [find("ferry")["id"]]}):
        asked = client.get("/summaries", query_string=given)
        assert asked.status_code == 303
        assert "The ferry returned to service" in words_of(client.get(asked.location))
        assert "What the articles say" in words_of(client.get(asked.location))
    assert client.get("/summaries?article_ids=none").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/articles", "/summaries", "/answers", "/evaluations", "/nope"]
)
def test_every_field_has_a_label_and_every_page_its_landmarks(client, path):
    page = text_of(client.get(path))
    assert page.count("<main") == page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert 'class="skip" href="#main"' in page
    unwrapped = re.sub(r"<label>.*?</label>", "", page, flags=re.S)
    for field in re.findall(r"<(?:input|select|textarea)[^>]*>", unwrapped):
        if 'type="hidden"' not in field and "aria-label" not in field:
            name = re.search(r' id="([^"]+)"', field)[1]
            assert f'<label for="{name}"' in page


def test_two_runs_are_chosen_and_laid_side_by_side(client, service):
    one, other = keep_runs(service.config.data_dir)
    listed = text_of(client.get("/evaluations"))
    assert 'aria-label="with this: news &amp; &lt;b&gt;more&lt;/b&gt;, 1 Jan 2026 10:00"' in listed
    chosen = client.get("/evaluations", query_string={"one": other, "other": one})
    assert chosen.location == f"/evaluations/{other}/and/{one}"
    words = words_of(client.get(chosen.location))
    assert "retrieval: ndcg@10 0.500 0.583 +0.083" in words
    assert "Questions that came out differently: 2" in words
    assert client.get("/evaluations/none").status_code == 404
    assert client.get(f"/evaluations/{one}?first=9999999").status_code == 200


def test_not_found_offers_the_nearest_passages_with_their_ranks(client):
    asked = client.get("/", query_string={"question": "Who won the chess olympiad in Samarkand?"})
    words = words_of(client.get(asked.location))
    assert "Not found in this archive" in words
    assert "The nearest passages" in words
    assert re.search(r"By meaning: rank \d+ · by words: (rank \d+|not found)", words)


def test_an_answer_outlives_its_articles(client, service, find):
    asked = client.get("/", query_string={"question": QUESTION})
    [citation] = [
        item
        for item in client.get("/api/v1" + asked.location).json["citations"]
        if item["article_id"] == find("baseless")["id"]
    ]
    before = text_of(client.get(asked.location))
    service.trash.delete(citation["article_id"])
    after = client.get(asked.location)
    assert citation["quote"] in words_of(after)
    assert "The article was deleted since" in words_of(after)
    assert "deleted since" not in before
    service.trash.restore(citation["article_id"])
    assert text_of(client.get(asked.location)) == before


def test_the_history_lists_finds_and_pages(client, service):
    for number in range(32):
        service.history.keep(replace(service.ask("Was the ferry late?"), id=f"h{number:02}"))
    client.get("/", query_string={"question": "Where did the ZEPPELIN land?"})
    page = client.get("/answers")
    assert "Was the ferry late?" in words_of(page)
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', text_of(page))[1])
    assert "First page" in words_of(client.get(following))
    found = words_of(client.get("/answers?q=zeppelin"))
    assert "Where did the ZEPPELIN land?" in found
    assert "ferry" not in found
    assert "No question or topic holds" in words_of(client.get("/answers?q=marmalade"))
    assert client.get("/answers?cursor=nonsense").status_code == 422


def test_an_article_lists_the_answers_that_cite_it(client, find):
    asked = client.get("/", query_string={"question": QUESTION})
    page = text_of(client.get(f"/articles/{find('baseless')['id']}"))
    assert asked.location in page
    assert QUESTION in html.unescape(page)
    new = client.post("/api/v1/articles", json={"text": "The kiosk opened."}).json["article_ids"]
    assert "None yet" in words_of(client.get(f"/articles/{new[0]}"))


def test_an_answer_is_exported_as_markdown_and_json(client):
    asked = client.get("/", query_string={"question": QUESTION})
    answer = client.get("/api/v1" + asked.location).json
    exported = client.get(f"{asked.location}.json")
    assert exported.json == answer
    markdown = client.get(f"{asked.location}.md")
    assert markdown.mimetype == "text/markdown"
    for response in (exported, markdown):
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert f"http://localhost{asked.location}" in text_of(markdown)
    assert "15 Nov 2023" in text_of(markdown)
    assert client.get("/answers/none.md").status_code == 404


def test_asking_again_as_of_a_day_shows_what_changed(client):
    asked = client.get("/", query_string={"question": QUESTION, "source": ""})
    again = client.get(f"{asked.location}/again?as_of=2023-11-15")
    assert again.status_code == 303
    words = words_of(client.get(again.location))
    assert "As of 15 Nov 2023" in words
    assert re.search(r"Gone: 0 .* New: 1 .*Hamas denied.* In both: 2", words), words
    same = client.get(f"{asked.location}/again?as_of=2023-12-31")
    assert "Both say the same" in words_of(client.get(same.location))
    assert client.get(f"{asked.location}/again?as_of=nonsense").status_code == 422
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    kept = client.get(f"{asked.location}/again?as_of=2023-11-15", headers=elsewhere)
    assert kept.location == asked.location


def test_asking_again_keeps_what_the_question_was_narrowed_to(client):
    narrowed = {"question": QUESTION, "source": "Harbour Post", "from": "2023-11-01"}
    asked = client.get("/", query_string=narrowed)
    page = html.unescape(text_of(client.get(asked.location)))
    assert '<option value="Harbour Post" selected>' in page
    assert 'name="from" type="date" value="2023-11-01"' in page
    [told] = re.findall(r'data-with="(.*?})"', page)
    assert json.loads(told) == narrowed
    again = client.get(f"{asked.location}/again?as_of=2023-11-15")
    used = client.get(f"/api/v1/answers/{again.location.rpartition('/')[2]}").json
    assert {item["source"] for item in used["citations"]} == {"Harbour Post"}


def test_pasted_text_is_added(client):
    data = {
        "text": "Title: Tram\nDate: 2023-11-21\n\nThe tram is back.",
        "csrf_token": token(client),
    }
    page = client.post("/articles", data=data, content_type="multipart/form-data")
    assert page.status_code == 200
    assert "1 new" in words_of(page)
    assert "21 Nov 2023" in words_of(page)


def test_adding_tells_its_progress_as_events(client):
    files = [(io.BytesIO(b"The tram is back in town."), "a.txt"), (io.BytesIO(b""), "b.txt")]
    data = {"file": files, "csrf_token": token(client)}
    told = text_of(client.post("/articles", data=data, headers={"Accept": "text/event-stream"}))
    names = re.findall(r"^event: (.*)$", told, re.M)
    assert names[0] == "progress"
    assert names[-1] == "report"
    assert '"new": 1' in told
    assert "b.txt" in told


def test_the_sample_fills_an_empty_archive(tmp_path):
    with Dateline.open(Config(data_dir=tmp_path)) as empty:
        client = create_app(empty).test_client()
        loaded = client.post("/articles/sample", data={"csrf_token": token(client)})
        page = client.get(loaded.location)
        assert "The sample is in: 44 articles" in words_of(page)
        example = re.search(r'for example: <a href="([^"]+)"', text_of(page))[1]
        answered = client.get(html.unescape(example), follow_redirects=True)
        assert "Hamas" in words_of(answered)
        assert len(empty.articles().items) > 20


@pytest.mark.parametrize("model", ["", "a-model"])
def test_a_language_model_is_only_offered_where_one_is_set_up(service, model):
    made = create_app(Elsewhere(service, llm_model=model)).test_client()
    option = re.search(r'<option value="llm"(.*?)</option>', text_of(made.get("/")))[1]
    assert ("disabled" in option) == ("none is set up" in option) == (not model)


def test_what_is_not_yet_found_by_meaning_is_told(service):
    class Behind:
        waiting, failure = 1_200, ""

        def __getattr__(self, name):
            return getattr(service, name)

        def indexing(self):
            return IndexingProgress(10, self.waiting, self.failure)

    behind = Behind()
    client = create_app(behind).test_client()
    for path in ("/", "/articles"):
        assert "1,200 passages are found by their words only" in words_of(client.get(path))
    behind.waiting, behind.failure = 1, "no <model>"
    assert "1 passage is found by its words only" in words_of(client.get("/"))
    assert "cannot be made: no <model>" in words_of(client.get("/"))
    behind.waiting = 0
    assert "words only" not in words_of(client.get("/"))


def test_facets_count_under_the_other_choices(client):
    page = client.get("/articles?source=Harbour+Post")
    assert "Harbour Post all outlets 2" in words_of(page)
    assert "The Lowland Courier 1" in words_of(page)
    assert re.findall(r"<title>(.*?)</title>", text_of(page))[1:] == [
        "15 Nov 2023: 1",
        "20 Nov 2023: 1",
    ]


def test_what_the_pages_are_made_of_is_kept_by_browsers_until_it_changes(client):
    page = text_of(client.get("/"))
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) == 4
    for address in map(html.unescape, addresses):
        other = re.sub(r"v=.*", "v=before", address)
        with client.get(address) as found, client.get(other) as old:
            assert "immutable" in found.headers["Cache-Control"]
            assert "immutable" not in old.headers["Cache-Control"]
            assert old.data == found.data
    assert client.get("/static/none?v=").status_code == 404


def test_the_first_page_names_what_was_asked_lately(client):
    for question in (QUESTION, "Was the ferry late?", QUESTION):
        client.get("/", query_string={"question": question})
    words = words_of(client.get("/"))
    assert f"Lately asked {QUESTION} Was the ferry late?" in words
    assert words.count(QUESTION) == 1
