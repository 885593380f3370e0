"""Articles in a JSON request: what their members may be.

Files are read as people have them, whatever is in them. Who writes JSON for this API can write
what its document says, and is told where it is not that: a number in place of the authors is a
mistake in a program, and not a name. Members that the document does not name are left to the
readers, which know the names that others give to the same things.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from qa.web.validation import shown

MOST_ARTICLES = 10_000
_REFERENCES = "#/components/schemas/{model}"
_MUST_BE = {
    "source": "a name",
    "authors": "a name, or a list of names only",
    "date": "text or a number",
    "id": "text or a number",
}


def _whole(value: Any) -> Any:
    """Half of a surrogate pair is for the readers, which put a sign in its place."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]


class Named(BaseModel):
    """An outlet or a person, as feeds and news services write them."""

    model_config = ConfigDict(extra="allow", strict=True)

    name: Text | None = None


class ArticleIn(BaseModel):
    """An article; the other names that people have for these members are read too."""

    model_config = ConfigDict(extra="allow", strict=True)

    # That it is there and not blank is seen by the readers, which know its other names.
    text: Annotated[Text, WithJsonSchema({"type": "string", "pattern": "\\S"})]
    title: Text | None = None
    date: Text | float | None = Field(
        None, description="Day or time of publication, such as 2023-11-20; no sure date is none"
    )
    source: Text | Named | None = None
    url: Text | None = Field(None, description="What is no address of the web is left out")
    authors: Text | list[Text | Named] | None = Field(
        None, description="Names; in one text, `;` parts them"
    )
    language: Text | None = None
    id: Text | float | None = Field(None, description="Kept as `external_id`")


class ArticlesIn(BaseModel):
    """Articles, each added or refused by itself."""

    articles: Annotated[list[ArticleIn], Field(min_length=1, max_length=MOST_ARTICLES)]


def fault(record: Any) -> str:
    """What of an article is not as `ArticleIn` says, as a sentence; empty if nothing is."""
    given = record if isinstance(record, dict) else {}
    named = {name: given[name] for name in ArticleIn.model_fields if name in given}
    try:
        ArticleIn.model_validate({"text": "", **named})
    except ValidationError as error:
        name = str(error.errors(include_url=False)[0]["loc"][0])
        return f"{name!r} must be {_MUST_BE.get(name, 'text')}, not {shown(given[name])}."
    return ""


def components() -> dict[str, Any]:
    """The models for the OpenAPI document, by name."""
    made = ArticlesIn.model_json_schema(ref_template=_REFERENCES)
    parts: dict[str, Any] = made.pop("$defs")
    return parts | {"ArticlesIn": made}
