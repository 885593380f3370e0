"""Addresses: what is refused, what is followed, and how long and how much."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
import responses

from qa.config import Config
from qa.drafts import ArticleDraft, ReadFailure
from qa.errors import ReadError
from qa.fetching import Fetched, fetch, is_public, without_secrets
from qa.readers import read_input

RSS = "<?xml version='1.0'?><rss version='2.0'><channel><item>"
RSS += "<description>Hi.</description></item></channel></rss>"
PUBLIC = ["93.184.216.34"]


def public(host: str, port: int) -> list[str]:
    """A resolver that knows every host; names within `.corp` are at home on a private network."""
    return ["10.0.0.7"] if host.endswith(".corp") else PUBLIC


def get(url: str, config: Config | None = None) -> Fetched:
    return fetch(url, config or Config(), resolve=public)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "100.64.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1%eth0",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]:99/",
        "http://localhost/",
        "http://2130706433/",
        "http://127.1/",
    ],
)
def test_local_hosts_are_refused_by_the_real_resolver(url: str) -> None:
    with pytest.raises(ReadError, match="private or local"):
        fetch(url, Config())


def test_a_host_with_one_private_address_is_refused() -> None:
    with pytest.raises(ReadError, match="private or local"):
        fetch("http://mixed.example/", Config(), resolve=lambda *_: [*PUBLIC, "10.0.0.1"])


@pytest.mark.parametrize(
    "url", ["ftp://e.example/", "file:///etc/passwd", "http://", "http://a b/", "http://[", "x"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ReadError):
        get(url)


@responses.activate
def test_a_page_becomes_an_article(config: Config) -> None:
    paragraphs = "".join(
        f"<p>Sentence {n} of the café’s long report on the talks.</p>" for n in range(9)
    )
    responses.get(
        "https://e.example/a?x=1",
        f"<html><title>T</title><article>{paragraphs}</article>".encode("cp1252"),
        content_type="text/html; charset=windows-1252",
    )
    (found,) = read_input(
        "https://me:pw@e.example/a?x=1#top", config, fetch=lambda url, _: get(url)
    )
    assert isinstance(found, ArticleDraft)
    assert found.text.startswith("Sentence 0 of the café’s")
    assert (found.url, found.origin, found.single) == ("https://e.example/a?x=1",) * 2 + (True,)


@responses.activate
@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        (
            "/f",
            "application/rss+xml",
            RSS,
        ),
        (
            "/f",
            "text/html",
            RSS,
        ),
        ("/f", "application/json", json.dumps({"articles": [{"text": "Hi."}]})),
        ("/corpus.jsonl", "text/plain", '{"text": "Hi."}'),
        ("/corpus.jsonl", "application/octet-stream", '{"text": "Hi."}'),
        ("/a", "text/plain; charset=utf-8", "Hi."),
        ("/a.md", "text/plain", "# T\nHi."),
    ],
)
def test_the_content_type_decides_and_the_suffix_helps(
    config, path: str, kind: str, body: str
) -> None:
    responses.get(f"https://e.example{path}", body, content_type=kind)
    (found,) = read_input(f"https://e.example{path}", config, fetch=lambda url, _: get(url))
    assert isinstance(found, ArticleDraft), found
    assert found.text == "Hi."


@responses.activate
def test_redirects_are_followed_and_each_is_checked() -> None:
    responses.get("https://e.example/a", status=302, headers={"Location": "/b"})
    responses.get("https://e.example/b", status=301, headers={"Location": "http://f.example/c"})
    responses.get("http://f.example/c", "Hi.", content_type="text/plain")
    assert get("https://e.example/a").url == "http://f.example/c"
    responses.get("https://e.example/d", status=302, headers={"Location": "http://wiki.corp/"})
    with pytest.raises(ReadError, match="private or local"):
        get("https://e.example/d")
    responses.get("https://e.example/e", status=302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(ReadError, match="only http"):
        get("https://e.example/e")


@responses.activate
def test_redirects_in_circles_end() -> None:
    responses.get("https://e.example/a", status=302, headers={"Location": "/a"})
    with pytest.raises(ReadError, match="circles"):
        get("https://e.example/a")


@responses.activate
@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "no such page"),
        (403, "refuses"),
        (429, "too often"),
        (503, "status 503"),
        (304, "status 304"),
        (204, "status 204"),
    ],
)
def test_refusals_are_explained(status: int, said: str) -> None:
    responses.get("https://e.example/a", "x", status=status)
    with pytest.raises(ReadError, match=said) as raised:
        get("https://me:secret@e.example/a")
    assert "secret" not in str(raised.value)


@responses.activate
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (requests.ConnectTimeout("secret"), "within 20 seconds"),
        (requests.ReadTimeout("secret"), "within 20 seconds"),
        (requests.exceptions.SSLError("secret"), "certificate"),
        (requests.ConnectionError("secret"), "cannot be connected"),
        (requests.exceptions.ChunkedEncodingError("secret"), "broke off"),
        (requests.exceptions.InvalidURL("secret"), "not a valid address"),
    ],
)
def test_foreign_errors_are_translated(error: Exception, said: str) -> None:
    responses.get("https://e.example/a", body=error)
    with pytest.raises(ReadError, match=said) as raised:
        get("https://e.example/a")
    assert "secret" not in str(raised.value)


@responses.activate
def test_images_are_refused_by_their_type() -> None:
    responses.get("https://e.example/a", b"x", content_type="image/png")
    with pytest.raises(ReadError, match="not text but image/png"):
        get("https://e.example/a")


def test_a_host_without_name_service(config: Config) -> None:
    def nothing(host: str, port: int) -> list[str]:
        return []

    with pytest.raises(ReadError, match="has no address"):
        fetch("http://e.example/", config, resolve=nothing)
    with pytest.raises(ReadError, match="not found"):
        fetch("http://nowhere.invalid/", config)


def test_credentials_are_not_shown() -> None:
    assert without_secrets("https://me:pw@e.example:8/a?b#c") == "https://e.example:8/a?b"
    assert "pw" not in without_secrets("https://me:pw@[/")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, "do_" + self.path.strip("/"))()

    def do_text(self) -> None:
        self.answer(b"Hello.")

    def do_large(self) -> None:
        self.answer(b"x" * 5000)

    def do_unsized(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * 5000)

    def do_body(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.drip()

    def do_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        self.drip()

    def do_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "999")
        self.end_headers()
        self.wfile.write(b"x")

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """A byte now and then, for far longer than any read time-out would notice."""
        for _ in range(600):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


OPEN = Config(allow_private_addresses=True, fetch_max_bytes=1000, fetch_timeout_s=0.7)


def test_a_real_server(server: str) -> None:
    (found,) = read_input(f"{server}/text", OPEN)
    assert found == ArticleDraft("Hello.", f"{server}/text", url=f"{server}/text", single=True)


def test_the_connection_goes_to_the_checked_address(server: str) -> None:
    """The name exists for this resolver alone, so that a second look-up would fail."""
    port = server.rpartition(":")[2]
    calls: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        calls.append(host)
        return ["127.0.0.2", "127.0.0.1"]

    assert fetch(f"http://news.invalid:{port}/text", OPEN, resolve=resolve).body == b"Hello."
    assert calls == ["news.invalid"]


@pytest.mark.parametrize("path", ["large", "unsized"])
def test_a_large_body_is_cut_short(server: str, path: str) -> None:
    with pytest.raises(ReadError, match="larger than 1,000 bytes"):
        fetch(f"{server}/{path}", OPEN)


@pytest.mark.parametrize("path", ["body", "headers"])
def test_a_dripping_server_meets_the_deadline(server: str, path: str) -> None:
    (found,) = read_input(f"{server}/{path}", OPEN)
    assert isinstance(found, ReadFailure)
    assert "within 0.7 seconds" in found.reason


def test_a_body_that_breaks_off(server: str) -> None:
    with pytest.raises(ReadError, match="broke off"):
        fetch(f"{server}/cut", OPEN)


def test_a_port_that_nobody_listens_on() -> None:
    with pytest.raises(ReadError, match="cannot be connected"):
        fetch("http://127.0.0.1:9/", OPEN)
