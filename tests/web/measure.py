"""Figures of docs/web.md: `python tests/web/measure.py COPY_OF_A_DATA_DIR [ARTICLES]`.

Ten loads of each page in a real browser over loopback, by turns with a page of two sentences: in
a browser profile that has nothing of ours; in a new tab of it afterwards; in that tab, come to from
another page; and in a new profile again, asked for in the moment in which its window opens.
Chromium's own window (address field, tabs) is made of pages as well, over a hundred files, which it
loads in the second after it opens. The last situation competes with them for the processor; in the
others they are waited for, as a person does who first types an address.
Writes into the folder: an answer of 200 citations, and short articles until it holds ARTICLES.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.browser import served
from fakes.long_answers import long_answer

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
LOADS = 10
OPENED_MS = 1000  # a window has drawn itself
BARE = b"<!doctype html><title>Bare</title><p>This is a page. It has two sentences."
SITUATIONS = (
    "not it but the bare page, new profile",
    "not it but the bare page, at once",
    "new profile",
    "new tab",
    "from another page",
    "at once",
)
# Requests and bytes: those that the network saw. Usable: the document is parsed, its deferred
# scripts have run, and it was painted.
TIMES = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  const all = [page, ...performance.getEntriesByType("resource")].filter((one) => one.transferSize);
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    usable: Math.max(page.domContentLoadedEventEnd, painted ? painted.startTime : 0),
    parsed: page.domContentLoadedEventEnd,
    loaded: page.loadEventEnd,
    bytes: all.reduce((sum, one) => sum + one.encodedBodySize, 0),
    requests: all.length,
  };
}"""
ASK = """(question) => new Promise((resolve) => {
  const asked = performance.now();
  const times = {};
  new MutationObserver(() => {
    if (!times.first && document.querySelector("#live .sentences li"))
      times.first = performance.now() - asked;
    if (document.querySelector("article.answer h1"))
      resolve({ first: performance.now() - asked, ...times, whole: performance.now() - asked });
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
  document.querySelector("[name=question]").value = question;
  document.querySelector("form.ask").requestSubmit();
})"""


def main(data_dir: Path, articles: int = 0) -> None:
    """Measure the pages of an archive."""
    config = Config(data_dir=data_dir, answerer="extractive")
    with Dateline.open(config, owner="measure") as service, sync_playwright() as playwright:
        fill(service, articles)
        service.warm_up()
        health = service.health()
        print(f"{health['articles']:,} articles, {health['passages']:,} passages")
        long = long_answer(service, uuid4().hex)
        service.history.keep(long)
        # With the window that people have: the tests' shell has none.
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with served(service, with_a_bare_page) as address:
            for path in ("/", "/articles", "/articles?q=report", f"/answers/{long.id}"):
                turns = [one_of_each(browser, address, path) for _ in range(LOADS)]
                for name, found in zip(SITUATIONS, zip(*turns, strict=True), strict=True):
                    show(f"{path}, {name}", found)
            show("ask", [asked(browser, address) for _ in range(LOADS)])
        browser.close()


def fill(service: Dateline, articles: int) -> None:
    """Add short articles until there are so many; they are found by their words at once."""
    lacking = range(service.articles(limit=1).total, articles)
    days = [date(2023, 1, 1) + timedelta(days=number % 365) for number in lacking]
    drafts = [
        ArticleDraft(
            f"Report {number}: the ferry sailed {number} times in all.", "measure",
            title=f"Report {number} of the ferry", source=f"Harbour Post {number % 40}",
            published=day.isoformat(), external_id=str(number),
        )
        for number, day in zip(lacking, days, strict=True)
    ]  # fmt: skip
    if drafts:
        service.ingest_drafts(drafts)


def with_a_bare_page(app: Any) -> Any:
    """The app, and /bare beside it."""

    def serve(environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] != "/bare":
            return app(environ, start_response)
        start_response(
            "200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BARE)))]
        )
        return [BARE]

    return serve


def one_of_each(browser: Any, address: str, path: str) -> list[dict[str, float]]:
    """One load in each of the SITUATIONS."""
    bare, page, before = f"{address}/bare", address + path, f"{address}/answers"
    found = []
    for wait, loads in (
        (OPENED_MS, [[bare]]),
        (0, [[bare]]),
        (OPENED_MS, [[page], [page], [before, page]]),
        (0, [[page]]),
    ):
        with browser.new_context() as context:
            found += [loaded(context, wait, urls) for urls in loads]
    return found


def loaded(context: Any, wait_ms: int, urls: Sequence[str]) -> dict[str, float]:
    """One load of the last of these pages, in a new tab that went through the others."""
    page = context.new_page()
    for url in urls:
        page.wait_for_timeout(wait_ms)
        page.goto(url)
    page.wait_for_timeout(200)
    found: dict[str, float] = page.evaluate(TIMES)
    page.close()
    return found


def asked(browser: Any, address: str) -> dict[str, float]:
    """One question, from the click to the first verified sentence and to the whole answer."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        found: dict[str, float] = page.evaluate(ASK, QUESTION)
    return found


def show(name: str, found: Sequence[dict[str, float]]) -> None:
    """Medians, and the least, which a busy machine disturbs least."""
    for key in found[0]:
        values = [one[key] for one in found]
        print(f"{name:<52} {key:<9} median {median(values):>9,.0f}  least {min(values):>9,.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
