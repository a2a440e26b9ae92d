"""Words of a text: exact offsets, coarse part of speech, lemma; shared by every reader of claims."""

from corroborate.claims.words.tagger import words
from corroborate.claims.words.tokens import DIRECTIONS, KEPT, LONGEST, Cut, Form, PerForm, cut
from corroborate.claims.words.word import Word

__all__ = ["DIRECTIONS", "KEPT", "LONGEST", "Cut", "Form", "PerForm", "Word", "cut", "words"]
