"""From stored bytes to derived text, and from text to segments."""

from corroborate.text.extraction import EXTRACTORS, extract
from corroborate.text.segmentation import segment

__all__ = ["EXTRACTORS", "extract", "segment"]
