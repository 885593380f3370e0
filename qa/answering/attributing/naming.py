"""Where a sentence names those who speak: noun phrases, told by the words they are made of."""

from __future__ import annotations

from qa.answering.attributing.manner import manner_at, time_at
from qa.answering.attributing.reporting_words import (
    AUXILIARIES,
    DETERMINERS,
    DOCUMENTS,
    NATIONALITIES,
    NOUNS_TOO,
    NUMBERS,
    PERSONS,
    PLURAL_PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    RELAYS,
    RELAYS_NAMED,
    SPEAKING_NOUNS,
    SUBORDINATORS,
    TIMES,
    UNITS,
    VERBS,
)
from qa.answering.attributing.wording import Wording

_LONGEST = 22  # words of a name with all that belongs to it
_QUANTIFYING = frozenset("at more fewer less up nearly about around almost some over".split())
_QUANTITIES = frozenset(
    "at least more fewer less than up to nearly about around almost some".split()
)
_ENDINGS = (
    "ist", "ists", "man", "men", "woman", "women", "makers", "maker", "logers", "ician", "icians"
)  # fmt: skip
_NEVER = PRONOUNS | AUXILIARIES | SUBORDINATORS
_NO_END = PREPOSITIONS | DETERMINERS | {"and", "or"}
# "lawmakers briefed on it", "a source close to him": what belongs to a head begins here.
_BELONGING = frozenset(
    "this last close familiar briefed involved based known calling seen signed published"
    " cited".split()
)
_LEADING = frozenset(
    "but and so yet speaking asked two three this that meanwhile however also then still now here"
    " instead".split()
)
_NO_VERBS = frozenset("armed retired elected appointed alleged accused convicted allied".split())
_ONE_PERSON = PERSONS - PLURAL_PERSONS - {"one", "other"}
_ING_NAMES = frozenset("Boeing Beijing Nanjing Chongqing Wyoming King ING Corning".split())
_OPENERS = frozenset(
    "rather scroll overall perhaps maybe indeed otherwise besides nonetheless nevertheless still"
    " elsewhere afterwards given according".split()
)
_PARTICLES = frozenset("of the and de wa bin ibn van der den von da du la le al el e y".split())


def phrase_before(words: Wording, first: int, after: int) -> int | None:
    """Where the noun phrase begins that ends before word `after`, at `first` or later.

    What `first` leaves over must lead in ("In Paris on Sunday"), or there is none.
    """
    nearest = max(first, after - _LONGEST)
    for start in range(nearest, after):
        if not is_phrase(words, start, after):
            continue
        if _leads_in(words, first, start):
            return start
        if words.low[start] in DETERMINERS:
            return None  # "with the health ministry": no part of that is a subject
    return None


def phrase_after(words: Wording, first: int) -> int:
    """The end of the longest noun phrase that begins at `first`; `first` if none does."""
    end = first
    for at in range(first, min(len(words), first + _LONGEST)):
        if words.quoted[at] and not words.quoted[first]:
            break
        if at > first and (not _continues(words, first, at) or _ends_name(words, at)):
            break
        if is_phrase(words, first, at + 1):
            end = at + 1
    return end


def is_phrase(words: Wording, first: int, after: int) -> bool:
    """Whether these words are one noun phrase, and the first of them can begin one."""
    if first >= after or words.low[after - 1] in _NO_END or not _begins(words, first, after):
        return False
    depth = 0
    for at in range(first, after):
        if words.low[at] in {"(", ")"}:
            depth += 1 if words.low[at] == "(" else -1
        elif depth == 0 and not _continues(words, first, at):
            return False
    return depth == 0


def without_brackets(words: Wording, first: int, after: int) -> int:
    """The end of a phrase without what it has in brackets at its end."""
    if first < after and words.low[after - 1] == ")" and "(" in words.low[first + 1 : after]:
        return words.low.index("(", first + 1, after)
    return after


def is_name(words: Wording, first: int, after: int) -> bool:
    """Whether all of it is a proper name: "Li Wei", "Ngũgĩ wa Mwangi", "the Civic Union"."""
    first += words.low[first : first + 1] == ["the"]
    return (
        first < after
        and words.capital(first)
        and words.capital(after - 1)
        and all(
            words.is_word(at) and (words.capital(at) or words.low[at] in _PARTICLES)
            for at in range(first, after)
        )
    )


def head_of(words: Wording, first: int, after: int) -> int:
    """The place of the word that the rest belongs to: "union" in "the union of miners"."""
    low = words.low
    for at in range(first + 1, after):
        if low[at] in _QUANTITIES and low[at - 1] in _QUANTITIES:
            continue
        if low[at] == "of" and (low[at - 1] in NUMBERS or low[at - 1] in {"some", "many", "most"}):
            continue
        belongs = low[at] in _BELONGING or (
            low[at].endswith("ed") and at + 1 < after and low[at + 1] in PREPOSITIONS
        )
        if low[at] in PREPOSITIONS or belongs or low[at] == "(":
            return at - 1
    return after - 1


def head_speaks(words: Wording, first: int, after: int) -> bool:
    """Whether it names what can speak: a person, an office, a body, a document, a proper name."""
    head = head_of(words, first, after)
    low = words.low[head].removesuffix("'s").removesuffix("'")
    if "-" in low and not SPEAKING_NOUNS.isdisjoint(low.split("-")):
        return True  # "the secretary-general", "a co-founder"
    if low in SPEAKING_NOUNS or low in DOCUMENTS or low in NUMBERS or low.endswith(_ENDINGS):
        return True
    if low.isdigit() and head > first:
        return words.capital(head - 1)
    return low not in TIMES and words.capital(head) and not is_half(words, first, after)


def is_half(words: Wording, first: int, after: int) -> bool:
    """Whether it is an adjective left over from a longer name: "Russian"."""
    return after - first == 1 and words.low[first] in NATIONALITIES


def is_document(words: Wording, first: int, after: int) -> bool:
    """Whether it names something written: "court papers", "a report by the auditor"."""
    return words.low[head_of(words, first, after)] in DOCUMENTS


def relays(words: Wording, first: int, after: int) -> bool:
    """Whether it hands on what others say: an outlet, a news agency, a document."""
    head = head_of(words, first, after)
    if any(words.low[at].removesuffix("'s") in RELAYS_NAMED for at in range(first, head + 1)):
        return words.low[head] in RELAYS or words.capital(head)
    return words.low[head] in RELAYS or words.low[head] in DOCUMENTS


def _begins(words: Wording, first: int, after: int) -> bool:
    word = words.low[first]
    if not words.is_word(first) or word in _NEVER | TIMES or _opens_only(words, first):
        return False
    following = words.low[first + 1 : first + 4]
    if word in _QUANTIFYING and any(
        low in NUMBERS or low in DETERMINERS or low.isdigit() for low in following
    ):
        return True
    if word in DETERMINERS or word in NUMBERS or word[0].isdigit():
        year = word.isdigit() and len(word) == 4 and _capital_at(words, first + 1)
        return not year and UNITS.isdisjoint(words.word[first + 1 : first + 3])
    if words.capital(first):
        return word not in PREPOSITIONS
    alone = after - first == 1 and word in _ONE_PERSON  # "the “Anti-Hero” singer said"
    adverb = word.endswith("ly") or word in _NO_END
    return not alone and not adverb and head_speaks(words, first, after)


def _opens_only(words: Wording, first: int) -> bool:
    """Whether a capital is that of a sentence's first word alone: "Commenting in", "Rather"."""
    low = words.low[first]
    if first or words.word[first] in _ING_NAMES:
        return False
    opens = low.endswith("ing") or low in _OPENERS
    return opens and not _capital_at(words, 1)


def _capital_at(words: Wording, at: int) -> bool:
    return words.is_word(at) and words.capital(at)


def _continues(words: Wording, first: int, at: int) -> bool:
    """Whether a word can stand within a phrase, behind the word before it."""
    low = words.low[at]
    if at == first:
        return True
    if not words.is_word(at):
        return low in {"&", "(", ")"}
    before = words.low[at - 1]
    if low in _QUANTITIES and before in _QUANTITIES:
        return True
    if low in DETERMINERS:
        return (
            before in PREPOSITIONS
            or before in NUMBERS
            or before in {"and", "or", "both", "all", "than", "calling"}
            or (low == "the" and words.capital(at - 1) and _capital_at(words, at + 1))
        )
    return low not in _NEVER and not _is_verb(words, at)


def _is_verb(words: Wording, at: int) -> bool:
    """Whether a word is a verb with an object or a clause, not one that belongs to a noun."""
    low = words.low[at]
    if not words.word[at][0].islower():
        return False
    done = low.endswith("ed") and at + 1 < len(words) and words.low[at + 1] in PREPOSITIONS
    if low in VERBS and low not in NOUNS_TOO:
        return not done  # "a letter posted on Telegram"
    behind_name = low.endswith("ed") and "-" not in low and at > 1 and words.capital(at - 1)
    return behind_name and not done and low not in _NO_VERBS


def _leads_in(words: Wording, first: int, start: int) -> bool:
    """Whether what stands before a phrase only sets time and place."""
    if start == first:
        return True
    before, opening = words.low[start - 1], words.low[first]
    if before in _NO_END:
        return start - first == 1 and before == "and"
    if first and words.low[first - 1] in {"before", "after", "since", "until"}:
        return True
    return (
        opening in PREPOSITIONS
        or opening in TIMES
        or opening in _LEADING
        or opening.endswith("ly")
        or before in UNITS
    )


def _ends_name(words: Wording, at: int) -> bool:
    """Whether words of time or manner begin here, which belong to no name."""
    place = words.start[at]
    return time_at(words.text, place) > place or manner_at(words.text, place) > place
