"""Runs of proper nouns: where a text names somebody or something, with titles and roles beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.claims.voices.cues import cues
from corroborate.claims.words import Word
from corroborate.claims.words.lexicon import lexicon
from corroborate.gazetteer import is_place

_INSIDE = frozenset(["of", "al", "bin", "ibn", "van", "von", "de", "del", "la", "el", "ul", "ur", "da", "di"])
_OF_MANY = frozenset("'’")
_ARTICLES = frozenset(["the", "a", "an"])
_FEMALE = frozenset(["mrs.", "mrs", "ms.", "ms", "miss", "lady", "dame", "queen", "princess"])
_MALE = frozenset(["mr.", "mr", "sir", "lord", "king", "prince", "imam", "mullah"])
_INITIALS = 3
"""Letters up to which a name in capitals is never taken for a place in a dateline."""
_APPOSITIVE = 8
"""Words after a name in which a role is looked for: "Ali Reza, the acting minister of defence"."""


@dataclass(slots=True)
class Mention:
    """One naming at the words ``[first, last)``, titles left out; ``roles`` are those said beside it."""

    first: int
    last: int
    text: str
    kind: str
    female: bool | None
    roles: tuple[str, ...]


def mentions(content: str, words: Sequence[Word], taken: frozenset[int]) -> Iterator[Mention]:
    """The namings of a text in order; words in ``taken`` (labels of turns) are passed over."""
    done = 0
    for i in [k for k, word in enumerate(words) if word.tag == "PROPN"]:
        if i < done or i in taken or not _starts(words[i]):
            continue
        j = i + 1
        while j < len(words) and j not in taken and (_goes_on(words[j]) or _joins(words, j)):
            j += 1
        found = _mention(content, words, _opening(words, i, j, taken), j)
        if found is not None:
            yield found
        done = j


def _opening(words: Sequence[Word], first: int, last: int, taken: frozenset[int]) -> int:
    """Takes in common words that open a body's name: Human Rights Watch, the People's Unity Front."""
    if first == 0 or first - 1 in taken:
        return first
    before = words[first - 1]
    if before.lower == "of" and first > 1 and first - 2 not in taken:
        # At the start of a sentence "Ministry of Energy" does not show that it is one name.
        body = words[first - 2]
        named = body.tag != "PROPN" and body.text[0].isupper() and body.lower in cues().organization_words
        return first - 2 if named else first
    if before.tag == "PART" or before.text in _OF_MANY:
        return first - 2 if first > 1 and first - 2 not in taken and _of_people(words, first, last) else first
    if last - first < 2 or not before.text[0].isupper():
        return first
    opens = before.tag in ("ADJ", "NOUN", "VERB") and before.text[0].isupper() and before.text.isalpha()
    known = cues()
    if not opens or words[first].start != before.end + 1:
        return first
    if before.lower in known.titles or before.lower in known.roles:
        return first
    return first - 1 if any(words[k].lower in known.organization_words for k in range(first, last)) else first


def _of_people(words: Sequence[Word], first: int, last: int) -> bool:
    """True where a capital common noun owns the name of a body: "the Workers' Party"."""
    owner = words[first - 2]
    known = lexicon()
    common = owner.lower in known.nouns or known.singular(owner.lower) in known.nouns
    return (
        owner.text[:1].isupper()
        and owner.end == words[first - 1].start
        and words[first].start == words[first - 1].end + 1
        and (common or owner.lower in known.irregular_nouns)
        and (last - first == 1 or owner.lower not in cues().roles | cues().titles | cues().groups)
        and any(words[k].lower in cues().organization_words for k in range(first, last))
    )


def _starts(word: Word) -> bool:
    return word.tag == "PROPN" and word.text[0].isupper() and len(word.text) > 1


def _goes_on(word: Word) -> bool:
    return word.tag == "PROPN" and word.text[0].isupper()


def _joins(words: Sequence[Word], j: int) -> bool:
    """True for a small word inside a name, as in "Chamber of Commerce", "Hamid al-Din"."""
    body = words[j].lower in ("for", "on") and words[j - 1].lower in cues().organization_words
    return (
        (words[j].lower in _INSIDE or body)
        and j + 1 < len(words)
        and _starts(words[j + 1])
        and words[j].start > words[j - 1].end
    )


def _mention(content: str, words: Sequence[Word], first: int, last: int) -> Mention | None:
    known = cues()
    core = first
    while core < last - 1 and words[core].lower in known.titles and words[core + 1].tag != "PART":
        core += 1
    lower = words[core].lower
    if core == last - 1 and (lower in known.titles or lower in known.calendar):
        return None
    text = " ".join(content[words[core].start : words[last - 1].end].split())
    titles = [words[k].lower for k in range(first, core)]
    titles = [known.short_titles.get(t.rstrip("."), t) for t in titles]
    roles = [t for t in titles if t in known.roles]
    if first and words[first - 1].lower in known.roles:
        roles.append(words[first - 1].lower)
    roles += _after(words, last)
    female = None
    if titles:
        female = True if _FEMALE & set(titles) else False if _MALE & set(titles) else None
    kind = _kind(words[core:last], text, titled=bool(titles or roles))
    if kind == "person" and not titles and first and words[first - 1].lower in _ARTICLES:
        kind = "unknown"
    return Mention(core, last, text, kind, female, tuple(roles))


def _after(words: Sequence[Word], last: int) -> list[str]:
    if last >= len(words) or words[last].text != ",":
        return []
    found = []
    for k in range(last + 1, min(last + _APPOSITIVE, len(words))):
        if words[k].tag in ("VERB", "AUX"):
            return []  # "Asked by Ali Reza, the general said" speaks of two people
        if words[k].tag == "PUNCT":
            break
        if words[k].lower in cues().roles:
            found.append(words[k].lower)
    return found


def _kind(core: Sequence[Word], text: str, *, titled: bool) -> str:
    known = cues()
    lowers = [w.lower for w in core]
    if any(lower in known.organization_words for lower in lowers):
        return "organization"
    if any(lower in known.place_words for lower in lowers):
        return "unknown"
    if titled:
        return "person"
    if len(core) == 1:
        initials = text.isupper() and text.isalpha() and not (len(text) > _INITIALS and is_place(text))
        return "organization" if initials else "unknown"
    plain = [w for w in core if w.lower not in _INSIDE]
    named = 2 <= len(plain) <= 4 and all(w.text[0].isupper() and not w.text[1:].isupper() for w in plain)
    return "person" if named and "of" not in lowers else "unknown"
