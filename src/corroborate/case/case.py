"""A case: a folder that holds sources, everything read from them, and how it was come by."""

from __future__ import annotations

import contextlib
import glob
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corroborate
from corroborate.case import (
    adding,
    building,
    casefile,
    database,
    dossiers,
    gazetteers,
    joining,
    linkagefile,
    pairs,
    pipeline,
    reporting,
    reviews,
    schema,
    seal,
    session,
)
from corroborate.case import releases as releasing
from corroborate.case import sync as syncing
from corroborate.case.adding import Added, SourceFile
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode
from corroborate.case.decisions import Anchor
from corroborate.case.files import storage_errors
from corroborate.case.listing import Lists
from corroborate.case.pipeline import Pipeline, Progress, StaleError
from corroborate.case.results import Run, RunResult
from corroborate.case.reviews import Review, ReviewVerdict
from corroborate.case.store import Store
from corroborate.errors import CaseExistsError, DateError, InputError, StorageError
from corroborate.intake import Originals
from corroborate.intake.originals import sync_folder
from corroborate.model.claim import AnyClaim, Unread
from corroborate.model.decision import Decision
from corroborate.model.dossier import Dossier
from corroborate.model.finding import Checked, Finding
from corroborate.model.linkage import Linkage, PairDecision, PairVerdict
from corroborate.model.record import Record
from corroborate.model.recordtable import RecordTable
from corroborate.model.release import Changes, Release
from corroborate.model.source import NOT_STATED, CustodyEntry, Source

if TYPE_CHECKING:
    from corroborate.case.release import Released
    from corroborate.case.verification import Verification
    from corroborate.claims.modelhelp import Asking

MACHINE = f"corroborate {corroborate.__version__}"


class Case:
    """A case on disk.

    Nothing is kept open between calls. Writing takes the case's lock and raises CaseBusyError where
    another process holds it. Where ``now`` is None, the clock is read; given, the same calls make the
    same bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(
        cls,
        path: str | Path,
        *,
        title: str,
        question: str,
        language: str = "en",
        database_url: str | None = None,
        who: str | None = None,
        now: datetime | None = None,
    ) -> Case:
        """Make a case in a folder that is new, or that holds no case.

        ``database_url`` names another database than ``case.db`` in the folder, in SQLAlchemy's form.

        Raises CaseExistsError where it holds one, StorageError where the disk refuses; nothing is
        left behind then.
        """
        folder = Path(path)
        if (folder / casefile.NAME).exists() or (folder / database.NAME).exists():
            raise CaseExistsError("the folder is a case already", value=folder, hint="choose another folder")
        new = not folder.exists()
        with storage_errors(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            if not new and not folder.is_dir():
                raise StorageError("a file stands where the case should be made", value=folder)
            place = folder.parent if new else folder
            text = casefile.new(title, question, language=language, database=database_url)
            settings = Settings(title, question, language, database_url)
            prefix = f".{folder.name}.new-"
            for left in place.glob(f"{glob.escape(prefix)}*"):
                shutil.rmtree(left)
            with _built(place / prefix, text, settings, who, _utc(now)) as built:
                _move_in(built, folder, new=new)
        return cls(folder)

    @classmethod
    def open(cls, path: str | Path) -> Case:
        """The case in a folder.

        Raises NotACaseError where it is none, NewerCaseError where a newer version made it.
        """
        case = cls(Path(path))
        with session.reading(case.path):
            return case

    @property
    def settings(self) -> Settings:
        """Title, question, definitions: case.toml as it stands."""
        return casefile.read(self.path).settings

    def add(
        self,
        path: str | Path,
        *,
        who: str | None = None,
        method: str | None = None,
        now: datetime | None = None,
        **known: Any,
    ) -> Source:
        """Take one file in; gives its source. ``known`` are the fields of `SourceFile`.

        The same bytes twice are one source. Raises InputError and its kinds; the case is then as it was.
        """
        return self.add_all([SourceFile(Path(path), **known)], who=who, method=method, now=now)[0].source

    def add_all(
        self,
        files: Sequence[SourceFile],
        *,
        who: str | None = None,
        method: str | None = None,
        now: datetime | None = None,
    ) -> tuple[Added, ...]:
        """Take several files in, all or none; says of each whether it was there already."""
        with session.writing(self.path) as store:
            syncing.sync(store, self.path, _utc(now))
            return adding.add(store, self.path, files, now=_utc(now), who=who, method=method)

    def run(
        self,
        *,
        now: datetime | None = None,
        progress: Progress = pipeline.silent,
        anew: bool = False,
        asking: Asking | None = None,
        forget_answers: bool = False,
    ) -> RunResult:
        """Read, check and weigh what has changed since the last run; ``anew`` does it all again.

        What is finished stays finished: a run that was killed is taken up where it was. ``asking`` puts
        the texts to a language model; its answers are stored, so that each question is put once, and are
        used by every later run until one with ``forget_answers``. A model that fails loses nothing.
        """
        with session.writing(self.path) as store:
            return self._run(
                store, _utc(now), progress, anew=anew, asking=asking, forget_answers=forget_answers
            )

    def add_gazetteer(self, path: str | Path, *, who: str | None = None, now: datetime | None = None) -> bool:
        """Index a GeoNames dump in the case and have it used; False where it was there already.

        Raises SettingError for a file that is not there, TableError for one that is no dump.
        """
        with session.writing(self.path) as store:
            added = gazetteers.add(Path(path), self.path / gazetteers.NAME)
            if self.settings.gazetteer != "case":
                casefile.use_gazetteer(self.path, "case")
            syncing.sync(store, self.path, _utc(now))
            if added:
                with store.transaction():
                    store.decide(
                        who=who or NOT_STATED,
                        when=_utc(now),
                        action="add a gazetteer",
                        on="case",
                        why="not stated",
                        shown=Path(path).name,
                    )
        return added

    def judge(
        self,
        a: tuple[str, str],
        b: tuple[str, str],
        verdict: PairVerdict,
        *,
        who: str,
        why: str,
        shown: str = "",
        now: datetime | None = None,
    ) -> Decision:
        """Append a reviewer's verdict on two records, each ``(list id, row id)``; the next run honours it.

        ``shown`` is what the reviewer saw when deciding.
        """
        with session.writing(self.path) as store, store.transaction():
            return store.decide(
                who=who,
                when=_utc(now),
                action=pairs.ACTION,
                on=pairs.on(a, b),
                why=why,
                shown=f"{verdict.value}\n{shown}" if shown else verdict.value,
            )

    def review(
        self, claim_id: str, verdict: ReviewVerdict, *, who: str, why: str, now: datetime | None = None
    ) -> Decision:
        """Append a verdict on a claim; from the next run on, figures rest on it or do not.

        ``claim_id`` may be the start of an id that only one claim has. Raises InputError where no claim
        has it or several have, and where ``who`` or ``why`` is empty.
        """
        with session.writing(self.path) as store:
            claim = reviews.called(store.claims(_texts(store)), claim_id)
            return reviews.decide(store, claim, verdict, who=who, why=why, when=_utc(now))

    def reviews(self) -> dict[str, Review]:
        """The verdicts on claims that stand, by the id of the claim."""
        with session.reading(self.path) as store:
            return reviews.standing(store.decisions())

    def take_back(self, number: int, *, who: str, why: str, now: datetime | None = None) -> Decision:
        """Take back a verdict by the number of its entry; the entry stays in the log.

        Raises InputError where no standing verdict has that number.
        """
        with session.writing(self.path) as store:
            log = store.decisions()
            standing = {d.number for d in pairs.judged(log)}
            if number not in standing | {r.number for r in reviews.standing(log).values()}:
                raise InputError("no verdict that stands has this number", value=number)
            with store.transaction():
                return store.decide(
                    who=who, when=_utc(now), action=pairs.UNDO, on=str(number), why=why, shown=""
                )

    def judgements(self) -> tuple[PairDecision, ...]:
        """The reviewers' verdicts on pairs of records that stand, oldest first."""
        with session.reading(self.path) as store:
            return pairs.judged(store.decisions())

    def is_current(self) -> bool:
        """True where a run would find nothing to do."""
        with session.reading(self.path) as store:
            settings = self.settings
            if settings != syncing.settings_used(store) or seal.broken(self.path)[0]:
                return False
            try:
                self._pipeline(store, settings, datetime.now(UTC), only_look=True).run()
            except StaleError:
                return False
            return True

    def sources(self) -> tuple[Source, ...]:
        """The sources of the case, in the order of adding."""
        with session.reading(self.path) as store:
            return tuple(s.source for s in store.sources() if s.included)

    def claims(self) -> tuple[AnyClaim, ...]:
        """The claims of the last run."""
        with session.reading(self.path) as store:
            return store.claims(_texts(store))

    def unread(self) -> tuple[Unread, ...]:
        """The numeric tokens that became no claim, with the reason."""
        with session.reading(self.path) as store:
            return store.nouns_of_texts(schema.unread, _texts(store))

    @property
    def lists(self) -> Lists:
        """The lists of the last run: cards, counts, rejects, and the files of their records."""
        with session.reading(self.path) as store:
            return Lists.of(store, self.path, self.settings)

    def records(self, where: str = "") -> Iterator[Record]:
        """The records of all lists, each with its raw row; ``where`` is a condition of SQL on them."""
        return self.lists.records(where)

    def record_table(self) -> RecordTable:
        """The records of all lists as columns; raises InputError where no list was read."""
        return self.lists.table()

    def linkage(self) -> Linkage:
        """Which records are the same incident, as of the last run; raises InputError where none was made."""
        found = linkagefile.load(self.path / joining.FOLDER)
        if found is None:
            raise InputError(
                "the case has no linkage",
                value=self.path,
                hint="add at least two lists with --list NAME, then run",
            )
        return found

    def findings(self) -> tuple[Finding, ...]:
        """The findings of the last run."""
        with session.reading(self.path) as store:
            return store.checked().findings

    def checked(self) -> Checked:
        """The findings of the last run with what was and was not checked, and the notes on the whole."""
        with session.reading(self.path) as store:
            return store.checked()

    def decisions(self) -> tuple[Decision, ...]:
        """The decision log, oldest first."""
        with session.reading(self.path) as store:
            return store.decisions()

    def custody(self) -> tuple[CustodyEntry, ...]:
        """The custody entries, oldest first."""
        with session.reading(self.path) as store:
            return store.custody()

    def dossier(self, now: datetime | None = None) -> Dossier:
        """Everything that a report is made from, as of the last run."""
        with session.reading(self.path) as store:
            return dossiers.dossier(store, self.settings, _utc(now))

    def report(
        self,
        out: str | Path | None = None,
        *,
        now: datetime | None = None,
        progress: Progress = pipeline.silent,
    ) -> Path:
        """Write the report and, beside it, the manifest of its hashes; gives the report's path.

        Runs what is out of date first. The same ``now`` gives the same bytes. Raises
        UnresolvedFigureError for a figure that leads to no words; no file is touched then.
        """
        with session.writing(self.path) as store:
            self._run(store, _utc(now), progress)
            target = None if out is None else Path(out)
            return reporting.write(store, self.path, self.settings, target, _utc(now))

    def release(
        self,
        *,
        reason: str | None = None,
        who: str | None = None,
        pdf: bool = True,
        now: datetime | None = None,
        progress: Progress = pipeline.silent,
    ) -> Released:
        """Release the report: a numbered folder that is not changed again, listed in the decision log.

        Runs what is out of date first. Raises UnresolvedFigureError for a figure that leads to no words,
        SettingError where ``pdf`` is asked for and Typst cannot be loaded; nothing is released then.
        """
        from corroborate.case.release import make

        with session.writing(self.path) as store:
            self._run(store, _utc(now), progress)
            return make(store, self.path, self.settings, now=_utc(now), who=who, reason=reason, pdf=pdf)

    def releases(self) -> tuple[Release, ...]:
        """The releases of the case, oldest first."""
        return releasing.listed(self.decisions())

    def diff(
        self, since: str | None = None, until: str | None = None, *, now: datetime | None = None
    ) -> Changes:
        """What changed from one release to another, or to what the case holds now, with the reasons.

        ``since`` is the last release where left out, ``until`` what the last run gave. Raises InputError
        for a release that is not there, IntegrityError for one whose files were changed.
        """
        with session.reading(self.path) as store:
            return building.differences(store, self.path, self.settings, since, until, _utc(now))

    def verify(self, report: str | Path | None = None) -> Verification:
        """Hash and resolve everything again; ``report`` names one that was written elsewhere.

        Never raises for what it finds: `Verification.problems` names each.
        """
        from corroborate.case.verification import verify

        return verify(self.path, None if report is None else Path(report))

    def _pipeline(self, store: Store, settings: Settings, now: datetime, **flags: Any) -> Pipeline:
        places = gazetteers.index_of(self.path, settings.gazetteer)
        return Pipeline(store, settings, Originals(self.path / "originals"), now, places=places, **flags)

    def _run(self, store: Store, now: datetime, progress: Progress, **flags: Any) -> RunResult:
        file, changes = syncing.sync(store, self.path, now)
        passed = self._pipeline(store, file.settings, now, progress=progress, **flags)
        passed.run()
        result = _result(store, passed, changes)
        state = store.state()
        last = store.rows(schema.runs)
        if not last or decode(Run, last[-1].body).state != state:
            with store.transaction():
                store.add_run(Run(now, state, passed.computed, MACHINE))
                store.decide(
                    who=MACHINE,
                    when=now,
                    action="compute",
                    on="case",
                    why="; ".join(changes) or ("first run" if not last else "inputs or stages changed"),
                    shown=state,
                )
        return result


def _texts(store: Store) -> list[str]:
    included = [s.source.id for s in store.sources() if s.included]
    return [key.id for key in store.text_keys(included)]


def _result(store: Store, passed: Pipeline, changes: list[str]) -> RunResult:
    stages = list(store.stages().values())
    levels = Counter(finding.level.value for finding in store.checked().findings)
    return RunResult(
        computed=dict(passed.computed),
        kept=dict(passed.kept),
        changes=tuple(changes),
        sources=sum(s.included for s in store.sources()),
        texts=sum(s.facts["texts"] for s in stages if s.stage == "text"),
        claims=sum(s.facts["claims"] for s in stages if s.stage == "claims"),
        numeric_tokens=sum(s.facts["numeric_tokens"] for s in stages if s.stage == "claims"),
        unread=store.count(schema.unread),
        refusals=store.count(schema.refusals),
        unreadable=store.count(schema.unreadable),
        findings=dict(levels),
        figures=store.count(schema.figures),
        warnings=tuple(passed.warnings),
    )


@contextlib.contextmanager
def _built(prefix: Path, text: str, settings: Settings, who: str | None, now: datetime) -> Iterator[Path]:
    """A whole case in a folder of its own beside where it goes; gone again where anything fails."""
    built = Path(tempfile.mkdtemp(prefix=prefix.name, dir=prefix.parent))
    try:
        built.chmod(0o755)
        (built / "originals").mkdir()
        (built / casefile.NAME).write_text(text, "utf-8")
        engine = database.engine_for(built, settings.database)
        with database.database_errors(prefix.parent):
            database.upgrade(engine)
            with engine.connect() as connection:
                store = Store(connection, built)
                if store.decisions():
                    raise CaseExistsError("the database holds a case already", value=settings.database)
                with store.transaction():
                    store.put_named(schema.settings, syncing.SETTINGS, settings)
                    store.decide(
                        who=who or NOT_STATED,
                        when=now,
                        action="create the case",
                        on="case",
                        why=settings.question,
                        shown=settings.title,
                    )
                anchor = Anchor.of(store.decisions())
        seal.put_on(built, engine, anchor)
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _move_in(built: Path, folder: Path, *, new: bool) -> None:
    """Put a built case where it belongs, case.toml last: it is what makes a folder a case."""
    if new:
        built.rename(folder)
        sync_folder(folder.parent)
        return
    (folder / "originals").mkdir(exist_ok=True)
    for name in (database.NAME, seal.NAME, casefile.NAME):
        (built / name).rename(folder / name)
    sync_folder(folder)


def _utc(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    if now.tzinfo is None:
        raise DateError("a moment needs its zone", value=now.isoformat(), hint="add Z for UTC")
    return now.astimezone(UTC)
