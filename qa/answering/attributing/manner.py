"""How and when something was said: "in a statement on Telegram", "on condition of anonymity"."""

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_PART = r"(?: (?:night|morning|afternoon|evening|lunchtime))?"
_LONG = r"(?:day|night|week|weekend|month|year|morning|afternoon|evening|autumn|spring|summer)"
_TIME = re.compile(
    r",? ?(?:(?:(?:late|early|earlier|later|just)(?: on| in)? |on |by |in |at |since |from )?(?:"
    rf"{_DAY}\b(?:’s|'s)?{_PART}(?: \([^()]{{1,20}}\))?(?:, {_MONTH} \d{{1,2}})?"
    rf"|{_MONTH} \d{{1,2}}\b(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH}\b(?: \d{{4}})?|(?:19|20)\d\d\b"
    r"|the (?:weekend|morning|afternoon|evening|night|early hours|same day))"
    r"|(?:earlier |later |late |early )?(?:last|this|that|the same|the next|the following) "
    rf"(?:{_LONG}|winter)\b|yesterday\b|today\b|tonight\b|overnight\b|earlier\b(?! than)|later\b"
    r"|at the time\b|again\b|(?:an?|one|two|three|four|five|several|\d{1,2}) "
    r"(?:hour|day|week|month|year)s? (?:ago|later|earlier|before)\b)"
)
_OWN = r"(?:an?|its|his|her|their|the|one|another|this|that|separate)"
_FORM = (
    r"(?:statement|post|posts|tweet|message|video|letter|memo|email|e-mail|note|speech|address"
    r"|interview|filing|release|broadcast|blog|op-ed|column|testimony|affidavit|deposition"
    r"|communique|communiqué|remarks|comments|thread|bulletin|notice|report|article|announcement"
    r"|sermon|podcast|conference|briefing|declaration|recording|phone call|telephone call"
    r"|submission|essay|book|memoir)"
    r"(?: (?:post|message|address|statement|interview|call|filing|release|briefing))?"
)
_PLATFORM = (
    r"(?:Telegram|X\b|Twitter|Facebook|Instagram|TikTok|Truth Social|Weibo|VK\b|YouTube|LinkedIn"
    r"|WhatsApp|Bluesky|Threads\b|Reddit|Substack|social media"
    r"|(?:his|her|its|their|the) (?:[\w’'-]+ )?(?:website|account|channel|page|blog)\b"
    r"|(?:state|national|local|public|live) (?:television|TV|radio)\b|television\b|air\b)"
)
_EVENT = (
    r"(?:conference|briefing|rally|hearing|summit|ceremony|funeral|event|debate|visit|trial"
    r"|meeting|forum|inquest|speech|interview|call|appearance|session|gathering|vigil)"
)
_NAMED = r"(?:the )?[A-ZÀ-Þ][\w’'.&-]*(?: (?:of |and )?[A-ZÀ-Þ\d][\w’'.&-]*){0,4}"
_WORDS = r"(?:[\w’'.-]+ ){0,4}?"
_MANNER = re.compile(
    rf"(?:[Ii]n {_OWN} {_WORDS}{_FORM}\b"
    rf"(?:(?: posted| published| shared| released)? on {_PLATFORM})?"
    rf"(?: (?:with|to) (?:{_NAMED}|(?:the )?[a-z]{{3,20}}(?= that\b|,|\.)))?"
    r"|[Ii]n (?:remarks|comments|testimony|court|parliament|emails)\b"
    rf"|(?:[Aa]t|[Dd]uring) {_OWN} {_WORDS}{_EVENT}\b"
    rf"|[Oo]n {_PLATFORM}"
    r"|(?:by|over the|via|in) (?:tele)?phone\b|(?:by|via) (?:e-?mail|text message|video link)\b"
    r"|under oath\b"
    r"|(?:[Tt]hrough|[Vv]ia) (?:an?|his|her|its|their) (?:lawyers?|spokes\w+|attorneys?)\b)"
)
_ANONYMITY = re.compile(
    r"\b(?:(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they) not be \w+)"
    r"|(?:ask|request)(?:ed|ing) (?:not to be (?:named|identified|quoted by name)"
    r"|to (?:remain|stay) anonymous|for anonymity|anonymity)"
    r"|(?:declin(?:ed|ing)|did not want|refus(?:ed|ing)) to be (?:named|identified)"
    r"|insist(?:ed|ing) on anonymity|(?:spoke|speaking) anonymously"
    r"|not authori[sz]ed to (?:speak|talk|comment|brief)(?: publicly| to (?:the )?\w+)?)",
)
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly)\b", re.IGNORECASE)


def time_at(text: str, at: int) -> int:
    """The end of the words of time that stand at an offset, or the offset."""
    found = _TIME.match(text, at)
    return found.end() if found else at


def manner_at(text: str, at: int) -> int:
    """The end of the words that stand at an offset and tell how it was said, or the offset."""
    found = _MANNER.match(text, at)
    return found.end() if found else at


def manners_within(text: str, first: int, last: int) -> list[str]:
    """The stretches of `text[first:last]` that tell how it was said, in their order."""
    found = (match.group() for match in _MANNER.finditer(text, first, last))
    return [words[0].lower() + words[1:] for words in found]


def anonymity(text: str) -> list[str]:
    """The words by which speakers stay without a name."""
    return [found.group() for found in _ANONYMITY.finditer(text)]


def hearsay(text: str) -> list[str]:
    """The words by which nobody in particular says it: "reportedly", "allegedly"."""
    return [found.group().lower() for found in _HEARSAY.finditer(text)]
