"""The numbers of a text, whatever they are written in, and whether others bear them.

"1.2 million" is "1,200,000", "a dozen" twelve, "two-thirds" 66.7 per cent, "the 3rd" the third.
Every number counts here, that of a flat or a flight too: what a sentence says must stand in its
quotes. What they are numbers of, `counted` looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.answering.verifying.quantity_words import (
    LETTERS,
    ORDINALS,
    PARTS,
    SCALES,
    UNITS,
    VAGUE,
    VALUES,
    bound_of,
)
from qa.answering.verifying.unit_parts import part_of_unit

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)(?P<tail>(?:st|nd|rd|th|s)(?![^\W_])|[^\W\d_]{1,2}(?![^\W_]))?"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[%$€£¥₹½¼¾])"
)
_SIGNS = "$€£¥₹"
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_RANGE = re.compile(r" (?:to|and|or) [$€£¥₹]?| ?[-–] ?[$€£¥₹]?")
_TIME = re.compile(r"(\d)\.(\d\d ?[ap]\.?m)", re.IGNORECASE)
_POINTS = frozenset({"point", "points"})
_LARGE = (1e3, 1e6, 1e9, 1e12)
_BEFORE_CHARS = 20


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands, `text[start:end]`.

    Attributes:
        values: its readings: "1.200" is 1.2 or 1200.
        unit: "%", a currency's sign, "km", "hour", ...; "part" for a fraction, which may be a
            percentage; "" for a plain count.
        kind: "vague" for "dozens", whose value is the least that it says; "ordinal"; "name" for
            that of a name, "F-16"; "" for any other.
        bound: "lower" for "more than", "upper" for "fewer than", "nearly", "about" or "".
    """

    start: int
    end: int
    values: tuple[float, ...]
    unit: str = ""
    kind: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    digits: str = ""
    tail: str = ""


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text in order."""
    text = _TIME.sub(r"\1:\2", text)
    tokens = [
        _Token(m.group().lower(), m.start(), m.end(), m["number"] or "", (m["tail"] or "").lower())
        for m in _TOKEN.finditer(text)
    ]
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        read = _of_unit(text, tokens, at) or _quantity(text, tokens, at)
        if read is None:
            at += 1
            continue
        quantity, at = read
        found += _split(quantity, text)
    return _with_ranges(text, found)


def _quantity(text: str, tokens: Sequence[_Token], at: int) -> tuple[Quantity, int] | None:
    """The number that begins with this token, and the first token behind it."""
    token = tokens[at]
    kind = unit = ""
    end = at + 1
    values: tuple[float, ...]
    if token.digits:
        values, end = _in_digits(text, tokens, at)
        kind = "ordinal" if token.tail in {"st", "nd", "rd", "th"} else _name(text, token)
    elif token.text in _GLYPHS:
        values, unit = (100 * _GLYPHS[token.text],), "part"
    elif token.text in VAGUE:
        values, kind = (VAGUE[token.text],), "vague"
        if [other.text for other in tokens[max(at - 1, 0) : at]] == ["of"]:
            scale = tokens[at - 2].text if at > 1 else ""
            values = (values[0] * {"tens": 10, "hundreds": 100}.get(scale, 1),)
    elif read := _in_words(text, tokens, at):
        value, end = read
        values = (value,)
    elif token.text in ORDINALS or token.text == "second":
        values, kind = (float(ORDINALS.get(token.text, 2)),), "ordinal"
    elif token.text == "half":
        values, unit = (50.0,), "part"
    else:
        return None
    part = _part(text, tokens, at, end) if not kind or kind == "ordinal" else None
    if part:
        values, unit, kind, end = (*part[0], *values), "part", "", part[1]
    last = tokens[end - 1].end
    if not unit:
        unit, last = _unit(tokens, at, end)
    bound = bound_of(text[max(token.start - _BEFORE_CHARS, 0) : token.start])
    return Quantity(token.start, last, values, unit, kind, bound), end


def _of_unit(text: str, tokens: Sequence[_Token], at: int) -> tuple[Quantity, int] | None:
    """The same for a part of a unit: "half an hour"."""
    start = tokens[at].start
    found = part_of_unit(text, start)
    if not found:
        return None
    value, unit, last = found
    end = next((to for to in range(at, len(tokens)) if tokens[to].start >= last), len(tokens))
    bound = bound_of(text[max(start - _BEFORE_CHARS, 0) : start])
    return Quantity(start, last, (value,), unit, "", bound), end


def _in_digits(text: str, tokens: Sequence[_Token], at: int) -> tuple[tuple[float, ...], int]:
    token = tokens[at]
    values = _readings(token.digits)
    if token.tail in _GLYPHS:
        values = tuple(value + _GLYPHS[token.tail] for value in values)
    if token.tail in SCALES:
        scaled = tuple(value * SCALES[token.tail] for value in values)
        values = (*values, *scaled) if token.tail in LETTERS else scaled
    end = at + 1
    while end < len(tokens) and tokens[end].text in SCALES and _beside(text, tokens, end):
        scaled = tuple(value * SCALES[tokens[end].text] for value in values)
        values = (*values, *scaled) if tokens[end].text in LETTERS else scaled
        end += 1
    return values, end


def _readings(digits: str) -> tuple[float, ...]:
    """What a number in digits may be: in English "1.200" is 1.2, elsewhere 1200."""
    if ":" in digits:
        return tuple(float(part) for part in re.split("[.,:]", digits))
    if _GROUPED.fullmatch(digits):
        return (float(digits.replace(",", "")),)
    readings = []
    if _DOTTED.fullmatch(digits):
        readings.append(float(digits.replace(".", "").replace(",", ".")))
    plain = digits.replace(",", ".") if digits.count(",") + digits.count(".") == 1 else ""
    if plain or digits.isdigit():
        readings.append(float(plain or digits))
    return tuple(readings) or tuple(float(part) for part in re.split("[.,]", digits))


def _in_words(text: str, tokens: Sequence[_Token], at: int) -> tuple[float, int] | None:
    """Numbers like "two hundred and fifty thousand", "a dozen", "half a million"."""
    total, current, end = 0.0, 0.0, at
    known = False
    while end < len(tokens) and (end == at or _beside(text, tokens, end)):
        word = tokens[end].text
        following = tokens[end + 1].text if end + 1 < len(tokens) else ""
        if word in VALUES:
            if known and current % 100 and not (current % 10 == 0 and VALUES[word] < 10):
                break  # "two three": two numbers
            current += VALUES[word]
        elif word in SCALES and word not in LETTERS and known:
            current *= SCALES[word]
            if SCALES[word] >= 1e3:
                total, current = total + current, 0.0
        elif word in {"a", "an"} and following in SCALES and following not in LETTERS:
            current = current or 1.0
        elif word == "half" and following == "a" and end + 2 < len(tokens):
            if tokens[end + 2].text not in SCALES or tokens[end + 2].text in LETTERS:
                break
            current = 0.5
        elif not (word == "and" and current % 100 == 0 and current and following in VALUES):
            break
        known = True
        end += 1
    return (total + current, end) if known else None


def _part(
    text: str, tokens: Sequence[_Token], at: int, end: int
) -> tuple[tuple[float, ...], int] | None:
    """Per cent that a fraction is: "two-thirds", "a quarter"."""
    word = tokens[end].text if end < len(tokens) and _beside(text, tokens, end) else ""
    if tokens[at].text in PARTS and at and tokens[at - 1].text in {"a", "one"}:
        return (100.0 / PARTS[tokens[at].text],), end
    base = word.removesuffix("s")
    count = VALUES.get(tokens[at].text) or (
        float(tokens[at].digits) if tokens[at].digits.isdigit() else 0
    )
    if end == at + 1 and base in PARTS and count and count <= PARTS[base]:
        return (100.0 * count / PARTS[base],), end + 1
    return None


def _unit(tokens: Sequence[_Token], at: int, end: int) -> tuple[str, int]:
    """The unit of a number, and the offset behind both."""
    last = tokens[end - 1].end
    before = tokens[at - 1] if at else None
    if before and before.text in _SIGNS and before.end == tokens[at].start:
        return before.text, last
    if tokens[at].tail == "m" or tokens[at].tail == "km" or tokens[at].tail == "kg":
        return ("" if tokens[at].tail == "m" else tokens[at].tail), last
    if end < len(tokens) and tokens[end].start - last <= 1:
        word = tokens[end].text
        if word == "per" and end + 1 < len(tokens) and tokens[end + 1].text == "cent":
            return "%", tokens[end + 1].end
        if word == "percentage" and end + 1 < len(tokens) and tokens[end + 1].text in _POINTS:
            return "point", tokens[end + 1].end
        if word in UNITS:
            return UNITS[word], tokens[end].end
    return "", last


def _beside(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether only a space or a hyphen parts this token from the one before."""
    return text[tokens[at - 1].end : tokens[at].start] in {"", " ", "-", "\u00a0", "\u2011", "\n"}


def _name(text: str, token: _Token) -> str:
    """Give "name" if the number is part of one: "F-16", "COP28", "Covid-19"."""
    before = text[max(token.start - 12, 0) : token.start]
    return "name" if re.search(r"(?:[^\W\d_]|(?<![^\W_])[A-Z][^\W\d_]*-)$", before) else ""


def _split(quantity: Quantity, text: str) -> Iterator[Quantity]:
    """The parts of a time or a score, "10:30", each for itself."""
    if ":" not in text[quantity.start : quantity.end]:
        yield quantity
        return
    for value in quantity.values:
        yield replace(quantity, values=(value,))


def _with_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the first of "40 to 50 per cent", "3 to 4 million" unit and scale of the second."""
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if not _RANGE.fullmatch(text, first.end, second.start):
            continue
        scale = max((scale for scale in _LARGE if min(second.values) >= scale), default=0.0)
        scaled = tuple(value * scale for value in first.values if value < scale)
        found[at] = replace(first, unit=first.unit or second.unit, values=(*first.values, *scaled))
    return found
