"""One offline HTML file from a dossier: no script, nothing loaded, every figure a link to its words."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corroborate.model.dossier import Dossier
from corroborate.report import timeline
from corroborate.report.catalogue import catalogue
from corroborate.report.public import shown
from corroborate.report.sections import SECTIONS
from corroborate.report.view import Maker


def render_html(dossier: Dossier) -> str:
    """The report of a dossier as one HTML file; the same dossier gives the same characters.

    A dossier as the case holds it is made public first: what is withheld is not printed (C18).
    Raises UnresolvedFigureError for a figure that leads to no words and no rows, or to words that do
    not stand in their text (C14); IntegrityError where a part of the method is missing (C20).
    """
    dossier = shown(dossier)
    page = Maker(dossier).page()
    environment = _environment()
    shared = {
        "page": page,
        "t": page.t,
        "en": catalogue("en"),
        "dossier": dossier,
        "title_lines": timeline.title_lines,
    }
    sections = [
        (
            section.name,
            Markup(  # noqa: S704 – escaped by its own template
                environment.get_template(f"{section.name}.html.j2").render(**shared, **section.printed(page))
            ),
        )
        for section in SECTIONS
        if section.is_in(page)
    ]
    style = Markup(_style())  # noqa: S704 – our own file
    return environment.get_template("report.html.j2").render(**shared, sections=sections, style=style)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("corroborate.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _style() -> str:
    return (resources.files("corroborate.report") / "templates" / "report.css").read_text(encoding="utf-8")
