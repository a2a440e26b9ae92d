"""C18: the public build holds nothing that is withheld, and its commitments can be opened."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builder import NOW, Builder, exactly
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import InputError
from corroborate.model.attribution import Attribution, Stance, Voice
from corroborate.model.claim import Status
from corroborate.model.decision import Decision
from corroborate.model.dossier import Build
from corroborate.model.finding import Checked, Finding, Level
from corroborate.model.place import Place, PlaceKind
from corroborate.model.source import CustodyEntry, Sensitivity
from corroborate.model.span import Span
from corroborate.model.text import Unreadable
from corroborate.report import figures, lint, manifest, render_html
from corroborate.report.commitments import salts_from, salts_of
from corroborate.report.exports import claims_jsonl, figures_csv
from corroborate.report.masking import ADDRESS, NAME, PLACE, Masked, Masks, coarse
from corroborate.report.public import public

SECRET = bytes(range(32))
MAY = exactly(date(2024, 5, 1), date(2024, 5, 31))
RESTRICTED = (
    "Nasrin Bay said that 44 attacks hit Dara-ye Abdullah Khel (35.4123, 69.8456). Her brother Karim saw 3 "
    "of them with Jamila Sherzad; call +93 70 123 4567 or karim@example.org. The group lost 12 men."
)
WITHHELD = "Witness Zarghuna counted 61 attacks from the roof of the clinic."
OPEN = "The UN verified 31 attacks in May 2024, said Ahmad Massoud."
SENSITIVE = (
    "Nasrin", "Bay", "Karim", "Jamila", "Sherzad", "Abdullah Khel", "35.41", "69.84", "123 4567", "karim@",
    "Zarghuna", "clinic", "Secret House", "Hidden title", "hidden.example", "anna", "/home", "Omid", "Ghafur",
)  # fmt: skip


@pytest.fixture(scope="module")
def dossier():
    b = Builder()
    kept = b.document(OPEN, publisher="Open")
    b.claim(kept, "31 attacks", 31, voices=("UN",), status=Status.VERIFIED, window=MAY)
    closed = b.document(
        RESTRICTED, publisher="Radio", sensitivity=Sensitivity.RESTRICTED, author="Omid Ghafur",
        name="/home/anna/Nasrin.txt",
    )  # fmt: skip
    said = Span.of(closed.text.id, RESTRICTED, 0, len("Nasrin Bay"))
    place = "Dara-ye Abdullah Khel"
    at = RESTRICTED.index(place)
    b.claim(
        closed, "44 attacks", 44, status=Status.CLAIMED, window=MAY,
        attribution=Attribution((Voice("Radio"), Voice("Nasrin Bay", Stance.CLAIMS, words=said))),
        place=Place(place, PlaceKind.SETTLEMENT, "GN:1", "AF", 35.4123, 69.8456, 3.0, place),
        place_span=Span.of(closed.text.id, RESTRICTED, at, at + len(place)),
    )  # fmt: skip
    b.claim(closed, "The group lost 12 men", 12, measure="killed", status=Status.CLAIMED)
    secret = b.document(
        WITHHELD, publisher="Secret House", sensitivity=Sensitivity.WITHHELD, title="Hidden title",
        url="https://hidden.example/",
    )  # fmt: skip
    b.claim(secret, "61 attacks", 61, voices=("Zarghuna",), status=Status.CLAIMED, window=MAY)
    ids = tuple(c.id for c in b.claims)
    found = Finding(
        "sum-0123456789abcdef", "sum", Level.DIFFERS, True,
        "“44 attacks” by Nasrin Bay in Dara-ye Abdullah Khel", ids[:2], ("Nasrin Bay says 44", "31 ≠ 44"),
    )  # fmt: skip
    hidden = replace(found, id="sum-fedcba9876543210", title="Zarghuna counts 61", claims=(ids[0], ids[3]))
    log: list[Decision] = []
    for who, on, shown in (
        ("anna", closed.source.id, "/home/anna/Nasrin.txt"),
        ("anna", secret.source.id, "clinic.txt"),
    ):
        log.append(
            Decision.after(
                log[-1] if log else None, who=who, when=NOW, action="add a source", on=on,
                why="Karim gave it", shown=shown,
            )
        )  # fmt: skip
    return b.dossier(
        Checked((found, hidden), ids, ()),
        custody=tuple(
            CustodyEntry(d.source.id, NOW, "taken in", who="anna", origin="/home/anna/x.txt")
            for d in b.documents
        ),
        unreadable=(Unreadable(closed.source.id, "/home/anna/Nasrin.txt page 2", "a picture of Karim"),),
        decisions=tuple(log),
        settings={"Head of the log": log[-1].hash, "out": "/home/anna/out"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(dossier):
    return public(dossier, salts_of(SECRET))


def outputs(dossier) -> dict[str, str]:
    html = render_html(dossier)
    told = json.dumps(manifest(dossier, html), ensure_ascii=False)
    return {"html": html, "csv": figures_csv(dossier), "jsonl": claims_jsonl(dossier), "manifest": told}


def test_c18_nothing_sensitive_is_in_any_file_of_the_public_build(made):
    for name, text in outputs(made.dossier).items():
        leaks = [word for word in SENSITIVE if word in text.split("</style>")[-1]]
        assert leaks == [], name


def test_c18_what_is_open_is_still_there(made):
    html = outputs(made.dossier)["html"]
    for word in ("Ahmad Massoud", "31 attacks", "44", "Radio", NAME, PLACE, ADDRESS):
        assert word in html
    assert ">61" not in html


def test_c18_hashes_that_few_words_could_be_guessed_from_are_commitments(dossier, made):
    text = "\n".join(outputs(made.dossier).values())
    for document in dossier.documents:
        shown = document.source.handling.sensitivity is Sensitivity.OPEN
        assert (document.source.id in text) is shown
        assert (document.text.id in text) is shown
    closed = {d.source.id for d in dossier.documents[1:]}
    assert [c.id for c in dossier.claims if c.source_id in closed and c.id in text] == []
    assert dossier.settings["Head of the log"] not in text
    assert [d.hash for d in dossier.decisions if d.hash in text] == []


def test_c18_every_commitment_is_opened_by_value_and_salt_with_plain_hmac(made):
    assert {o.sort for o in made.openings} >= {"source", "text", "claim", "head", "sum"}
    for opening in made.openings:
        told = hmac.new(bytes.fromhex(opening.salt), opening.value.encode(), hashlib.sha256).hexdigest()
        assert told == opening.commitment
        assert opening.holds
        assert not replace(opening, value=f"{opening.value}.").holds
        assert not replace(opening, salt="zz").holds
    sources = {o.value: o.commitment for o in made.openings if o.sort == "source"}
    html = render_html(made.dossier)
    assert all(commitment in html for commitment in sources.values())


def test_c18_salts_differ_for_each_value_and_each_secret(dossier, made):
    salts = [o.salt for o in made.openings]
    assert len(set(salts)) == len(salts)
    other = public(dossier, salts_of(SECRET[::-1]))
    assert not {o.commitment for o in made.openings} & {o.commitment for o in other.openings}
    again = public(dossier, salts_of(SECRET))
    assert again == made
    with pytest.raises(InputError, match="32 bytes"):
        salts_of(b"short")


def test_c18_openings_alone_give_the_same_public_build(dossier, made):
    assert public(dossier, salts_from(made.openings)) == made
    with pytest.raises(InputError, match="opens no commitment"):
        public(dossier, salts_from(made.openings[1:]))


def test_c18_every_figure_of_the_public_build_resolves(dossier, made):
    assert lint(render_html(made.dossier), made.dossier) == ()
    assert lint(render_html(dossier), dossier) == ()
    for figure in figures(made.dossier):
        assert figure.spans or figure.rows


def test_c18_without_a_secret_nothing_is_printed_that_could_be_guessed_from(dossier):
    plain = public(dossier, None)
    assert plain.openings == ()
    text = "\n".join(outputs(dossier).values())
    assert [word for word in SENSITIVE if word in text.split("</style>")[-1]] == []
    assert "Head of the log" not in text


def test_the_build_for_an_auditor_shows_everything(dossier):
    html = render_html(replace(dossier, build=Build.AUDITOR))
    assert "Zarghuna" in html
    assert "Nasrin Bay" in html
    assert dossier.documents[2].source.id in html
    assert lint(html, replace(dossier, build=Build.AUDITOR)) == ()


def test_a_case_without_closed_sources_is_its_own_public_build():
    b = Builder()
    document = b.document(OPEN, publisher="Open")
    b.claim(document, "31 attacks", 31)
    dossier = b.dossier()
    assert public(dossier, None).dossier == replace(dossier, build=Build.PUBLIC)


def test_places_are_coarsened_and_areas_are_kept():
    fine = coarse(Place("Bazarak", PlaceKind.SETTLEMENT, "GN:1", "AF", 35.3129, 69.5151, 2.0, "the village"))
    assert (fine.name, fine.id, fine.words, fine.lat, fine.lon) == (PLACE, None, None, 35.0, 70.0)
    assert fine.precision_km > 80
    area = coarse(Place("Panjshir", PlaceKind.ADMIN1, "ISO:AF-PAN", "AF", 35.3129, 69.5151, 40.0))
    assert (area.name, area.lat) == ("Panjshir", 35.0)


@pytest.mark.parametrize(
    "said",
    ["34.5553, 69.2075", "34.55° N, 69.21° E", "34°33′19″N", "42S WD 12345 67890", "a.b@c.org", "@handle_1",
     "+93 70 123 4567", "0093701234567"],
)  # fmt: skip
def test_addresses_and_coordinates_are_masked(said):
    assert said not in Masked.of(f"It was at {said} then.", Masks(None, None)).content


@pytest.mark.parametrize(
    "said", ["44 attacks", "5,000 soldiers", "1.25 to 3.5 km", "2024-05-01", "$1.5 million"]
)
def test_figures_are_not_taken_for_addresses(said):
    assert said in Masked.of(f"They said {said} then.", Masks(None, None)).content


@given(st.text(alphabet="aB c.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_span_keeps_its_words_wherever_none_of_them_is_masked(text, one, other):
    import re

    start, end = sorted((min(one, len(text)), min(other, len(text))))
    masked = Masked.of(text, Masks(re.compile("B+"), re.compile("aa")))
    told = masked.content[masked.first(start) : masked.last(end)]
    inner = Masked.of(text[start:end], Masks(re.compile("B+"), re.compile("aa"))).content
    if start < end and not re.search("B|aa", text[max(0, start - 1) : end + 1]):
        assert told == text[start:end] == inner
    assert masked.first(0) == 0
    assert masked.last(len(text)) == len(masked.content)
    assert masked.first(start) <= masked.last(end)


def test_now_is_no_leak_of_when_a_withheld_source_was_taken_in(dossier):
    early = datetime(2020, 2, 2, tzinfo=UTC)
    documents = tuple(replace(d, source=replace(d.source, acquired=early)) for d in dossier.documents)
    told = public(replace(dossier, documents=documents), salts_of(SECRET)).dossier
    assert told.documents[2].source.acquired == NOW
