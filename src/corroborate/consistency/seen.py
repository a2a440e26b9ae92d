"""A claim as the checks see it: with its document, names in one form, and days as ordinals."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.consistency import english
from corroborate.model.claim import AnyClaim, Status
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval, Number
from corroborate.model.window import AnchorKind, Window
from corroborate.wording import publication


@dataclass(frozen=True, slots=True)
class Seen:
    """One claim, prepared. ``number`` is its place in the order given; what is None is not known."""

    number: int
    claim: AnyClaim
    document: Document | None
    measure: str | None
    thing: str | None
    """The measure's id, or the head noun where the lexicon has no entry."""
    words: str
    modifiers: tuple[str, ...]
    actor: str | None
    target: str | None
    place: str | None
    speaker: str
    """Whoever is said to have said it, in one form."""
    subject: str | None
    status: Status = Status.NOT_STATED
    """How what is counted is said to be known; what a party says of itself is claimed."""
    happens: bool = False
    """True for things that happen, whose counts grow with the window; False for levels at a time."""
    unclear: bool = False
    """True where the sentence has another number for what was read as the same thing."""
    telling: frozenset[str] = frozenset()
    """The weighty words of the clause around the number, see `telling`; empty where they say too little."""
    flows: bool = False
    """True where the clause tells of deeds over a window, whatever the noun."""
    stands_in: bool = False
    """True where a pronoun stands for whoever does what is counted."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def hard(self) -> Interval:
        """What the words entail; raises AssertionError where the claim has no quantity."""
        assert self.claim.quantity is not None
        return self.claim.quantity.hard

    @property
    def usual(self) -> Interval:
        """What a reader takes the words to mean."""
        assert self.claim.quantity is not None
        return self.claim.quantity.usual

    @property
    def stated(self) -> Number | None:
        """The number said, where one number was said."""
        return self.claim.quantity.stated if self.claim.quantity else None

    @property
    def figure(self) -> str:
        """The words of the number with its hedge; the claim's words where it has none."""
        return self.claim.quantity.words if self.claim.quantity else self.claim.span.quote

    @property
    def window(self) -> Window | None:
        """The window of the claim."""
        return self.claim.window

    @property
    def is_bare_number(self) -> bool:
        """True where the thing counted is not among the claim's words, but was taken over from others."""
        return self.claim.quantity_span is not None and self.claim.quantity_span == self.claim.span

    @property
    def quote(self) -> str:
        """The words of the claim between quote marks."""
        return english.quoted(self.claim.span.quote)

    @property
    def sentence(self) -> str:
        """The words of the sentence around the claim; the claim's own words without a document."""
        if self.document is None:
            return self.claim.span.quote
        first, last = self.claim.sentence
        return self.document.text.content[first:last]

    @property
    def source(self) -> str:
        """What to call the document in a message."""
        if self.document is None:
            return "a document that was not given"
        return publication(self.document)

    @property
    def hangs_on_publication(self) -> bool:
        """True where the window was resolved against the day of publication."""
        return self.window is not None and self.window.anchor.kind is AnchorKind.PUBLISHED
