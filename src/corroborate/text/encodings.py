"""Which of the older encodings the bytes of a file are in, told by the letters that come out."""

from __future__ import annotations

import re
from functools import cache

from corroborate.text.words import ordered

_ENOUGH = 0.9
_SAMPLE = 100_000
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_TYPOGRAPHY = frozenset("“”‘’„‚«»‹›–—…•·°§©®™€£¥¿¡ªº½¼¾×÷\u00a0\u00ad\u200c\u200d\u200e\u200f، ؛؟٪۔")
_BLANKS = frozenset("\u00a0\u00ad\u200c\u200d\u200e\u200f")
_CASE_FLIPS = re.compile(r"[a-zß-öø-ÿā-žα-ωа-я](?=[À-ÖØ-ÞΑ-ΩА-Я])")
_INSIDE_WORDS = re.compile("(?<=[^\\W\\d_])[^\\w\\s\x00-\x7f’‘–—“”…·،؛\u00ad\u200c\u200d](?=[^\\W\\d_])")
_MIXED = re.compile(
    r"[A-Za-zÀ-ɏ](?=[Ͱ-ӿ\u0590-\u06ff])|[Ͱ-Ͽ](?=[A-Za-zÀ-ɏЀ-ӿ\u0590-\u06ff])"
    r"|[Ѐ-ӿ](?=[A-Za-zÀ-ɏͰ-Ͽ\u0590-\u06ff])|[\u0590-\u06ff](?=[A-Za-zÀ-ӿ])"
)
_SMALLEST_SCRIPT = 0x2E80
_FIRST_EASTERN = "\u2e80"
_LAST_LATIN = "\u024f"
_LONELY = re.compile(r"(?<![^\W\d_])[^\W\d_\x00-\x7f](?![^\W\d_])")
_WORDS = frozenset("àáâãåæèéêíîóôöøúûýавикосуяїєёъьэыюήοηωאبوכلה")
"""Letters that are words by themselves in one language or another, or initials of names."""
_EASTERN_WORDS = re.compile("[\u2e80-\uffff]{2,}")
_OTHER_WORDS = re.compile("[\u0370-\u06ff]{2,}")
_ASCII_LETTERS = re.compile("[A-Za-z]")
_FEW = 4
"""Characters beyond ASCII that a text in a rare encoding has at least; of other scripts twice as many."""
_AMONG = 20
"""ASCII letters for each of those, from which they are few."""
_COMMON = (("gb2312", 0xB0A1, 0xF7FE), ("big5", 0xA440, 0xC67E), ("shift_jis", 0x889F, 0x9872))


def attempt(data: bytes, codec: str) -> str | None:
    """The characters of ``data`` in this encoding, None where it does not fit or is unknown."""
    try:
        return data.decode(codec)
    except (LookupError, UnicodeDecodeError):
        return None


def best_fit(data: bytes) -> tuple[str, str] | None:
    """The characters and the name of the encoding whose letters belong together best, None for no fit.

    Of encodings that fit equally well the more common one is taken.
    """
    best: tuple[float, str, str] | None = None
    for number, codec in enumerate(ordered("encodings")):
        content = attempt(data, codec)
        if content is None:
            continue
        score = 0.0 if is_scattered(content, rare=number > 0) else plausibility(content)
        if best is None or score > best[0] + 1e-9:
            best = score, content, codec
    return None if best is None or best[0] < _ENOUGH else best[1:]


def plausibility(content: str) -> float:
    """How well the characters beyond ASCII belong together, from 1 (letters of one language) down.

    They count where one language writes them, where they are typography, or where they are Chinese,
    Japanese or Korean; capitals after small letters, signs inside words and
    words of two scripts count against.
    """
    sample = _sample(content)
    beyond = _BEYOND_ASCII.findall(sample)
    if not beyond:
        return 1.0
    letters = [c for c in beyond if c not in _TYPOGRAPHY]
    if letters and all(ord(c) >= _SMALLEST_SCRIPT for c in letters):
        common: int = max(sum(_is_east_asian(c, n) for c in letters) for n in range(3))
        return common / len(letters) - 0.01
    small = [c.lower()[0] for c in letters]
    known: int = max(sum(c in alphabet or c < "\x80" for c in small) for alphabet in _alphabets())
    against = (
        len(_CASE_FLIPS.findall(sample)) + len(_INSIDE_WORDS.findall(sample)) + len(_MIXED.findall(sample))
    )
    return (known + len(beyond) - len(letters) - against) / len(beyond)


def _sample(content: str) -> str:
    """A stretch of a text that holds its first characters beyond ASCII."""
    first = _BEYOND_ASCII.search(content)
    start = 0 if first is None or first.start() < _SAMPLE // 2 else first.start() - _SAMPLE // 2
    return content[start : start + _SAMPLE]


def is_scattered(content: str, *, rare: bool) -> bool:
    """True where the letters beyond ASCII make no words, so that they are broken bytes rather than letters.

    Letters stand within words, but for the few that are words themselves. A text in ASCII holds more than
    a word or two of another script, and more than a few signs where the encoding is ``rare``.
    """
    sample = _sample(content)
    beyond = _BEYOND_ASCII.findall(sample)
    letters = [c for c in beyond if c not in _TYPOGRAPHY]
    lonely = sum(c.lower() not in _WORDS for c in _LONELY.findall(sample))
    if lonely * 2 > len(letters):
        return True
    plain = len(_ASCII_LETTERS.findall(sample))
    if rare and plain > _AMONG * len(beyond) and (len(beyond) < _FEW or _BLANKS.issuperset(beyond)):
        return True
    eastern: int = sum(c >= _FIRST_EASTERN for c in letters)
    if 2 * eastern > len(letters):
        within = sum(map(len, _EASTERN_WORDS.findall(sample)))
        return 2 * within < eastern
    if 2 * sum(c > _LAST_LATIN for c in letters) <= len(letters):
        return False
    words = sum(map(len, _OTHER_WORDS.findall(sample)))
    return words < 2 * _FEW and plain > _AMONG * words


@cache
def _is_east_asian(character: str, language: int) -> bool:
    """Kana, Hangul, punctuation, and the ideographs that one national standard calls common."""
    point = ord(character)
    if 0x3000 <= point <= 0x30FF or 0xAC00 <= point <= 0xD7A3 or 0xFF01 <= point <= 0xFF5E:
        return True
    codec, first, last = _COMMON[language]
    try:
        return first <= int.from_bytes(character.encode(codec), "big") <= last
    except UnicodeEncodeError:
        return False


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(letters) for letters in ordered("alphabets"))
