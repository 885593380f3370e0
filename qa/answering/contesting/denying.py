"""Which claims a denial speaks against.

What is denied is told ("denied that it had sold rockets"), a deed ("denied any part in the raid"),
or only pointed to ("denied the report", "that is not true"). The first answers a claim that says
just that, the second one that speaks of those who deny and of the deed, the third one that leans
on the maker of the report, that stands just before it in the same article, or that speaks of those
who deny. One that denies just what a yes/no question asks answers whoever's word on that stands in
the same story, in other words as well. A denial never answers what those who deny have said
themselves, unless they take it back.
"""

from __future__ import annotations

import re

from qa.answering.attribution import reported
from qa.answering.contesting.asking import LIGHT, speaks_of
from qa.answering.contesting.denial_words import (
    POINTING,
    before_denial,
    denial_in,
    denied_part,
    denied_stems,
    denies_a_deed,
    denies_an_account,
    is_denial,
    is_retraction,
)
from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.contesting.negating import negated_of
from qa.answering.contesting.parties import same_speaker
from qa.answering.contesting.same_deeds import plainly, plainly_asked
from qa.answering.contesting.statements import Statement, days_apart
from qa.answering.questions import Kind, Question
from qa.answering.stemming import akin, content_stems, share, stem

# Who made the report that is denied: "the Reuters report", "a story in the Tribune".
_MAKER = re.compile(
    r"\b([A-Z][\w’'-]*?)(?:['’]s)? (?:[a-z]+ ){0,2}?"
    r"(?:report|story|article|account|allegation|claim)s?\b"
    r"|\b(?:report|story|article|account)s? (?:\w+ )?(?:by|in|from) (?:the )?([A-Z][\w’'-]*)"
)
_UNNAMED = re.compile(
    r"\b(?:the|this) (?:news agency|agency|report|newspaper|story)\b", re.IGNORECASE
)
_HEARSAY = re.compile(r"\breportedly\b", re.IGNORECASE)
# "That report" was spoken of before, in the same article.
_THAT = re.compile(
    r"\b(?:that|this|those|these) (?:[\w’'-]+ )?(?:report|story|account|article|allegation"
    r"|accusation|claim|charge|figure|number|rumou?r|suggestion)s?\b",
    re.IGNORECASE,
)
# "Accused the army of shelling a hospital" is answered by the army's "denied having fired at it".
_ACCUSED = re.compile(
    r"\b(?:accus(?:es?|ed|ing) (?P<accused>[^,;.]{2,60}?) of"
    r"|blam(?:es?|ed|ing) (?P<blamed>[^,;.]{2,60}?) for)\b"
)
_PEOPLE = content_stems("spokesman spokeswoman spokesperson lawyer office statement people group")
_BODY = re.compile(r"\b(?:government|ministry|army|military|company|party|presidency|club)\b")
_HOWEVER = re.compile(r"^(?:But|Yet|However|Still)\b|, (?:however|though|nevertheless),")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_OWN_DEED = re.compile(r"\s*(?:any |all |its |his |her |their )?(?:ever )?\w+ing\b|\s*(?:any|all) ")
# Before it stands of whom something is denied.
_AUXILIARY = re.compile(r" (?:had|has|have|was|were|is|are|would|will|did|does|do|could|can) ")
_BESIDE = 250  # characters between a claim and "denied the report" in one article
_NEXT = 60  # ... and "denied it"
_SUCH = 600  # ... and "no such letter"
_ADJACENT = 1  # ... where it is called otherwise in the claim: in the same paragraph
_SAME_STORY_DAYS = 3
_SAME_QUESTION_DAYS = 60  # where the question itself shows that both are of one story
_MENTIONS = 0.4  # share of the question's words
_MATCH = 0.6  # share of the words denied that the claim holds
_HALF = 0.5
_FEW = 2
_ON_IT = 0.4  # of the question's words


def denies(denial: Statement, claim: Statement, question: Question) -> bool:
    """Whether a denial speaks against this claim, and not against something else."""
    if not is_denial(denial.text) or is_denial(claim.text) or denial.text == claim.text:
        return False
    if _own_word(denial, claim) and not is_retraction(denial.text):
        return False
    if _answers_an_accusation(denial, claim) or _answers_at_once(denial, claim):
        return True
    return _denies_as_told(denial, claim, question) or (
        denies_what_is_asked(denial, question)
        and _may_deny(denial, question)
        and (_is_word_on_it(claim, denial, question) or _says_however(claim, denial))
    )


def _denies_as_told(denial: Statement, claim: Statement, question: Question) -> bool:
    """Whether the words of what is denied are those of the claim, or point to it."""
    told = denied_stems(denial.text)
    if denies_a_deed(denial.text):
        return _denies_a_deed(denial, claim, told)
    cue = denial_in(denial.text)
    such = bool(cue and cue["such"])
    if len(told) >= _FEW and not such:
        same_report = _denies_report_on(question, denial, claim)
        return _denies_what_is_told(denial, claim, told) or same_report
    meant = not such or told & claim.stems or _stands_before(claim, denial, _ADJACENT)
    return bool(meant) and not _before(denial, claim) and _points_to(denial, claim)


def denies_what_is_asked(denial: Statement, question: Question) -> bool:
    """Whether what is denied is just what a yes/no question asks."""
    if question.kind is not Kind.YES_NO or not is_denial(denial.text):
        return False
    text = plainly(denial.text)
    start, end = denied_part(text)
    account, that, told = text[start:end].partition(" that ")
    if denies_an_account(text) and not that:
        return False  # of what is reported nothing is told
    denied = content_stems(told or account) - POINTING
    names = content_stems(" ".join(CAPITAL.findall(denial.text)))
    common = akin(denied, content_stems(plainly(question.text)))
    subject, _, deed = _AUXILIARY.sub("|", told, count=1).partition("|")
    telling = content_stems(deed) - POINTING - LIGHT  # not "politics had played any part"
    of_whom = content_stems(subject) if telling else frozenset[str]()
    return bool(common - names - of_whom) and len(common) >= _HALF * len(denied - LIGHT)


def _may_deny(denial: Statement, question: Question) -> bool:
    """Whether those who deny a deed of their own ("denied having fired") are those asked about."""
    start, end = denied_part(denial.text)
    if not _OWN_DEED.match(denial.text[start:end]):
        return True
    who = f"{denial.speaker} {before_denial(denial.text)}"
    asked = question.text.partition(" ")[2]
    return bool(
        names_in(who, inside=True) & names_in(asked, inside=True)
        or content_stems(who) & content_stems(asked)
    )


def _is_word_on_it(claim: Statement, denial: Statement, question: Question) -> bool:
    """Whether it is somebody's word or charge, in the same story, on what the question asks."""
    if not (_is_reported(claim) or _ACCUSED.search(claim.text)):
        return False
    if claim.article_id != denial.article_id and not (
        claim.day and denial.day and days_apart(claim, denial) <= _SAME_QUESTION_DAYS
    ):
        return False
    plain, text = plainly_asked(question.text), plainly(claim.claim)
    wanted, held = _words(plain), _words(text)
    common = akin(wanted, held)
    of_them = names_in(plain.partition(" ")[2], inside=True) & held
    on_it = len(common) >= _ON_IT * len(wanted) or (of_them and speaks_of(text, plain))
    return bool(on_it) and not negated_of(text, common)


def _says_however(claim: Statement, denial: Statement) -> bool:
    """Whether it is what others say against the denial, just behind it."""
    if claim.article_id != denial.article_id or claim.start is None or denial.start is None:
        return False
    between = claim.start - denial.start - len(denial.text)
    return 0 <= between <= _BESIDE and _is_reported(claim) and bool(_HOWEVER.search(claim.text))


def _own_word(denial: Statement, claim: Statement) -> bool:
    """Whether those who deny are those whose word the claim is."""
    denier = before_denial(denial.text).lower().rpartition(", ")[2]
    speaker = re.escape(_ARTICLE.sub("", claim.speaker.lower()))
    return (
        same_speaker(denial, claim)
        or bool(speaker and re.search(rf"(?<![\w-]){speaker}(?![\w-])", denier))
        or _of_one_body(denial, claim)
    )


def _of_one_body(denial: Statement, claim: Statement) -> bool:
    """Whether both speak for the one body of their story: "Orland's government", its spokesman."""
    sides = denial.speaker or before_denial(denial.text), claim.speaker
    found = [_BODY.search(side) for side in sides]
    if denial.article_id != claim.article_id or not (found[0] and found[1]):
        return False
    whose = [
        names_in(side[: body.start()], inside=True)
        for side, body in zip(sides, found, strict=True)
        if body
    ]
    return found[0].group() == found[1].group() and (not all(whose) or bool(whose[0] & whose[1]))


def _answers_an_accusation(denial: Statement, claim: Statement) -> bool:
    """Whether those who deny are those who are accused, of something that the denial speaks of."""
    found = _ACCUSED.search(claim.text)
    if not found or denial.article_id != claim.article_id:
        return False
    accused = content_stems(found["accused"] or found["blamed"]) - _PEOPLE
    of_what = content_stems(claim.text[found.end() :]) - accused
    deniers = content_stems(f"{denial.speaker} {before_denial(denial.text)}")
    return bool(accused & deniers and of_what & content_stems(denial.text))


def _answers_at_once(denial: Statement, claim: Statement) -> bool:
    """Whether it is the very next sentence after what another party says, in any words.

    "The farmers' leader said officers had fired live rounds. The minister denied that live
    ammunition had been used."
    """
    if not claim.speaker or not denial.speaker or is_retraction(denial.text):
        return False
    return not _makers(denial.text) and _stands_before(claim, denial, _ADJACENT)


def _denies_a_deed(denial: Statement, claim: Statement, told: frozenset[str]) -> bool:
    """Whether the claim speaks of those who deny and of the deed: "any part in the raid"."""
    before = before_denial(denial.text)
    names = names_in(before, inside=True)
    event = (told or content_stems(before) - frozenset(map(stem, names))) - POINTING
    deniers = names or content_stems(before)
    named = names_in(claim.text, inside=True) | claim.stems
    if not deniers & named or share(event, claim.stems) < _HALF:
        return False
    return not negated_of(claim.claim, event)


def _denies_what_is_told(denial: Statement, claim: Statement, told: frozenset[str]) -> bool:
    of_whom = content_stems(f"{claim.speaker} {claim.source or ''}") | claim.stems
    if share(told, of_whom) < _MATCH:
        return False
    named = content_stems(" ".join(CAPITAL.findall(denial.text)))
    if told - named and share(told - named, of_whom) < _HALF:
        return False  # the bridge is spoken of, but not the warning
    # Who denies that it sold agrees with "did not sell"; who denies the report of that does not.
    return denies_an_account(denial.text) or not negated_of(claim.claim, told)


def _denies_report_on(question: Question, denial: Statement, claim: Statement) -> bool:
    """Whether a report is denied, told in other words, and the claim is one of those days.

    Both speak of what is asked: it is the question that shows that they are one story.
    """
    if not denies_an_account(denial.text) or not _is_reported(claim):
        return False
    if not denial.day or not claim.day or _before(denial, claim):
        return False
    asked = _words(question.text)
    near = days_apart(denial, claim) <= _SAME_STORY_DAYS
    return near and all(share(asked, _words(item.claim)) >= _MENTIONS for item in (denial, claim))


def _words(text: str) -> frozenset[str]:
    """Stems, with countries by one name."""
    return content_stems(text) - content_stems(" ".join(CAPITAL.findall(text))) | names_in(text)


def _points_to(denial: Statement, claim: Statement) -> bool:
    """Whether "the report" or "it" can be this claim."""
    if makers := _makers(denial.text):
        of_whom = f"{claim.text} {claim.attribution or ''} {claim.source or ''}".lower()
        named = any(maker in of_whom for maker in makers)
        unnamed = claim.article_id == denial.article_id and bool(
            _UNNAMED.search(claim.text) or _HEARSAY.search(claim.text)
        )
        return (named and _is_reported(claim)) or unnamed
    if claim.article_id != denial.article_id and _THAT.search(denial.text):
        return False
    if not _is_reported(claim):
        elsewhere = claim.article_id != denial.article_id and _spoken_of(denial, claim)
        return elsewhere or _stands_before(claim, denial)
    if _of_the_report_before(denial, claim):
        return True
    common = (denial.stems & claim.stems) - POINTING
    of_the_same = denies_an_account(denial.text) and len(common) >= _FEW
    return of_the_same or _stands_before(claim, denial) or _spoken_of(denial, claim)


def _of_the_report_before(denial: Statement, claim: Statement) -> bool:
    """Whether "the report" is denied after what "the newspaper" said in the same article."""
    return (
        denies_an_account(denial.text)
        and claim.article_id == denial.article_id
        and (claim.start or 0) < (denial.start or 0)
        and bool(_UNNAMED.search(claim.text))
    )


def _is_reported(claim: Statement) -> bool:
    return bool(claim.speaker or reported(claim.text))


def _makers(text: str) -> frozenset[str]:
    found = [next(group for group in match.groups() if group) for match in _MAKER.finditer(text)]
    return frozenset(name.lower() for name in found)


def _spoken_of(denial: Statement, claim: Statement) -> bool:
    """Whether the claim speaks of those who deny; more must be known of them if they deny "it"."""
    names = names_in(denial.speaker, inside=True) - names_in(claim.speaker, inside=True)
    capitals = content_stems(" ".join(CAPITAL.findall(denial.speaker)))
    who = names | (content_stems(denial.speaker) - capitals - _PEOPLE)
    held = claim.stems | names_in(claim.claim, inside=True)
    least = 1 if denies_an_account(denial.text) or "such" in denial.text else _FEW
    return len(who) >= least and share(who, held) >= _MATCH


def _stands_before(claim: Statement, denial: Statement, within: int = 0) -> bool:
    """Whether the claim stands just before the denial in the same article.

    Args:
        within: characters between the two; 0: as many as suits the denial.
    """
    if claim.article_id != denial.article_id or claim.start is None or denial.start is None:
        return False
    between = denial.start - claim.start - len(claim.text)
    near = _BESIDE if denies_an_account(denial.text) else _NEXT
    near = _SUCH if "such" in denial.text else near
    return denial.start > claim.start and between <= (within or near)


def _before(denial: Statement, claim: Statement) -> bool:
    """Whether it was published before the claim, so that it cannot point to it."""
    return bool(denial.day and claim.day and denial.day < claim.day)
