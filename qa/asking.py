"""Questions and summaries, step by step: what is found, each sentence as it is verified, the end.

Whoever reads the steps may stop at any of them by closing the generator: the model is then not
read any further, and nothing is stored.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence

from qa.answering.assembling import Archive, Assembly
from qa.answering.protocol import Conclusion
from qa.answers import Answer, Rejected, Summary
from qa.checking import checked_filter, checked_text, storable
from qa.choosing import Answerers, Restart, Work
from qa.clock import Clock
from qa.config import Config
from qa.errors import InvalidInput
from qa.finding import passages
from qa.history import History
from qa.observing import steps
from qa.observing.stages import searching, stage
from qa.remembered import Remembered, again, kept_under
from qa.reranking import Search
from qa.results import given_json
from qa.spreading import LOOKED_AT, spread
from qa.steps import Asked, Checked, Found, Step, Summarised
from vectorstore.models import Article, Filter, Hit
from vectorstore.store import Store

_MOST_SUMMARISED = 50  # articles
_ON_TOPIC = 0.6  # of the best passage's score


class Asking:
    """Puts questions to one archive."""

    def __init__(self, config: Config, store: Store, history: History, search: Search) -> None:
        self._config = config
        self._store = store
        self._search = search
        self._history = history
        self.answerers = Answerers(config, store)
        self._remembered = Remembered(config, store, history, self.answerers)

    def close(self) -> None:
        """Close the connection to the model."""
        self.answerers.close()

    def ask(
        self, question: str, where: Filter, answerer: str | None, *, fresh: bool = False
    ) -> Asked:
        """What the archive says to a question; kept when it is whole.

        Args:
            fresh: ask the model even if it answered the same before.

        Raises:
            InvalidInput: the question, the filter or the answerer cannot be used.
            ModelError: the model was asked for and gives no usable answer; ModelBusy at once.
        """
        where, question = checked_filter(where), checked_text(question, "question")
        self.answerers.refuse_if_busy(answerer)
        key = self._remembered.key("ask", question, where, answerer)
        told = question if self._config.log_questions else None
        made = self._ask(question, where, answerer, key, fresh=fresh)
        return steps.question("ask", told, made)

    def _ask(
        self, question: str, where: Filter, answerer: str | None, key: str | None, *, fresh: bool
    ) -> Asked:
        clock = Clock()
        if key and not fresh and (known := self._remembered.known(key, Answer, clock)):
            yield from again(known)
            return known
        with clock.measured("search"), searching():
            count = self._config.passages_per_question
            hits = passages(self._spread, question, count, where)
        yield Found(tuple(hits))
        made = self._assembly(question, hits, answerer)
        conclusion = yield from self._checked(
            made, clock, answerer, lambda chosen: chosen.answer(question, hits, as_of=where.as_of)
        )
        answer = made.answer(conclusion, where.as_of, clock.timings())
        given = given_json(where, answerer, hits)
        self._history.keep(answer, kept_under(key, conclusion), given=given)
        return answer

    def _spread(self, query: str, count: int, where: Filter) -> list[Hit]:
        """The passages that fit best, from several articles."""
        return spread(self._search(query, LOOKED_AT * count, where), count)

    def summarise(
        self,
        article_ids: Sequence[str],
        about: str | None,
        where: Filter,
        answerer: str | None,
        *,
        fresh: bool = False,
    ) -> Summarised:
        """What the chosen articles say, or what the archive says about a topic; as `ask`."""
        where = checked_filter(where)
        if bool(article_ids) == bool(about):
            raise InvalidInput(
                "Nothing to summarise was chosen." if not about else "Both were chosen.",
                "Give article ids, or a topic, not both.",
                field="about",
            )
        about = checked_text(about, "about") if about else None
        if len(article_ids) > _MOST_SUMMARISED:
            raise InvalidInput(
                f"{len(article_ids)} articles are too many for one summary.",
                f"Choose at most {_MOST_SUMMARISED}.",
                field="article_ids",
            )
        self.answerers.refuse_if_busy(answerer)
        key = self._remembered.key(
            "summarise", about or json.dumps(list(article_ids)), where, answerer
        )
        told = about if self._config.log_questions else None
        made = self._summarise(tuple(article_ids), about, where, answerer, key, fresh=fresh)
        return steps.question("summarise", told, made)

    def _summarise(
        self,
        article_ids: Sequence[str],
        about: str | None,
        where: Filter,
        answerer: str | None,
        key: str | None,
        *,
        fresh: bool,
    ) -> Summarised:
        clock = Clock()
        if key and not fresh and (known := self._remembered.known(key, Summary, clock)):
            yield from again(known)
            return known
        with clock.measured("search"), searching():
            parts = self._parts(article_ids, about, where)
        yield Found(tuple(part for part in parts if isinstance(part, Hit)))
        made = self._assembly(about or "", parts, answerer)
        conclusion = yield from self._checked(
            made, clock, answerer, lambda chosen: chosen.summarise(parts, about=about)
        )
        summary = made.summary(about, _articles(parts), conclusion, where.as_of, clock.timings())
        given = given_json(where, answerer, [part for part in parts if isinstance(part, Hit)])
        self._history.keep(summary, kept_under(key, conclusion), given=given)
        return summary

    def _checked(
        self, made: Assembly, clock: Clock, answerer: str | None, work: Work
    ) -> Generator[Step, None, Conclusion]:
        """Have the work done, and each sentence checked as it comes."""
        with clock.measured("answer"):
            proposals = self.answerers.propose(answerer, work)
            try:
                while True:
                    item = next(proposals)
                    if isinstance(item, Restart):
                        made.clear()
                    if item is None or isinstance(item, Restart):
                        yield item
                        continue
                    with stage("verify", "verify") as verifying:
                        checked = made.take(item)
                        verified = not isinstance(checked, Rejected)
                        verifying.attributes["dateline.verified"] = verified
                    if isinstance(checked, Rejected):
                        yield checked
                    else:
                        clock.mark("first_sentence")
                        yield Checked(checked, made.cited_by(checked))
            except StopIteration as end:
                conclusion: Conclusion = end.value
                return conclusion
            finally:
                proposals.close()

    def _assembly(
        self, question: str, parts: Sequence[Hit | Article], answerer: str | None
    ) -> Assembly:
        copies = {
            part.article.id if isinstance(part, Hit) else part.id: part.copies for part in parts
        }
        archive = Archive(self._store.catalog.article, _articles(parts), copies)
        return Assembly(question, archive, self.answerers.second_checker(answerer))

    def _parts(
        self, article_ids: Sequence[str], about: str | None, where: Filter
    ) -> Sequence[Hit | Article]:
        if about:
            hits = self._search(about, 2 * self._config.passages_per_question, where)
            # Far behind the best, a passage is about something else.
            return [hit for hit in hits if hit.score >= _ON_TOPIC * hits[0].score]
        chosen = map(self._store.catalog.article, map(storable, dict.fromkeys(article_ids)))
        return list(chosen)


def _articles(parts: Sequence[Hit | Article]) -> list[Article]:
    """Each article once."""
    found = (part.article if isinstance(part, Hit) else part for part in parts)
    return list({item.id: item for item in found}.values())
