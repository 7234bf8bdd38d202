"""Mentions in comments: »@Navn Efternavn« or »@mail@adresse«.

They are read from the parsed Markdown, so that the marked names and the notified people are the
same. A name that matches nobody is plain text (docs/adr/0140).
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
    """Several people have the name."""

    def __init__(self, name: str, people: list[User]) -> None:
        self.name, self.people = name, people
        super().__init__(f"{len(people)} people are called that")


@dataclass(frozen=True)
class MentionOption:
    """A person who can be mentioned: name, workplace, and the text to insert."""

    name: str
    place: str
    insert: str


def mentionable_people(task: Task, *, by: User) -> UserQuerySet:
    """Return the people that somebody can mention on the task: those who may see it.

    Partners' people do not see who is in a municipality's project. They can mention those its pages
    show them: leader, owner, the people named on the task, and the writers of its comments.
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


def mention_options(people: Iterable[User]) -> list[MentionOption]:
    """Return how to mention each: by name, or by address where several have the name."""
    listed = list(people)
    by_name = _by_name(listed)
    return [
        MentionOption(
            one.name,
            str(one.place),
            one.name if len(by_name[normalised(one.name)]) == 1 else one.email,
        )
        for one in listed
    ]


def find_mentions(text: str, people: Iterable[User]) -> set[User]:
    """Return those of the people that the text mentions. Raises NameIsAmbiguous."""
    if "@" not in text:
        return set()
    by_name = _by_name(people)
    found = set()
    pattern = _pattern(tuple(by_name))
    for name in _names_in(parts_of(text), pattern):
        holders = by_name.get(normalised(name), [])
        if len(holders) > 1:
            raise NameIsAmbiguous(name, holders)
        found.update(holders)
    return found


def _by_name(people: Iterable[User]) -> dict[str, list[User]]:
    """Return the people by name and by address."""
    by_name: dict[str, list[User]] = defaultdict(list)
    for one in people:
        for name in {normalised(one.name), normalised(one.email)}:
            by_name[name].append(one)
    return by_name


def normalised(name: str) -> str:
    """Return the name in lower case with single spaces."""
    return " ".join(name.lower().split())


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for »@« and a name, the longest that matches, and never part of a word."""
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
    """Return a comment's Markdown as safe HTML with these names marked."""
    tokens = parts_of(text)
    pattern = _pattern(tuple(map(normalised, names)))
    for token in tokens:
        if pattern and token.children:
            token.children = list(_marked(token.children, pattern))
    return in_html(tokens, more_tags=frozenset({MARK}))


def _marked(children: Iterable[Token], pattern: re.Pattern[str]) -> Iterator[Token]:
    """Yield the tokens of a line, with each name as tokens of its own."""
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
    """Return the names and addresses of these people, for ``render_comment`` to mark."""
    return tuple(sorted(name for one in people for name in (one.name, one.email)))


def set_mentions(comment: Comment, people: Collection[User]) -> None:
    """Make the comment mention exactly these people; existing mentions keep their state."""
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
    """Mark the person's mentions on the task as read, in one statement."""
    Mention.objects.filter(person=by, comment__task=task, read_at=None).update(read_at=at)


def unread_mentions(user: User, *, most: int) -> list[Mention]:
    """Return the person's latest unread mentions."""
    return list(Mention.objects.unread(user).for_list()[:most])
