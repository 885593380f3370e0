"""What goes wrong while a page is open: said in a sentence with a way out, and nothing is lost."""

from __future__ import annotations

import json

import pytest
from fakes.browser import Paused, served, shot
from fakes.elsewhere import Elsewhere

from qa.keys import Keys

QUESTION = "Was Tehran informed in advance of the attack?"
SENTENCE = {
    "sentence": {"text": "It was so.", "citations": [], "attribution": None, "role": "claim"},
    "citations": [],
}
SAID = f"id: s:1\nevent: sentence\ndata: {json.dumps(SENTENCE)}\n\n"


def ask(page, question: str = QUESTION) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def assert_nothing_lost(page, told: str) -> None:
    """The sentence is shown as an alert, the question stands in its field, a way out is there."""
    page.get_by_role("alert").get_by_text(told).wait_for()
    assert page.get_by_label("Your question").input_value() == QUESTION
    assert page.get_by_role("button", name="Ask again").is_visible()
    page.complaints[:] = [text for text in page.complaints if "Failed to load" not in text]


def problem(status: int, detail: str, remedy: str, **headers: str) -> dict[str, object]:
    body = json.dumps({"title": "T", "status": status, "detail": detail, "remedy": remedy})
    kind = "application/problem+json"
    return {"status": status, "body": body, "content_type": kind, "headers": headers}


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (problem(403, "This key may not.", "Use another."), "This key may not. Use another."),
        (problem(429, "More than 100 came.", "Wait 20 seconds."), "came. Wait 20 seconds."),
        (problem(503, "The server is stopping.", "Ask again in 10 seconds."), "is stopping. Ask"),
        ({"status": 502, "body": "<h1>Bad gateway"}, "answered with status 502. Ask again in a"),
    ],
    ids=["403", "429", "503", "a proxy's 502"],
)
def test_a_refusal_is_told_and_asking_again_works(opened, reply, told):
    page = opened()
    page.route("**/api/v1/ask", lambda route: route.fulfill(**reply), times=1)
    ask(page)
    assert_nothing_lost(page, told)
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_url("**/answers/*")


def test_a_server_that_is_gone_is_told(opened):
    page = opened()
    page.route("**/api/v1/ask", lambda route: route.abort("connectionrefused"), times=1)
    ask(page)
    assert_nothing_lost(page, "The server cannot be reached. Your question is still here")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_url("**/answers/*")


def test_a_connection_that_breaks_keeps_what_was_shown(opened):
    page = opened()
    parts = iter([{"body": SAID}])
    page.route(
        "**/api/v1/ask",
        lambda route: route.fulfill(**part) if (part := next(parts, None)) else route.abort(),
    )
    ask(page)
    page.get_by_text("taking it up again").wait_for()
    assert_nothing_lost(page, "The connection broke off before the answer was whole")
    assert page.locator("#live .sentences .words").all_inner_texts() == ["It was so."]
    assert page.get_by_text("Not finished").is_visible()


def test_a_silent_server_is_told(opened):
    page = opened()
    page.clock.install()
    page.route("**/api/v1/ask", lambda _route: None)
    ask(page)
    page.clock.run_for(20_000)
    page.get_by_text("The server has been silent for").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped", exact=True).wait_for()


def test_a_slow_model_is_told_from_a_silent_server(opened, service):
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address)
        page.clock.install()
        ask(page)
        page.locator("#live .why summary").wait_for()
        said = page.locator("#live").get_by_role("status")
        page.clock.run_for(10_000)
        assert "Reading 4 passages. 10 seconds so far." in said.inner_text()
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")


def test_an_answer_whose_page_does_not_load_is_linked(opened):
    page = opened()
    page.route("**/answers/*", lambda route: route.abort(), times=1)
    ask(page)
    assert_nothing_lost(page, "It is kept, but its page could not be loaded")
    assert page.get_by_text("The answer is whole", exact=True).is_visible()
    assert "not whole" not in page.locator("#live").inner_text()
    page.get_by_role("link", name="Load it again.").click()
    page.wait_for_url("**/answers/*")
    assert page.locator("article.answer").is_visible()


@pytest.fixture
def guarded(service, tmp_path):
    """A server that asks for keys, its keys, and one of them."""
    keys = Keys(tmp_path)
    _, token = keys.create("alice", "write")
    with served(Elsewhere(service, data_dir=tmp_path)) as address:
        yield address, keys, token


def signed_in(opened, guarded, path="/"):
    address, _, token = guarded
    page = opened(path, at=address)
    page.get_by_label("Key").fill(token)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Signed in as alice").wait_for()
    return page


def test_a_session_that_ended_meanwhile_leads_to_signing_in_and_to_the_answer(opened, guarded):
    page = signed_in(opened, guarded)
    guarded[1].revoke("alice")
    _, token = guarded[1].create("alice again", "read")
    ask(page)
    assert_nothing_lost(page, "You are not signed in any more.")
    shot(page, "signed-out-meanwhile")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Key").fill(token)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/answers/*")
    assert QUESTION in page.locator("h1").inner_text()


def test_an_upload_after_the_session_ended_says_so(opened, guarded):
    page = signed_in(opened, guarded, "/articles")
    guarded[1].revoke("alice")
    page.get_by_label("Or paste an article").fill("Title: Kiosk\n\nThe kiosk opened.")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Pasted text: You are not signed in any more").wait_for()
    assert page.get_by_label("Or paste an article").input_value().startswith("Title: Kiosk")
    page.complaints.clear()


def test_a_form_sent_after_the_session_ended_leads_to_signing_in(opened, guarded):
    page = signed_in(opened, guarded, "/articles")
    guarded[1].revoke("alice")
    page.get_by_role("button", name="Delete “Report denied”").click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Key").wait_for()
    page.complaints.clear()
