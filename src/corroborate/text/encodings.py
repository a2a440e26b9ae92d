"""Which of the older encodings the bytes of a file are in, told by the letters that come out."""

from __future__ import annotations

import re
from functools import cache

from corroborate.text.words import ordered

_ENOUGH = 0.9
_SAMPLE = 100_000
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_TYPOGRAPHY = frozenset("“”‘’„‚«»‹›–—…•·°§©®™€£¥¿¡ªº½¼¾×÷\u00a0\u00ad\u200c\u200d\u200e\u200f، ؛؟٪۔")
_CASE_FLIPS = re.compile(r"[a-zß-öø-ÿā-žα-ωа-я](?=[À-ÖØ-ÞΑ-ΩА-Я])")
_INSIDE_WORDS = re.compile(r"(?<=[^\W\d_])[^\w\s'’‘\-–—.,:;!?\"“”()/…·،؛\u00ad\u200c\u200d](?=[^\W\d_])")
_MIXED = re.compile(
    r"[A-Za-zÀ-ɏ](?=[Ͱ-ӿ\u0590-\u06ff])|[Ͱ-Ͽ](?=[A-Za-zÀ-ɏЀ-ӿ\u0590-\u06ff])"
    r"|[Ѐ-ӿ](?=[A-Za-zÀ-ɏͰ-Ͽ\u0590-\u06ff])|[\u0590-\u06ff](?=[A-Za-zÀ-ӿ])"
)
_SMALLEST_SCRIPT = 0x2E80
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
    for codec in ordered("encodings"):
        content = attempt(data, codec)
        if content is None:
            continue
        score = plausibility(content)
        if best is None or score > best[0] + 1e-9:
            best = score, content, codec
    return None if best is None or best[0] < _ENOUGH else best[1:]


def plausibility(content: str) -> float:
    """How well the characters beyond ASCII belong together, from 1 (letters of one language) down.

    They count where one language writes them, where they are typography, or where they are Chinese,
    Japanese or Korean; capitals after small letters, signs inside words and
    words of two scripts count against.
    """
    sample = content[:_SAMPLE]
    beyond = _BEYOND_ASCII.findall(sample)
    if not beyond:
        beyond = _BEYOND_ASCII.findall(content)[:_SAMPLE]
        sample = "".join(beyond)
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
