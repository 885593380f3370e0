from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import ReadError
from qa.readers._decoding import decode

ENGLISH = "“Curly” quotes — an em dash, café, €5."
RUSSIAN = "Президент заявил, что переговоры начнутся в понедельник."
CASES = {
    "cp1252 quotes": ("cp1252", ENGLISH),
    "cp1252 one accent": ("cp1252", "The café closed."),
    "cp1252 signs": ("cp1252", "It cost £5m and ½ of it was lost at 30°C."),
    "cp1252 names": (
        "cp1252",
        "François Müller met João in Århus; the “deal” cost €5m, said Peña.",
    ),
    "cp1252 French": ("cp1252", "L’été serait très chaud à Paris, où l’on s’inquiète déjà."),
    "cp1252 German": ("cp1252", "Die Regierung prüft, ob größere Maßnahmen nötig wären."),
    "cp1252 Spanish": ("cp1252", "¿Quién ganó? La negociación continuará mañana."),
    "cp1252 Icelandic": ("cp1252", "Forsætisráðherra sagði að viðræðurnar hæfust í næstu viku."),
    "Latin-2 Polish": ("iso8859_2", "Prezydent powiedział, że rząd będzie dążył do pokoju."),
    "Latin-2 Hungarian": (
        "iso8859_2",
        "A jövő évi költségvetés erősíti az önkormányzatokat, fűtés.",
    ),
    "cp1250 Czech": ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl ministr."),
    "cp1250 Croatian": ("cp1250", "Predsjednik je rekao da će pregovori početi, što je žurno."),
    "cp1254 Turkish": ("cp1254", "Cumhurbaşkanı görüşmelerin sürdüğünü açıkladı."),
    "cp1251 Russian": ("cp1251", RUSSIAN),
    "cp1251 short": ("cp1251", "Привет, мир"),
    "KOI8-R": ("koi8_r", RUSSIAN),
    "Shift-JIS": ("cp932", "首相は記者会見で、新しい経済対策を発表すると述べた。"),
    "EUC-JP": ("euc_jp", "首相は記者会見で、新しい経済対策を発表すると述べた。"),
    "ISO-2022-JP": ("iso2022_jp", "首相は記者会見で、新しい経済対策を発表すると述べた。"),
    "GBK": ("gbk", "国务院总理在北京会见了来访的外国代表团，双方就经贸合作交换了意见。"),
    "Big5": ("big5", "總統在記者會上表示，政府將推動新的經濟政策。"),
    "EUC-KR": ("cp949", "대통령은 기자회견에서 새로운 경제 정책을 발표했다."),
    "Greek": ("cp1253", "Ο πρωθυπουργός δήλωσε ότι οι διαπραγματεύσεις συνεχίζονται."),
    "Hebrew": ("cp1255", "ראש הממשלה אמר כי המשא ומתן יימשך בשבוע הבא."),
    "Arabic": ("cp1256", "قال الرئيس إن المفاوضات ستستمر الأسبوع المقبل."),
}


@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize(("encoding", "text"), CASES.values(), ids=CASES.keys())
def test_a_sentence_in_an_old_encoding_is_not_garbled(encoding: str, text: str, times: int) -> None:
    whole = f"{text}\n" * times
    assert decode(whole.encode(encoding)) == whole


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_encodings_with_and_without_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf16_big_endian_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")) == ENGLISH


def test_a_broken_byte_does_not_turn_utf8_into_windows_1252() -> None:
    data = ENGLISH.encode() + b" x\xff y " + RUSSIAN.encode()
    assert decode(data) == f"{ENGLISH} x\ufffd y {RUSSIAN}"


def test_utf8_cut_within_a_letter() -> None:
    assert decode(("“Curly” quotes — and café").encode()[:-1]) == "“Curly” quotes — and caf\ufffd"


def test_the_declared_encoding_decides_what_letters_cannot() -> None:
    data = "Ça va".encode("mac_roman")
    assert decode(data, "macintosh") == "Ça va"
    assert decode("Наш".encode("koi8_r"), "KOI8-R") == "Наш"


@pytest.mark.parametrize("declared", ["utf-8", "idna", "rot13", "no-such", "", "unicode_escape"])
def test_a_false_declaration_does_no_harm(declared: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), declared) == ENGLISH
    assert decode(b"a \\u0041", declared) == "a \\u0041"


def test_line_ends_and_nothing_else_are_made_alike() -> None:
    assert decode("a\r\nb\rc\n\u2028e\u0301\x85".encode()) == "a\nb\nc\n\u2028e\u0301\x85"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"a\0b\0\0c" * 9, "NUL"),
        (b"\x01\x02\x03\x04", "control"),
    ],
)
def test_binary_data_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError, match=kind):
        decode(data)


@pytest.mark.parametrize("size", [64, 1000, 100_000])
def test_random_bytes_are_not_text(size: int) -> None:
    source = random.Random(size)  # noqa: S311
    for _ in range(50):
        with pytest.raises(ReadError, match="not text"):
            decode(source.randbytes(size))


@settings(deadline=None)
@given(st.binary(max_size=300), st.none() | st.sampled_from(["utf-16", "cp1252", "x"]))
def test_any_bytes_give_text_that_can_be_stored_or_a_read_error(
    data: bytes, declared: str | None
) -> None:
    try:
        text = decode(data, declared)
    except ReadError:
        return
    assert not {"\0", "\r"} & set(text)
    text.encode("utf-8")


WORDS = "talks “peace” he’d said… café naïve Müller — €5 François Zoë Malmö (über) piñata".split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_english_with_western_names_survives_windows_1252(words: list[str]) -> None:
    text = "They said: " + " ".join(words)
    assert decode(text.encode("cp1252")) == text
