"""Speed of segmentation, and that it is linear: seconds at two sizes of hostile and of ordinary text.

Run ``python benchmarks/segmentation.py``. The ratio is seconds a character at the large size over
seconds a character at the small one; linear time keeps it near 1.
"""

from __future__ import annotations

import sys
import time

from corroborate.model.text import Text
from corroborate.text import segment

ORDINARY = (
    "RUTH ROE: How many attacks did you carry out this year? The UN counted “fewer than 30,” it says.\n"
    "AMIN KHAN: We carried out more than 200. [The group has claimed 160.] Gen. Ali saw them, on Sept. 1.\n"
    "Nobody else can count them: ‘we have no access,’ the mission’s report says.\n\n"
)
TEXTS = {
    "transcript": ORDINARY,
    "one line": "He said that 20 people died in the north. ",
    "short lines": "A line of text.\n",
    "full stops apart": ". ",
    "nested brackets": "[",
    "quote marks": '"',
    "reopened quotations": "“a\n\n",
    "apostrophes": "' 'a",
    "labels": "AAA: hi.\nBBB: why?\n",
    "abbreviations": "Mr. ",
    "open notes": "[a\n\n",
}


def seconds(content: str) -> float:
    """Process time of one segmentation."""
    before = time.process_time()
    segment(Text.derive("benchmark", content, "plain", "1"))
    return time.process_time() - before


def main(large: int = 2_000_000) -> None:
    """Print a table: megabytes a second and the ratio for each text."""
    print(f"{'text':22}{'MB/s':>8}{'ratio':>8}")
    for name, unit in TEXTS.items():
        small = large // 10
        slow = seconds(unit * (large // len(unit)))
        quick = min(seconds(unit * (small // len(unit))) for _ in range(3))
        print(f"{name:22}{large / 1e6 / slow:8.2f}{slow / quick / 10:8.2f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
