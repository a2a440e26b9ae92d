"""Who speaks for which group: leaders, spokesmen and commanders, so that "we" and "his group" have a name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from corroborate.claims.counted.actors import subject_of
from corroborate.claims.counted.phrase import chunk
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.attribution import Attribution, Stance
from corroborate.model.claim import Counted, Status
from corroborate.model.text import SegmentKind

_GROUP_OWNERS = frozenset({"our", "his", "her", "its", "their", "my"})
_BY_STANCE = {
    Stance.CLAIMS: Status.CLAIMED,
    Stance.ESTIMATES: Status.ESTIMATED,
    Stance.CONFIRMS: Status.CONFIRMED,
}
_NOBODY = frozenset({"they", "it", "he", "she", "its", "their", "his", "her"})
"""Pronouns that nothing in the text gives a name to."""
_WE = frozenset({"we", "us", "our", "ours"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Members:
    """Names with the groups that they lead or speak for, as one document says."""

    def __init__(self, scene: Scene) -> None:
        table = load("counted", scene.language)
        data = table["members"]
        self.third = frozenset(table["third_person"])
        self.scene = scene
        self.roles = frozenset(data["roles"])
        self.leading = frozenset(data["leading"])
        self.groups = frozenset(data["groups"])
        self.of: dict[str, str] = {}
        segments = scene.document.segments
        self.turns = [s for s in segments if s.kind is SegmentKind.TURN]
        self.turn_starts = [s.start for s in self.turns]
        self.speakers: dict[str | None, int] = {}
        for turn in self.turns:
            if turn.speaker is not None:
                self.speakers.setdefault(turn.speaker, turn.start)
        words, leading, roles = scene.words, self.leading, self.roles
        for k in [k for k, word in enumerate(words) if word.lower in roles or word.lemma in leading]:
            word = words[k]
            if word.tag == "VERB":
                if word.lemma in leading:
                    self._leads(k)
            elif word.tag in _NOUNS and word.lower in roles:
                self._role(k)

    def _leads(self, k: int) -> None:
        """Such as "he leads the National Resistance Front"."""
        sentence = self.scene.sentence(self.scene.words[k].start)
        subject = subject_of(self.scene.words, k, sentence)
        group = self._name_at(k + 1, sentence)
        if subject is None or group is None:
            return
        words = self.scene.words
        person = self._resolve(words[subject[0]].start, words[subject[1] - 1].end)
        self._add(person, group)

    def _role(self, k: int) -> None:
        """Such as "Ahmad Massoud, the leader of the NRF"; "NRF spokesman Ali Nazary"."""
        words = self.scene.words
        sentence = self.scene.sentence(words[k].start)
        j = k + 1
        while j < len(words) and words[j].lower in {"of", "for"} and words[j].start < sentence[1]:
            after = j + 1
            group = self._name_at(after, sentence)
            if group is not None:
                self._add(self._person_around(k, sentence), group)
                return
            phrase = chunk(words, after, sentence[1])
            if phrase is None:
                return
            j = phrase.last

    def _person_around(self, k: int, sentence: tuple[int, int]) -> str | None:
        """The name in apposition before the role: "Ahmad Massoud, the leader of"."""
        words = self.scene.words
        j = k - 1
        while j >= 0 and words[j].tag in {"DET", "ADJ", "NOUN"} and words[j].start >= sentence[0]:
            j -= 1
        if j < 1 or words[j].text not in {",", "(", "is", "was"}:
            return None
        return self._resolve(words[j - 1].start, words[j - 1].end)

    def _name_at(self, k: int, sentence: tuple[int, int]) -> str | None:
        words = self.scene.words
        while k < len(words) and words[k].tag == "DET" and words[k].start < sentence[1]:
            k += 1
        last = k
        while (
            last < len(words)
            and words[last].start < sentence[1]
            and (
                words[last].tag == "PROPN"
                or (
                    words[last].lower == "of"
                    and last > k
                    and last + 1 < len(words)
                    and words[last + 1].tag == "PROPN"
                )
            )
        ):
            last += 1
        if last == k:
            return None
        return self._resolve(words[k].start, words[last - 1].end) or " ".join(w.text for w in words[k:last])

    def _resolve(self, start: int, end: int) -> str | None:
        return self.scene.voices.resolve(start, end)

    def _add(self, person: str | None, group: str) -> None:
        if person and person != group:
            self.of.setdefault(person.casefold(), group)

    def group_of(self, person: str) -> str | None:
        """The group of a person, also by the last name alone."""
        name = person.casefold()
        if name in self.of:
            return self.of[name]
        matches = (
            {g for p, g in self.of.items() if p.split()[-1] == name.split()[-1]} if name.split() else set()
        )
        return matches.pop() if len(matches) == 1 else None

    def told(self, counted: Counted, attribution: Attribution) -> Counted:
        """What is counted with its actor and status as the voices give them.

        "the NRF said that it had …": "it" is the voice. A leader's deeds and holdings are those of the
        group. A voice that claims or estimates makes a figure claimed or estimated.
        """
        actor, status = counted.actor, counted.status
        if actor is not None and actor.casefold() in self.third and len(attribution.voices) > 1:
            actor = attribution.speaker.name
        if actor is not None and actor.casefold() in _NOBODY:
            actor = None
        if actor is not None:
            actor = self.group_of(actor) or actor
        if status is Status.NOT_STATED and len(attribution.voices) > 1:
            status = _BY_STANCE.get(attribution.speaker.stance, status)
        if actor == counted.actor and status is counted.status:
            return counted
        return replace(counted, actor=actor, status=status)

    def resolve(self, start: int, end: int) -> str | None:
        """The name that words stand for; "we", "our forces" and "his group" give the group that is led."""
        words = self.scene.content[start:end].casefold().split()
        if not words:
            return None
        if words[0] in _WE or (words[0] in _GROUP_OWNERS and words[-1] in self.groups):
            first = start + len(self.scene.content[start:end].split()[0])
            person = self._resolve(start, first)
            group = self.group_of(person) if person else None
            return group or person
        if words[0] in {"you", "your"} and (found := self._addressee(start)) is not None:
            return found
        return self._resolve(start, end)

    def _addressee(self, at: int) -> str | None:
        """Whom "you" means in an interview of two: the other one."""
        if len(self.speakers) != 2:
            return None
        i = bisect_right(self.turn_starts, at) - 1
        if i < 0 or at >= self.turns[i].end:
            return None
        mine = self.turns[i].speaker
        other = next((start for name, start in self.speakers.items() if name != mine), None)
        if other is None or mine not in self.speakers:
            return None
        chain = self.scene.voices.attribution(other, other + 1).voices
        return chain[1].name if len(chain) > 1 else None
