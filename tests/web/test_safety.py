"""Nothing that an article, a question or another site brings runs, restyles or writes."""

from __future__ import annotations

import io
import re

import pytest

from qa.web.wording import web_link

SCRIPT = "<script>alert(1)</script>"


def assert_harmless(page: str) -> None:
    """No tag or attribute of the hostile article, no inline script, style or handler."""
    assert "<script>" not in page
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "<b onclick" not in page
    tags = re.findall(r"<[a-z][^>]*>", page)
    assert not [tag for tag in tags if re.search(r"\s(on\w+|style)=", re.sub(r'"[^"]*"', "", tag))]
    assert not re.search(r"(?:href|src|action)=\"\s*(?:javascript|data|vbscript):", page, re.I)


def test_a_hostile_article_is_shown_as_text_in_every_view(client, find):
    hostile = find("zeppelin")
    asked = client.get("/", query_string={"question": "Where did the zeppelin land softly?"})
    summed = client.get("/summaries", query_string={"article_ids": hostile["id"]})
    paths = ["/", "/articles", "/articles?q=alert", "/summaries", asked.location, summed.location]
    paths += [f"/articles/{hostile['id']}?start=3&end=40", "/answers", "/evaluations"]
    paths.append(client.get(f"{asked.location}/again?as_of=2023-11-21").location)
    for path in paths:
        page = client.get(path).get_data(as_text=True)
        assert_harmless(page)
        if "/articles/" in path:
            assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path",
    [
        "/?question={}&source={}&from={}",
        "/summaries?about={}&source={}",
        "/summaries?article_ids={}",
        "/articles?q={}&source={}&cursor={}",
        "/articles/{}",
        "/answers/{}",
        "/answers/{}.md",
        "/answers/{}/again?as_of={}",
        "/answers/{}/and/{}",
        "/answers?q={}&cursor={}",
        "/evaluations/{}?first={}",
        "/evaluations/{}/and/{}",
        "/problems/{}",
        "/{}",
        "/api/v1/articles/{}",
        "/api/v1/search?q={}&k={}",
    ],
)
def test_what_a_link_carries_is_shown_as_text(client, path):
    payload = '"><img src=x onerror=alert(1)>' + SCRIPT
    response = client.get(path.replace("{}", payload), follow_redirects=True)
    if response.mimetype == "text/html":
        assert_harmless(response.get_data(as_text=True))
    else:
        assert response.mimetype in ("application/json", "application/problem+json")


def test_a_hostile_file_name_is_shown_as_text(client):
    page = client.get("/articles").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    data = {"file": (io.BytesIO(b""), f"<img src=x>{SCRIPT}.txt"), "csrf_token": token}
    answer = client.post("/articles", data=data)
    assert answer.status_code == 422
    assert_harmless(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/path",
        "https:",
        "http:///path",
        "http://[",
        "https://a b/",
        "https://news.example@evil.example/",
        "",
        None,
    ],
)
def test_odd_addresses_are_not_linked(url):
    assert web_link(url) is None


def test_web_addresses_are_linked():
    for url in ("http://a.example/x?y=1#z", "https://bücher.example/"):
        assert web_link(url) == url


@pytest.mark.parametrize(
    "path", ["/", "/articles", "/nope", "/api/v1/articles", "/api/v1/nope", "/static/dateline.css"]
)
def test_every_response_has_the_safety_headers(client, path):
    with client.get(path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("token", [None, "", "forged"])
@pytest.mark.parametrize(
    "path", ["/articles", "/articles/{}/delete", "/articles/{}/restore", "/articles/sample"]
)
def test_forms_without_a_token_of_ours_write_nothing(client, find, path, token):
    article_id = find("ferry")["id"]
    data = {"csrf_token": token} if token is not None else {}
    response = client.post(path.format(article_id), data=data)
    assert response.status_code == 400
    assert "The form has expired" in response.get_data(as_text=True)
    assert client.get(f"/articles/{article_id}").status_code == 200


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://localhost:9"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:9"}, False),
    ],
)
def test_pages_of_other_sites_cannot_write_through_the_api(client, find, headers, allowed):
    path = f"/api/v1/articles/{find('ferry')['id']}"
    response = client.delete(path, headers=headers)
    assert response.status_code == (204 if allowed else 403)
    if not allowed:
        assert response.json["type"] == "/problems/cross-site"
        assert client.get(path, headers=headers).status_code == 200


def test_every_form_that_writes_asks_for_a_token(app, client):
    posts = [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and not rule.rule.startswith("/api/")
    ]
    assert len(posts) >= 6
    for rule in posts:
        response = client.post(re.sub("<[^>]*>", "x", rule.rule), data={"key": "x"})
        assert response.status_code == 400, rule.rule


def test_the_session_cookie_is_out_of_reach_of_scripts(client):
    cookie = client.get("/articles").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_nothing_is_loaded_from_elsewhere(client):
    for path in ("/", "/articles", "/summaries", "/answers", "/evaluations"):
        page = client.get(path).get_data(as_text=True)
        assert all(source.startswith("/") for source in re.findall(r'src="([^"]*)"', page))
        links = re.findall(r'<link[^>]*href="([^"]*)"', page)
        assert all(link.startswith("/static/") for link in links)
    with client.get("/static/dateline.css") as style:
        assert b"url(" not in style.data
