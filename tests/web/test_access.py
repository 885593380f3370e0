"""Keys over the network: who is let in, with what, and what they are told otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes.elsewhere import Elsewhere
from flask import Flask
from flask.testing import FlaskClient

from qa.keys import KEYS_FILE, Keys
from qa.service import Dateline
from qa.web import create_app
from qa.web.access.signing_in import safe_path

ARTICLE = {"title": "Buoy", "text": "The buoy was moored again on Friday."}


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path)


@pytest.fixture
def make(service: Dateline, tmp_path: Path) -> Callable[..., Flask]:
    def make(*, exposed: bool = False, **settings: Any) -> Flask:
        given = {"data_dir": tmp_path, **settings}
        return create_app(Elsewhere(service, **given), exposed=exposed)  # type: ignore[arg-type]

    return make


@pytest.fixture
def guarded(make: Callable[..., Flask], keys: Keys) -> FlaskClient:
    """A client of an app that has a key which nobody here knows."""
    keys.create("somebody", "read")
    return make().test_client()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_keys_are_asked_for_as_soon_as_one_is_made(make, keys):
    client = make().test_client()
    assert client.get("/api/v1/articles").status_code == 200
    _, token = keys.create("alice", "read")
    refused = client.get("/api/v1/articles")
    assert refused.status_code == 401
    assert refused.json["type"] == "/problems/key-needed"
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="dateline"'
    assert client.get("/api/v1/articles", headers=bearer(token)).status_code == 200
    keys.revoke("alice")
    again = client.get("/api/v1/articles", headers=bearer(token))
    assert again.status_code == 401
    assert 'error="invalid_token"' in again.headers["WWW-Authenticate"]


CALLS: list[tuple[str, str, str, Any]] = [
    ("read", "GET", "/api/v1/articles", None),
    ("read", "GET", "/api/v1/search?q=ferry", None),
    ("read", "POST", "/api/v1/ask", {"question": "Was Tehran informed?"}),
    ("read", "POST", "/api/v1/summaries", {"about": "the ferry"}),
    ("read", "GET", "/articles", None),
    ("write", "POST", "/api/v1/articles", ARTICLE),
    ("write", "DELETE", "/api/v1/articles/none", None),
    ("admin", "GET", "/metrics", None),
]


@pytest.mark.parametrize("scope", ["read", "write", "admin"])
@pytest.mark.parametrize(("needed", "method", "path", "body"), CALLS)
def test_a_key_may_what_its_scope_holds(make, keys, scope, needed, method, path, body):
    _, token = keys.create("alice", scope)
    answer = make().test_client().open(path, method=method, json=body, headers=bearer(token))
    order = ("read", "write", "admin")
    if order.index(scope) >= order.index(needed):
        assert answer.status_code in (200, 201, 404)
    else:
        assert answer.status_code == 403
        assert answer.json["type"] == "/problems/scope-lacking"
        assert f"'{needed}'" in answer.json["detail"]
        assert f'scope="{needed}"' in answer.headers["WWW-Authenticate"]


def test_without_a_key_every_route_but_the_open_ones_is_closed(make, keys):
    keys.create("somebody", "read")
    app = make()
    client = app.test_client()
    open_ = {"/healthz", "/readyz", "/openapi.json", "/docs", "/docs/swagger/<path:filename>",
             "/static/<path:filename>", "/problems/<slug>", "/sign-in", "/sign-out"}  # fmt: skip
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]*>", "x", rule.rule)
        for method in rule.methods & {"GET", "DELETE"}:
            answer = client.open(path, method=method, headers={"Accept": "application/json"})
            if rule.rule not in open_:
                assert answer.status_code == 401, rule.rule
            answer.close()


@pytest.mark.parametrize(
    "value",
    ["", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer dateline_x_y", "dateline_", "\xff"],
)
def test_odd_keys_are_refused_and_never_an_error(guarded, value):
    answer = guarded.get("/api/v1/articles", headers={"Authorization": value})
    assert answer.status_code == 401


def test_probes_say_less_to_those_without_a_key(make, keys):
    client = make().test_client()
    assert "articles" in client.get("/readyz").json
    _, token = keys.create("alice", "read")
    assert client.get("/readyz").json == {"ready": True}
    assert "articles" in client.get("/readyz", headers=bearer(token)).json
    assert client.get("/healthz").json == {"status": "ok"}


# --- signing in -----------------------------------------------------------------------------


def sign_in(client: FlaskClient, token: str, **members: str) -> Any:
    page = client.get("/sign-in").get_data(as_text=True)
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf
    return client.post("/sign-in", data={"csrf_token": csrf[1], "key": token, **members})


def test_a_person_signs_in_and_out(make, keys):
    _, token = keys.create("alice", "write")
    client = make().test_client()
    sent = client.get("/articles?q=ferry")
    assert (sent.status_code, sent.location) == (303, "/sign-in?next=/articles?q%3Dferry")
    entered = sign_in(client, f" {token} ", next="/articles?q=ferry")
    assert (entered.status_code, entered.location) == (303, "/articles?q=ferry")
    page = client.get("/articles?q=ferry")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post("/sign-out").status_code == 400  # without the form's token
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))[1]
    left = client.post("/sign-out", data={"csrf_token": csrf})
    assert left.status_code == 303
    assert "cookies" in left.headers["Clear-Site-Data"]
    assert client.get("/articles").status_code == 303


def test_a_wrong_key_does_not_sign_in(guarded):
    refused = sign_in(guarded, "dateline_00000000_wrong")
    assert refused.status_code == 401
    assert "no valid key" in refused.get_data(as_text=True)
    assert guarded.get("/articles").status_code == 303


def test_signing_in_needs_the_forms_own_token(make, keys):
    _, token = keys.create("alice", "read")
    client = make().test_client()
    assert client.post("/sign-in", data={"key": token}).status_code == 400
    assert client.get("/articles").status_code == 303


def test_revoking_a_key_ends_its_sessions(make, keys):
    _, token = keys.create("alice", "read")
    client = make().test_client()
    sign_in(client, token)
    assert client.get("/articles").status_code == 200
    keys.revoke("alice")
    assert client.get("/articles").status_code == 303


def test_the_cookie_holds_no_key_and_is_secure_over_https(make, keys):
    _, token = keys.create("alice", "read")
    for base, secure in (("http://localhost", False), ("https://localhost", True)):
        client = make().test_client()
        page = client.get("/sign-in", base_url=base).get_data(as_text=True)
        csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        data = {"csrf_token": csrf, "key": token}
        answer = client.post("/sign-in", data=data, base_url=base, headers={"Referer": base})
        cookie = answer.headers["Set-Cookie"]
        assert token.split("_", 2)[2] not in cookie
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
        assert ("Secure" in cookie.split("; ")) is secure


def test_sessions_and_forms_survive_a_restart(make, keys):
    _, token = keys.create("alice", "read")
    first, second = make(), make()
    client = first.test_client()
    sign_in(client, token)
    cookie = client.get_cookie("dateline")
    again = second.test_client()
    again.set_cookie("dateline", cookie.value)
    assert again.get("/articles").status_code == 200


def test_a_forged_cookie_opens_nothing(make, keys):
    made, _ = keys.create("alice", "admin")
    forger = Flask("forger")
    forger.secret_key = b"x" * 32
    forged = forger.session_interface.get_signing_serializer(forger).dumps({"key": made.id})
    client = make().test_client()
    client.set_cookie("dateline", forged)
    assert client.get("/articles").status_code == 303


@pytest.mark.parametrize(
    "next_",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil",
     "/\n//evil.example", "javascript:alert(1)", "evil", "", "/%00\x00", "///evil", "/\\/evil",
     "/x\\..\\evil", "http:/evil", " //evil.example"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(make, keys, next_):
    _, token = keys.create("alice", "read")
    answer = sign_in(make().test_client(), token, next=next_)
    assert (answer.status_code, answer.location) == (303, "/")


def test_signing_in_leads_back_to_where_it_was_asked_for(app):
    with app.test_request_context():
        for path in ("/", "/articles", "/articles/x?start=1&end=2", "/?question=Who%3F+%2F%2Fa"):
            assert safe_path(path) == path


# --- exposure and names ---------------------------------------------------------------------


def test_an_exposed_server_asks_for_keys_even_if_their_file_is_gone(make, keys, tmp_path):
    keys.create("alice", "admin")
    client = make(exposed=True).test_client()
    (tmp_path / KEYS_FILE).unlink()
    assert client.get("/api/v1/articles").status_code == 401
    assert make(exposed=True, allow_anyone=True).test_client().get("/articles").status_code == 200


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("app.localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.5", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example:8000", False),
        ("evil.example:127.0.0.1", False),
        ("", False),
        ("[", False),
        ("localhost@evil.example", False),
    ],
)
def test_a_name_that_another_site_could_have_reaches_nothing(make, keys, host, ours):
    client = make().test_client()
    answer = client.get("/api/v1/articles", headers={"Host": host})
    assert answer.status_code == (200 if ours else 421), answer.get_data(as_text=True)
    if not ours:
        assert answer.json["type"] == "/problems/wrong-host"
    keys.create("alice", "read")
    assert client.get("/api/v1/articles", headers={"Host": host}).status_code in (401, 421)


def test_names_can_be_allowed_and_are_then_the_only_ones(make, keys):
    client = make(allowed_hosts="news.example, archive.example").test_client()
    for host, status in (("news.example", 200), ("Archive.Example.:1", 200), ("x.example", 421)):
        assert client.get("/healthz", headers={"Host": host}).status_code == status
    keys.create("alice", "read")
    assert client.get("/healthz", headers={"Host": "x.example"}).status_code == 421


# --- limits ---------------------------------------------------------------------------------


def test_each_key_has_a_share_of_its_own(make, keys):
    (_, first), (_, second) = keys.create("a", "read"), keys.create("b", "read")
    client = make(rate_limit="2/hour").test_client()
    statuses = [
        client.get("/api/v1/articles", headers=bearer(token)).status_code
        for token in (first, first, first, second)
    ]
    assert statuses == [200, 200, 429, 200]
    refused = client.get("/api/v1/articles", headers=bearer(first))
    assert refused.content_type.startswith("application/problem+json")
    assert refused.json["type"] == "/problems/too-many-requests"
    assert 0 < int(refused.headers["Retry-After"]) <= 3_601
    assert client.get("/healthz", headers=bearer(first)).status_code == 200


def test_wrong_keys_are_counted_by_their_address(make, keys):
    keys.create("a", "read")
    client = make(rate_limit="2/hour").test_client()
    statuses = [
        client.get("/api/v1/articles", headers=bearer(f"dateline_x_{number}")).status_code
        for number in range(3)
    ]
    assert statuses == [401, 401, 429]
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/api/v1/articles", environ_base=elsewhere).status_code == 401


def test_questions_have_a_limit_of_their_own(make, keys):
    _, token = keys.create("a", "read")
    client = make(rate_limit="5/hour", rate_limit_questions="1/hour").test_client()
    asked = {"question": "Who?", "answerer": "extractive"}
    ask = [client.post("/api/v1/ask", json=asked, headers=bearer(token)) for _ in range(2)]
    assert [answer.status_code for answer in ask] == [200, 429]
    page = client.get("/?question=Who", headers={**bearer(token), "Accept": "text/html"})
    assert page.status_code == 429
    assert client.get("/", headers=bearer(token)).status_code == 200


def test_guesses_at_the_sign_in_are_limited(guarded):
    statuses = [sign_in(guarded, "wrong").status_code for _ in range(21)]
    assert set(statuses[:20]) == {401}
    assert statuses[20] == 429


def test_a_machine_of_ones_own_has_no_limit(make):
    client = make(rate_limit="1/hour").test_client()
    assert [client.get("/api/v1/articles").status_code for _ in range(5)] == [200] * 5
    exposed = make(rate_limit="1/hour", exposed=True, allow_anyone=True).test_client()
    assert [exposed.get("/api/v1/articles").status_code for _ in range(2)] == [200, 429]


# --- headers --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/nope", "/api/v1/articles", "/healthz", "/sign-in"])
def test_every_response_has_the_headers_of_the_list(make, path):
    client = make().test_client()
    headers = client.get(path, base_url="https://localhost").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Permitted-Cross-Domain-Policies"] == "none"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Strict-Transport-Security" not in client.get(path).headers


def test_the_header_that_changes_the_process_is_left_off_where_nothing_is_kept_apart(make, keys):
    client = make().test_client()
    assert "Cross-Origin-Opener-Policy" not in client.get("/").headers
    keys.create("somebody", "read")
    assert client.get("/").headers["Cross-Origin-Opener-Policy"] == "same-origin"
