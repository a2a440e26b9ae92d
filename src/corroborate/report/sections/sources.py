"""Sources as the page shows them: what is known of them, their hash, their texts, their custody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from corroborate.model.dossier import Document, Dossier
from corroborate.model.source import NOT_STATED, Sensitivity
from corroborate.report import anchors
from corroborate.report.handling import file_name, without_paths
from corroborate.report.handling import origin as printable
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


@dataclass(frozen=True, slots=True)
class TextView:
    """A text derived from a source."""

    id: str
    part: str
    extractor: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The entry of one source; ``facts`` are label and value."""

    anchor: str
    name: str
    sha256: str
    url: str | None
    nature: str
    facts: tuple[tuple[str, str], ...]
    handling: str
    texts: tuple[TextView, ...]
    custody: tuple[tuple[str, str, str], ...]
    claims: int
    withheld: bool
    sealed: bool
    """True where ``sha256`` is no hash of the bytes but a commitment to it."""


def sources(dossier: Dossier, page: Page) -> tuple[SourceView, ...]:
    """Every source once, in the order in which the case holds them."""
    documents: dict[str, list[Document]] = {}
    for document in dossier.documents:
        documents.setdefault(document.source.id, []).append(document)
    custody: dict[str, list[tuple[str, str, str]]] = {}
    for entry in dossier.custody:
        custody.setdefault(entry.source_id, []).append(
            (moment(entry.when), entry.action, _how(printable(entry.origin), entry.method, entry.tool))
        )
    t = page.t
    found = []
    for id, source in dossier.sources.items():
        members = documents.get(id, [])
        hidden = id in page.handled.withheld
        facts = (
            (t("sources.publisher"), source.publisher),
            (t("sources.author"), source.author),
            (
                t("sources.published"),
                NOT_STATED if source.published is None else t.local.days(source.published),
            ),
            (t("sources.acquired"), f"{moment(source.acquired)} UTC"),
            (t("sources.media"), f"{source.media_type}, {t.local.number(source.size)} {t('sources.bytes')}"),
            (t("sources.language"), source.language),
        )
        sensitivity = source.handling.sensitivity
        key = (
            "withheld_handling"
            if hidden
            else "withheld_open"
            if sensitivity is Sensitivity.WITHHELD
            else sensitivity
        )
        consent = f"; {t('sources.consent')}: {source.handling.consent}"
        found.append(
            SourceView(
                anchors.source(id),
                page.sources[id],
                id,
                None if hidden or not source.url.startswith(("https://", "http://")) else source.url,
                t(f"nature.{source.nature}"),
                () if hidden else facts,
                t(f"sources.{key}") + ("" if hidden else consent),
                ()
                if hidden
                else tuple(
                    TextView(
                        d.text.id,
                        file_name(d.text.part) if d.text.part else "",
                        f"{d.text.extractor} {d.text.extractor_version}",
                        tuple(without_paths(w) for w in d.text.warnings),
                    )
                    for d in members
                ),
                () if hidden else tuple(custody.get(id, ())),
                len(page.claims.get(id, ())),
                hidden,
                page.is_sealed(id),
            )
        )
    return tuple(found)


def moment(when: datetime) -> str:
    """A moment to the second, as ISO writes it."""
    return when.replace(tzinfo=None, microsecond=0).isoformat(" ")


def _how(*parts: str) -> str:
    return "; ".join(p for p in parts if p and p != NOT_STATED)


def values(page: Page) -> Mapping[str, object]:
    """Every source of the case."""
    return {"sources": sources(page.dossier, page)}


SECTION = Section("sources", values)
