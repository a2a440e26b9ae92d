"""The report: one offline page in which every figure leads to exact words, and what holds it to that."""

from corroborate.report.figures import ResolvedFigure, figures
from corroborate.report.lint import Problem, lint
from corroborate.report.manifest import manifest
from corroborate.report.render import render_html

__all__ = ["Problem", "ResolvedFigure", "figures", "lint", "manifest", "render_html"]
