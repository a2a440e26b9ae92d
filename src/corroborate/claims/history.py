"""What was counted before: "19 of these attacks", "in these clashes"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from corroborate.claims.attach import Attached
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim

DEPTH = 20
"""Claims that are looked back on."""


class History:
    """The last counts of a document, for words that point back at them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.back = re.compile(load("counted", scene.language)["points_back"], re.IGNORECASE)
        self.last: deque[AnyClaim] = deque(maxlen=DEPTH)

    def add(self, claims: Iterable[AnyClaim]) -> None:
        """Remember the claims of a sentence."""
        self.last.extend(c for c in claims if c.counted is not None)

    def window(self, sentence: tuple[int, int]) -> Attached | None:
        """The window of the counts that "these attacks" points back at; None where nothing does."""
        for match in self.back.finditer(self.scene.content, sentence[0], sentence[1]):
            noun = match["noun"].casefold()
            for claim in reversed(self.last):
                if claim.counted is None or claim.window is None or claim.window_span is None:
                    continue
                if noun.startswith(claim.counted.head[:-1] or claim.counted.head):
                    return Attached(claim.window, claim.window_span.start, claim.window_span.end)
        return None
