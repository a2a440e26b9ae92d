"""Who says it, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.span import Span


class Stance(StrEnum):
    """How a voice stands to the words it carries."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    """Passes on what another says, without vouching for it."""
    QUOTES = "quotes"
    DENIES = "denies"
    DOUBTS = "doubts"
    ESTIMATES = "estimates"
    CLAIMS = "claims"
    """Said with a verb that keeps its distance: claims, alleges, asserts."""
    ASKS = "asks"
    CONFIRMS = "confirms"


class Knowledge(StrEnum):
    """How a voice says that it knows."""

    SAW = "saw"
    TOLD = "was_told"
    REPEATS = "repeats"
    ESTIMATES = "estimates"
    COUNTED = "counted"
    VERIFIED = "verified"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain: a name, how it stands to the words, how it knows.

    ``name`` is the name resolved within the document ("Ahmad Massoud"), ``words`` the span that names it
    in the text ("he"), None for the document's author, who is named outside the text. ``cue`` is the
    span of the verb or phrase that attributes. ``anonymous`` marks sources that are not named.
    """

    name: str
    stance: Stance = Stance.ASSERTS
    knowledge: Knowledge = Knowledge.NOT_STATED
    words: Span | None = None
    cue: Span | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A chain of voices from the outermost inwards: author → UN report → …; never empty."""

    voices: tuple[Voice, ...]

    @property
    def outermost(self) -> Voice:
        """Whoever publishes."""
        return self.voices[0]

    @property
    def speaker(self) -> Voice:
        """The innermost voice: whoever is said to have said it."""
        return self.voices[-1]

    def __str__(self) -> str:
        return " → ".join(f"{v.name} {v.stance.replace('_', ' ')}" for v in self.voices)
