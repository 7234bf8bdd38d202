"""Naming people in comments: »@Navn Efternavn« or »@mail@adresse«.

Whom a comment names is read from its words as Markdown reads them, so that what is shown as a
name and who is told of it are the same. A name that is nobody's is just text (docs/adr/0140).
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.utils.safestring import SafeString
from markdown_it.token import Token

from accounts.models import User, UserQuerySet
from conversation.models import Comment, Mention
from projects.models import ProjectMember
from shared_tasks.briefs import in_html, parts_of
from tasks.audience import people_who_see
from tasks.models import Task

MARK = "mark"


class NameIsAmbiguous(Exception):
    """Several people have the name; ``people`` are they."""

    def __init__(self, name: str, people: list[User]) -> None:
        self.name, self.people = name, people
        super().__init__(f"{len(people)} people are called that")


@dataclass(frozen=True)
class Handle:
    """What somebody can be named by: what is shown, where they work, and what to write."""

    name: str
    place: str
    insert: str


def people_to_name(task: Task, *, by: User) -> UserQuerySet:
    """Return whom the person can name in a comment: those who may see the task.

    Partners' people are not told who is in a municipality's project. They name those whom its
    pages show them: leader, owner, who is named on the task, and who has written on it.
    """
    people = people_who_see(task)
    if not by.is_municipal:
        leading = ProjectMember.objects.leaders_and_owners().filter(project=task.project_id)
        people = people.filter(
            Q(municipality=None)
            | Q(pk__in=[task.executor_id or 0, task.responsible_id or 0])
            | Q(pk__in=leading.values("user"))
            | Q(pk__in=Comment.objects.filter(task=task).values("written_by"))
        )
    return people.exclude(pk=by.pk)


def handles_of(people: Iterable[User]) -> list[Handle]:
    """Return how each is named: by name, or by address where somebody else has the name."""
    listed = list(people)
    called = _by_name(listed)
    return [
        Handle(
            one.name,
            str(one.place),
            one.name if len(called[folded(one.name)]) == 1 else one.email,
        )
        for one in listed
    ]


def find_mentions(text: str, people: Iterable[User]) -> set[User]:
    """Return those of the people whom the text names. Raises NameIsAmbiguous."""
    if "@" not in text:
        return set()
    called = _by_name(people)
    found = set()
    pattern = _pattern(tuple(called))
    for name in _names_in(parts_of(text), pattern):
        holders = called.get(folded(name), [])
        if len(holders) > 1:
            raise NameIsAmbiguous(name, holders)
        found.update(holders)
    return found


def _by_name(people: Iterable[User]) -> dict[str, list[User]]:
    """Return the people by each thing they can be called."""
    called: dict[str, list[User]] = defaultdict(list)
    for one in people:
        for name in {folded(one.name), folded(one.email)}:
            called[name].append(one)
    return called


def folded(name: str) -> str:
    """Return the name as two spellings of it are compared."""
    return " ".join(name.lower().split())


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds »@« and one of the names, the longest that fits, and no part of a word."""
    ordered = sorted(filter(None, names), key=len, reverse=True)
    if not ordered:
        return None
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?<![\w.@-])@({either})(?![-.]?\w|@)", re.IGNORECASE)


def _names_in(tokens: Iterable[Token], pattern: re.Pattern[str] | None) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "text" and pattern:
                yield from (found[1] for found in pattern.finditer(child.content))


@lru_cache(maxsize=1024)
def render_comment(text: str, names: tuple[str, ...] = ()) -> SafeString:
    """Return a comment's Markdown as HTML that can do no harm, with these names in it marked."""
    tokens = parts_of(text)
    pattern = _pattern(tuple(map(folded, names)))
    for token in tokens:
        if pattern and token.children:
            token.children = list(_marked(token.children, pattern))
    return in_html(tokens, more_tags=frozenset({MARK}))


def _marked(children: Iterable[Token], pattern: re.Pattern[str]) -> Iterator[Token]:
    """Yield the parts of a line of text, with the names in it as parts of their own."""
    for child in children:
        if child.type != "text":
            yield child
            continue
        rest = 0
        for found in pattern.finditer(child.content):
            yield _text(child.content[rest : found.start()])
            yield Token(f"{MARK}_open", MARK, 1)
            yield _text(found[0])
            yield Token(f"{MARK}_close", MARK, -1)
            rest = found.end()
        yield _text(child.content[rest:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def names_of(people: Iterable[User]) -> tuple[str, ...]:
    """Return all that ``render_comment`` is to mark when these are named."""
    return tuple(sorted(name for one in people for name in (one.name, one.email)))


def name_people(comment: Comment, people: Collection[User]) -> None:
    """Let the comment name these, and nobody else; who was named already stays told."""
    named = {one.pk for one in people} - {comment.written_by_id}
    comment.mentions.exclude(person__in=named).delete()
    Mention.objects.bulk_create(
        (
            Mention(
                municipality_id=comment.municipality_id,
                programme_id=comment.programme_id,
                comment=comment,
                person_id=pk,
            )
            for pk in sorted(named)
        ),
        ignore_conflicts=True,
    )


def mark_mentions_read(*, task: Task, by: User, at: dt.datetime) -> None:
    """Note, in one statement, that whoever has the task before them has read what names them."""
    Mention.objects.filter(person=by, comment__task=task, read_at=None).update(read_at=at)


def unread_mentions(user: User, *, most: int) -> list[Mention]:
    """Return the latest of what names the person and waits for them."""
    return list(Mention.objects.unread(user).for_list()[:most])
