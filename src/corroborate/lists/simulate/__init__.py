"""Simulated lists with a known truth."""

from corroborate.lists.simulate.folder import Written, write
from corroborate.lists.simulate.presets import FOUR_LISTS, LINKAGE_REFERENCE, PERSONS, PRESETS, preset
from corroborate.lists.simulate.settingfile import read_setting
from corroborate.lists.simulate.settings import ListSetting, PlaceLaw, Setting
from corroborate.lists.simulate.simulated import Simulated, simulate, size, stream
from corroborate.lists.simulate.world import Incidents

__all__ = [
    "FOUR_LISTS",
    "LINKAGE_REFERENCE",
    "PERSONS",
    "PRESETS",
    "Incidents",
    "ListSetting",
    "PlaceLaw",
    "Setting",
    "Simulated",
    "Written",
    "preset",
    "read_setting",
    "simulate",
    "size",
    "stream",
    "write",
]
