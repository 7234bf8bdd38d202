"""What is new to somebody since they were last at their page."""

import datetime as dt

import pgtrigger
import pytest
from django.db import connection
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from history.tracking import Through, acting
from projects.models import ProjectMember
from tasks.history import NOTES, TASK
from tasks.models import SeenVersion, Status, Task
from tasks.services import assign_people, change_status, write_internal_notes
from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory
from tests.factories import NOON, ProjectMemberFactory, TaskFactory
from tests.publishing.live_changes import change
from tests.tasks.people import colleague
from tests.workplace.factories import MyPageVisitFactory
from workplace.models import MyPageVisit
from workplace.my_page.news import LONGEST_QUOTE, quote, read_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOME = reverse("home")
LAST_WEEK = NOON - dt.timedelta(days=7)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def task():
    """One that has been there long."""
    with happening(at=LAST_WEEK - HOUR):
        return TaskFactory(due_on=None)


@pytest.fixture
def bo(task):
    return colleague(task, name="Bo Eksempel")


@pytest.fixture
def me(task, bo):
    """Whoever does the task, and got it long ago."""
    person = colleague(task, name="Anna Prøve")
    with happening(bo, at=LAST_WEEK - HOUR):
        Task.objects.filter(pk=task.pk).update(executor=person)
    return person


class happening:  # noqa: N801  # reads as a sentence
    """What is done inside is done by that person, then."""

    def __init__(self, by=None, *, at=NOON - HOUR):
        self.by, self.at = by, at
        self.acting = acting(by=by and by.pk, through=Through.PAGE)

    def __enter__(self):
        self.newest = [newest(of) for of in (TASK, NOTES)]
        self.acting.__enter__()

    def __exit__(self, *raised):
        self.acting.__exit__(*raised)
        with pgtrigger.ignore(
            "tasks.TaskEvent:append_only", "tasks.InternalNotesEvent:append_only"
        ):
            for of, last in zip((TASK, NOTES), self.newest, strict=True):
                of.events.objects.filter(pgh_id__gt=last).update(pgh_created_at=self.at)


def newest(telling):
    return telling.events.objects.aggregate(last=Max("pgh_id", default=0))["last"]


def fresh(task):
    return Task.objects.get(pk=task.pk)


def begin(task, by, *, at=NOON - HOUR):
    with happening(by, at=at):
        change_status(
            task=task,
            status=Status.IN_PROGRESS,
            by=by,
            at=at,
            revision=fresh(task).revision,
        )


def give(task, person, by):
    with happening(by):
        assign_people(
            task=task,
            responsible=None,
            executor=person,
            at=NOON,
            revision=fresh(task).revision,
        )


def told(user, since=LAST_WEEK):
    """What is new, by task."""
    return {
        one.task.pk: [(line.text, line.detail) for line in one.lines]
        for one in read_news(user, since=since).tasks
    }


def test_what_others_did_is_told_in_sentences(task, me, bo):
    begin(task, bo)

    said = "Bo Eksempel ændrede status fra »Ikke påbegyndt« til »I gang«"
    assert told(me) == {task.pk: [(said, "")]}


def test_what_they_did_themselves_is_no_news(task, me):
    begin(task, me)

    assert told(me) == {}


def test_what_the_portal_did_is_told(task, me):
    with happening(None):
        Task.objects.filter(pk=task.pk).update(priority=1)

    [[(said, _)]] = told(me).values()
    assert said.endswith("ændrede prioritet fra »Obligatorisk« til »Obligatorisk på kritisk vej«")


def test_what_was_there_when_they_came_last_is_no_news(task, me, bo):
    begin(task, bo, at=LAST_WEEK - HOUR)

    assert told(me) == {}
    assert len(told(me, since=LAST_WEEK - 2 * HOUR)) == 1


def test_what_happened_to_other_peoples_tasks_is_no_news(task, me, bo):
    other = TaskFactory(project=task.project, executor=bo)
    begin(other, bo)

    assert told(me) == {}


def test_a_task_somebody_gave_them_is_new_to_them(task, bo):
    me = colleague(task, name="Anna Prøve")
    give(task, me, bo)

    [news] = read_news(me, since=LAST_WEEK).tasks

    assert news.is_assigned
    assert [line.text for line in news.lines] == ["Bo Eksempel valgte Anna Prøve som udfører"]


def test_a_task_they_had_already_is_not_new_to_them(task, me, bo):
    begin(task, bo)

    assert [news.is_assigned for news in read_news(me, since=LAST_WEEK).tasks] == [False]


def test_what_is_closed_or_withdrawn_meanwhile_is_told_too(task, me, bo):
    with happening(bo):
        Task.objects.filter(pk=task.pk).update(is_withdrawn=True)

    assert told(me) == {task.pk: [("Bo Eksempel trak opgaven tilbage", "")]}


def test_a_followed_task_is_told_of_but_not_its_internal_notes(task, me, bo):
    follower = colleague(task, reads_all_projects=True)
    WatchFactory(task=task, user=follower)
    with happening(bo):
        write_internal_notes(
            task=task, internal_notes="Spørg Carla", at=NOON, revision=fresh(task).revision
        )
    begin(task, bo)

    assert len(told(me)[task.pk]) == 2
    assert [text for text, _ in told(follower)[task.pk]] == [
        "Bo Eksempel ændrede status fra »Ikke påbegyndt« til »I gang«"
    ]


def test_whoever_may_not_see_a_followed_task_any_more_hears_nothing_of_it(task, bo):
    follower = ProjectMemberFactory(project=task.project, role=ProjectMember.Role.READER).user
    WatchFactory(task=task, user=follower)
    CommentFactory(task=task, written_by=bo)
    begin(task, bo)
    assert len(told(follower)[task.pk]) == 2

    ProjectMember.objects.filter(user=follower).delete()

    assert told(follower) == {}


def test_what_others_wrote_is_quoted(task, me, bo):
    CommentFactory(task=task, written_by=bo, text="Vi **mangler** et [bilag](https://a.example).")
    CommentFactory(task=task, written_by=bo, written_at=LAST_WEEK - HOUR)
    CommentFactory(task=task, written_by=me)
    CommentFactory(task=task, written_by=bo, text="", deleted_at=NOON, deleted_by=bo)

    said = ("Bo Eksempel skrev en kommentar", "Vi mangler et bilag.")
    assert told(me) == {task.pk: [said]}


def test_a_comment_that_names_them_is_told_once_and_until_it_is_read(signed_in, task, me, bo):
    comment = CommentFactory(
        task=task, written_by=bo, written_at=LAST_WEEK - HOUR, text="Kan *du* se på det?"
    )
    mention = MentionFactory(comment=comment, person=me)
    MyPageVisitFactory(user=me, came_at=NOON - 2 * HOUR)
    client = signed_in(me)

    page = client.get(HOME)
    assert [one.mention for one in page.context["news"].mentions] == [mention]
    assert page.context["news"].tasks == []
    assert "Bo Eksempel nævner dig i en kommentar" in page.content.decode()
    assert "<q>Kan du se på det?</q>" in page.content.decode()
    assert f'href="{task.get_absolute_url()}#kommentar-{comment.pk}"' in page.content.decode()

    client.get(task.get_absolute_url())
    assert client.get(HOME).context["news"].mentions == []


def test_what_the_centre_changed_is_told_until_it_is_read(task, me):
    change(task.shared_task, note="Ledelsen skal med", at=LAST_WEEK - HOUR)

    said = ("Fællesopgaven er ændret centralt", "Ledelsen skal med")
    assert told(me) == {task.pk: [said]}

    SeenVersion.objects.create(
        municipality=task.municipality,
        programme=task.programme,
        task=task,
        user=me,
        version=2,
        read_at=NOON,
    )
    assert told(me) == {}


def test_a_correction_from_the_centre_is_no_news(task, me):
    change(task.shared_task, note="", correction=True)

    assert told(me) == {}


def test_the_latest_comes_first_among_tasks_and_in_each(task, me, bo):
    with happening(bo, at=LAST_WEEK - HOUR):
        other = TaskFactory(project=task.project, due_on=None, executor=me)
    CommentFactory(task=other, written_by=bo, written_at=NOON - 3 * HOUR)
    CommentFactory(task=task, written_by=bo, written_at=NOON - 2 * HOUR, text="To")
    CommentFactory(task=task, written_by=bo, written_at=NOON - HOUR, text="Et")

    news = told(me)

    assert list(news) == [task.pk, other.pk]
    assert [detail for _, detail in news[task.pk]] == ["Et", "To"]


def test_few_tasks_and_few_lines_are_shown_until_all_are_asked_for(signed_in, task, me, bo):
    for _ in range(6):
        with happening(bo, at=LAST_WEEK - HOUR):
            one = TaskFactory(project=task.project, due_on=None, executor=me)
        CommentFactory.create_batch(5, task=one, written_by=bo)
    MyPageVisitFactory(user=me, came_at=LAST_WEEK)
    client = signed_in(me)

    news = client.get(HOME).context["news"]
    assert (len(news.tasks), news.total) == (5, 6)
    assert {(len(one.shown), one.more) for one in news.tasks} == {(3, 2)}
    assert "Vis nyt om alle 6 opgaver" in client.get(HOME).content.decode()
    assert len(client.get(HOME, {"nyt": "alle"}).context["news"].tasks) == 6


def test_the_page_says_since_when_and_a_refresh_says_the_same(signed_in, task, me, bo):
    begin(task, bo)
    MyPageVisitFactory(user=me, came_at=LAST_WEEK)
    client = signed_in(me)

    for _ in range(2):
        page = client.get(HOME)
        assert "mandag 23. februar kl. 12.00" in page.content.decode()
        assert [one.task.pk for one in page.context["news"].tasks] == [task.pk]


def test_the_first_visit_is_welcomed_and_finds_nothing_new(signed_in, task, me, bo):
    begin(task, bo)
    change(task.shared_task)
    client = signed_in(me)

    page = client.get(HOME)

    assert page.context["news"].tasks == []
    assert "Velkommen." in page.content.decode()
    assert MyPageVisit.objects.count() == 1


def test_what_people_wrote_is_escaped(signed_in, task, me):
    eve = colleague(task, name="<b>Eva</b>")
    CommentFactory(task=task, written_by=eve, text="`<script>alert(1)</script>` & <i>mere</i>")
    MyPageVisitFactory(user=me, came_at=LAST_WEEK)

    page = signed_in(me).get(HOME).content.decode()

    assert "&lt;b&gt;Eva&lt;/b&gt; skrev en kommentar" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Overskrift\n\n- et\n- to", "Overskrift et to"),
        ("Linje\nbrudt  her", "Linje brudt her"),
        ("![billede](https://a.example/b.png)", "!billede"),
        ("**", "**"),
        ("", ""),
    ],
)
def test_a_quote_is_the_words_without_the_signs(text, said):
    assert quote(text) == said


def test_a_long_comment_is_quoted_by_its_beginning():
    assert len(quote("ord " * 500)) == LONGEST_QUOTE
    assert quote("o" * 500) == f"{'o' * (LONGEST_QUOTE - 1)}…"


def test_news_asks_as_much_for_three_tasks_as_for_one(task, me, bo):
    counted = []
    for number in (1, 3):
        for _ in range(number):
            one = TaskFactory(project=task.project, due_on=None)
            give(one, me, bo)
            begin(one, bo)
            MentionFactory(comment=CommentFactory(task=one, written_by=bo), person=me)
            CommentFactory(task=one, written_by=bo)
            change(one.shared_task)
        with CaptureQueriesContext(connection) as asked:
            told(User.objects.get(pk=me.pk))
        counted.append(len(asked))

    assert counted[0] == counted[1]
