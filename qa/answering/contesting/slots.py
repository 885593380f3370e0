"""Different values in the same place: two articles that answer who, where or when differently.

Two sentences of different articles speak of the same thing if they agree word for word but for one
value ("directed by Henrik Moll", "directed by Paula Stern"), or if both give a name or a year
beside the verb that the question asks with. Values that share a name or a year do not differ: "in
1981" and "on April 12, 1981". Places beside a verb are not compared: one may lie in the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.answering.contesting.names import names_in
from qa.answering.contesting.statements import Statement, days_apart
from qa.answering.questions import Kind, Question
from qa.answering.stemming import content_stems, share, stem

_TOKEN = re.compile(r"\d[\d,.]*(?:\w+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_TOKENS = 80
_AGREE = 0.6  # of the shorter sentence's words, that stand in both in the same order
_AGREE_OF_PLACES = 0.75  # "born in Vienna" and "born in Austria" are both so
_SAME_EVENT_DAYS = 7
_NEAR = 2  # words beside the value that agree, on one side or the other
_LONGEST_VALUE = 6
_ABOUT = 0.5  # of the question's names, or else its words, that both speak of
_OPEN = (Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.OTHER)
_ACCUSED = re.compile(
    r"^.{2,90}? (?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)) (?P<who>.{2,80}?) (?:of|for)"
    r" (?=\w+ing\b)"
)
_BEHIND = re.compile(
    r"\b(?P<verb>[a-z]{4,}),? (?P<value>(?:(?:by|in|on) (?:the )?(?:[A-Z][\w’'.-]*|\d{1,2}|\d{4})"
    r"|(?:about |around )?(?:\d{1,2} [A-Z]|[A-Z]\w{2,8} \d|\d{4}))[\w’'.-]*"
    r"(?:,? (?:[A-Z][\w’'.-]*|\d{1,2}|\d{4})){0,5})"
)
_BEFORE = re.compile(
    r"\b(?P<value>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}),? (?:has |had )?(?P<verb>[a-z]{3,})\b"
)
# "Lazy Afternoon (Ada Moll album) Lazy Afternoon is", "The Orchard (1964 film) is"
_HEADING = re.compile(
    r"(?:An? |The )?(\w+)[^()]{0,80}\((?P<which>[^()]{2,60})\)"
    r"(?:(?<=film\))|(?<=album\))|(?<=song\))|(?<=novel\))|(?<=series\))| (?:An? |The )?\1\b)"
)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
# Words that only one side has, words that only the other has, and whether those beside agree.
_Gap = tuple[list[str], list[str], bool]


def other_value(one: Statement, other: Statement, question: Question) -> bool:
    """Whether they give different answers to an open question."""
    if question.kind not in _OPEN or one.article_id == other.article_id:
        return False
    if one.day and other.day and days_apart(one, other) > _SAME_EVENT_DAYS:
        return False  # who holds an office, or won the cup, is another one later
    about = min(_about(one, question), _about(other, question))
    if about < _ABOUT:
        return False
    left, right = _accused(one.claim), _accused(other.claim)
    if _differ_in_one_value(left, right, question):
        return True
    return about == 1.0 and _differ_beside_verb(left, right, question)


def _about(statement: Statement, question: Question) -> float:
    """Share of the names asked about, or else of the question's words, in sentence and title."""
    text = f"{statement.claim} {statement.title}"
    if names := names_in(question.text.replace("-", " ")):
        held = frozenset(part for word in _TOKEN.findall(text) for part in word.lower().split("-"))
        return share(names, held | names_in(text))
    return share(content_stems(question.text), content_stems(text))


def _accused(claim: str) -> str:
    """The deed of an accusation: "accused the movement of breaking the truce"."""
    found = _ACCUSED.match(claim)
    return f"{found['who']} {claim[found.end() :]}" if found else claim


def _differ_in_one_value(left: str, right: str, question: Question) -> bool:
    first, second = (_TOKEN.findall(text)[:_MOST_TOKENS] for text in (left, right))
    stems = [stem(word) for word in first], [stem(word) for word in second]
    codes = SequenceMatcher(None, stems[0], stems[1], autojunk=False).get_opcodes()
    same = [word for tag, start, end, _, _ in codes if tag == "equal" for word in first[start:end]]
    least = _AGREE_OF_PLACES if question.kind is Kind.PLACE else _AGREE
    if len(same) < least * min(len(first), len(second)):
        return False
    gaps = _gaps(codes, first, second)
    valued = [gap for gap in gaps if _is_value(gap, question)]
    if not valued:
        return False
    # "George Horner (died 1677) ... 9 February 1677": a value may stand in the heading as well.
    value = max(valued, key=lambda gap: len(gap[0]))
    others = [gap for gap in gaps if gap is not value and not _repeats(gap, value)]
    if _of_one_name(left, right) and (others or not _in_headings(value, left, right)):
        return False
    if question.kind is not Kind.TIME and _other_years(left, right):
        return False
    return not any(_named(gap) for gap in others)


def _in_headings(value: _Gap, left: str, right: str) -> bool:
    """Whether the headings tell the two apart by just these values, as in an altered copy."""
    headed = [_key(_TOKEN.findall(text.partition(")")[0])) for text in (left, right)]
    return all(_key(side) <= head for side, head in zip(value[:2], headed, strict=True))


def _of_one_name(left: str, right: str) -> bool:
    """Whether headings tell two things of one name apart: "(1964 film)", "(2001 film)"."""
    found = [_HEADING.match(text) for text in (left, right)]
    return all(found) and len({match["which"].lower() for match in found if match}) > 1


def _gaps(
    codes: Sequence[tuple[str, int, int, int, int]], first: list[str], second: list[str]
) -> list[_Gap]:
    """Stretches where each sentence has other words; two with one word between are one."""
    spans: list[list[int]] = []
    for tag, a, b, c, d in codes:
        if tag == "equal":
            continue
        if spans and a - spans[-1][1] <= 1 and c - spans[-1][3] <= 1:
            spans[-1][1], spans[-1][3] = b, d
        else:
            spans.append([a, b, c, d])
    edges = [0, *(edge for span in spans for edge in span[:2]), len(first)]
    beside = [edges[i + 1] - edges[i] for i in range(0, len(edges), 2)]
    return [
        (first[a:b], second[c:d], max(beside[i], beside[i + 1]) >= _NEAR)
        for i, (a, b, c, d) in enumerate(spans)
    ]


def _is_value(gap: _Gap, question: Question) -> bool:
    left, right, held = gap
    if not (held and left and right) or max(len(left), len(right)) > _LONGEST_VALUE:
        return False
    asked = _key(_TOKEN.findall(question.text))
    if _key(left) & _key(right) or (_key(left) | _key(right)) & asked:
        return False
    if question.kind is Kind.TIME:
        return _has_digit(left) and _has_digit(right)
    if question.kind is Kind.PERSON and not _named(gap):
        return bool(content_stems(" ".join(left)) and content_stems(" ".join(right)))
    return _has_name(left) and _has_name(right)


def _repeats(gap: _Gap, value: _Gap) -> bool:
    """Whether both sides of one gap are words of the same sides of another."""
    return all(_key(part) & _key(whole) for part, whole in zip(gap[:2], value[:2], strict=True))


def _named(gap: _Gap) -> bool:
    """Whether both sides name somebody or give a number: then they speak of different things."""
    return all(_has_name(side) or _has_digit(side) for side in gap[:2])


def _has_name(words: list[str]) -> bool:
    return any(word[0].isupper() for word in words)


def _has_digit(words: list[str]) -> bool:
    return any(word[0].isdigit() for word in words)


def _differ_beside_verb(left: str, right: str, question: Question) -> bool:
    """Of names before a verb or behind "by", and of years: "won", "founded by", "built in 1835"."""
    if question.kind not in (Kind.PERSON, Kind.TIME) or _of_one_name(left, right):
        return False
    sides = [_beside_verbs(text, question) for text in (left, right)]
    for verb in sides[0].keys() & sides[1].keys():
        (one, before_one), (other, before_other) = sides[0][verb], sides[1][verb]
        same_thing = question.kind is Kind.TIME or not _other_years(before_one, before_other)
        if same_thing and one and other and not one & other:
            return True
    return False


def _other_years(left: str, right: str) -> bool:
    """Whether both name years, and none in common."""
    years = [set(_YEAR.findall(text)) for text in (left, right)]
    return all(years) and not years[0] & years[1]


def _beside_verbs(text: str, question: Question) -> dict[str, tuple[frozenset[str], str]]:
    """The names or years beside each verb that the question has, and what stands before it."""
    asked, named = _asking_stems(question.text), _key(_TOKEN.findall(question.text))
    found = [*_BEHIND.finditer(text)]
    if question.kind is Kind.PERSON:
        found += _BEFORE.finditer(text)
    held: dict[str, tuple[frozenset[str], str]] = {}
    for match in found:
        verb, value = stem(match["verb"]), _key(_TOKEN.findall(match["value"]))
        if verb in asked and _fits(match["value"], question.kind) and not value & named:
            known, before = held.get(verb, (frozenset(), text[: match.start()]))
            held[verb] = known | value, before
    return held


def _asking_stems(text: str) -> frozenset[str]:
    """Stems, with "direct" for "director" and "win" for "winner"."""
    stems = content_stems(text)
    return stems | {stem(word[:-2]) for word in stems if word.endswith(("er", "or"))}


def _fits(value: str, kind: Kind) -> bool:
    year = bool(_YEAR.search(value))
    return year if kind is Kind.TIME else not year


def _key(words: list[str]) -> frozenset[str]:
    """The names, words and years by which two values are the same."""
    held = (word.lower() for word in words if len(word) > 2 or word[0].isupper())
    parts = frozenset(part for word in held for part in word.split("-"))
    return parts - {"the", "about", "around"}
