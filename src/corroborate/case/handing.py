"""What is handed over with a report: PDF, data, citation, summary, and the build for an auditor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from corroborate.case import auditing, casefile, releases, session
from corroborate.case.building import Built, build
from corroborate.case.files import write_atomically
from corroborate.case.reporting import manifest_path, read_manifest


def built_as(folder: Path, report: Path) -> Built:
    """The case made ready as it was for a report that was written from it and is still current."""
    made = read_manifest(manifest_path(report))
    settings = casefile.read(folder).settings
    with session.reading(folder) as store:
        return build(
            store,
            folder,
            settings,
            made.made,
            decided=made.case.decisions.count,
            release=str(made.page.get("release", "")),
        )


def beside(folder: Path, report: Path, *, pdf: bool, brief: bool, data: bool) -> list[Path]:
    """Write what is asked for beside a report; gives the files. Raises SettingError without Typst."""
    if not (pdf or brief or data):
        return []
    told = built_as(folder, report).public
    files: dict[str, bytes] = {}
    if pdf or brief:
        from corroborate.report.pdf import brief_pdf, report_pdf

        files |= {"pdf": report_pdf(told, report.read_text("utf-8"))} if pdf else {}
        files |= {"brief.pdf": brief_pdf(told)} if brief else {}
    if data:
        from corroborate.report.card import card_svg
        from corroborate.report.exports import claims_jsonl, figures_csv

        files["figures.csv"] = figures_csv(told).encode("utf-8", "surrogatepass")
        files["claims.jsonl"] = claims_jsonl(told).encode("utf-8", "surrogatepass")
        files["card.svg"] = card_svg(told).encode("utf-8", "surrogatepass")
    written = []
    for name, content in files.items():
        path = report.with_name(f"{report.stem}.{name}")
        write_atomically(path, content)
        written.append(path)
    return written


def for_auditor(folder: Path, report: Path, out: Path) -> Path:
    """Write the build for an auditor that belongs to a public report; gives its page."""
    return auditing.write(built_as(folder, report), out)


def citation(folder: Path, now: datetime) -> tuple[str, str]:
    """How the case is cited, in words and as BibTeX: its last release where there is one."""
    from corroborate.report import citing

    settings = casefile.read(folder).settings
    with session.reading(folder) as store:
        known = releases.listed(store.decisions())
        page = folder / releases.FOLDER / known[-1].id / "report.html" if known else None
        if page is not None and manifest_path(page).is_file():
            made = read_manifest(manifest_path(page))
            told = build(
                store, folder, settings, made.made, decided=made.case.decisions.count, release=known[-1].id
            ).public
            return citing.in_words(told, made.sha256), citing.bibtex(told, made.sha256)
        told = build(store, folder, settings, now).public
    return citing.in_words(told), citing.bibtex(told)


def summary(folder: Path, report: Path) -> list[str]:
    """One screen: what was asked, what is known, what is not, and how much was checked."""
    from corroborate.report import answer, coverage
    from corroborate.report.view import Maker

    page = Maker(built_as(folder, report).public).page()
    counted = coverage.of(page.dossier)
    made = answer.of(page)
    t = page.t
    lines = [page.dossier.title, page.dossier.question, ""]
    for part in made.parts:
        lines += [t(f"answer.title_{part.name}"), *(f"  • {said.words}" for said in part.said)]
    lines += [t("answer.unknown"), *(f"  • {said.words}" for said in made.unknown)]
    return [
        *lines,
        "",
        page.build,
        t(
            "unread.coverage",
            checked=counted.checked,
            total=counted.total,
            unread=counted.unread,
            rest=counted.rest,
        ),
    ]
