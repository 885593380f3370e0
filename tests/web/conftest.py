"""A small archive behind the app, with a report, its denial, and a hostile article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fakes.browser import CHROMIUM, OPEN, leave, served
from flask import Flask
from flask.testing import FlaskClient

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline
from qa.web import coming, create_app

REPORT = (
    "Tehran was not informed in advance of the attack of Oct 7, three senior officials said.\n\n"
    "The officials described a meeting in Tehran early in November."
)
DENIAL = "Hamas denied the report that Tehran was not informed in advance, calling it baseless."
FERRY = "The ferry returned to service on Monday.\n\nRepairs had taken three weeks."
QUESTION = "Was Tehran informed in advance of the attack?"
SCRIPT = "<script>alert(1)</script>"
HOSTILE = ArticleDraft(
    text=f"{SCRIPT} The zeppelin landed \"safely\" & <b onclick='x'>softly</b>.\n\n</p><img src=x>",
    title=f'"><img src=x onerror=alert(1)>{SCRIPT}',
    source=f"'\"><svg onload=alert(1)>{SCRIPT}",
    url="javascript:alert(1)",
    published="2023-11-20",
    authors=(SCRIPT,),
    origin=SCRIPT,
    external_id="hostile",
)


def draft(text: str, **members: Any) -> ArticleDraft:
    given = {"origin": "test", "external_id": text[:20]} | members
    return ArticleDraft(text=text, **given)


DRAFTS = [
    draft(REPORT, title="Tehran not told", source="Harbour Post", published="2023-11-15"),
    draft(DENIAL, title="Report denied", source="The Lowland Courier", published="2023-11-16"),
    draft(FERRY, source="Harbour Post", published="2023-11-20", url="https://harbour.example/f"),
    HOSTILE,
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dateline]:
    """One archive for all tests: the embedding model takes a second to load."""
    config = Config(data_dir=tmp_path_factory.mktemp("archive"), max_upload_bytes=1_000_000)
    with Dateline.open(config, owner="tests") as opened:
        yield opened


@pytest.fixture
def service(archive: Dateline) -> Iterator[Dateline]:
    """The archive with exactly DRAFTS in it."""
    kept = set(archive.ingest_drafts(DRAFTS).article_ids)
    yield archive
    for article in archive.articles(limit=200).items:
        if article.id not in kept:
            archive.delete(article.id)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms lead to their answers however busy the machine is; see test_coming for the others."""
    monkeypatch.setattr(coming, "PATIENCE_S", 60.0)


@pytest.fixture
def app(service: Dateline) -> Iterator[Flask]:
    made = create_app(service)
    yield made
    records = made.extensions["dateline.current"].jobs.records
    while any(records.page(1, None, state, None)[0] for state in ("queued", "running")):
        time.sleep(0.01)  # a job must not change the archive under the next test


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def find(client: FlaskClient) -> Callable[[str], dict[str, Any]]:
    """The JSON of the one article whose text holds these words."""

    def find(words: str) -> dict[str, Any]:
        items = client.get("/api/v1/articles").json["items"]
        return next(item for item in items if words in item["text"])

    return find


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no chromium is installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(service: Dateline) -> Iterator[str]:
    """Where a server over the archive listens."""
    with served(service) as found:
        yield found


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of that server; whatever it complains of fails the test."""
    complaints: list[str] = []

    def open_page(path: str = "/", *, at: str = address, **options: Any) -> Any:
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        OPEN.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(at + path)
        if page.locator("[autofocus]").count():  # it complains of who is faster than that
            page.locator("[autofocus]:focus").wait_for(state="attached")
        page.complaints = complaints
        return page

    yield open_page
    leave()
    assert complaints == []
