"""The library in a real browser: upload by choice, drop and paste, deletion and its undo."""

from __future__ import annotations

import pytest
from fakes.browser import PHONE, shot

from qa.drafts import ArticleDraft


def files(*named):
    return [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in named]


TRAM = ("tram.txt", b"Title: Tram back\nDate: 2023-11-21\n\nThe tram is back in town.")
PICTURE = ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")


def test_chosen_files_are_added_with_their_outcomes(opened):
    page = opened("/articles")
    page.get_by_label("Files").set_input_files(files(TRAM, PICTURE, ("empty.txt", b"")))
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Show the library").wait_for()
    told = page.locator(".progress li")
    assert told.count() == 3
    assert "1 new" in told.nth(0).inner_text()
    assert told.nth(1).inner_text().startswith("picture.png: not text: it is an image.")
    assert told.nth(2).inner_text().startswith("empty.txt: empty: it holds no text.")
    assert "2 failures" in page.locator("form.add").get_by_role("status").inner_text()
    shot(page, "upload")
    page.get_by_role("link", name="Show the library").click()
    page.get_by_role("link", name="Tram back").wait_for()


def test_without_scripts_the_same_files_are_added(opened):
    page = opened("/articles", java_script_enabled=False, **PHONE)
    page.get_by_label("Files").set_input_files(files(TRAM, PICTURE))
    page.get_by_role("button", name="Add").click()
    page.get_by_text("1 new, 0 updated, 0 unchanged, 1 failed").wait_for()
    assert "picture.png" in page.locator("main").inner_text()
    shot(page, "added-no-scripts")


DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true })
    );
}"""
PASTE = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


@pytest.mark.parametrize("way", [DROP, PASTE], ids=["dropped", "pasted"])
def test_files_are_taken_anywhere_on_the_page(opened, way):
    page = opened("/articles")
    page.evaluate(way, ["lift.txt", "The lift is out of service again."])
    page.get_by_text("lift.txt: 1 new").wait_for()


def test_what_becomes_of_a_dropped_file_is_in_sight_and_leads_to_the_article(opened, service):
    service.ingest_drafts([ArticleDraft(f"Ferry {n} sailed.", "test") for n in range(40)])
    page = opened("/articles")
    page.evaluate(DROP, ["lift.txt", "The lift is out of service again."])
    page.get_by_text("lift.txt: 1 new").wait_for()
    box = page.locator(".progress").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    page.get_by_role("link", name="lift.txt").click()
    page.get_by_role("heading", name="The lift is out of service again.").wait_for()


def test_pasted_text_is_added(opened):
    page = opened("/articles")
    page.get_by_label("Or paste an article").fill("Title: Kiosk\n\nThe kiosk opened.")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Pasted text: 1 new").wait_for()


def test_a_file_that_is_too_large_is_not_even_sent(opened):
    page = opened("/articles")
    page.get_by_label("Files").set_input_files(files(("big.txt", b"x" * 1_000_000), TRAM))
    page.get_by_role("button", name="Add").click()
    page.get_by_text("more than this server takes at once").wait_for()
    page.get_by_text("tram.txt: 1 new").wait_for()


def test_an_upload_that_cannot_be_sent_says_so(opened):
    page = opened("/articles")
    page.route("**/articles", lambda route: route.abort())
    page.get_by_label("Files").set_input_files(files(TRAM))
    page.get_by_role("button", name="Add").click()
    page.get_by_text("The server cannot be reached").wait_for()
    page.complaints.clear()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_delete_and_undo(opened, scripts):
    page = opened("/articles?q=Report+denied", java_script_enabled=scripts, **PHONE)
    page.get_by_role("button", name="Delete “Report denied”").click()
    page.get_by_text("Deleted “Report denied”").wait_for()
    page.reload()
    assert page.get_by_role("link", name="Report denied").count() == 0
    shot(page, "deleted")
    page.get_by_role("button", name="Undo: put back “Report denied”").click()
    page.wait_for_url("**/articles/*")
    assert "Put back" in page.locator("main").inner_text()


def test_after_a_deletion_the_list_is_narrowed_as_before(opened):
    page = opened("/articles?q=e&source=Harbour+Post&from=2023-11-01")
    page.get_by_role("button", name="Delete “Tehran not told”").click()
    page.get_by_text("Deleted “Tehran not told”").wait_for()
    assert page.get_by_text("1 article found").is_visible()
    assert page.get_by_label("Words of the title or outlet").input_value() == "e"


def test_chosen_articles_are_summarised_over_pages_and_by_keyboard(opened):
    page = opened("/articles?limit=2")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("checkbox", name="Tehran not told").check()
    page.get_by_text("2 chosen").wait_for()
    page.get_by_role("button", name="Summarise the chosen").click()
    page.wait_for_url("**/answers/*")
    listed = page.locator("#summarised + ol li").all_inner_texts()
    assert "15 Nov 2023" in listed[0]
    assert "20 Nov 2023" in listed[1]
    shot(page, "summary")


def test_the_way_on_from_chosen_articles_stays_in_sight(opened, service):
    service.ingest_drafts([ArticleDraft(f"Ferry {n} sailed.", "test") for n in range(40)])
    page = opened("/articles", **PHONE)
    summarise = page.get_by_role("button", name="Summarise the chosen")
    assert summarise.bounding_box()["y"] > 844
    page.get_by_role("checkbox").first.check()
    box = summarise.bounding_box()
    assert box["y"] + box["height"] <= 844
    shot(page, "chosen-phone", full=False)


def test_a_topic_is_summarised_as_it_comes(opened):
    page = opened("/summaries")
    page.get_by_label("What about?").fill("the ferry")
    page.get_by_role("button", name="Summarise").click()
    page.wait_for_url("**/answers/*")
    assert "What the articles say" in page.locator("main").inner_text()


def test_a_bar_of_the_picture_narrows_the_library(opened):
    page = opened("/articles")
    page.locator("svg.times a").first.click(force=True)
    page.wait_for_url("**from=2023-11-15*")
    assert page.get_by_text("1 article found").is_visible()
