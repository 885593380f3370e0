"""From a draft to an article: its key, its title, and the lines that are not its own words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from qa.drafts import ArticleDraft
from vectorstore.models import Article, Span
from vectorstore.recognising import article_id
from vectorstore.splitting import sentence_spans

_TITLE_CHARS = 120
_TITLE_SEARCHED = 2_000  # characters at the head of a text that may hold its first sentence

# A line of its own that points elsewhere. Longer lines are taken for the article's own words.
_POINTER = re.compile(
    r"^[ \t]*(?:watch|read(?: more)?|(?:also|must) (?:read|watch)|see also|listen|video|photos?"
    r"|related)[ \t]*[:|][^\n]{0,240}$",
    re.IGNORECASE | re.MULTILINE,
)
_AGENCY = r"Reuters|AP|AFP|ANI|PTI|IANS|UPI|EFE|DPA|dpa|TASS|Xinhua|Associated Press"
# The name begins with no blank: else a line of blanks could be shared out in too many ways.
_CREDIT = re.compile(
    r"^[ \t]*[(\[]?(?:with (?:additional )?(?:inputs?|reporting|material) (?:from|by)[ \t:]+"
    rf"|source[ \t]*:[ \t]*|via[ \t:]+(?=(?:{_AGENCY})\b))"
    r"(?P<wire>[^\s:()\[\]][^\n()\[\]]{0,59}?)[)\]]?\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# "LONDON, Nov 15 (Reuters) -" before the first words, or "(Reuters)" after the last.
_DATELINE = re.compile(rf"\A[^\n]{{0,80}}\((?P<first>{_AGENCY})\)|\((?P<last>{_AGENCY})\)\s*\Z")


def prepared(draft: ArticleDraft) -> Article:
    """The article to store: text unchanged, id and title set, boilerplate marked."""
    key = _key(draft)
    spans, wire = boilerplate(draft.text)
    return Article(
        id=article_id(key),
        key=key,
        text=draft.text,
        title=draft.title or _first_sentence(draft.text, spans),
        title_inferred=not draft.title,
        source=draft.source,
        url=draft.url,
        published=draft.published,
        authors=draft.authors,
        language=draft.language,
        boilerplate=spans,
        wire=wire,
        external_id=draft.external_id,
        origin=draft.origin,
    )


def boilerplate(text: str) -> tuple[tuple[Span, ...], str | None]:
    """Spans of lines that are not the article's own words, and the agency they credit.

    A text that is nothing but such lines keeps them: then they are what it says.
    """
    pointers = [match.span() for match in _POINTER.finditer(text)]
    credit_lines = list(_CREDIT.finditer(text))
    dateline = _DATELINE.search(text)
    wire = credit_lines[-1]["wire"] if credit_lines else None
    if wire is None and dateline:
        wire = dateline["first"] or dateline["last"]
    spans = sorted({*pointers, *(match.span() for match in credit_lines)})
    return (tuple(spans) if _without(text, spans).strip() else ()), wire


def _key(draft: ArticleDraft) -> str:
    """What makes a later reading the same article.

    An id is good only within its outlet or, without one, within its file: two dumps that both
    count from 1 must not overwrite each other.
    """
    if draft.external_id:
        # A line (":7") or a member ("#7") of a file is not part of the file's name.
        scope = draft.source or re.sub(r"[:#]\d+\Z", "", draft.origin)
        return f"id:{scope}:{draft.external_id}"
    if draft.url:
        return f"url:{draft.url}"
    if draft.single:
        return f"file:{draft.origin}"
    content = "\x1f".join(
        [draft.title or "", draft.source or "", draft.published or "", draft.text]
    )
    return f"text:{hashlib.sha256(content.encode()).hexdigest()}"


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text without these spans, which are in order."""
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])


def _first_sentence(text: str, skip: tuple[Span, ...]) -> str:
    head = _without(text, skip).strip()[:_TITLE_SEARCHED]
    spans = sentence_spans(head)
    sentence = " ".join(head[spans[0][0] : spans[0][1]].split()) if spans else "Untitled"
    if len(sentence) <= _TITLE_CHARS:
        return sentence
    cut = sentence[:_TITLE_CHARS].rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:')}…"
