"""How words sound that tell a machine what to do: the patterns behind `instructions`.

Each pattern looks within one sentence, and over a bounded stretch of it.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
_SOME = r"[^.!?\n]{0,40}?"
_EARLIER = (
    r"(?:previous|prior|above|earlier|preceding|foregoing|former|original|system|your|these|those"
    r"|every|other|all|any|existing|initial)"
)
_ORDERS = r"(?:instructions?|prompts?|directives?|guidelines?|commands?|programming|safeguards?)"
_MATERIAL = (
    r"(?:rules?|passages?|articles?|sources?|context|question|text|content|information|messages?)"
)
_DROP = (
    r"(?:ignore|disregard|forget|override|overrule|bypass|discard|neglect|erase"
    r"|(?:do not|don['’]t|stop) (?:follow|obey|heed)(?:ing)?|pay no attention to)"
)
_MACHINE = (
    r"(?:ai|a\.i\.|llms?|language models?|chat ?bots?|assistants?|gpt|machine readers?"
    r"|summari[sz]ers?|ai (?:systems?|models?|assistants?|agents?|readers?|tools?))"
)
# Where an order can begin: with a sentence, or behind a mark at which one begins.
_BEGIN = (
    r"(?:^\W{0,12}|[:;!?.—–*>#(\[\"“”'‘«|]\s{0,4})"
    r"(?:(?:now|then|first|please|kindly|instead|and|so|also|just|simply|immediately|next"
    r"|you (?:must|should|will|shall|are to|have to|need to)),?\s{1,3}){0,2}"
)

# Marks that chat templates and tool calls are made of; some servers obey them anywhere.
CHAT_MARKS = re.compile(
    r"<(?=[|｜]|/?(?:s|bos|eos|pad|sop|think|thinking|system|assistant|user|human|im_\w+"
    r"|start_of_\w+|end_of_\w+|tool_\w+|tool|function\w*|invoke|parameter\w*|extra_id_\d+"
    r"|reserved_\w+)[\s=>])"
    r"|<(?=</?SYS>>)"
    r"|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|THINK"
    r"|gMASK|MASK)\])",
    _I,
)
# Headings of roles at the beginning of a line, as templates without special marks have them.
ROLE_HEADINGS = re.compile(
    r"^(?P<sharps>[ \t]*#{1,4}[ \t]*)?"
    r"(?P<role>(?:system|assistant|developer|human|user|instructions?|response|input|output)"
    r"(?: prompt| message)?):",
    _I | re.MULTILINE,
)

# Orders to a machine, where an order can begin.
COMMANDS = re.compile(
    rf"(?:{_BEGIN}|,\s{{1,3}})(?P<order>"
    rf"{_DROP}\b{_SOME}\b{_EARLIER}\b{_SOME}\b{_ORDERS}\b"
    rf"|(?:ignore|disregard|forget|override|do not follow|don['’]t follow|pay no attention to)\b"
    rf"{_SOME}\b(?:previous|prior|above|preceding|foregoing|other)\b{_SOME}\b{_MATERIAL}\b"
    rf"|(?:ignore|disregard|forget|discard)\b{_SOME}\b(?:everything|anything|all|what)\b"
    rf"{_SOME}\b(?:above|you (?:were|have been) told|up to now))"
    rf"|{_BEGIN}(?P<other>(?:act|behave|respond|answer) as (?:an?|the|my|if you)\b.{{0,30}}?"
    rf"\b(?:{_MACHINE}|bot|dan|terminal|character|admin\w*|developer|machine|model|system)\b"
    r"|pretend (?:to be|that|you)\b|role-?play\b"
    r"|(?:enter|enable|activate|switch to)\b.{0,12}?\b(?:developer|debug|dan|god|admin|jailbreak"
    r"|unrestricted|maintenance|sudo) mode\b"
    rf"|(?:please )?(?:disregard|ignore)\b{_SOME} and (?:write|say|print|answer|report|state)\b"
    r"|quote this (?:sentence|line|text)\b"
    r"|(?:do not|don['’]t|never) (?:mention|reveal|cite|quote|tell|use|show|include|report)\b"
    rf"{_SOME}\b(?:passages?|instructions?|prompt|denials?|the user|the reader|other sources)\b)",
    _I,
)
# The same order told of: "a page that told chatbots to ignore their instructions".
TOLD_COMMANDS = re.compile(
    r"\b(?:to|and|not|can|could|would|will|may|might|must|should)\s{1,3}(?:\w{1,15}\s{1,3})?"
    r"(?P<order>(?:ignore|disregard|forget|override|bypass)\b"
    rf"{_SOME}\b(?:{_EARLIER}|their|its|his|her|the)\b{_SOME}\b(?:instructions?|prompts?|safeguards?))\b",
    _I,
)
# Words that only a machine is addressed with, wherever they stand in a sentence.
ADDRESSES = re.compile(
    r"\byou are (?:now|no longer|hereby) (?:an?|the|in|free|not|my|dan)\b"
    r"|\byou are (?:an? |the )?(?:[\w-]{1,20} )?(?:ai|artificial intelligence|language model"
    r"|chat ?bot|assistant|llm)\b"
    r"|\bfrom now on,? (?:you|answer|always|every|reply|respond)\b"
    r"|\b(?:attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|dear|hey"
    r"|hello)\W{1,3}"
    rf"(?:all |any |the |an? |every )?{_MACHINE}\b"
    rf"|\bif you are (?:an? |the )?(?:[\w-]{{1,20}} )?{_MACHINE}\b"
    r"|\byour (?:new|real|actual|true|only|next|current|updated) (?:task|instructions?|job|goal"
    r"|role|question|prompt|orders?|objective|answer) (?:is|are|now)\b"
    r"|\bthe (?:question|task)(?: now is| is now| has (?:now )?changed)\b"
    r"|^\W*(?:new|updated|real|actual|secret|hidden|important|urgent|special|additional|final)"
    r" (?:system )?(?:instructions?|task|prompt|directive|command)s?\b\W{0,3}:"
    r"|\bsystem (?:prompt|override|message|instruction|update|note)s?\W{0,3}[:\]>=]"
    r"|\"(?:found|sentences|verdict|quotes|passage|attribution)\"\s{0,3}:"
    r"|^\W*(?:system|assistant|developer)(?: prompt| message)?\s{0,3}:"
    rf"|(?:^|[.!?]\s)\W*(?:all )?{_MACHINE}(?: and {_MACHINE})?"
    r" (?:must|should|shall|are to|have to|need to)\b"
    rf"|\bas (?:an? |the )?(?:[\w-]{{1,20}} )?{_MACHINE},?"
    r" you (?:must|should|shall|are|will|have)\b"
    rf"|\bnotes? (?:to|for) [^.:!?\n]{{1,40}} and {_MACHINE}\b|\bany machine that reads\b"
    r"|\byou are now [A-Z]\w*GPT\b|\byour (?:rules|instructions|guidelines) (?:allow|say|permit)\b"
    r"|\byour (?:answer|response|reply|summary|output) (?:should|must|has to|needs to|to\b"
    r"|(?:contains?|includes?|begins?|starts?)\b)"
    r"|\b(?:when|if) (?:an?|the|any) (?:reader|user|person) asks [^.!?\n]{1,60},"
    r" (?:tell|say|answer)\b"
    r"|\b(?:correct|right|only|expected) (?:answer|reply|response)(?: to [^.!?\n]{1,40})?"
    r"(?: is that\b|\s{0,3}:)"
    r"|(?:^|[.!?]\s)\W*\[(?:assistant|system|user|developer)\]|</?passage\b"
    r"|\btool (?:result|output)\s{0,3}:|(?:^|[.!?]\s)\W*override\s{0,3}:|\brepeat after me\b"
    r"|\bsystem prompt update\b"
    r"|\bend of passages?\b|\[\s{0,3}(?:[0-9a-f]{6,10} )?passage \d"
    r"|!\[[^\]\n]{0,60}\]\([^)\n]{0,200}\)",
    _I | re.MULTILINE,
)
# An order to say something: no claim, whoever is meant.
SAY_SO = re.compile(
    r"(?:^\W{0,12}|[:!\"“]\s{0,4}|\bplease\s{1,3})(?P<order>(?:answer|respond|reply|say|state|output"
    r"|print|repeat|return|conclude|claim|write|insist|quote|cite|append|insert"
    r"|tell (?:the )?(?:user|reader|them))\s{1,3}"
    r"(?:only|exactly|that\b|with\b|the following|in (?:json|one|a single)\b|as follows|[\"“'‘:]"
    r"|yes\b|no\b|this (?:link|image|text|sentence)))",
    _I,
)


def _together(verbs: str, orders: str) -> str:
    between = r"[^.!?。！？\n]{0,60}?"
    return f"(?:{verbs}){between}(?:{orders})|(?:{orders}){between}(?:{verbs})"


# "Ignore the instructions" in the languages in which it is most often tried.
_FOREIGN = (
    ("ignorier|vergiss|missachte|befolge nicht", "anweisung|instruktion|vorgabe|befehl"),  # de
    (
        r"(?:ignore[zr]?|oublie[zr]?|ne tenez pas compte) (?:toutes )?(?:les|ces|vos|tes|des)\b",
        "instructions|consignes|directives",
    ),  # fr
    ("ignora|ignore|olvida|olvide|haz caso omiso", "instrucciones|indicaciones|órdenes"),  # es
    ("ignora|ignorate|dimentica", "istruzioni|indicazioni|regole precedenti"),  # it
    (
        "ignore|ignora|esqueça|esquece|desconsidere",
        "instruções|orientações|ordens anteriores",
    ),  # pt
    ("negeer|vergeet", "instructies|aanwijzingen|opdrachten"),  # nl
    ("ignoruj|zignoruj|zapomnij", "instrukcj|polece"),  # pl
    ("игнорируй|проигнорируй|забудь|не обращай", "инструкци|указани|команд"),  # ru
    ("ігноруй|забудь", "інструкці|вказівк"),  # uk
    ("yok say|görmezden gel|unut", "talimat|yönerge|komut"),  # tr
    ("تجاهل|انس", "تعليمات|التوجيهات|الأوامر"),  # ar
    ("نادیده بگیر|فراموش کن", "دستور|راهنما"),  # fa
    ("התעלם|התעלמ|שכח", "הוראות|ההנחיות|הנחיות"),  # he
    ("अनदेखा|नज़रअंदाज़|भूल जा", "निर्देश|आदेश"),  # hi
    ("忽略|无视|無視|忘记|不要理会", "指示|指令|说明|規則|规则|提示"),  # zh
    ("無視|忘れ", "指示|命令|ルール|プロンプト"),  # ja
    ("무시|잊어", "지시|명령|프롬프트|규칙"),  # ko
    ("abaikan|lupakan", "instruksi|perintah|petunjuk"),  # id
    ("bỏ qua|quên", "hướng dẫn|chỉ thị|chỉ dẫn"),  # vi
)
FOREIGN_COMMANDS = re.compile("|".join(_together(*pair) for pair in _FOREIGN), _I)
