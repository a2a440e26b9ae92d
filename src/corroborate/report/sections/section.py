"""What a section of the report is: a name, what it prints, and when it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corroborate.report.views import Page


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page, printed by the template of its name from ``values`` and the page.

    ``name`` is the id of the section, its template ``NAME.html.j2`` and its title ``nav.NAME`` in the
    catalogues. ``values`` gives what the template prints beyond the page; ``when`` is False where a case
    has nothing that the section could be about. None stands for nothing beyond the page, and for always.
    """

    name: str
    values: Callable[[Page], Mapping[str, object]] | None = None
    when: Callable[[Page], bool] | None = None

    def is_in(self, page: Page) -> bool:
        """True where the report of this case has the section."""
        return self.when is None or self.when(page)

    def printed(self, page: Page) -> Mapping[str, object]:
        """What its template prints beyond the page."""
        return {} if self.values is None else self.values(page)
