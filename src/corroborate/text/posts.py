"""Posts: one text each, with its own part, moment and author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Locator, Text, Unreadable
from corroborate.text.derivation import derive
from corroborate.text.moments import Moment
from corroborate.text.words import ordered


@dataclass(frozen=True, slots=True)
class Post:
    """One post as an export has it: a name unique in the export, its words, when and by whom."""

    part: str
    words: str
    place: str
    moment: Moment = field(default_factory=Moment)
    author: str | None = None
    warnings: tuple[str, ...] = ()


def gather(
    source: Source,
    posts: Iterable[Post],
    unreadable: Sequence[Unreadable],
    extractor: str,
    version: str,
    *,
    settings: str = "",
    warnings: Sequence[str] = (),
) -> Extraction:
    """One text a post, in the order of the export; posts without words are listed together.

    Raises UnreadableError where no post holds words and nothing else was found either.
    """
    texts: list[Text] = []
    wordless: list[str] = []
    seen: Counter[str] = Counter()
    for post in posts:
        seen[post.part] += 1
        part = post.part if seen[post.part] == 1 else f"{post.part}#{seen[post.part]}"
        if not post.words.strip():
            wordless.append(part)
            continue
        said = (*post.warnings, *((post.moment.warning,) if post.moment.warning else ()), *warnings)
        texts.append(
            derive(
                source,
                post.words,
                extractor,
                version,
                settings=settings,
                part=part,
                map=(Locator(0, len(post.words), post.place),),
                published=post.moment.published,
                published_at=post.moment.at,
                author=post.author,
                warnings=said,
            )
        )
    listed = list(unreadable)
    if wordless:
        shown = ", ".join(wordless[:20]) + (", …" if len(wordless) > 20 else "")
        count = "1 post" if len(wordless) == 1 else f"{len(wordless)} posts"
        listed.append(
            Unreadable(source.id, f"{count} ({shown})", "no words: a picture, a file or a service message")
        )
    if not texts and not unreadable:
        raise UnreadableError(
            "no post with words is in the file", value=source.name, hint="check what was exported"
        )
    return Extraction(tuple(texts), tuple(listed))


def column(fields: Iterable[str], role: str) -> str | None:
    """The field of a table or an object that plays a role (``post_words``, ``post_day``…), by its name."""
    by_name = {str(name).strip().lower().lstrip("\ufeff"): str(name) for name in fields}
    return next((by_name[name] for name in ordered(role) if name in by_name), None)


def value(record: Mapping[str, object], role: str) -> object:
    """What a record holds in the first field that plays a role and is not empty; None where none is."""
    by_name = {str(name).strip().lower().lstrip("\ufeff"): name for name in record}
    for name in ordered(role):
        if name in by_name and (found := record[by_name[name]]) not in (None, "", [], {}):
            return found
    return None
