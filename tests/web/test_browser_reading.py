"""What a reader has in sight: quote beside sentence, an answer that comes, an article's source."""

from __future__ import annotations

import pytest
from fakes.browser import PHONE, Paused, served, shot

from qa.drafts import ArticleDraft

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
QUESTION = "Was Tehran informed in advance of the attack?"
DESK = {"viewport": {"width": 1280, "height": 800}}


def overlap(one, other):
    """Whether two boxes share a pixel."""
    return all(
        one[edge] < other[edge] + other[size] and other[edge] < one[edge] + one[size]
        for edge, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_quote_covers_nothing_of_its_sentence_and_stays_while_both_are_read(
    opened, service, window
):
    page = opened(f"/answers/{service.ask(QUESTION).id}", **window)
    cites = page.locator(".sentences [data-cite]")
    assert cites.count() > 1
    for place in range(cites.count()):
        page.mouse.move(0, 0)
        page.locator(".peek").wait_for(state="detached")
        cites.nth(place).hover()
        sentence = cites.nth(place).locator("xpath=../..")
        assert not overlap(page.locator(".peek").bounding_box(), sentence.bounding_box())
        sentence.locator(".who").hover()  # on the way from the number to the quote
        page.wait_for_timeout(300)
        assert page.locator(".peek").is_visible()
    shot(page, f"peek-beside-{window['viewport']['width']}", full=False)


def test_a_sentence_too_long_for_that_has_its_quote_by_the_number(opened, service):
    page = opened(f"/answers/{service.ask(QUESTION).id}", viewport={"width": 390, "height": 300})
    cite = page.locator(".sentences [data-cite]").first
    cite.hover()
    peek, number = page.locator(".peek").bounding_box(), cite.bounding_box()
    assert not overlap(peek, number)
    assert peek["y"] < 300
    assert peek["y"] + peek["height"] > 0


def test_an_answer_comes_above_the_form_where_it_will_stand(opened, service):
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address, **PHONE)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        paused.go_on.release()
        sentence = page.locator("#live .sentences li").first
        sentence.wait_for()
        box = sentence.bounding_box()
        assert box["y"] + box["height"] < 844
        assert box["y"] < page.get_by_label("Your question").bounding_box()["y"]
        assert page.get_by_label("Your question").input_value() == QUESTION
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")
        assert abs(page.locator(".sentences li").first.bounding_box()["y"] - box["y"]) < 30


def test_a_coming_quote_is_cut_at_words_as_in_the_whole_answer(opened, service):
    many = "The weather was mild. " * 12
    service.ingest_drafts(
        [ArticleDraft(f"{many}The zebra arrived on Tuesday in Porthaven. {many}", "test")]
    )
    paused = Paused(service, to_the_end=True)
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_label("Your question").fill("When did the zebra arrive in Porthaven?")
        page.keyboard.press("Enter")
        paused.go_on.release()
        quote = page.locator("#live blockquote").first
        quote.wait_for()
        shown = quote.inner_text()
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")
        assert page.locator("#quote-1").inner_text() == shown
        assert shown.startswith("… ")
        assert shown.endswith(" …")


def test_outlet_and_day_stay_in_sight_at_a_quote_far_down(opened, service):
    text = "\n\n".join(
        f"Paragraph {n}. The ferry sailed, and the harbour was full." for n in range(30)
    )
    ferry = ArticleDraft(text, "test", source="Harbour Post", published="2023-11-15")
    found = service.ingest_drafts([ferry])
    start = text.index("Paragraph 25")
    page = opened(f"/articles/{found.article_ids[0]}?start={start}&end={start + 13}#quote", **PHONE)
    mark, running = (page.locator(part).bounding_box() for part in ("mark#quote", ".running"))
    assert page.evaluate("scrollY") > 844
    assert running["y"] >= 0
    assert not overlap(mark, running)
    assert page.locator(".running").inner_text() == "Harbour Post, 15 Nov 2023"
    shot(page, "article-far-down", full=False)


def test_the_heading_that_gets_the_focus_tells_the_verdict_as_well(opened, service):
    page = opened(f"/answers/{service.ask(QUESTION).id}")
    verdict = " ".join(page.locator("#verdict").inner_text().split())
    heading = page.get_by_role("heading", level=1)
    sync_api.expect(heading).to_have_accessible_description(verdict)


@pytest.mark.parametrize("path", ["/?question=So&from=soon", "/summaries?about=it&from=soon"])
def test_the_field_that_is_wrong_gets_the_focus_and_says_why(opened, path):
    page = opened(path)
    field = page.get_by_label("From")
    sync_api.expect(field).to_be_focused()
    told = " ".join(page.get_by_role("alert").first.inner_text().split())
    sync_api.expect(field).to_have_accessible_description(told)
    page.complaints.clear()
