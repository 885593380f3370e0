"""Takes the pictures of the README: `python docs/pictures/make.py http://127.0.0.1:8000`.

The server shows the sample archive: `dateline demo --data-dir demo-data`, then
`dateline serve --data-dir demo-data`. Needs the extra `test` and Debian's Chromium.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
HERE = Path(__file__).parent


def main(address: str) -> None:
    """Ask the guiding question in the form and photograph the answer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 960})
        page.goto(address)
        page.fill("[name=question]", QUESTION)
        page.keyboard.press("Enter")
        page.wait_for_selector("#quotes, ol")
        page.screenshot(path=HERE / "answer.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
