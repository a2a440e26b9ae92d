"""Independence of sources: publications that print one count, or one sentence, are one source for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.independence import Dependence, Tie
from corroborate.weighing import words
from corroborate.weighing.count import Count, digest

SENTENCE = 8
"""Words that two publications must share in a row, from full stop to full stop, to be copies: fewer can be
the ordinary way to say a thing."""

_WORD = re.compile(r"\w+", re.UNICODE)


def dependences(
    counts: Sequence[Count],
    claims: Sequence[AnyClaim],
    documents: Sequence[Document],
    named: Mapping[str, str],
) -> tuple[Dependence, ...]:
    """What ties publications to each other, those of one counter first, each in order of the claims.

    ``counts`` are figures with every claim that states them, ``named`` how sources are named. A counter's
    own publication is one of those that print its count. Linear in claims and their sentences.
    """
    return (*_of_one_counter(counts, claims, named), *_same_sentences(claims, documents, named))


def _of_one_counter(
    counts: Sequence[Count], claims: Sequence[AnyClaim], named: Mapping[str, str]
) -> list[Dependence]:
    source = {claim.id: claim.source_id for claim in claims}
    order = {claim.id: i for i, claim in enumerate(claims)}
    together: dict[tuple[str, tuple[str, ...]], list[Count]] = {}
    for count in counts:
        printed = tuple(dict.fromkeys(source[i] for i in sorted(count.claims, key=order.__getitem__)))
        if count.counter and len(printed) > 1:
            together.setdefault((count.counter, tuple(sorted(printed))), []).append(count)
    found = []
    for (counter, printed), figures in together.items():
        shown = words.listed([named.get(s, s) for s in printed])
        what = "a count" if len(figures) == 1 else f"{len(figures)} counts"
        found.append(
            Dependence(
                digest("dependence", Tie.COUNTER, counter, printed),
                Tie.COUNTER,
                printed,
                f"{shown} print {what} of {counter}.",
                f"They are one source for it, {counter}, and not {len(printed)}: none of them supports "
                "another.",
                tuple(i for figure in figures for i in figure.claims),
            )
        )
    return found


def _same_sentences(
    claims: Sequence[AnyClaim], documents: Sequence[Document], named: Mapping[str, str]
) -> list[Dependence]:
    content = {d.text.id: d.text.content for d in documents}
    by_words: dict[str, list[AnyClaim]] = {}
    for claim in claims:
        cut = _WORD.findall(content.get(claim.span.text_id, "")[slice(*claim.sentence)].casefold())
        if len(cut) >= SENTENCE:
            by_words.setdefault(" ".join(cut), []).append(claim)
    together: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for sentence, stating in by_words.items():
        sources = tuple(sorted({claim.source_id for claim in stating}))
        if len(sources) > 1:
            together.setdefault(sources, {})[sentence] = [claim.id for claim in stating]
    found = []
    for sources, sentences in together.items():
        what = (
            "The same sentence stands" if len(sentences) == 1 else f"{len(sentences)} sentences stand alike"
        )
        found.append(
            Dependence(
                digest("dependence", Tie.COPY, sources),
                Tie.COPY,
                sources,
                f"{what} in {words.listed([named.get(s, s) for s in sources])}.",
                "One of them was copied from another, or all from one text: they are one source for what it "
                "says.",
                tuple(i for ids in sentences.values() for i in ids),
            )
        )
    return found
