"""The words that attribute: verbs, nouns and phrases of the voice lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from corroborate.lexicons.load import load
from corroborate.model.attribution import Knowledge, Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says of the voice, and what may follow it: ``that``, ``object``, ``to``."""

    stance: Stance
    knowledge: Knowledge = Knowledge.NOT_STATED
    takes: frozenset[str] = frozenset({"that"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The voice lexicon of a language."""

    verbs: dict[str, Cue]
    put_at: frozenset[str]
    phrases: dict[tuple[str, ...], Cue]
    phrase_starts: frozenset[str]
    nouns: dict[str, Cue]
    accusing: dict[str, str]
    speaking: frozenset[str]
    carrying: frozenset[str]
    carried: frozenset[str]
    told: frozenset[str]
    periods: frozenset[str]
    softening: frozenset[str]
    responsible: frozenset[str]
    made: frozenset[str]
    counts: frozenset[str]
    issuing: frozenset[str]
    not_speakers: frozenset[str]
    documents: frozenset[str]
    surveys: frozenset[str]
    anonymous: tuple[str, ...]
    anonymous_adjectives: frozenset[str]
    anonymous_nouns: frozenset[str]
    titles: frozenset[str]
    short_titles: dict[str, str]
    roles: frozenset[str]
    groups: frozenset[str]
    people: frozenset[str]
    plain: dict[str, frozenset[str]]
    distinct_groups: frozenset[str]
    citing: frozenset[str]
    organization_words: frozenset[str]
    place_words: frozenset[str]
    calendar: frozenset[str]
    hypothetical: frozenset[str]
    future: frozenset[str]
    going: frozenset[str]
    goal: frozenset[str]
    negation: frozenset[str]
    obliged: frozenset[str]
    concluding: frozenset[str]
    unverified: tuple[re.Pattern[str], ...]
    verification_stems: tuple[str, ...]
    urging: frozenset[str]
    demanding: frozenset[str]
    wanting: frozenset[str]
    weighing: frozenset[str]
    foreseeing: frozenset[str]
    unsettled: frozenset[str]
    reports: frozenset[str]
    false: frozenset[str]
    denied: frozenset[str]
    calling: frozenset[str]


@cache
def cues() -> Cues:
    """The English voice lexicon."""
    data = load("voice")
    verbs: dict[str, Cue] = {}
    for group in data["verbs"].values():
        for word in group["words"].split():
            cue = Cue(
                Stance(group["stance"]),
                Knowledge(group.get("knowledge", "not_stated")),
                frozenset(group["takes"].split()),
            )
            before = verbs.get(word)
            verbs[word] = replace(before, takes=before.takes | cue.takes) if before else cue
    nouns = {
        word: Cue(Stance(stance), Knowledge.ESTIMATES if stance == "estimates" else Knowledge.NOT_STATED)
        for stance, listed in data["nouns"].items()
        for word in listed.split()
    }
    modality = data["modality"]
    return Cues(
        verbs,
        frozenset(data["put_at"]["verbs"].split()),
        {tuple(p.split()): Cue(Stance(v["stance"])) for p, v in data["phrases"].items()},
        frozenset(p.split()[0] for p in data["phrases"]),
        nouns,
        dict(data["accusing"]),
        _set(data["speaking"]),
        _set(data["carrying"]),
        _set(data["carried"]),
        _set(data["told"]),
        _set(data["periods"]),
        _set(data["softening"]),
        _set(data["responsible"]),
        _set(data["made"]),
        _set(data["counts"]),
        _set(data["issuing"]),
        _set(data["not_speakers"]),
        _set(data["documents"]),
        _set(data["surveys"]),
        tuple(data["anonymous"]["phrases"]),
        _set(data["anonymous"]["adjectives"]),
        _set(data["anonymous"]["nouns"]),
        _set(data["titles"]),
        dict(data["short_titles"]),
        _set(data["roles"]),
        _set(data["groups"]),
        _set(data["people"]),
        {tie: _set(listed) for tie, listed in data["plain"].items()},
        _set(data["distinct_groups"]),
        _set(data["citing"]),
        _set(data["organization_words"]),
        _set(data["place_words"]),
        _set(load("words")["proper"]),
        _set(modality["hypothetical"]),
        _set(modality["future"]),
        _set(modality["going"]),
        _set(modality["goal"]),
        _set(data["negation"]),
        _set(modality["obliged"]),
        _set(modality["concluding"]),
        tuple(re.compile(p, re.IGNORECASE) for p in data["unverified"]),
        tuple(data["verification_stems"].split()),
        _set(modality["urging"]),
        *(_set(modality[name]) for name in ("demanding", "wanting", "weighing", "foreseeing", "unsettled")),
        *(_set(data["untrue"][name]) for name in ("reports", "verdicts", "denied", "calling")),
    )


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
