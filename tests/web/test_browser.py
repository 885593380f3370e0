"""A real browser asks, opens a citation, and sees the quote marked."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from waitress import create_server

from qa.web import create_app

QUESTION = "Was Tehran informed in advance of the attack?"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium is installed")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture
def address(service) -> Iterator[str]:
    server = create_server(create_app(service), host="127.0.0.1", port=0, threads=4)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    server.close()
    running.join(10)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_ask_open_the_citation_and_see_the_quote(address, scripts):
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address)
        page.get_by_label("Your question").fill(QUESTION)
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**/answers/*")
        quote = page.locator("#citation-1 blockquote").inner_text()
        page.get_by_role("link", name="[1]").first.click()
        page.wait_for_url("**/articles/*#quote")
        mark = page.locator("mark#quote")
        assert mark.is_visible()
        assert " ".join(mark.inner_text().split()) == " ".join(quote.split()).strip("“”")
        assert page.locator("body").bounding_box()["width"] <= 390
        assert complaints == []
        browser.close()
