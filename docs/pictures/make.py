"""Takes the pictures of the README from the sample archive: `make pictures`.

Needs the extra `test` and Debian's Chromium; asks nothing of the network.
"""

import shutil
import tempfile
import threading
from importlib import resources
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from waitress import create_server

from qa.config import Config
from qa.service import Dateline
from qa.web import create_app

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
HERE = Path(__file__).parent


def main() -> None:
    """Fill an archive, serve it, and photograph an answer, a citation and the library."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data_dir=Path(folder), answerer="extractive")
        with Dateline.open(config, owner="pictures") as service:
            service.ingest([str(resources.files("qa") / "sample" / "articles")])
            server = create_server(create_app(service), host="127.0.0.1", port=0)
            threading.Thread(target=server.run, daemon=True).start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                photograph(browser, f"http://127.0.0.1:{server.effective_port}")
                browser.close()
            server.close()


def photograph(browser: Browser, address: str) -> None:
    """An answer on a desk, a quote in its surroundings on a dark phone, the library."""
    page = browser.new_page(viewport={"width": 900, "height": 760})
    page.goto(address)
    page.fill("[name=question]", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    answer = page.url
    page.screenshot(path=HERE / "answer.png")
    page.goto(f"{address}/articles")
    page.screenshot(path=HERE / "library.png")
    phone = browser.new_page(viewport={"width": 390, "height": 760}, color_scheme="dark")
    phone.goto(answer)
    phone.locator("[data-cite]").nth(1).focus()
    phone.screenshot(path=HERE / "citation.png")


if __name__ == "__main__":
    main()
