"""A case as the report sees it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from pathlib import Path

import corroborate
from corroborate.case import joining, outlines, schema, version
from corroborate.case.casefile import Settings
from corroborate.case.codec import encode
from corroborate.case.decisions import Anchor
from corroborate.case.listing import Lists, is_list
from corroborate.case.store import Store
from corroborate.model.dossier import Dossier


def dossier(store: Store, settings: Settings, now: datetime, decided: int | None = None) -> Dossier:
    """Everything that a report is made from, as it stands in the store.

    ``decided`` is how many decisions the log held then, None for all that it holds.
    """
    log = store.decisions()[:decided]
    kept = [s.source for s in store.sources() if s.included]
    sources = [source.id for source in kept]
    documents = store.documents(sources)
    texts = [document.text.id for document in documents]
    stages = store.stages()
    return Dossier(
        title=settings.title,
        question=settings.question,
        now=now,
        tool_version=corroborate.__version__,
        documents=tuple(documents),
        custody=tuple(entry for entry in store.custody() if entry.source_id in sources),
        claims=store.claims(texts),
        unread=store.nouns_of_texts(schema.unread, texts),
        refusals=store.nouns_of_texts(schema.refusals, texts),
        unreadable=store.nouns(schema.unreadable),
        numeric_tokens=sum(s.facts["numeric_tokens"] for s in stages.values() if s.stage == "claims"),
        checked=store.checked(),
        weighing=store.weighing(),
        settings=_printed(store.folder, settings, Anchor.of(log), documents=len(documents)),
        language=settings.language,
        decisions=log,
        listing=joining.listing(store, Lists.of(store, store.folder, settings)),
        lists=tuple(filter(is_list, kept)),
        outlines=outlines.read(store.folder, settings.outlines) if settings.outlines else (),
    )


def _printed(folder: Path, settings: Settings, anchor: Anchor, *, documents: int) -> dict[str, str]:
    printed = {f"Definition of {name}": words for name, words in sorted(settings.definitions.items())}
    printed |= {f"Measure of this case: {name}": str(own) for name, own in sorted(settings.measures.items())}
    printed |= _chosen(settings)
    if settings.outlines:
        printed["Outlines, SHA-256"] = outlines.sha256(folder, settings.outlines)
    printed |= {
        "Texts": str(documents),
        "Decisions in the log": str(anchor.count),
        "Head of the log": anchor.head,
    }
    return printed | {f"Version of stage {stage}": version.of_stage(stage)[:16] for stage in version.USES}


def _chosen(settings: Settings) -> dict[str, str]:
    """What case.toml sets for readers, linkage and estimation; never where the database is."""
    chosen: dict[str, str] = {"Language": settings.language, "Gazetteer": settings.gazetteer or "built-in"}
    for name, section in (("Linkage", settings.linkage), ("Estimation", settings.estimation)):
        chosen |= {f"{name} {f.name}": encode(getattr(section, f.name)) for f in fields(section)}
    for name, given in (("Lists", settings.lists), ("Taxonomy", settings.taxonomy)):
        chosen |= {name: encode(given)} if given else {}
    return chosen
