"""Questions for whose word something is: the claim is looked for, its speaker is the answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.answering.who_says import claim_of, who_says
from qa.answers import Citation, Sentence, Speakers
from qa.config import Config
from qa.drafts import ArticleDraft
from qa.service import Dateline

TOLL = "The health office in Orsk said that 1,150 people died in the flood."
LEAD = "Rain fell on Orsk for nine days, and the river rose above the old quay."
LEAK = "The ministry hid the report for a year, the Courier reported, citing two officials."


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Who says that 1,150 people died?", "1,150 people died"),
        ("Who said 1,150 people died in Orsk?", "1,150 people died in Orsk"),
        ("Which ministry claims that the dam held?", "the dam held"),
        ("According to whom did the dam break?", "did the dam break"),
        ("Who announced the plan?", None),
        ("Who announced a ban that was lifted in May?", None),
        ("Who warned the villagers who fled?", None),
        ("Who confirmed the reduced budget?", None),
        ("Who said no?", None),
        ("Who is the mayor who said that?", None),
        ("Did the mayor say that the dam held?", None),
        ("What did the mayor say?", None),
        ("", None),
    ],
)
def test_the_claim_of_which_it_is_asked_who_makes_it(question: str, claim: str | None) -> None:
    assert claim_of(question) == claim


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], object]:
    with Dateline.open(Config(data_dir=tmp_path_factory.mktemp("said"))) as archive:
        archive.ingest_drafts(
            [
                ArticleDraft(
                    f"{LEAD}\n\n{TOLL}", "a", "Flood in Orsk", "Courier", None, "2024-05-17"
                ),
                ArticleDraft(LEAK, "b", "Report hidden", "Gazette", None, "2024-05-18"),
                ArticleDraft(
                    "The mayor of Orsk said at a meeting that the budget was balanced.",
                    "c",
                    "Budget of Orsk",
                    "Gazette",
                    None,
                    "2024-05-19",
                ),
            ]
        )
        yield lambda question: archive.ask(question, answerer="extractive")


def test_who_says_it_stands_in_front(ask: Callable[[str], object]) -> None:
    answer = ask("Who says that 1,150 people died in Orsk?")
    assert answer.sentences[0].text == TOLL
    assert answer.short_answer.text == "The health office in Orsk"
    cited = answer.citations[0]
    begin = answer.short_answer.start - cited.start
    assert cited.quote[begin:].startswith(answer.short_answer.text)


def test_what_nobody_says_is_not_found(ask: Callable[[str], object]) -> None:
    answer = ask("Who says that the zeppelin was stolen?")
    assert answer.status == "not_found"
    assert answer.short_answer is None


def test_who_reported_it_is_the_outermost_and_who_says_it_the_innermost() -> None:
    told = Sentence(LEAK, (1,), speakers=Speakers(("the Courier", "two officials")))
    cited = Citation(1, "b", "", "Gazette", "2024-05-18", None, LEAK, 40, 40 + len(LEAK))
    who = [
        who_says(f"Who {verb} that the ministry hid it?", [told], [cited])
        for verb in ("says", "reported")
    ]
    assert [item.text for item in who if item] == ["two officials", "the Courier"]
    assert [LEAK[item.start - 40 : item.end - 40] for item in who if item] == [
        "two officials",
        "the Courier",
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who says that the dam broke?", "The operator denied that the dam broke."),
        ("Who says that the dam broke?", "The operator said the dam did not break."),
        ("Who says that the dam did not break?", "The operator said the dam broke."),
    ],
)
def test_who_denies_it_does_not_make_the_claim(question: str, text: str) -> None:
    told = Sentence(text, (1,), speakers=Speakers(("The operator",)))
    cited = Citation(1, "a", "", "Courier", "2024-05-17", None, text, 0, len(text))
    assert who_says(question, [told], [cited]) is None


def test_nobody_is_named_where_the_outlet_says_it_itself() -> None:
    cited = Citation(1, "a", "", "Courier", "2024-05-17", None, LEAD, 0, len(LEAD))
    assert who_says("Who says that it rained?", [Sentence(LEAD, (1,))], [cited]) is None
    assert who_says("Who says that it rained?", [], []) is None
