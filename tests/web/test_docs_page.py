"""The interactive docs in a real browser: all from this server, and tried out on it."""

from __future__ import annotations

import shutil
import threading

import pytest
from waitress import create_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium is installed")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def test_the_docs_page_works_and_asks_nobody_else(app):
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    address = f"http://127.0.0.1:{server.effective_port}"
    asked, said = [], []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/docs")
        operation = page.locator("#operations-Archive-search")
        operation.locator(".opblock-summary").click()
        operation.locator(".try-out__btn").click()
        operation.locator("tr[data-param-name=q] input").fill("ferry")
        operation.locator(".execute").click()
        result = operation.locator(".live-responses-table .response-col_status").last
        assert result.inner_text().startswith("200")
        operations = page.locator(".opblock").count()
        browser.close()
    server.close()
    server.task_dispatcher.shutdown()
    document = app.test_client().get("/openapi.json").json
    assert operations == sum(len(item) for item in document["paths"].values())
    assert all(url.startswith((address, "data:")) for url in asked)
    assert said == []
