"""What newspapers do to a wire story: dress it up, cut it, edit it, merge it with another."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Text = str
Operation = Callable[[Text, random.Random], Text]

# American and British; either way round, so that both directions are tried.
SPELLINGS = dict(
    pair.split("/")
    for pair in (
        "organization/organisation organizations/organisations criticized/criticised "
        "apologized/apologised specialize/specialise center/centre centers/centres meters/metres "
        "liters/litres kilometers/kilometres program/programme neighboring/neighbouring "
        "labor/labour color/colour favorite/favourite defense/defence traveled/travelled "
        "canceled/cancelled recognized/recognised honor/honour gray/grey inquiry/enquiry "
        "burned/burnt harbor/harbour laborers/labourers skeptical/sceptical catalog/catalogue"
    ).split()
)
NUMBERS = dict(
    enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
)
SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "about/around some/about said/stated told/informed also/too large/big near/close_to "
        "began/started start/begin help/aid asked/urged killed/dead buy/acquire show/reveal "
        "least/minimum people/persons against/versus since/because while/as big/large "
        "government/administration police/officers company/firm"
    ).split()
)
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-ZÄÖÜÀ-ÝА-Я«„])")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


def paragraphs(text: Text) -> list[Text]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def joined(parts: list[Text]) -> Text:
    return "\n\n".join(parts)


def wire_dress(text: Text, rng: random.Random) -> Text:
    """The same words with an agency's dateline, credits or pointers about them."""
    agency = rng.choice(["Reuters", "AP", "AFP"])
    dressed = {
        "dateline": f"{rng.choice(['LONDON', 'OSLO', 'NAIROBI'])}, Nov 15 ({agency}) - {text}",
        "after": f"{text} ({agency})",
        "credit": f"{text}\n\n(With inputs from agencies)",
        "signed": f"{text}\n\n(Reporting by Ana Pohl and Idris Kent; Editing by Lou Marsh)",
        "pointer": joined([*(p := paragraphs(text))[:2], "Read more: All our reports", *p[2:]]),
        "reflowed": "\n".join(_wrapped(part, 66) for part in paragraphs(text)),
    }
    return rng.choice(list(dressed.values()))


def headline(text: Text, rng: random.Random) -> Text:
    """Another headline, byline and date on top of the text, as saved pages have them."""
    words = re.findall(r"\w+", paragraphs(text)[-1])[:7]
    top = [
        " ".join(words).capitalize(),
        f"By {rng.choice(['Staff Reporter', 'Mara Lindt', 'Our correspondent'])}",
        f"Published {rng.randint(1, 28)} March 2025, {rng.randint(6, 22)}:{rng.randint(10, 59)}",
    ]
    return joined([*top[: rng.randint(1, 3)], text])


def cut(text: Text, rng: random.Random) -> Text:
    """The head of the story, at least a third of it and 35 words (or 90 letters)."""
    parts = paragraphs(text)
    least = next(
        (n for n in range(1, len(parts) + 1) if _long_enough(joined(parts[:n]))), len(parts)
    )
    keep = max(least, round(len(parts) * rng.uniform(0.33, 0.8)))
    return joined(parts[:keep])


def reordered(text: Text, rng: random.Random) -> Text:
    """Two paragraphs behind the lead change places."""
    parts = paragraphs(text)
    if len(parts) > 2:
        first = rng.randrange(1, len(parts) - 1)
        parts[first], parts[first + 1] = parts[first + 1], parts[first]
    return joined(parts)


def house_style(text: Text, rng: random.Random) -> Text:
    """Spelling, numbers, percent, quotation marks, days and abbreviations of another house."""
    british = rng.random() < 0.5
    spelling = SPELLINGS if british else {b: a for a, b in SPELLINGS.items()}
    text = re.sub(r"[a-z]+", lambda m: spelling.get(m.group(), m.group()), text)
    if rng.random() < 0.5:
        written = {word: str(number) for number, word in NUMBERS.items() if number > 1}
        text = re.sub(r"\b[a-z]+\b", lambda m: written.get(m.group(), m.group()), text)
    else:
        text = re.sub(
            r"(?<![\d.,:$-])\b(\d|1\d|20)\b(?![.,:]?\d|%)",
            lambda m: NUMBERS[int(m.group())],
            text,
        )
    text = text.replace(" percent", rng.choice(["%", " per cent", " pct"]))
    text = re.sub(r"(\d) (m|b)illion", rng.choice([r"\1\2n", r"\1 \2n", r"\1 \2illion"]), text)
    text = re.sub(rf" on ({_DAYS})\b", rng.choice([r" \1", r" on \1", r" late on \1"]), text)
    text = re.sub(r"\b([ap])\.m\.", r"\1m", text)
    text = re.sub(r"\bsaid that\b", "said", text)
    if rng.random() < 0.5:
        text = text.replace(' "', " “").replace('"', "”").replace("'", "’")
    return text.replace(" - ", " — ")


def edited(text: Text, rng: random.Random) -> Text:
    """House style, and a sub-editor: other little words, a sentence less, paragraphs joined."""
    text = house_style(text, rng)
    share = rng.uniform(0.1, 0.5)
    text = re.sub(
        r"\b[a-z]+\b",
        lambda m: (
            SYNONYMS[m.group()].replace("_", " ")
            if m.group() in SYNONYMS and rng.random() < share
            else m.group()
        ),
        text,
    )
    parts = []
    for part in paragraphs(text):
        sentences = _SENTENCE_END.split(part)
        if len(sentences) > 2 and rng.random() < 0.3:
            sentences.pop(rng.randrange(1, len(sentences)))
        parts.append(" ".join(sentences))
    if len(parts) > 3 and rng.random() < 0.5:
        parts[2:4] = [" ".join(parts[2:4])]
    return joined(parts)


def edited_and_cut(text: Text, rng: random.Random) -> Text:
    return edited(cut(text, rng), rng)


def merged(text: Text, other: Text, rng: random.Random) -> Text:
    """Two stories in one: behind each other, in turns, or the heads of both."""
    first, second = paragraphs(text), paragraphs(other)
    how = rng.choice(["behind", "turns", "heads"])
    if how == "behind":
        return joined([*first, "In other news:", *second])
    if how == "heads":
        first = paragraphs(cut(text, rng)) if len(first) < 5 else first[: round(len(first) * 0.75)]
        second = second[: max(2, round(len(second) * 0.75))]
        return joined([*first, *second])
    longest = max(len(first), len(second))
    turns = [part for i in range(longest) for part in (*first[i : i + 1], *second[i : i + 1])]
    return joined(turns)


OPERATIONS: Mapping[str, Operation] = {
    "exact": wire_dress,
    "headline": headline,
    "cut": cut,
    "reordered": reordered,
    "house style": house_style,
    "edited": edited,
    "edited and cut": edited_and_cut,
}


def _long_enough(text: Text) -> bool:
    return len(text.split()) >= 35 or len(re.findall(r"[\u0e00-\u0eff\u3040-\u9fff]", text)) >= 90


def _wrapped(text: Text, width: int) -> Text:
    import textwrap

    return textwrap.fill(text, width) + "\n"
