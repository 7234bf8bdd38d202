"""Full-text search in Danish: which of the given tasks say all the words somebody has typed.

Stems are PostgreSQL's (its configuration ``danish``), kept beside the texts (shared_tasks/models/words.py).
Row-level security lets no index answer ``@@``, so what is looked through is first narrowed to what
belongs to the given tasks (docs/adr/0138).
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
# A shorter piece is inside every other word.
SHORTEST_PIECE = 3
LONGEST_NUMBER = 18
LETTERS: Final = re.compile(r"[^\W_]+")

# What stands on no task of its own.
NOBODYS: Final = Value(None, output_field=BigIntegerField())
ON_A_TASK: Final = ("task", "task__shared_task")

Rows = QuerySet[Any, Any]
Columns = tuple[Any, str]


class Word(NamedTuple):
    """A word as it was typed, and its stems as PostgreSQL is asked for them."""

    typed: str
    stems: SearchQuery

    @property
    def number(self) -> int | None:
        digits = self.typed.removeprefix("#")
        is_number = digits.isascii() and digits.isdigit() and len(digits) < LONGEST_NUMBER
        return int(digits) if is_number else None

    def inside(self, *columns: str) -> Q:
        """Part of a longer word, which Danish makes of two: »aftale« in »driftsaftale«."""
        found = Q(pk__in=[])
        if len(self.typed) >= SHORTEST_PIECE:
            for column in columns:
                found |= Q(**{f"{column}__icontains": self.typed})
        return found

    @property
    def names(self) -> Q:
        """Whether a task of the municipality's own is called so, or any task has the number."""
        local = Q(SearchVectorExact(stems_of("local_title"), self.stems), shared_task=None)
        found = local | self.inside("local_title")
        return found if self.number is None else found | Q(pk=self.number)

    @property
    def is_in_every_text(self) -> Exact:
        """Whether Danish has no stem for it: »og«, »i«, »på«."""
        nodes = Func(self.stems, function="numnode", output_field=IntegerField())
        return Exact(nodes, 0)


def matching(tasks: TaskQuerySet, text: str, *, by: User) -> TaskQuerySet:
    """Narrow the tasks to those that say every word, each in any of what ``by`` may read of them.

    That is title, code and number, the brief, names of files, and comments that are not deleted;
    to the municipality's people also what it has written in its own tasks, and to those who may
    read internal notes the notes. The last word may be unfinished, and only the first MOST_WORDS
    count. A text of nothing but signs or the shortest words, which no task says, is looked for as
    it stands in titles and codes.

    Looks at once, in two queries; the tasks themselves are read when they are asked for. ``tasks``
    are what the person may see, and no slice.
    """
    text = " ".join(unicodedata.normalize("NFC", text.replace("\0", " ")).split())
    if not text:
        return tasks
    words = words_in(text)
    shared, others = saying(words, hits(tasks, words, by)) if words else ([], [])
    says_something = any(len(word.typed) >= SHORTEST_PIECE for word in words)
    if shared or others or says_something:
        return tasks.filter(Q(shared_task__in=shared) | Q(pk__in=others))
    return _as_it_stands(tasks, text)


def _as_it_stands(tasks: TaskQuerySet, text: str) -> TaskQuerySet:
    shared = Q(shared_task__title__icontains=text) | Q(shared_task__code__icontains=text)
    return tasks.filter(shared | Q(local_title__icontains=text))


def words_in(text: str) -> list[Word]:
    """Return what is between spaces, as far as it has letters or digits; the last unfinished."""
    typed = [part for part in text.split() if LETTERS.search(part)][:MOST_WORDS]
    return [
        Word(_bare(part), _stems(part, is_whole=place < len(typed)))
        for place, part in enumerate(typed, start=1)
    ]


def _bare(part: str) -> str:
    """Return »aftale« of »(aftale),«: from the first to the last letter or digit."""
    found = list(LETTERS.finditer(part))
    return part[found[0].start() : found[-1].end()]


def _stems(part: str, *, is_whole: bool) -> SearchQuery:
    # Nothing but letters, digits and the two signs written here: whatever was typed is no operator.
    query = " & ".join(LETTERS.findall(part)) + ("" if is_whole else ":*")
    return SearchQuery(query, config="danish", search_type="raw")


def hits(tasks: TaskQuerySet, words: list[Word], by: User) -> Iterator[tuple[Any, ...]]:
    """Yield task, shared task, and for each word whether it is there; of places with any word.

    A shared task's own words are asked for once, and have no task. Looks through all that ``by``
    reaches in the tasks' programmes: said as numbers, they are what PostgreSQL plans best by.
    """
    programmes = list(tasks.order_by().values_list("programme", flat=True).distinct())
    if programmes:
        first, *rest = places(tasks, words, by, Q(programme__in=programmes))
        yield from first.union(*rest, all=True)


def places(tasks: TaskQuerySet, words: list[Word], by: User, nearby: Q) -> Iterator[Rows]:
    """Yield one query for each kind of thing that is looked through."""
    briefs = SharedTask.objects.published().filter(nearby)
    yield _kept(briefs, words, "code", "title", columns=(NOBODYS, "pk"))
    numbers = [word.number for word in words if word.number is not None]
    named = [word.names for word in words]
    theirs = tasks.filter(Q(shared_task=None) | Q(pk__in=numbers)).filter(reduce(or_, named))
    yield _hits(theirs, words, named, columns=("pk", "shared_task"))
    if by.is_municipal:
        nearby &= Q(municipality=by.municipality_id)
    yield _kept(TaskFile.objects.filter(nearby), words, "name")
    yield _kept(Comment.objects.live().filter(nearby), words)
    if by.is_municipal:
        yield _kept(LocalSheet.objects.visible_to(by).filter(nearby), words)
        yield _kept(InternalNotes.objects.visible_to(by).filter(nearby), words)


def _kept(rows: Rows, words: list[Word], *inside: str, columns: Columns = ON_A_TASK) -> Rows:
    """Return the hits among rows with ``words`` of their own, or inside these short columns."""
    # Asked for all at once first: the words of a row are unpacked for each question.
    any_of_them = reduce(or_, (word.stems for word in words))
    with_any = reduce(or_, (word.inside(*inside) for word in words), Q(words=any_of_them))
    found = [Q(words=word.stems) | word.inside(*inside) for word in words]
    return _hits(rows.filter(with_any), words, found, columns=columns)


def _hits(rows: Rows, words: list[Word], found: list[Q], *, columns: Columns) -> Rows:
    """Return of rows with any of the words their task, its shared task, and which words."""
    flags = {
        f"word_{place}": ExpressionWrapper(found[place] | Q(word.is_in_every_text), BooleanField())
        for place, word in enumerate(words)
    }
    listed: Rows = rows.annotate(**flags).values_list(*columns, *flags)
    return listed


def saying(words: list[Word], found: Iterable[tuple[Any, ...]]) -> tuple[list[int], list[int]]:
    """Return the shared tasks that have every word, and tasks that only with their own have.

    A word may stand in the brief and the next in a comment.
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
