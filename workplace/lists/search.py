"""Full-text search in Danish: the tasks that contain all the words somebody has typed.

Stems are PostgreSQL's (configuration ``danish``), stored beside the texts
(shared_tasks/models/words.py). Row-level security keeps indexes from answering ``@@``, so the
searched rows are first narrowed to those that belong to the given tasks (docs/adr/0138).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVectorExact
from django.db.models import (
    BigIntegerField,
    BooleanField,
    ExpressionWrapper,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import Exact

from accounts.models import User
from conversation.models import Comment
from shared_tasks.models import SharedTask
from shared_tasks.models.words import stems_of
from tasks.models import InternalNotes, LocalSheet, TaskFile, TaskQuerySet

MOST_WORDS = 8
# Shorter pieces are part of nearly every word.
SHORTEST_PIECE = 3
LONGEST_NUMBER = 18
LETTERS: Final = re.compile(r"[^\W_]+")

# For rows that belong to no single task.
NO_TASK: Final = Value(None, output_field=BigIntegerField())
ON_A_TASK: Final = ("task", "task__shared_task")

Rows = QuerySet[Any, Any]
Columns = tuple[Any, str]


class SearchWord(NamedTuple):
    """A typed word, and the PostgreSQL query for its stems."""

    typed: str
    stems: SearchQuery

    @property
    def number(self) -> int | None:
        digits = self.typed.removeprefix("#")
        is_number = digits.isascii() and digits.isdigit() and len(digits) < LONGEST_NUMBER
        return int(digits) if is_number else None

    def inside(self, *columns: str) -> Q:
        """Match it as part of a compound word: »aftale« in »driftsaftale«."""
        found = Q(pk__in=[])
        if len(self.typed) >= SHORTEST_PIECE:
            for column in columns:
                found |= Q(**{f"{column}__icontains": self.typed})
        return found

    @property
    def names(self) -> Q:
        """Match a local task's title, or any task's number."""
        local = Q(SearchVectorExact(stems_of("local_title"), self.stems), shared_task=None)
        found = local | self.inside("local_title")
        return found if self.number is None else found | Q(pk=self.number)

    @property
    def is_in_every_text(self) -> Exact:
        """Whether it is a stop word without a stem: »og«, »i«, »på«."""
        nodes = Func(self.stems, function="numnode", output_field=IntegerField())
        return Exact(nodes, 0)


def matching(tasks: TaskQuerySet, text: str, *, by: User) -> TaskQuerySet:
    """Narrow the tasks to those with every word, each in any text of theirs that ``by`` may read.

    The texts are title, code and number, the brief, names of files, and comments that are not
    deleted; for the municipality's people also its local sheets, and for those who may read them
    the internal notes. The last word may be incomplete, and only the first MOST_WORDS count. A
    text of only signs or very short words, which no task has, is searched as it is in titles and
    codes.

    Two queries run at once; the tasks are read when they are used. ``tasks`` are those the person
    may see, not sliced.
    """
    text = " ".join(unicodedata.normalize("NFC", text.replace("\0", " ")).split())
    if not text:
        return tasks
    words = words_in(text)
    shared, others = with_all_words(words, hits(tasks, words, by)) if words else ([], [])
    has_long_words = any(len(word.typed) >= SHORTEST_PIECE for word in words)
    if shared or others or has_long_words:
        return tasks.filter(Q(shared_task__in=shared) | Q(pk__in=others))
    return _as_it_stands(tasks, text)


def _as_it_stands(tasks: TaskQuerySet, text: str) -> TaskQuerySet:
    shared = Q(shared_task__title__icontains=text) | Q(shared_task__code__icontains=text)
    return tasks.filter(shared | Q(local_title__icontains=text))


def words_in(text: str) -> list[SearchWord]:
    """Return the words with letters or digits; the last one may be incomplete."""
    typed = [part for part in text.split() if LETTERS.search(part)][:MOST_WORDS]
    return [
        SearchWord(_bare(part), _stems(part, is_whole=place < len(typed)))
        for place, part in enumerate(typed, start=1)
    ]


def _bare(part: str) -> str:
    """Return »aftale« for »(aftale),«: from the first to the last letter or digit."""
    found = list(LETTERS.finditer(part))
    return part[found[0].start() : found[-1].end()]


def _stems(part: str, *, is_whole: bool) -> SearchQuery:
    # Only letters, digits and the two signs added here, so that typed text is never an operator.
    query = " & ".join(LETTERS.findall(part)) + ("" if is_whole else ":*")
    return SearchQuery(query, config="danish", search_type="raw")


def hits(tasks: TaskQuerySet, words: list[SearchWord], by: User) -> Iterator[tuple[Any, ...]]:
    """Yield task, shared task, and for each word whether it is there, of rows with any word.

    A shared task's own words are searched once, without a task. Searches all that ``by`` may read
    in the tasks' programmes, which are given as numbers because PostgreSQL then plans best.
    """
    programmes = list(tasks.order_by().values_list("programme", flat=True).distinct())
    if programmes:
        first, *rest = queries(tasks, words, by, Q(programme__in=programmes))
        yield from first.union(*rest, all=True)


def queries(tasks: TaskQuerySet, words: list[SearchWord], by: User, nearby: Q) -> Iterator[Rows]:
    """Yield one query for each searched table."""
    briefs = SharedTask.objects.published().filter(nearby)
    yield _stem_hits(briefs, words, "code", "title", columns=(NO_TASK, "pk"))
    numbers = [word.number for word in words if word.number is not None]
    named = [word.names for word in words]
    theirs = tasks.filter(Q(shared_task=None) | Q(pk__in=numbers)).filter(reduce(or_, named))
    yield _hits(theirs, words, named, columns=("pk", "shared_task"))
    if by.is_municipal:
        nearby &= Q(municipality=by.municipality_id)
    yield _stem_hits(TaskFile.objects.filter(nearby), words, "name")
    yield _stem_hits(Comment.objects.live().filter(nearby), words)
    if by.is_municipal:
        yield _stem_hits(LocalSheet.objects.visible_to(by).filter(nearby), words)
        yield _stem_hits(InternalNotes.objects.visible_to(by).filter(nearby), words)


def _stem_hits(
    rows: Rows, words: list[SearchWord], *inside: str, columns: Columns = ON_A_TASK
) -> Rows:
    """Return the hits among rows with stored stems, or inside these short columns."""
    # All words at once first: a row's stems are unpacked for each comparison.
    any_of_them = reduce(or_, (word.stems for word in words))
    with_any = reduce(or_, (word.inside(*inside) for word in words), Q(words=any_of_them))
    found = [Q(words=word.stems) | word.inside(*inside) for word in words]
    return _hits(rows.filter(with_any), words, found, columns=columns)


def _hits(rows: Rows, words: list[SearchWord], found: list[Q], *, columns: Columns) -> Rows:
    """Return each row's task, its shared task, and a flag for each word."""
    flags = {
        f"word_{place}": ExpressionWrapper(found[place] | Q(word.is_in_every_text), BooleanField())
        for place, word in enumerate(words)
    }
    listed: Rows = rows.annotate(**flags).values_list(*columns, *flags)
    return listed


def with_all_words(
    words: list[SearchWord], found: Iterable[tuple[Any, ...]]
) -> tuple[list[int], list[int]]:
    """Return the shared tasks with every word, and the tasks that have every word with their own.

    One word may be in the brief and the next in a comment.
    """
    everything = set(range(len(words)))
    shared: dict[int, set[int]] = defaultdict(set)
    own: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    for task, shared_task, *flags in found:
        there = {place for place, is_there in enumerate(flags) if is_there}
        if task is None:
            shared[shared_task] |= there
        else:
            own[task, shared_task] |= there
    whole = [shared_task for shared_task, there in shared.items() if there >= everything]
    more = [
        task
        for (task, shared_task), there in own.items()
        if there | shared.get(shared_task or 0, set()) >= everything
    ]
    return sorted(whole), sorted(more)
