"""One word of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Word:
    """A token at ``content[start:end]`` with its coarse universal part of speech.

    ``tag`` is one of NOUN PROPN VERB AUX ADJ ADV PRON DET ADP NUM CCONJ SCONJ PART PUNCT X. ``lemma`` is
    the base form of a noun or verb, otherwise the lower-case word. ``form`` says of a verb or
    auxiliary ``base``, ``s``, ``past``, ``part`` (past participle) or ``ing``, of a noun ``plural`` where
    it is one, otherwise "". A regular past form that may be either is ``past`` or ``part`` by context.
    Never changed once made; not frozen, as there is one for every token and freezing doubles its making.
    """

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    form: str = ""
