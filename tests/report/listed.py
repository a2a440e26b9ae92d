"""A dossier with linked lists, a claim of a party, a verified count and an estimate."""

from dataclasses import replace
from datetime import date

from builder import Builder, exactly

from corroborate.model.capture import CaptureHistories
from corroborate.model.claim import Status
from corroborate.model.estimate import Caution, Estimate, Method, Refused
from corroborate.model.evidence import Settling, SliceEvidence
from corroborate.model.incidents import Incidents, Outline, Spell, Spot
from corroborate.model.interval import Interval
from corroborate.model.linkage import Undecided
from corroborate.model.listing import LinkageSummary, Listing, ListSummary
from corroborate.model.record import DefinitionCard, Reject
from corroborate.weighing.slices import slices

YEAR = exactly(date(2024, 1, 1), date(2024, 12, 31))
LISTS = ("un", "press", "monitor")
TABLE = CaptureHistories.of(LISTS, {1: 30, 2: 20, 3: 6, 4: 9, 7: 3})
ESTIMATE = Estimate(
    Method.DECOMPOSABLE,
    LISTS,
    68,
    120,
    Interval(96, 171),
    "lists that depend on each other do so as some decomposable graph says",
    cautions=(Caution("small_list", "The list monitor holds few."),),
)


SPELLS = (
    Spell(date(2024, 1, 1), date(2024, 1, 31), {"un": 5, "press": 3}, (4, 2)),
    Spell(date(2024, 2, 1), date(2024, 2, 29), {"un": 0, "press": 0}, (0, 0)),
    Spell(date(2024, 3, 1), date(2024, 3, 31), {"un": 1, "press": 9}, (10, 0)),
)
SPOTS = (
    Spot(34.5, 69.2, 100.0, True, 4),
    Spot(34.6, 69.3, 5.0, False, 12),
    Spot(36.0, 66.0, None, False, 1),
)
SEEN = Incidents(("un", "press"), 20, "month", SPELLS, 4, SPOTS, 3, True, ("feed",), {"un": 6, "press": 12})
SQUARE = Outline("Kabul", (((68.0, 34.0), (70.0, 34.0), (70.0, 35.0), (68.0, 35.0), (68.0, 34.0)),))


def dossier(estimate=ESTIMATE, linkage=None, unfit=None):
    b = Builder()
    for number, status in ((207, Status.CLAIMED), (29, Status.VERIFIED)):
        document = b.document(f"Paper has {number} attacks.", publisher="Paper", published=date(2025, 1, 5))
        b.claim(document, f"{number} attacks", number, number, status=status, window=YEAR)
    (about,) = slices(b.claims, b.documents)
    held = SliceEvidence(
        about,
        LISTS,
        Interval(64, 72),
        {"un": 39, "press": 29, "monitor": 12},
        *((None, estimate) if isinstance(estimate, Refused) else (estimate, None)),
        tuple(f"un:{i}" for i in range(39)),
        {"old": "covers only 2022"},
        ("press counts an attack, with at least one death",),
        own=Interval(190, 207),
        typical=TABLE,
    )
    if unfit:
        held = SliceEvidence(about, (), unfit=unfit)
    card = DefinitionCard("un", "UN reports", "an attack", "verified", "merged", "one a place and day")
    made = b.dossier()
    listing = Listing(
        (
            ListSummary(
                card, made.documents[0].source.id, "mapped", 42, 39, 2,
                (Reject("un.csv", 7, "day", "31/31", "no date"),), {"test rows": 1},
            ),
        ),
        None if linkage else LinkageSummary(
            LISTS, 80, Interval(64, 72), 0.95, (0.01, 0.04), "sampler", TABLE,
            (1,) * 10, (Undecided(("un", "3"), ("press", "8"), 0.52, 0.4),)
        ),
        linkage,
        (held,),
        (Settling(about.id, "list", "a further list", 0.35, Interval(96, 171), Interval(100, 140), 5),),
    )  # fmt: skip
    return replace(made, weighing=b.weighed(evidence=(held,)), listing=listing)
