"""The report: one offline page in which every figure leads to exact words, and what holds it to that."""

from corroborate.report.figures import ResolvedFigure, figures
from corroborate.report.render import render_html

__all__ = ["ResolvedFigure", "figures", "render_html"]
