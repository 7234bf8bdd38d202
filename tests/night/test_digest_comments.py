"""What the night tells of what is said about tasks, and of tasks that people follow."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conversation.comments import delete_comment
from conversation.models import Mention, Watch
from history.tracking import Through, acting
from night.digests.comments import LINES_SHOWN, SETTLED, TASKS_SHOWN
from night.digests.compose import subject_of, write_digests
from night.follow_up import write_follow_ups
from notifications.models import JobRun, Notification
from notifications.rendering import render_mail
from projects.models import ProjectMember
from tasks.models import Task
from tasks.services import assign_people, change_status
from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory
from tests.factories import ConsultantFactory, TaskFactory, UserFactory, let_go
from tests.tasks.people import colleague, consultant, member

pytestmark = pytest.mark.django_db

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
Role = ProjectMember.Role


@pytest.fixture
def now():
    """History's clock is PostgreSQL's, which no test moves."""
    return timezone.now()


@pytest.fixture
def task():
    return TaskFactory(
        project__municipality__name="Korsbæk Kommune",
        project__programme__name="DUBU 3.0",
        shared_task__code="Opgave 7",
        shared_task__title="Aftal <vilkår> & »frist«",
        due_on=None,
    )


def night(now, *, days=0):
    """Run both parts of a night that begins when everything until now has settled."""
    at = now + SETTLED + MINUTE + days * DAY
    on = timezone.localdate(at)
    return write_digests(on=on, at=at), write_follow_ups(on=on, at=at)


def told(user, *, nights=1):
    """Return by heading what the person was told in the last of so many mails."""
    mails = list(Notification.objects.filter(recipient=user).order_by("local_date"))
    assert len(mails) == nights
    if not mails:
        return {}
    talk = mails[-1].content["talk"]
    return {part["heading"]: {t["number"]: t["lines"] for t in part["tasks"]} for part in talk}


def clock(at):
    return timezone.localtime(at).strftime("kl. %H.%M")


def mention(task, person, now, **facts):
    return MentionFactory(
        person=person, comment__task=task, comment__written_at=now - 2 * MINUTE, **facts
    )


# --- being named --------------------------------------------------------------------


def test_who_is_named_is_told_once_by_whom_and_where(task, now):
    bo, theirs = member(task, Role.READER), consultant(task)
    author = colleague(task, name="Anna Prøve")
    one = mention(task, bo, now, comment__written_by=author)
    MentionFactory(person=theirs, comment=one.comment)

    assert night(now) == (1, 1)

    for person in (bo, theirs):
        [line] = told(person)["Du er nævnt"][task.pk]
        assert line.startswith("Anna Prøve, Korsbæk Kommune, nævnte dig ")
        assert line.endswith(clock(one.comment.written_at))
        assert Notification.objects.get(recipient=person).subject == "Du er nævnt i 1 kommentar"
    assert night(now) == (None, None)
    assert night(now, days=1) == (0, 0)


def test_who_has_read_it_needs_no_telling(task, now):
    mention(task, member(task, Role.READER), now, read_at=now)

    assert night(now) == (0, 0)
    assert Mention.objects.get().told_on is not None


def test_a_comment_taken_back_is_not_told(task, now):
    one = mention(task, member(task, Role.READER), now)
    Task.objects.update(executor=colleague(task))
    delete_comment(comment=one.comment, by=one.comment.written_by, at=now)

    assert night(now) == (0, 0)


def test_who_may_not_see_the_task_any_more_is_not_told(task, now):
    gone, former = member(task, Role.READER), colleague(task)
    let_go(gone)
    elsewhere = ConsultantFactory()
    for person in (gone, former, elsewhere):
        mention(task, person, now)
        WatchFactory(task=task, user=person, since_at=now - DAY)
    bo = member(task, Role.CONTRIBUTOR)
    mention(task, bo, now)

    assert night(now) == (1, 0)
    assert list(told(bo)) == ["Du er nævnt"]
    assert Mention.objects.filter(told_on=None).count() == 0


def test_nothing_of_a_municipalitys_own_task_reaches_a_partner(task, now):
    theirs, operator = consultant(task), ConsultantFactory(partner__is_operator=True)
    Task.objects.update(shared_task=None, local_title="Vores", is_private=True, shared_due_on=None)
    for person in (theirs, operator):
        mention(task, person, now)
        WatchFactory(task=task, user=person, since_at=now - DAY)

    assert night(now) == (0, 0)


# --- comments on one's own tasks ----------------------------------------------------


def test_who_does_a_task_or_answers_for_it_hears_of_what_others_say(task, now):
    executor, responsible = colleague(task), colleague(task)
    Task.objects.update(executor=executor, responsible=responsible)
    dorte = consultant(task)
    for by in (executor, dorte):
        CommentFactory(task=task, written_by=by, written_at=now - MINUTE)
    member(task)

    assert night(now) == (2, 0)

    mine, theirs = (told(who)["Nye kommentarer på dine opgaver"] for who in (executor, responsible))
    assert (len(mine[task.pk]), len(theirs[task.pk])) == (1, 2)
    assert mine[task.pk][0].startswith(f"{dorte.name}, {dorte.partner}, skrev en kommentar ")
    assert Notification.objects.get(recipient=responsible).subject == (
        "2 nye kommentarer på dine opgaver"
    )


def test_a_comment_that_names_one_is_told_as_that_alone(task, now):
    bo = colleague(task)
    own = TaskFactory(project=task.project, executor=bo)
    mention(own, bo, now)
    WatchFactory(task=own, user=bo, since_at=now - DAY)

    night(now)

    assert list(told(bo)) == ["Du er nævnt"]


def test_what_a_missed_night_left_is_told_by_the_next(task, now):
    bo = colleague(task)
    Task.objects.update(executor=bo)
    night(now)
    CommentFactory(task=task, written_at=now + SETTLED + 2 * MINUTE)

    assert night(now, days=5) == (1, 0)
    assert night(now, days=6) == (0, 0)


def test_what_is_being_written_while_the_night_looks_is_told_by_the_next(task, now):
    bo = colleague(task)
    Task.objects.update(executor=bo)
    CommentFactory(task=task, written_at=now + 2 * MINUTE)

    assert night(now) == (0, 0)
    assert night(now, days=1) == (1, 0)


def test_the_first_night_tells_of_a_day(task, now):
    bo = colleague(task)
    Task.objects.update(executor=bo)
    CommentFactory(task=task, written_at=now - DAY)
    CommentFactory(task=task, written_at=now - 23 * 60 * MINUTE)

    night(now)

    assert len(told(bo)["Nye kommentarer på dine opgaver"][task.pk]) == 1


# --- following ----------------------------------------------------------------------


def start(task, by, now):
    with acting(by=by.pk, through=Through.PAGE):
        task.refresh_from_db()
        change_status(task=task, status="in_progress", by=by, at=now, revision=task.revision)


def test_who_follows_a_task_hears_what_others_did_to_it(task, now):
    leader, bo, theirs = member(task), member(task, Role.READER), consultant(task)
    for person in (leader, bo, theirs):
        WatchFactory(task=task, user=person, since_at=now - DAY)
    start(task, leader, now)
    CommentFactory(task=task, written_by=theirs, written_at=now - MINUTE)

    assert night(now) == (2, 1)

    status = f"{leader.name} ændrede status fra »Ikke påbegyndt« til »I gang«"
    comment = f"{theirs.name}, {theirs.partner}, skrev en kommentar"
    by_person = {
        person: [line.partition(" (")[0].partition(" den ")[0] for line in lines]
        for person in (leader, bo, theirs)
        for lines in told(person)["Opgaver, du følger"].values()
    }
    assert by_person[theirs] == [status]
    assert by_person[leader][0].startswith(comment)
    assert (by_person[bo][0].startswith(comment), by_person[bo][1]) == (True, status)
    assert Notification.objects.get(recipient=bo).subject == "Nyt om 1 opgave, du følger"


def test_one_hears_of_it_once_and_of_nothing_before_one_began(task, now):
    leader, bo = member(task), member(task, Role.READER)
    start(task, leader, now)
    late = WatchFactory(task=task, user=bo, since_at=timezone.now())

    assert night(now) == (0, 0)
    late.refresh_from_db()
    Watch.objects.update(since_at=now - DAY, told_at=now - DAY)
    assert night(now, days=1) == (0, 0)
    JobRun.objects.all().delete()
    assert night(now, days=0) == (1, 0)
    assert Watch.objects.get().told_at == now + MINUTE


def test_what_the_night_itself_did_to_a_light_is_no_news_of_the_task(task, now):
    WatchFactory(task=task, user=member(task, Role.READER), since_at=now - DAY)
    Task.objects.update(light=2, light_told_on=now.date())

    assert night(now) == (0, 0)


# --- one mail -----------------------------------------------------------------------


def test_it_is_all_one_mail(task, now):
    bo = member(task, Role.READER)
    other = TaskFactory(project=task.project, executor=bo)
    red = TaskFactory(project=task.project, executor=bo, light=3, due_on=dt.date(2026, 1, 5))
    Task.objects.filter(pk=red.pk).update(light_told_on=None)
    mention(task, bo, now)
    CommentFactory(task=other, written_at=now - MINUTE)

    night(now)

    assert list(told(bo)) == ["Du er nævnt", "Nye kommentarer på dine opgaver"]
    assert Notification.objects.get(recipient=bo).subject == (
        "1 opgave er blevet rød, og du er nævnt i 1 kommentar"
    )


@pytest.mark.parametrize(
    ("facts", "subject"),
    [
        (
            {"red": 0, "yellow": 0, "talk": "nyt om 2 opgaver, du følger"},
            "Nyt om 2 opgaver, du følger",
        ),
        ({"red": 0, "yellow": 0, "changed": 2, "talk": "nyt"}, "2 opgaver er ændret, og nyt"),
        ({"red": 1, "yellow": 0}, "1 opgave er blevet rød"),
    ],
)
def test_the_subject_says_what_there_is(facts, subject):
    assert subject_of(**facts) == subject


def test_a_consultant_with_a_list_gets_both_in_one(task, now):
    theirs, colleague_there = consultant(task), consultant(task)
    Task.objects.update(light=3, priority=2)
    mention(task, theirs, now)

    assert night(now)[1] == 2

    mails = {one.recipient: one for one in Notification.objects.filter(kind="follow_up")}
    assert mails[theirs].subject == (
        "Opfølgning: 1 opgave i 1 kommune, og du er nævnt i 1 kommentar"
    )
    assert mails[colleague_there].content["talk"] == []
    assert len(mails[theirs].content["programmes"]) == 1


def test_a_mail_stays_readable(task, now):
    bo = colleague(task)
    for _ in range(TASKS_SHOWN + 2):
        mention(TaskFactory(project=task.project, executor=bo), bo, now)
    first = Mention.objects.order_by("pk").first().comment.task
    for _ in range(LINES_SHOWN):
        mention(first, bo, now)

    night(now)

    [part] = Notification.objects.get(recipient=bo).content["talk"]
    assert (len(part["tasks"]), part["more"]) == (TASKS_SHOWN, 2)
    assert (len(part["tasks"][0]["lines"]), part["tasks"][0]["earlier"]) == (LINES_SHOWN, 1)


def test_the_mails_say_it_in_both_forms_and_never_the_words(task, now, settings):
    settings.SITE_URL = "https://fremdrift.example"
    bo, theirs = member(task, Role.READER), consultant(task)
    one = mention(task, bo, now, comment__text="KANARIEFUGL")
    MentionFactory(person=theirs, comment=one.comment)

    night(now)

    for person in (bo, theirs):
        message = render_mail(Notification.objects.get(recipient=person))
        [(html, _)] = message.alternatives
        place = "Korsbæk Kommune, DUBU 3.0" if person == theirs else "DUBU 3.0"
        start_at = message.body.splitlines().index("DU ER NÆVNT")
        lines = message.body.splitlines()[start_at:][:6]
        assert lines[2:4] == ["Opgave 7: Aftal <vilkår> & »frist«", f"     {place}"]
        assert lines[4].startswith(
            f"     {one.comment.written_by.name}, Korsbæk Kommune, nævnte dig"
        )
        assert lines[5] == f"     https://fremdrift.example/opgaver/{task.pk}/#kommentarer"
        assert f'href="https://fremdrift.example/opgaver/{task.pk}/#kommentarer"' in html
        assert "Opgave 7: Aftal &lt;vilkår&gt; &amp; »frist«</a>" in html
        assert "KANARIEFUGL" not in message.body + html
        assert "Listen viser" not in message.body + html


def test_each_municipality_hears_of_its_own(task, now):
    bo, stranger = colleague(task), UserFactory()
    Task.objects.update(executor=bo)
    TaskFactory(executor=None)
    CommentFactory(task=task, written_at=now - MINUTE)
    CommentFactory(
        task=TaskFactory(project__municipality=stranger.municipality, executor=stranger),
        written_at=now - MINUTE,
    )

    night(now)

    assert list(told(bo)["Nye kommentarer på dine opgaver"]) == [task.pk]
    assert task.pk not in told(stranger)["Nye kommentarer på dine opgaver"]


def test_the_number_of_queries_does_not_grow(task, now):
    def talk():
        one = TaskFactory(project=task.project, executor=colleague(task))
        bo, theirs = member(task, Role.READER), consultant(task)
        for person in (bo, theirs):
            mention(one, person, now)
            WatchFactory(task=one, user=person, since_at=now - DAY)
        start(one, bo, now)
        other = colleague(task)
        with acting(by=other.pk, through=Through.PAGE):
            one.refresh_from_db()
            assign_people(
                task=one, responsible=other, executor=one.executor, at=now, revision=one.revision
            )

    def counted(times):
        for _ in range(times):
            talk()
        for forgotten in (JobRun, Notification):
            forgotten.objects.all().delete()
        Mention.objects.update(told_on=None)
        Watch.objects.update(told_at=now - DAY)
        with CaptureQueriesContext(connection) as captured:
            night(now)
        return len(captured), Notification.objects.count()

    one, mails = counted(1)
    assert counted(2) == (one, 3 * mails)
