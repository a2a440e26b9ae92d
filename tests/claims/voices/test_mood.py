from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[..., object]


@pytest.mark.parametrize(
    ("content", "mood"),
    [
        ("The army lost 20 men.", "asserted"),
        ("Have they lost 20 men?", "question"),
        ("The army will send 20 men.", "future"),
        ("The army is going to send 20 men.", "future"),
        ("He said the army would send 20 men.", "future"),
        ("The army is expected to send 20 men.", "future"),
        ("The army could lose 20 men.", "hypothetical"),
        ("If the army lost 20 men, it left.", "hypothetical"),
        ("The army would have lost 20 men.", "hypothetical"),
        ("The army plans to send 20 men.", "goal"),
        ("We want to free 20 towns.", "goal"),
        ("The army must free 20 towns.", "goal"),
        ("Who will win? The army lost 20 men.", "asserted"),
        ("The army lost 20 men and will leave.", "asserted"),
        ("They lost 20 men; will they go?", "asserted"),
        ("About 20 men could die.", "hypothetical"),
        ("The army must have lost 20 men.", "asserted"),
        ("There must have been 20 men.", "asserted"),
        ("The army should have lost 20 men.", "hypothetical"),
        ("The army might have lost 20 men.", "hypothetical"),
        ("They came in order to free 20 men.", "goal"),
        ("It must have been hard for him, aged 20 when he left.", "asserted"),
        ("It must be hard for him, aged 20 and alone.", "asserted"),
    ],
)
def test_modality(read: Reader, content: str, mood: str) -> None:
    found = read(content)
    assert found.voices.modality(*found.place("20")).value == mood


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("The army lost 20 men.", "affirmed"),
        ("The army did not lose 20 men.", "negated"),
        ("The army never lost 20 men.", "negated"),
        ("The army isn’t holding 20 men.", "negated"),
        ("The army denied that 20 men were lost.", "negated"),
        ("The army lost not only 20 men but a tank.", "affirmed"),
        ("The army did not leave, and 20 men died.", "affirmed"),
        ("They have no food and 20 men.", "affirmed"),
    ],
)
def test_polarity(read: Reader, content: str, polarity: str) -> None:
    found = read(content)
    assert found.voices.polarity(*found.place("20")).value == polarity
