"""A real server and a real browser for the tests of the pages."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waitress import create_server

from qa.web import create_app

# The shell is Chromium without its own window, half the work for the machine.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
ARTEFACTS = Path(__file__).parents[2] / "test-artefacts"
PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}
OPEN: list[Any] = []
"""The browser contexts of the test that runs. Each is closed before the server it reads from."""


def leave(address: str = "") -> None:
    """Close the contexts with a page of this server; all, without an address."""
    for context in list(OPEN):
        if not address or any(page.url.startswith(address) for page in context.pages):
            OPEN.remove(context)
            context.close()


@contextmanager
def served(service: Any, around: Callable[[Any], Any] = lambda app: app) -> Iterator[str]:
    """The address of a server over this service, while the block runs.

    Args:
        around: puts something around the app.
    """
    server = create_server(around(create_app(service)), host="127.0.0.1", port=0, threads=4)
    over = threading.Event()

    def run() -> None:
        try:
            server.run()
        except Exception:
            if not over.is_set():  # else its connections were closed under it, below
                raise

    running = threading.Thread(target=run, daemon=True)
    running.start()
    address = f"http://127.0.0.1:{server.effective_port}"
    try:
        yield address
    finally:
        leave(address)  # else what the browser still asks for fails, which is no fault of the page
        over.set()
        server.task_dispatcher.shutdown()
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()
        running.join(10)


class Paused:
    """A service that goes on with an answer only when told, sentence by sentence.

    `failing` is raised after the first sentence. With `to_the_end`, the end waits to be told too.
    """

    def __init__(
        self, service: Any, failing: Exception | None = None, *, to_the_end: bool = False
    ) -> None:
        self._service, self._failing, self._to_the_end = service, failing, to_the_end
        self.go_on = threading.Semaphore(0)
        self.closed = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    def asking(self, *args: Any, **given: Any) -> Any:
        steps = self._service.asking(*args, **given)
        try:
            shown = 0
            while True:
                step = next(steps)
                if type(step).__name__ == "Checked":
                    if shown and self._failing:
                        raise self._failing
                    shown += 1
                    while not self.go_on.acquire(timeout=0.02):
                        yield None
                yield step
        except StopIteration as end:
            while self._to_the_end and not self.go_on.acquire(timeout=0.02):
                yield None
            return end.value
        finally:
            self.closed.set()
            steps.close()


class CutOnce:
    """Ends the first answer after two events, as a proxy does that loses its patience."""

    def __init__(self, app: Any) -> None:
        self._app, self.asked = app, []

    def __call__(self, environ: Any, start_response: Any) -> Iterator[bytes]:
        body = self._app(environ, start_response)
        try:
            if not environ["PATH_INFO"].endswith("/ask"):
                yield from body
                return
            self.asked.append(environ.get("HTTP_LAST_EVENT_ID"))
            events = 0
            for piece in body:
                yield piece
                events += piece.count(b"event: ")
                if len(self.asked) == 1 and events >= 2:
                    return
        finally:
            body.close()


def shot(page: Any, name: str, *, full: bool = True) -> None:
    """Keep a picture of the page for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=full)
