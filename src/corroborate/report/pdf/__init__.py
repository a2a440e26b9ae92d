"""The report on paper: tagged PDF/UA-1 through Typst, made from the same page that is read on screen."""

from corroborate.report.pdf.typeset import brief_pdf, card_png, report_pdf

__all__ = ["brief_pdf", "card_png", "report_pdf"]
