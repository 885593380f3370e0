"""In a real browser, nothing hostile runs, restyles, loads or adds an element, in any view."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from uuid import uuid4

import pytest
from fakes.browser import Paused, served, shot
from fakes.evaluations import keep_run, report, rows
from fakes.long_answers import long_answer
from fakes.payloads import ALL, LINKS

from qa.answers import AnsweredBy, Rejected, SecondCheck, Sentence
from qa.choosing import Restart
from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline
from qa.web import coming

# What our own templates use; anything else in a page came from outside.
OURS = set(
    "html head meta title link script body a header nav main h1 h2 h3 p form label textarea input"
    " select option button details summary div span section article footer dl dt dd ol ul li bdi"
    " time mark blockquote q strong small code pre figure figcaption svg rect template table thead"
    " tbody tr th td br".split()
)
FOREIGN = """() => {
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on|^style$|^srcdoc$/.test(name)) found.push(`${one.tagName} ${name}`);
      if (/^(href|src|action)$/.test(name) && !/^(https?:\\/\\/|[\\/#])/.test(value))
        found.push(`${one.tagName} ${name}=${value}`);
    }
  }
  return [...found, ...[...document.querySelectorAll("*")].map((one) => one.localName)];
}"""


class Views(NamedTuple):
    """Addresses of pages full of payloads, and the service behind them."""

    service: Dateline
    paths: list[str]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Views full of payloads: articles, answers of a model, a run, names in links."""
    with Dateline.open(Config(data_dir=tmp_path_factory.mktemp("hostile"))) as service:
        yield Views(service, filled(service))


@pytest.fixture
def bad_address(hostile):
    with served(hostile.service) as found:
        yield found


def filled(service):
    """Fill an archive with payloads; the paths of its views."""
    drafts = [
        ArticleDraft(
            text=f"Zeppelins and payloads, number {number}. {bad}\n\n{bad} The zeppelin landed.",
            title=f"{ALL} {number}",
            source=ALL,
            url=link,
            published="2023-11-2" + str(number % 3),
            authors=(ALL,),
            origin=ALL,
            external_id=f"payload-{number}",
        )
        for number, link in enumerate(LINKS)
        for bad in [ALL if number < 3 else ""]  # the first is deleted
    ]
    articles = service.ingest_drafts(drafts).article_ids
    said = Sentence(
        ALL, (1, 2), ALL, "denial", "repaired", ALL, second_check=SecondCheck("unclear", ALL)
    )
    answer = replace(
        long_answer(service, uuid4().hex),
        question=ALL,
        sentences=(said, replace(said, role="claim")),
        rejected=(Rejected(ALL, ALL),),
        answered_by=AnsweredBy("llm", ALL, ALL, f"the model failed: {ALL}"),
    )
    citations = tuple(
        replace(item, title=ALL, source=ALL, url=LINKS[0]) for item in answer.citations[:3]
    )
    other = replace(answer, id=uuid4().hex, citations=citations, short_answer=None)
    service.history.keep(answer)
    service.history.keep(other)
    keep_run(service.config.data_dir, "hostile", report(ALL, 1, [0.5]), rows([0.5], ALL))
    service.trash.delete(articles[0])
    link = quote(ALL)
    return [
        "/articles",
        f"/articles?q={link}&source={link}&from={link}",
        *(f"/articles/{one}?start=3&end=400" for one in articles[1:]),
        f"/articles/{articles[0]}",
        f"/articles/{link}",
        "/answers",
        f"/answers?q={link}",
        f"/answers/{answer.id}",
        f"/answers/{answer.id}/and/{other.id}",
        "/evaluations",
        "/evaluations/hostile",
        "/evaluations/hostile/and/hostile",
        f"/?question={link}&source={link}&from={link}",
        f"/summaries?about={link}&as_of={link}",
        f"/problems/{link}",
        f"/coming/none?question={link}&source={link}&from={link}&beside={link}",
        f"/coming/none?about={link}&article_ids={link}",
        f"/evaluations/{link}?first={link}",
        f"/evaluations/{link}/and/{link}",
        f"/answers/{link}/and/{answer.id}",
        f"/answers/{answer.id}/again?as_of={link}",
        f"/{link}",
    ]


def watched(page):
    """What a page did that it should not have: dialogs, and requests to elsewhere."""
    done = []
    page.on("dialog", lambda dialog: (done.append(dialog.message), dialog.dismiss()))
    home = urlsplit(page.url).netloc

    def requested(request):
        if urlsplit(request.url).netloc != home:
            done.append(request.url)

    page.on("request", requested)
    return done


def test_no_payload_does_anything_in_any_view(opened, hostile, bad_address):
    page = opened(at=bad_address)
    done = watched(page)
    for path in hostile.paths:
        page.goto(urljoin(page.url, path))
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        foreign = set(page.evaluate(FOREIGN)) - OURS
        assert not foreign, path
        assert page.locator("main").is_visible(), path
    assert done == []
    assert not any("Content Security Policy" in told for told in page.complaints)
    page.complaints.clear()  # of error pages and of days that are none


def test_no_payload_does_anything_while_it_streams(opened, bad_address):
    page = opened(at=bad_address)
    done = watched(page)
    page.get_by_label("Your question").fill("Where did the zeppelin land?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    page.locator("[data-cite]").first.focus()
    assert page.locator(".peek").is_visible()
    assert set(page.evaluate(FOREIGN)) - OURS <= {"DIV style"}  # where the quote is shown
    assert done == []


def test_no_payload_does_anything_in_a_page_that_is_written_as_it_comes(
    opened, hostile, monkeypatch
):
    monkeypatch.setattr(coming, "PATIENCE_S", 0.01)

    class Hostile(Paused):
        def asking(self, *args, **given):
            steps = super().asking(*args, **given)
            yield next(steps)
            yield Rejected(ALL, ALL)
            yield Restart(f"auto: {ALL}")
            return (yield from steps)

    slow = Hostile(hostile.service)
    with served(slow) as address:
        page = opened(at=address)
        done = watched(page)
        page.goto(f"{address}/?question=Where+did+the+zeppelin+land", wait_until="commit")
        slow.go_on.release()
        page.locator(".attempt .words").first.wait_for()
        assert not set(page.evaluate(FOREIGN)) - OURS
        assert done == []
        for _ in range(20):
            slow.go_on.release()
        page.wait_for_url("**/answers/*")
    page.complaints.clear()


def test_towers_of_accents_and_turned_text_stay_in_their_place(opened, service):
    tower = "Z" + "\u0336\u0353\u030d\u0310" * 60
    text = f"{tower} \u202eThe zeppelin landed. {tower}"
    service.ingest_drafts(
        [ArticleDraft(text, "t", title=f"{tower}\u202e", source=f"\u202e{tower}")]
    )
    page = opened("/articles")
    page.get_by_role("link", name="Z").first.scroll_into_view_if_needed()
    clipped = "getComputedStyle(document.querySelector('.articles h2')).overflowY"
    assert page.evaluate(clipped) == "clip"
    left = "one => one.getBoundingClientRect().left"
    line = page.locator(".articles li", has=page.get_by_role("link", name="Z")).first
    assert line.locator("time").evaluate(left) > line.locator(".outlet").evaluate(left)
    shot(page, "towers", full=False)


def test_a_hostile_file_name_is_only_text(opened):
    page = opened("/articles")
    done = watched(page)
    name = "<img src=x onerror=alert(1)>.txt"
    files = [{"name": name, "mimeType": "text/html", "buffer": b""}]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Add").click()
    page.locator(".progress .failed").wait_for()
    assert name in page.locator(".progress").inner_text()
    assert set(page.evaluate(FOREIGN)) - OURS == set()
    assert done == []


def test_markdown_escapes_what_is_not_ours(client, service):
    answer = replace(
        long_answer(service, uuid4().hex), question=ALL, rejected=(Rejected(ALL, ALL),)
    )
    service.history.keep(answer)
    text = client.get(f"/answers/{answer.id}.md").get_data(as_text=True)
    assert "- 20,000 (15 Nov 2023); 9,000 (1 Nov 2023)" in text.replace("\\", "")
    unescaped = re.sub(r"\\.", "", text)
    assert not re.search(r"<(?!http)|\]\(|javascript:", unescaped)


def test_no_link_leads_on_to_another_site(client, find):
    """Nothing redirects to where a parameter says."""
    for name in ("next", "url", "return", "continue", "to"):
        for path in ("/", "/articles", "/answers", "/evaluations"):
            response = client.get(path, query_string={name: "https://evil.example/"})
            assert "evil.example" not in response.headers.get("Location", "")
