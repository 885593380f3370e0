"""An answer of 200 citations, long words and right-to-left text among them."""

from __future__ import annotations

from qa.answers import (
    Answer,
    AnsweredBy,
    Citation,
    Dispute,
    Figure,
    Rejected,
    Sentence,
    ShortAnswer,
    Update,
)
from qa.service import Dateline

ARABIC = "قالت الحركة إن التقرير لا أساس له من الصحة"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 6


def long_answer(service: Dateline, id: str) -> Answer:  # noqa: A002
    """Stored under `id`; its quotes stand in the archive's newest article."""
    article = service.articles(limit=1).items[0]
    quote = article.text[:20]
    citations = tuple(
        Citation(
            number, article.id, f"{LONG_WORD} {number}", ARABIC, "2023-11-15", article.url,
            quote, 0, len(quote), origin=number // 3,
        )
        for number in range(1, 201)
    )  # fmt: skip
    sentences = tuple(
        Sentence(f"{LONG_WORD if number % 5 else ARABIC} {number}", tuple(cited), ARABIC)
        for number, cited in enumerate([range(n, n + 5) for n in range(1, 201, 5)])
    )
    return Answer(
        id, f"{ARABIC}؟ {LONG_WORD}?", "disputed", "", AnsweredBy("extractive"), "disputed",
        ShortAnswer(quote, 1, article.id, 0, len(quote)), sentences, citations,
        rejected=(Rejected(LONG_WORD, ARABIC),),
        disputes=(Dispute("figures", (0, 1), (2,)), Dispute("denial", (4,), (5,))),
        updates=(Update(Figure(0, "20,000", "2023-11-15"), (Figure(1, "9,000", "2023-11-01"),)),),
        created="2023-11-21T00:00:00+00:00",
    )  # fmt: skip
