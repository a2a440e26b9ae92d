"""Answers of a model: each question is put once, what came back is stored, and later runs use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from corroborate.case.codec import decode, digest, encode
from corroborate.case.rows import Made
from corroborate.case.store import Stage, Store
from corroborate.model.source import Nature, Sensitivity, Source
from corroborate.model.text import Text

if TYPE_CHECKING:
    from corroborate.claims.modelhelp import Answer, Answers, Asking, Prompt

STAGE = "model"


@dataclass
class Modelling:
    """The answers about the texts of a case; ``asking`` is None where nothing is to be asked.

    ``warnings`` says which questions have no answer, and which texts were not shown to the model.
    """

    store: Store
    stages: Mapping[tuple[str, str], Stage]
    now: datetime
    asking: Asking | None = None
    warnings: list[str] = field(default_factory=list)

    def of(self, text_id: str) -> Answers:
        """The answers that are stored about a text."""
        from corroborate.claims.modelhelp import Answers

        known = self.stages.get((STAGE, text_id))
        return Answers() if known is None else decode(Answers, known.rest)

    def key(self, answers: Answers) -> tuple[str, ...]:
        """What of the answers a reading depends on: nothing where there are none."""
        given = [a for a in answers.items if a.content is not None]
        return (digest(STAGE, encode(given)),) if given else ()

    def answered(self, source: Source, text: Text) -> tuple[Answers, bool]:
        """The answers about a text, those that are missing asked for; True where something was asked.

        A text that must not leave this machine is shown only to a model on it.
        """
        from corroborate.claims.modelhelp import Answers, prompts

        stored, asking = self.of(text.id), self.asking
        if asking is None or source.nature is Nature.LIST:
            return stored, False
        if source.handling.sensitivity is not Sensitivity.OPEN and not asking.local:
            self.warnings.append(
                f"{source.name} is {source.handling.sensitivity}, so it was not sent to {asking.base_url}"
            )
            return stored, False
        known = {
            a.prompt_hash: a
            for a in stored.items
            if a.content is not None and (a.model, a.base_url) == (asking.model, asking.base_url)
        }
        questions = prompts(text.content)
        missing = [q for q in questions if q.hash not in known]
        if not missing:
            return stored, False
        answers = Answers(
            tuple(_placed(known[q.hash], q) if q.hash in known else asking.ask(q) for q in questions)
        )
        self._keep(text.id, answers, asking)
        return answers, True

    def told(self, source: Source, answers: Answers) -> None:
        """Warn of questions without an answer."""
        for failed in answers.items:
            if failed.failure is not None:
                self.warnings.append(
                    f"{source.name}, characters {failed.start}–{failed.end}: no help of the model "
                    f"{failed.model}: {failed.failure}"
                )

    def _keep(self, text_id: str, answers: Answers, asking: Asking) -> None:
        failures = sum(a.failure is not None for a in answers.items)
        facts = {"answers": len(answers.items) - failures, "failures": failures}
        key = digest(STAGE, asking.model, asking.base_url, *(a.prompt_hash for a in answers.items))
        with self.store.transaction():
            self.store.replace(STAGE, text_id, key, Made([], facts, rest=encode(answers)))
            self.store.decide(
                who=f"model {asking.model}",
                when=self.now,
                action="ask a model",
                on=text_id,
                why=f"asked for by the user at {asking.base_url}",
                shown=" ".join(a.prompt_hash for a in answers.items),
            )


def _placed(answer: Answer, prompt: Prompt) -> Answer:
    """An answer to the same words where they stand now."""
    return replace(answer, start=prompt.start, end=prompt.end)
