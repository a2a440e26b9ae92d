"""Profiles of lists: what each holds, how precisely, and what two share at a glance."""

from corroborate.lists.profile.calendar import calendar
from corroborate.lists.profile.map import draw_map
from corroborate.lists.profile.outlines import read_outlines
from corroborate.lists.profile.overlap import Overlap
from corroborate.lists.profile.profile import DuplicateGroup, ListProfile, Profile, profile

__all__ = [
    "DuplicateGroup",
    "ListProfile",
    "Overlap",
    "Profile",
    "calendar",
    "draw_map",
    "profile",
    "read_outlines",
]
