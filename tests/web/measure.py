"""Figures of docs/web.md: `python tests/web/measure.py DATA_DIR`, of an archive that holds news.

Prints medians of five loads in a real browser over loopback, each in a fresh context.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.browser import CHROMIUM, served
from fakes.long_answers import long_answer

from qa.config import Config
from qa.service import Dateline

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
# Usable: the document is parsed, its deferred scripts have run, and it was painted.
TIMES = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  const all = [page, ...performance.getEntriesByType("resource")];
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return {
    usable: Math.max(page.domContentLoadedEventEnd, painted ? painted.startTime : 0),
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
      resolve({ ...times, whole: performance.now() - asked });
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
  document.querySelector("[name=question]").value = question;
  document.querySelector("form.ask").requestSubmit();
})"""


def main(data_dir: Path) -> None:
    """Measure the pages of an archive."""
    config = Config(data_dir=data_dir, answerer="extractive")
    with Dateline.open(config, owner="measure") as service, sync_playwright() as playwright:
        service.warm_up()
        health = service.health()
        print(f"{health['articles']:,} articles, {health['passages']:,} passages")
        long = long_answer(service, uuid4().hex)
        service.history.keep(long)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with served(service) as address:
            for path in ("/", "/articles", "/articles?q=report", f"/answers/{long.id}"):
                show(path, [loaded(browser, address + path) for _ in range(5)])
            show("ask", [asked(browser, address) for _ in range(5)])
        browser.close()


def loaded(browser: Any, url: str) -> dict[str, float]:
    """One load of a page by a browser that has nothing of it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        page.wait_for_timeout(100)
        found: dict[str, float] = page.evaluate(TIMES)
    return found


def asked(browser: Any, address: str) -> dict[str, float]:
    """One question, from the click to the first verified sentence and to the whole answer."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        found: dict[str, float] = page.evaluate(ASK, QUESTION)
    return found


def show(name: str, found: list[dict[str, float]]) -> None:
    """Medians, and the least, which a busy machine disturbs least."""
    for key in found[0]:
        values = [one[key] for one in found]
        print(f"{name:<44} {key:<9} median {median(values):>9,.0f}  least {min(values):>9,.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
