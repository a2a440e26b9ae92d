"""Statements that differ in how much they say and in nothing else: "solely on gifts", "partly on gifts".

Quantifiers are read elsewhere beside the nouns that they belong to. Here the whole clause is looked at:
where two clauses of a text have the same weighty words, and one says all or none and the other a part
or some, both are claims, whatever the grammar. One clause alone gives no claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from corroborate.claims.existence import window_in
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.scene import Scene
from corroborate.claims.words import Word
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind, Counted
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity

LONGEST, LEAST = 40, 2
"""Words of a clause at most, and weighty words at least."""

MOST = 4_000
"""Clauses of one text that are compared; a longer text is read in blocks."""

FEW = 20
"""Clauses that say all or none, up to which the sentences are looked through for their words first."""

_QUOTES = frozenset({"“", "”", '"', "«", "»"})
_WEIGHTY = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_NOTHING, _ALL = Interval.exactly(0), Interval.exactly(1)


@dataclass(frozen=True)
class Lexicon:
    """The quantifiers of a language by sort, and the words that a clause is known by."""

    phrases: dict[tuple[str, ...], str]
    lengths: dict[str, tuple[int, ...]]
    articles: frozenset[str]
    negators: frozenset[str]
    saying: frozenset[str]
    light: frozenset[str]
    strong: frozenset[str]
    """Words of which a clause has one where it says all or none."""


@cache
def lexicon_of(language: str) -> Lexicon:
    """The words of a language; parsed once."""
    data = load("parallel", language)
    phrases = {tuple(str(p).split()): sort for sort in ("part", "all", "none", "also") for p in data[sort]}
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        lengths[phrase[0]].add(len(phrase))
    words = {k: frozenset(str(w) for w in data[k]) for k in ("articles", "negators", "saying", "light")}
    ordered = {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()}
    # A phrase is there only with the longest of its words; an article is none behind "never", and "any"
    # behind a negator.
    strong = {max(phrase, key=len) for phrase, sort in phrases.items() if sort in {"all", "none"}}
    strong |= {"never", "any"}
    return Lexicon(phrases, ordered, **words, strong=frozenset(strong))


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``[first, last)`` with the quantifier at ``[at, after)`` and the weighty words without it."""

    first: int
    last: int
    at: int
    after: int
    sort: str
    weight: frozenset[str]
    adjectives: frozenset[str]
    """Of the weighty words those that only narrow."""
    order: tuple[tuple[int, str], ...] = ()
    """The weighty words with their places, in the order of the text."""
    denied: bool = False
    """True where what is said is denied of so many: "some are not paid"."""


def parallel_claims(scene: Scene) -> Iterator[Claim]:
    """A claim for each of two clauses of which one says all or none, and the other a part or some."""
    known = lexicon_of(scene.language)
    sentences = list(sentences_of(scene))
    strong = strong_among(scene, sentences, known)
    weights = {c.weight for c in clauses_of(scene, strong, known) if c.sort in {"none", "all"}}
    if not weights:
        return
    found = clauses_of(scene, _with_any(scene, sentences, weights), known)
    clauses = [c for c in found if not c.denied][:MOST]
    lesser: dict[frozenset[str], list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.sort in {"part", "some", "number"}:
            for weight in _narrowed(clause):
                lesser[weight].append(clause)
    done: set[tuple[int, int, str]] = set()
    for clause in clauses:
        if clause.sort not in {"none", "all"}:
            continue
        for other in lesser.get(clause.weight, ()):
            if not _are_parallel(scene, clause, other):
                continue
            kind = ClaimKind.EXISTENCE if clause.sort == "none" else ClaimKind.PROPORTION
            for told in (clause, other):
                if (told.first, told.at, kind.value) not in done:
                    done.add((told.first, told.at, kind.value))
                    yield claim_of(scene, told, clause.weight, kind)


def _narrowed(clause: Clause) -> list[frozenset[str]]:
    """The weighty words, also without one adjective: a brief warning is a warning."""
    return [clause.weight, *(clause.weight - {a} for a in sorted(clause.adjectives)[:3])]


def _are_parallel(scene: Scene, clause: Clause, other: Clause) -> bool:
    """True for two sentences; all and a part must be told in just the same words."""
    if clause.sort == "all" and (other.sort == "some" or other.weight != clause.weight):
        return False
    return scene.sentence(scene.words[clause.at].start) != scene.sentence(scene.words[other.at].start)


def sentences_of(scene: Scene) -> Iterator[tuple[int, int]]:
    """The sentences whose clauses are compared, as their first and last word."""
    for start, end in dict.fromkeys(scene.sentences):
        first, last = scene.word_at(start), scene.word_at(end)
        if LEAST <= last - first <= 3 * LONGEST and scene.words[last - 1].text != "?":
            yield first, last


def strong_among(scene: Scene, sentences: Sequence[tuple[int, int]], known: Lexicon) -> list[tuple[int, int]]:
    """The sentences that have a word of those that say all or none."""
    return [s for s in sentences if not known.strong.isdisjoint(scene.lowers[slice(*s)])]


def _with_any(
    scene: Scene, sentences: Sequence[tuple[int, int]], weights: Set[frozenset[str]]
) -> Sequence[tuple[int, int]]:
    """The sentences that have all the weighty words of some clause; all of them where clauses are many."""
    if len(weights) > FEW:
        return sentences
    bases = [base(word) for word in scene.words]
    return [s for s in sentences if any(weight.issubset(bases[slice(*s)]) for weight in weights)]


def clauses_of(scene: Scene, sentences: Iterable[tuple[int, int]], known: Lexicon) -> Iterator[Clause]:
    """Every clause of the sentences that has one quantifier, in the order of the text."""
    words = scene.words
    for first, last in sentences:
        for a, b in _parts(words, first, last, known):
            clause = _clause(words, scene.lowers, a, b, known)
            if clause is not None:
                yield clause


def _parts(words: Sequence[Word], first: int, last: int, known: Lexicon) -> Iterator[tuple[int, int]]:
    """What is quoted in a sentence, or else the sentence without who says it."""
    marks = [k for k in range(first, last) if words[k].text in _QUOTES]
    quoted = [(a + 1, b) for a, b in zip([first - 1, *marks], [*marks, last], strict=True)]
    if marks:
        opens = words[marks[0]].text in {"“", '"', "«"}
        inside = quoted[1::2] if opens else quoted[0::2]
        yield from ((a, b) for a, b in inside if b - a > LEAST)
        return
    yield _said(words, first, last, known)


def _said(words: Sequence[Word], first: int, last: int, known: Lexicon) -> tuple[int, int]:
    for k in range(first, last):
        lower = words[k].lower
        if lower == "according" and k + 1 < last and words[k + 1].lower == "to":
            comma = next((j for j in range(k, last) if words[j].text == ","), None)
            if k == first and comma is not None:
                return comma + 1, last
            return first, k
        if words[k].tag != "VERB" or words[k].lemma not in known.saying:
            continue
        that = next((j for j in range(k + 1, min(last, k + 7)) if words[j].lower in {"that", ":"}), None)
        comma = next((j for j in range(k, max(first, k - 9), -1) if words[j].text == ","), None)
        if that is not None:
            return that + 1, last
        if comma is not None and last - k < 10:
            return first, comma
        if k - first < 9 and last - k > 3:
            return k + 1, last
    return first, last


def _clause(
    words: Sequence[Word], lowers: Sequence[str], first: int, last: int, known: Lexicon
) -> Clause | None:
    while first < last and words[first].tag == "PUNCT":
        first += 1
    if last - first > LONGEST:
        return None
    found: list[tuple[int, int, str]] = []
    k = first
    while k < last:
        for n in known.lengths.get(lowers[k], ()):
            sort = known.phrases.get(tuple(lowers[k : k + n])) if k + n <= last else None
            if sort is not None and _quantifies(words, k, k + n, last):
                denied = lowers[k] in known.articles and "never" in lowers[first:k]
                denied |= lowers[k] == "any" and not known.negators.isdisjoint(lowers[first:k])
                if lowers[k] == "any" and not denied:
                    # "If any come" says nothing of how many do.
                    return None
                found.append((k, k + n, "none" if denied else sort))
                k += n - 1
                break
        else:
            if words[k].tag == "NUM":
                found.append((k, k + 1, "number"))
        k += 1
    also = [f for f in found if f[2] == "also"]
    found = _merged([f for f in found if f[2] != "also"])
    sorts = {s for _, _, s in found}
    if "none" in sorts:
        # "Not one doctor in the whole district".
        found = [f for f in found if f[2] != "all" or lowers[f[1] - 1] not in {"whole", "entire"}]
        sorts = {s for _, _, s in found}
    strong = [f for f in found if f[2] == "none"] or [f for f in found if f[2] == "all"]
    parts = [f for f in found if f[2] == "part" and not _is_article(lowers, f, known)]
    numbers = [f for f in found if f[2] == "number"]
    if len(strong) == 1 and not parts and not numbers and not {"none", "all"} <= sorts:
        at, after, sort = strong[0]
    elif strong or len(parts) + len(numbers) > 1:
        return None
    elif parts:
        at, after, sort = parts[0]
    elif numbers:
        at, after, sort = numbers[0]
    else:
        articles = [f for f in found if _is_article(lowers, f, known)]
        if not articles and not also:
            return None
        at, after, sort = also[0] if also else (*articles[0][:2], "some")
    skipped = {k for a, b, _ in found for k in range(a, b)}
    denied = sort != "none" and any(
        lowers[k] in known.negators for k in range(first, last) if k not in skipped
    )
    if denied and (sort in {"some", "also"} or strong):
        return None
    if not any(w.tag in {"VERB", "AUX"} for w in words[first:last]):
        return None
    if words[first].tag == "VERB" and words[first].form in {"base", "ing"}:
        # "Give us a retraction" asks for one.
        return None
    skipped |= {k for k in range(first, last) if lowers[k] in known.negators}
    told = [words[k] for k in range(first, last) if k not in skipped and words[k].tag in _WEIGHTY]
    weight = frozenset(base(w) for w in told if w.lemma not in known.light and w.lower not in known.light)
    if len(weight) < LEAST:
        return None
    adjectives = frozenset(base(w) for w in told if w.tag == "ADJ") & weight
    order = tuple(
        (k, base(words[k])) for k in range(first, last) if k not in skipped and base(words[k]) in weight
    )
    return Clause(first, last, at, after, sort, weight, adjectives, order, denied)


def _merged(found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Quantifiers right beside each other as one: "a few dozen"."""
    merged: list[tuple[int, int, str]] = []
    for at, after, sort in found:
        beside = bool(merged) and merged[-1][1] == at
        if beside and sort in {"part", "number"} and merged[-1][2] in {"part", "number", "all"}:
            # "Only four of" is a part.
            merged[-1] = (merged[-1][0], after, "part")
        else:
            merged.append((at, after, sort))
    return merged


def _is_article(lowers: Sequence[str], at: tuple[int, int, str], known: Lexicon) -> bool:
    """True for "a", and not for "a part of"."""
    return at[1] - at[0] == 1 and lowers[at[0]] in known.articles


def _quantifies(words: Sequence[Word], k: int, after: int, last: int) -> bool:
    """False for "No, wait": what says how many has something after it, or stands at the end."""
    return after >= last or words[after].tag != "PUNCT" or words[k].lower != "no"


def base(word: Word) -> str:
    """The form in which two words are compared."""
    return word.lemma.casefold()


def claim_of(scene: Scene, clause: Clause, weight: frozenset[str], kind: ClaimKind) -> Claim:
    """The claim of a whole clause about what the given words name."""
    words = scene.words
    close = clause.last - (words[clause.last - 1].tag == "PUNCT")
    first, last = words[clause.first].start, words[close - 1].end
    at, after = words[clause.at].start, words[clause.after - 1].end
    told = scene.content[at:after]
    topic = " ".join(sorted(weight))
    if kind is ClaimKind.EXISTENCE:
        hard = _NOTHING if clause.sort == "none" else Interval(0, None)
        usual = _NOTHING if clause.sort == "none" else Interval(1, None)
        dimension = Dimension.OTHER
    else:
        hard = _ALL if clause.sort == "all" else Interval(0, 1)
        usual = _ALL if clause.sort == "all" else Interval(0.01, 0.95)
        dimension = Dimension.SHARE
    sentence = scene.sentence(first)
    when, where = window_in(scene, first, last, sentence)
    return Claim(
        id=claim_id(scene.document.text.id, first, last, kind, "parallel"),
        source_id=scene.document.source.id,
        span=scene.span(first, last),
        kind=kind,
        attribution=scene.voices.attribution(first, last),
        reader=READER,
        sentence=sentence,
        quantity=Quantity(hard, usual, told, told, Hedge.NONE if hard.is_exact else Hedge.VAGUE, dimension),
        quantity_span=scene.span(at, after),
        counted=Counted(topic, topic, modifiers=tuple(sorted(weight))),
        window=when,
        window_span=scene.span(*where) if where is not None else None,
        modality=scene.voices.modality(first, last),
        event=scene.content[first:last],
    )
