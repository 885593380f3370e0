"""The tools: what an assistant is told of each, and what one does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import mcp_types as types
from pydantic import BaseModel, TypeAdapter, ValidationError

from qa.answers import Answer, Summary
from qa.client.models import SearchResult
from qa.errors import InvalidInput
from qa.mcp import arguments, wording

if TYPE_CHECKING:
    from qa.mcp.archives import Archive

_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An article, or a part of it: `text` is its characters from `start` to `end`.

    Attributes:
        characters: how many the whole text has.
    """

    id: str
    external_id: str | None
    title: str
    source: str | None
    url: str | None
    published: str | None
    authors: tuple[str, ...]
    copies: tuple[str, ...]
    text: str
    start: int
    end: int
    characters: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of tool.

    Attributes:
        takes: the model of its arguments.
        gives: the dataclass of its structured output.
        run: from the archive and the arguments to the members of that dataclass.
        text: from these to text.
    """

    title: str
    description: str
    takes: type[BaseModel]
    gives: type[Any]
    run: Callable[[Archive, Any], Awaitable[dict[str, Any]]]
    text: Callable[[Mapping[str, Any]], str]

    def described(self, name: str) -> types.Tool:
        """The tool as the protocol lists it."""
        return types.Tool(
            name=name,
            title=self.title,
            description=self.description,
            input_schema=self.takes.model_json_schema(by_alias=True),
            output_schema=TypeAdapter(self.gives).json_schema(mode="serialization"),
            annotations=_READ_ONLY,
        )

    async def call(self, archive: Archive, given: Mapping[str, Any]) -> types.CallToolResult:
        """Do it.

        Raises:
            DatelineError: the arguments do not fit, or the archive cannot do it.
        """
        try:
            taken = self.takes.model_validate(given)
        except ValidationError as error:
            raise _refusal(error) from error
        members = await self.run(archive, taken)
        text = types.TextContent(type="text", text=self.text(members))
        return types.CallToolResult(content=[text], structured_content=members)


async def _ask(archive: Archive, taken: arguments.Ask) -> dict[str, Any]:
    given = await archive.ask(taken.question, taken.filter, taken.answerer)
    return given.as_json()


async def _summarise(archive: Archive, taken: arguments.Summarise) -> dict[str, Any]:
    if bool(taken.article_ids) == bool(taken.about):
        raise InvalidInput("It takes either article_ids or about.", "Give one of them.")
    given = await archive.summarise(taken.article_ids, taken.about, taken.filter, taken.answerer)
    return given.as_json()


async def _search(archive: Archive, taken: arguments.Search) -> dict[str, Any]:
    found = await archive.search(taken.query, taken.k, taken.filter, taken.sort)
    members: dict[str, Any] = found.as_json()
    return members


async def _read_article(archive: Archive, taken: arguments.ReadArticle) -> dict[str, Any]:
    article = await archive.article(taken.article_id)
    characters = len(article.text)
    if taken.start and taken.start >= characters:
        raise InvalidInput(
            f"The article has {characters} characters; start cannot be {taken.start}.",
            "Start below that.",
        )
    text = article.text[taken.start : taken.start + taken.length]
    excerpt = Excerpt(
        id=article.id,
        external_id=article.external_id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        authors=article.authors,
        copies=article.copies,
        text=text,
        start=taken.start,
        end=taken.start + len(text),
        characters=characters,
    )
    return asdict(excerpt)


def _refusal(error: ValidationError) -> InvalidInput:
    """All faults of the arguments in one sentence each, by name; values are not repeated."""
    faults = error.errors(include_url=False, include_input=False)
    told = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults[:5])
    return InvalidInput(
        f"The arguments do not fit ({'; '.join(told)}).", "See the tool's input schema."
    )


KINDS: Mapping[str, Kind] = {
    "ask": Kind(
        "Ask the news archive",
        "Answer a question from the news archive. Every sentence of the answer is tied to verbatim "
        "quotes of dated articles, with the outlet, the day and character offsets; who says it and "
        "who denies it is kept. Yes/no questions get a verdict: yes, no, disputed or "
        "not_established. If the archive does not say, the status is not_found: then say so, and "
        "do not answer from memory as if the archive did. Cite as [n], and name outlet and day.",
        arguments.Ask,
        Answer,
        _ask,
        wording.answer,
    ),
    "search": Kind(
        "Search the news archive",
        "Find the passages of the news archive that fit a query best, by words and by meaning; "
        "near-copies of a wire story come as one. Use it to see what there is, or to find "
        "articles to read or to summarise; use ask for an answer.",
        arguments.Search,
        SearchResult,
        _search,
        wording.hits,
    ),
    "summarise": Kind(
        "Summarise articles",
        "Summarise chosen articles (article_ids) or what the archive holds about a topic (about), "
        "sentence by sentence, each tied to verbatim quotes as those of ask are.",
        arguments.Summarise,
        Summary,
        _summarise,
        wording.answer,
    ),
    "read_article": Kind(
        "Read an article",
        "Read an article of the archive, whole or in parts: what stands around a quote, say. "
        "Characters are counted as citations and search results count them.",
        arguments.ReadArticle,
        Excerpt,
        _read_article,
        wording.excerpt,
    ),
}
