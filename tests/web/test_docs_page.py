"""The interactive docs in a real browser: all from this server, and tried out on it."""

from __future__ import annotations


def test_the_docs_page_works_and_asks_nobody_else(browser, address, client):
    asked, said = [], []
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
    page.close()
    document = client.get("/openapi.json").json
    assert operations == sum(len(item) for item in document["paths"].values())
    assert all(url.startswith((address, "data:")) for url in asked)
    assert said == []
