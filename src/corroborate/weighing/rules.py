"""The rules by which claims are rated, each with an id and a sentence that the report prints."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.assessment import Rating


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, the rating that it gives, and the sentence that says when."""

    id: str
    rating: Rating
    sentence: str


RULES: tuple[Rule, ...] = (
    Rule(
        "W1-window-misquoted",
        Rating.CONTRADICTED,
        "A statement that gives a source's count with another window than the source's own, as a closer "
        "statement prints it, is contradicted in its window.",
    ),
    Rule(
        "W2-copy-contradicted",
        Rating.CONTRADICTED,
        "Where two publications print different numbers for one count of one counter, and one of them does "
        "not agree with the other numbers that it prints itself, that one is contradicted.",
    ),
    Rule(
        "W3-copies-differ",
        Rating.NOT_CHECKABLE,
        "Where two publications print different numbers for one count of one counter and nothing else "
        "decides between them, both stay and the figure is the range of the two.",
    ),
    Rule(
        "W4-cannot-hold-together",
        Rating.CONTRADICTED,
        "A claim that belongs to a smallest set of claims that cannot all hold is contradicted by the others "
        "of the set; which of them is wrong is not decided.",
    ),
    Rule(
        "W5-fewer-than-verified",
        Rating.CONTRADICTED,
        "A claim of fewer than were verified inside its own window is contradicted.",
    ),
    Rule(
        "W6-as-many-verified",
        Rating.SUPPORTED,
        "A claim is supported where as many as it says were verified inside its own window.",
    ),
    Rule(
        "W7-more-than-announced",
        Rating.EXCEEDS,
        "A party's claim exceeds what the evidence can carry where a third party that counted the party's "
        "own "
        "announcements over the whole of the claim's window, or longer, found fewer.",
    ),
    Rule(
        "W8-more-than-verified",
        Rating.POSSIBLE,
        "A claim of more than were verified inside its own window is within what is possible: what is "
        "verified "
        "is a documented minimum, never all.",
    ),
    Rule(
        "W16-more-than-counted",
        Rating.POSSIBLE,
        "A claim of no fewer than a third party counted inside its own window is within what is possible; "
        "where "
        "the words do not say how the third party knows, its count can neither support nor contradict it.",
    ),
    Rule(
        "W9-verified-below-claims",
        Rating.POSSIBLE,
        "A verified count is within what is possible where it is no larger than what the party itself claims "
        "over a window that contains its own.",
    ),
    Rule(
        "W17-fewer-than-recorded",
        Rating.CONTRADICTED,
        "A claim of fewer than the linked lists record for its own window, place and party is contradicted; "
        "a count of what a third party could verify is a minimum, and is not.",
    ),
    Rule(
        "W18-as-many-recorded",
        Rating.SUPPORTED,
        "A claim is supported where the linked lists record as many as it says, in its own window and place "
        "and by its own party.",
    ),
    Rule(
        "W19-exceeds-estimate",
        Rating.EXCEEDS,
        "A claim exceeds what the evidence can carry where it lies above the whole interval of the estimate, "
        "which counts those that nobody recorded too.",
    ),
    Rule(
        "W20-within-estimate",
        Rating.POSSIBLE,
        "A claim of more than the lists record is within what is possible where it reaches into the interval "
        "of the estimate.",
    ),
    Rule(
        "W21-no-estimate",
        Rating.POSSIBLE,
        "A claim of more than the lists record is within what is possible where no estimate can be made: "
        "what is recorded is a documented minimum, never all.",
    ),
    Rule(
        "W22-below-estimate",
        Rating.POSSIBLE,
        "A count between what the lists record and the interval of the estimate is within what is possible, "
        "and likely too low.",
    ),
    Rule(
        "W10-counters-agree",
        Rating.SUPPORTED,
        "A count is supported where another counter came to a count that can be the same over the same "
        "window.",
    ),
    Rule(
        "W11-own-arithmetic",
        Rating.POSSIBLE,
        "A claim that agrees with the other figures printed beside it is within what is possible; agreement "
        "with oneself is no independent support.",
    ),
    Rule(
        "W12-no-shared-days",
        Rating.INCOMPARABLE,
        "A claim whose window shares no day with any count of the same thing is not compared with them.",
    ),
    Rule(
        "W13-no-window",
        Rating.INCOMPARABLE,
        "A count that states no window cannot be laid beside counts that do.",
    ),
    Rule(
        "W14-nothing-beside-it",
        Rating.NOT_CHECKABLE,
        "Nothing in these sources counts the same thing in another way.",
    ),
    Rule(
        "W15-not-asserted",
        Rating.NOT_CHECKABLE,
        "Words that ask, plan, deny or suppose claim no number of the world.",
    ),
)
"""All rules, in the order in which they are tried."""

BY_ID = {rule.id: rule for rule in RULES}
