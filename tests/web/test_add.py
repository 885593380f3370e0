"""Adding articles over the API, as JSON and as files."""

from __future__ import annotations

import gzip
import io
import json

import pytest

ARTICLE = {
    "title": "Tram back",
    "date": "2023-11-21",
    "source": "Harbour Post",
    "text": "The tram is back.",
}


def files(*named):
    return {"file": [(io.BytesIO(data), name) for name, data in named]}


@pytest.mark.parametrize("shape", [ARTICLE, [ARTICLE], {"articles": [ARTICLE]}])
def test_json_in_any_shape_is_stored(client, shape):
    response = client.post("/api/v1/articles", json=shape)
    assert response.status_code == 201
    assert (response.json["new"], response.json["failed"]) == (1, [])
    [article_id] = response.json["article_ids"]
    stored = client.get(f"/api/v1/articles/{article_id}").json
    assert (stored["title"], stored["published"]) == ("Tram back", "2023-11-21")


def test_the_same_again_changes_nothing_and_says_so(client):
    client.post("/api/v1/articles", json=ARTICLE)
    again = client.post("/api/v1/articles", json=ARTICLE)
    assert again.status_code == 200
    assert (again.json["new"], again.json["unchanged"]) == (0, 1)


def test_names_that_people_have_for_members_are_read(client):
    body = {"headline": "H", "body": "The tram.", "publishedAt": "2023-11-21", "outlet": "O"}
    response = client.post("/api/v1/articles", json=body)
    stored = client.get(f"/api/v1/articles/{response.json['article_ids'][0]}").json
    assert (stored["title"], stored["text"], stored["source"]) == ("H", "The tram.", "O")


def test_what_cannot_be_read_is_listed_and_the_rest_is_stored(client):
    response = client.post("/api/v1/articles", json=[ARTICLE, {"title": "no text"}, 7])
    assert response.status_code == 201
    assert response.json["new"] == 1
    assert len(response.json["failed"]) == 2
    assert all(failure["reason"] for failure in response.json["failed"])


def test_nothing_readable_is_a_problem_that_lists_the_reasons(client):
    response = client.post("/api/v1/articles", json=[{"title": "no text"}, 7])
    assert response.status_code == 422
    assert response.json["type"] == "/problems/unreadable"
    assert len(response.json["failed"]) == 2


@pytest.mark.parametrize("body", [[], {"articles": []}, {"articles": "x"}, "x", 3])
def test_no_article_at_all_is_a_problem_with_its_field(client, body):
    response = client.post("/api/v1/articles", json=body)
    assert (response.status_code, response.json["field"]) == (422, "articles")


def test_half_a_surrogate_pair_does_no_harm(client):
    body = '{"title": "t\\ud800", "text": "The \\udfff tram."}'
    response = client.post("/api/v1/articles", data=body, content_type="application/json")
    assert response.status_code in (201, 422)
    assert client.get("/api/v1/articles").status_code == 200


def test_files_of_several_formats_are_read(client):
    lines = "\n".join(json.dumps({"text": f"Tram {n} is back."}) for n in range(3)).encode()
    response = client.post(
        "/api/v1/articles",
        data=files(
            ("a.txt", b"Title: Tram\nDate: 2023-11-21\n\nThe tram is back."),
            ("b.jsonl.gz", gzip.compress(lines)),
            ("c.txt", b""),
        ),
    )
    assert response.status_code == 201
    assert response.json["new"] == 4
    [failure] = response.json["failed"]
    assert failure["origin"].startswith("c.txt")


def test_two_files_of_one_name_are_two_articles(client):
    for text in (b"The tram is back in service.", b"The lift is out of service."):
        response = client.post("/api/v1/articles", data=files(("article.txt", text)))
        assert response.json["new"] == 1


def test_the_path_in_a_file_name_is_dropped(client):
    data = files(("../../etc/\x1b[31mpasswd.txt", b""))
    [failure] = client.post("/api/v1/articles", data=data).json["failed"]
    assert "/" not in failure["origin"]
    assert failure["origin"].isprintable()


def test_a_form_without_a_file_is_a_problem(client):
    empty = {"file": (io.BytesIO(b""), "")}
    response = client.post("/api/v1/articles", data=empty, content_type="multipart/form-data")
    assert (response.status_code, response.json["field"]) == (422, "file")


def test_too_many_files_are_refused(client):
    many = files(*((f"{n}.txt", b"x") for n in range(101)))
    response = client.post("/api/v1/articles", data=many)
    assert (response.status_code, response.json["field"]) == (422, "file")


@pytest.mark.parametrize(
    ("member", "value", "must_be"),
    [
        ("authors", 7, "a name, or a list of names only, not 7"),
        ("authors", ["Ann", 7], "a name, or a list of names only, not a list"),
        ("source", ["Harbour Post"], "a name, not a list"),
        ("title", 2023, "text, not 2023"),
        ("date", {"day": 3}, "text or a number, not an object"),
        ("id", True, "text or a number, not true"),
        ("url", 7, "text, not 7"),
        ("language", ["en"], "text, not a list"),
        ("text", None, "text, not null"),
    ],
)
def test_a_member_that_is_not_as_the_document_says_is_refused(client, member, value, must_be):
    wrong = {**ARTICLE, member: value}
    response = client.post("/api/v1/articles", json=wrong)
    assert response.status_code == 422
    reason = f"'{member}' must be {must_be}."
    assert response.json["failed"] == [{"origin": "articles.json#1", "reason": reason}]
    beside = client.post("/api/v1/articles", json={"articles": [wrong, ARTICLE]})
    assert (beside.status_code, beside.json["new"]) == (201, 1)
    assert [failure["reason"] for failure in beside.json["failed"]] == [reason]


def test_what_the_document_allows_is_read(client):
    body = {
        "text": "The tram is back \ud800 today.",
        "date": 1_700_524_800,
        "source": {"id": None, "name": "Harbour Post"},
        "authors": ["Ann Lee", {"name": "Bo Chen", "url": "https://example.org"}],
        "id": 7,
        "\udfff": "an unknown member",
    }
    sent = {"data": json.dumps(body), "content_type": "application/json"}
    response = client.post("/api/v1/articles", **sent)
    stored = client.get(f"/api/v1/articles/{response.json['article_ids'][0]}").json
    assert stored["text"] == "The tram is back \ufffd today."
    assert (stored["source"], stored["external_id"]) == ("Harbour Post", "7")
    assert stored["authors"] == ["Ann Lee", "Bo Chen"]
    assert stored["published"] == "2023-11-21T00:00:00+00:00"


def test_a_file_is_read_as_people_have_it(client):
    data = files(("dump.json", json.dumps([{**ARTICLE, "title": 2023, "authors": 7}]).encode()))
    response = client.post("/api/v1/articles", data=data)
    assert (response.status_code, response.json["failed"]) == (201, [])
