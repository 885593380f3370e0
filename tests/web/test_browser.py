"""A real browser asks, reads, opens citations, compares, with and without scripts and mouse."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from fakes.browser import DARK, PHONE, CutOnce, Paused, served, shot
from fakes.long_answers import long_answer

from qa.answers import Rejected
from qa.errors import ModelUnreachable
from qa.web import streams

QUESTION = "Was Tehran informed in advance of the attack?"


def words(locator) -> str:
    return " ".join(locator.inner_text().split())


def ask(page, question: str = QUESTION) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_ask_open_the_citation_and_see_the_quote(opened, scripts):
    page = opened(java_script_enabled=scripts, **PHONE)
    ask(page)
    quote = words(page.locator("#citation-1 mark"))
    page.get_by_role("link", name="[1]").first.click()
    page.wait_for_url("**/articles/*#quote")
    mark = page.locator("mark#quote")
    assert mark.is_visible()
    assert words(mark) == quote
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, f"article-phone-{'scripts' if scripts else 'no-scripts'}")


def test_the_streamed_page_is_the_page_of_the_permalink(opened):
    page = opened()
    ask(page)
    assert page.title().startswith(QUESTION)
    shown = words(page.locator("article.answer"))
    shot(page, "answer-desk")
    page.reload()
    assert words(page.locator("article.answer")) == shown
    page.go_back()
    page.get_by_label("Your question").wait_for()


def test_sentences_appear_as_they_are_verified(opened, service):
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("#live .why summary").wait_for()
        assert page.locator("#live .sentences li").count() == 0
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        assert page.locator("#live .speaker").inner_text() == "Three senior officials"
        assert "1 sentence verified" in words(page.locator("#live").get_by_role("status"))
        page.locator("#live a[data-cite]").first.hover()
        assert (
            page.locator(".peek mark").inner_text() in service.articles(text="Tehran").items[0].text
        )
        shot(page, "answer-coming", full=False)
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")
        assert page.evaluate("document.activeElement.tagName") == "H1"


def test_a_page_loaded_anew_in_mid_answer_goes_on_with_it(opened, service):
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_text("Narrow the archive").click()
        page.get_by_label("To", exact=True).fill("2023-12-31")
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        with page.expect_popup() as beside:
            page.locator("#live a[data-cite]").first.click()
        beside.value.locator("mark#quote").wait_for()
        page.reload()
        page.locator("#live .sentences li").first.wait_for()
        assert page.get_by_label("Your question").input_value() == QUESTION
        assert page.get_by_label("To", exact=True).input_value() == "2023-12-31"
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")
        page.go_back()
        page.get_by_label("Your question").wait_for()
        assert page.get_by_label("Your question").input_value() == QUESTION
        assert page.get_by_label("To", exact=True).is_visible()
        assert page.locator("#live").is_hidden()


def test_a_page_that_comes_back_too_late_says_that_the_work_has_ended(opened, service, monkeypatch):
    monkeypatch.setattr(streams, "GRACE_S", 0.0)
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        page.goto(f"{address}/articles")
        assert paused.closed.wait(10)
        page.go_back()
        page.get_by_text("The page was left, and so the work has ended.").wait_for()
        assert page.get_by_label("Your question").input_value() == QUESTION
        for _ in range(20):
            paused.go_on.release()
        page.get_by_role("button", name="Ask again").click()
        page.wait_for_url("**/answers/*")
    page.complaints.clear()  # of the stream that is gone


def test_stop_keeps_what_was_verified_and_ends_the_work(opened, service):
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address, **PHONE)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped", exact=True).wait_for()
        assert page.locator("#live .sentences li").count() == 1
        assert paused.closed.wait(10)
        shot(page, "answer-stopped")
        for _ in range(20):
            paused.go_on.release()
        page.get_by_role("button", name="Ask again").click()
        page.wait_for_url("**/answers/*")


def test_an_error_in_the_middle_is_said_with_its_remedy(opened, service):
    paused = Paused(service, failing=ModelUnreachable("The model has gone.", "Start it again."))
    paused.go_on.release()
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_text("The model has gone. Start it again.").wait_for()
        assert page.locator("#live .sentences li").count() == 1
        assert page.get_by_role("button", name="Ask again").is_visible()
        shot(page, "answer-failed")


def test_a_dropped_connection_is_said_and_asking_again_works(opened, address):
    page = opened()
    cut = 'event: passages\ndata: {"hits": []}\n\nevent: sentence\ndata: {"sen'
    page.route("**/api/v1/ask", lambda route: route.fulfill(body=cut), times=1)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("The connection broke off before the answer was whole").wait_for()
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_url("**/answers/*")


def test_a_numbered_stream_is_taken_up_where_it_broke_off(opened):
    page = opened()
    sentence = '{"sentence": {"text": "%s", "citations": [], "role": "claim"}, "citations": []}'
    parts = [
        f"id: s:1\nevent: sentence\ndata: {sentence % 'One.'}\n\n: waiting\n\n",
        (
            f"id: s:2\nevent: sentence\ndata: {sentence % 'Two.'}\n\n"
            'id: s:3\nevent: error\ndata: {"detail": "It is over."}\n\n'
        ),
    ]
    seen = []

    def answer(route):
        seen.append(route.request.headers.get("last-event-id"))
        route.fulfill(body=parts[len(seen) - 1])

    page.route("**/api/v1/ask", answer)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("It is over.").wait_for()
    assert page.locator("#live .sentences .words").all_inner_texts() == ["One.", "Two."]
    assert seen == [None, "s:1"]


def test_an_answer_that_a_proxy_cut_is_read_on_to_its_end(opened, service):
    apps = []

    def cut_once(app):
        apps.append(CutOnce(app))
        return apps[0]

    with served(service, cut_once) as address:
        page = opened(at=address)
        ask(page)
        assert page.locator("article.answer .sentences").is_visible()
    first, again = apps[0].asked
    assert first is None
    assert again.endswith(":2")


def test_a_link_within_the_page_loads_nothing_again(opened):
    page = opened()
    page.get_by_label("Your question").fill("Half a quest")
    page.evaluate("location.hash = 'main'")
    page.go_back()
    assert page.get_by_label("Your question").input_value() == "Half a quest"


def test_a_restart_voids_what_came_before(opened):
    page = opened()
    sentence = (
        '{"sentence": {"text": "%s", "citations": [], "attribution": null, "role": "claim"},'
        ' "citations": []}'
    )
    body = (
        f"event: sentence\ndata: {sentence % 'Void.'}\n\n"
        'event: restart\ndata: {"reason": "auto: the model failed."}\n\n'
        f"event: sentence\ndata: {sentence % 'Valid.'}\n\n"
    )
    page.route("**/api/v1/ask", lambda route: route.fulfill(body=body))
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#live .sentences li").get_by_text("Valid.").wait_for()
    assert page.get_by_text("Void.").count() == 0


def test_a_faulty_question_is_refused_in_place(opened):
    page = opened()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_text("Narrow the archive").click()
    page.get_by_label("From").fill("2023-11-20")
    page.get_by_label("To", exact=True).fill("2023-11-01")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("that is before 'from'").wait_for()
    assert any("422" in told for told in page.complaints)
    page.complaints.clear()


def test_keyboard_only(opened):
    page = opened()
    page.keyboard.type(QUESTION)  # the question has the focus from the start
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.cite"):
            break
    assert page.locator(".peek").is_visible()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    assert page.locator(".peek").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*#quote")
    box = page.locator("mark#quote").bounding_box()
    assert 0 <= box["y"] <= 720


def test_hovering_shows_the_quote_in_its_surroundings(opened):
    page = opened(**DARK)
    ask(page)
    page.get_by_role("link", name="[1]").first.hover()
    peek = page.locator(".peek")
    assert words(peek.locator("mark")) == words(page.locator("#citation-1 mark"))
    peek.hover()
    page.wait_for_timeout(300)
    assert peek.is_visible()
    shot(page, "peek-dark", full=False)
    page.mouse.move(5, 5)
    peek.wait_for(state="detached")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_exports_and_comparison(opened, scripts):
    page = opened(java_script_enabled=scripts, accept_downloads=True)
    ask(page)
    for name in ("Markdown", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert QUESTION[:10] in download.value.path().read_text("utf-8")
    page.get_by_label("Ask again as of").fill("2023-11-15")
    page.get_by_role("button", name="Ask and compare").click()
    page.wait_for_url("**/and/*")
    assert "As of 15 Nov 2023" in words(page.locator("main"))
    shot(page, "compared")


def test_asking_as_of_another_day_streams_beside_the_answer_and_ends_in_what_changed(
    opened, service
):
    before = service.ask(QUESTION)
    paused = Paused(service)
    with served(paused) as address:
        page = opened(f"/answers/{before.id}", at=address)
        page.get_by_label("Ask again as of").fill("2023-11-15")
        page.get_by_role("button", name="Ask and compare").click()
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        assert "As of 15 Nov 2023" in words(page.locator("#live .asked"))
        assert page.locator("article.answer").is_visible()
        page.locator("#live a[data-cite]").first.focus()
        assert page.locator(".peek mark").is_visible()
        shot(page, "as-of-coming")
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url(f"**/answers/{before.id}/and/*")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        text = words(page.locator("main"))
        assert "New: 1" in text
        page.reload()
        assert words(page.locator("main")) == text


def test_what_is_folded_on_the_screen_is_printed(opened, service):
    answer = long_answer(service, uuid4().hex)
    rejected = (Rejected("The moon fell.", "No quote bears it."),)
    copied = replace(answer.citations[0], copies=("another",))
    cited = (copied, *answer.citations[1:])
    service.history.keep(replace(answer, rejected=rejected, citations=cited))
    page = opened(f"/answers/{answer.id}")
    reason = page.get_by_text("No quote bears it.")
    assert not reason.is_visible()
    page.emulate_media(media="print")
    assert reason.is_visible()
    assert page.locator(".copies summary").first.is_visible()


def test_a_printed_answer_shows_the_quotes_and_no_tools(opened):
    page = opened()
    ask(page)
    page.evaluate("window.print = () => (window.printed = true)")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator("#citation-1 mark").is_visible()
    assert page.get_by_text(page.url).is_visible()
    assert not page.get_by_role("button", name="Ask", exact=True).is_visible()
    shot(page, "answer-print")
