"""Answers that take a while, for browsers without scripts: a page that grows by itself."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from fakes.browser import PHONE, Paused, served, shot

from qa.choosing import Restart
from qa.errors import ModelUnreachable
from qa.web import coming, create_app, streams

QUESTION = "Was Tehran informed in advance of the attack?"
ASKED = {"question": QUESTION, "source": "Harbour Post", "from": "2023-01-01"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(coming, "PATIENCE_S", 0.1)


class Counted(Paused):
    """Says how often it was asked."""

    asked = 0

    def asking(self, *args, **given):
        self.asked += 1
        return super().asking(*args, **given)


def words(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.get_data(as_text=True))).split())


def let_go(paused) -> None:
    for _ in range(20):
        paused.go_on.release()


def test_a_slow_answer_is_written_as_it_comes_and_leads_to_the_whole(service):
    paused = Counted(service)
    client = create_app(paused).test_client()
    asked = client.get("/", query_string=ASKED)
    assert asked.status_code == 303
    there = urlsplit(asked.location)
    assert there.path.startswith("/coming/")
    assert parse_qs(there.query) == {name: [value] for name, value in ASKED.items()}
    let_go(paused)
    page = client.get(asked.location)
    assert "Tehran was not informed in advance" in words(page)
    again = client.get(asked.location)
    assert words(again) == words(page)
    [place] = re.findall(r'content="0; url=(/answers/[0-9a-f-]+)"', again.get_data(as_text=True))
    assert QUESTION in words(client.get(place))
    assert paused.asked == 1


def test_the_same_question_sent_again_meanwhile_is_not_asked_twice(service):
    paused = Counted(service)
    client = create_app(paused).test_client()
    first, second = (client.get("/", query_string=ASKED).location for _ in range(2))
    assert first == second
    other = client.get("/", query_string=ASKED | {"as_of": "2023-11-15"}).location
    assert other != first
    assert paused.asked == 2
    let_go(paused)


def test_a_failure_in_the_middle_keeps_what_was_shown_and_the_question(service):
    paused = Paused(service, failing=ModelUnreachable("The model has gone.", "Start it again."))
    client = create_app(paused).test_client()
    there = client.get("/", query_string=ASKED).location
    let_go(paused)
    page = client.get(there)
    told = words(page)
    assert told.index("Tehran was not informed") < told.index("The model has gone. Start it again.")
    assert f">\n{QUESTION}</textarea>" in page.get_data(as_text=True)
    assert 'value="Harbour Post" selected' in page.get_data(as_text=True)
    assert "refresh" not in page.get_data(as_text=True)


def test_a_failure_at_once_is_told_in_the_form(service):
    class Gone(Paused):
        def asking(self, *args, **given):
            raise ModelUnreachable("The model has gone.", "Start it again.")
            yield

    page = create_app(Gone(service)).test_client().get("/", query_string=ASKED)
    assert page.status_code == 504
    assert "The model has gone. Start it again." in words(page)
    assert QUESTION in words(page)


def test_a_restart_voids_what_stands_above(service):
    class Restarting(Paused):
        def asking(self, *args, **given):
            steps = super().asking(*args, **given)
            yield next(steps)
            yield Restart("auto: the model <failed>.")
            return (yield from steps)

    paused = Restarting(service)
    client = create_app(paused).test_client()
    there = client.get("/", query_string=ASKED).location
    let_go(paused)
    assert "The model <failed>. What stands above is void" in words(client.get(there))


def test_a_page_of_an_answer_that_is_gone_has_the_question_still(service):
    page = create_app(service).test_client().get("/coming/none", query_string=ASKED)
    assert page.status_code == 404
    assert "not being made any more" in words(page)
    assert f">\n{QUESTION}</textarea>" in page.get_data(as_text=True)


def test_as_of_another_day_leads_to_what_changed(service):
    paused = Paused(service)
    client = create_app(paused).test_client()
    before = service.ask(QUESTION)
    there = client.get(f"/answers/{before.id}/again?as_of=2023-11-15").location
    let_go(paused)
    page = client.get(there).get_data(as_text=True)
    assert re.search(rf"url=/answers/{before.id}/and/[0-9a-f-]+\"", page)


def test_leaving_stops_the_work(service, monkeypatch):
    monkeypatch.setattr(streams, "GRACE_S", 0.1)
    paused = Paused(service)
    client = create_app(paused).test_client()
    client.get("/", query_string=ASKED)
    assert paused.closed.wait(10)


def test_without_scripts_sentences_appear_one_by_one(opened, service):
    paused = Counted(service)
    with served(paused) as address:
        page = opened(at=address, java_script_enabled=False, **PHONE)
        page.get_by_label("Your question").fill(QUESTION)
        page.get_by_role("button", name="Ask", exact=True).click(no_wait_after=True)
        page.get_by_text("Reading…").wait_for()
        assert page.get_by_text("passages are being read").is_visible()
        paused.go_on.release()
        page.get_by_text("Tehran was not informed in advance").first.wait_for()
        assert "/coming/" in page.url
        shot(page, "coming-no-scripts", full=False)
        let_go(paused)
        page.wait_for_url("**/answers/*")
        page.go_back()
        page.get_by_label("Your question").wait_for()
    assert paused.asked == 1
