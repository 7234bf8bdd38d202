"""»Min side« as a page: who gets it, what stands on it, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.models import ProjectMember
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.workplace.factories import MyPageVisitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOME = reverse("home")
MINE = f"{reverse('tasks:list')}?person=mig&status=open"


def in_days(days):
    return TODAY + dt.timedelta(days=days)


def give(user, *, number=1, **facts):
    """Tasks for the person to do, in one project of theirs."""
    project = ProjectFactory(municipality=user.municipality)
    ProjectMemberFactory(project=project, user=user, role=ProjectMember.Role.CONTRIBUTOR)
    return [TaskFactory(project=project, executor=user, **facts) for _ in range(number)]


def numbers(part):
    return [row.task.pk for row in part.rows]


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_task_stands_once_where_it_is_most_urgent(signed_in):
    user = UserFactory()
    [red] = give(user, due_on=in_days(-1), responsible=user)
    [yellow] = give(user, due_on=in_days(1))
    [soon] = give(user, due_on=in_days(20))
    give(user, due_on=in_days(90))

    work = signed_in(user).get(HOME).context["work"]

    assert numbers(work.needs) == [red.pk, yellow.pk]
    assert numbers(work.coming) == [soon.pk]
    assert numbers(work.waiting) == []


def test_a_row_says_why_and_what_to_do(signed_in):
    user = UserFactory()
    give(user, due_on=in_days(-1))

    page = text_of(signed_in(user).get(HOME))

    assert "Rød siden 2. marts" in page
    assert "Slutdatoen 1. marts er overskredet, ikke påbegyndt" in page
    assert "<span>Sæt i gang, eller aftal en ny slutdato</span>" in page


def test_a_yellow_row_says_when_it_turns_red(signed_in):
    user = UserFactory()
    give(user, due_on=in_days(1))

    assert "Bliver rød 4. marts" in text_of(signed_in(user).get(HOME))


def test_what_is_coming_says_when_and_what_it_turns(signed_in):
    user = UserFactory()
    give(user, due_on=in_days(9))

    page = text_of(signed_in(user).get(HOME))

    assert '<time datetime="2026-03-04">4. marts</time>' in page
    assert '<time datetime="2026-03-12">12. marts</time>' in page


def test_each_count_leads_to_the_tasks_it_counts(signed_in):
    user = UserFactory()
    give(user, number=2, due_on=in_days(-1))
    give(user, due_on=in_days(60))
    client = signed_in(user)

    response = client.get(HOME)

    assert response.context["work"].counts == {"red": 2, "yellow": 0, "green": 1, "grey": 0}
    assert f'href="{MINE.replace("&", "&amp;")}&amp;lys=3"' in response.content.decode()
    assert client.get(f"{MINE}&lys=3").context["listing"].total == 2


def test_only_the_first_rows_are_shown_and_the_rest_are_in_the_list(signed_in):
    user = UserFactory()
    give(user, number=12, due_on=in_days(-1))
    give(user, number=7, due_on=in_days(9))
    client = signed_in(user)

    response = client.get(HOME)

    work = response.context["work"]
    assert (len(work.needs.rows), work.needs.total) == (10, 12)
    assert (len(work.coming.rows), work.coming.total) == (5, 7)
    assert "Vis alle 12" in response.content.decode()
    assert client.get(response.context["needs_url"]).context["listing"].total == 12


def test_the_light_in_an_old_address_leads_to_the_list(signed_in):
    response = signed_in(UserFactory()).get(HOME, {"lys": "3"})

    assert (response.status_code, response.url) == (302, f"{MINE}&lys=3")


@pytest.mark.parametrize("bad", ["9", "1e3", "\N{FULLWIDTH DIGIT THREE}", "\x00", "9" * 40, "rød"])
def test_what_the_address_says_and_nobody_understands_is_left_out(bad, signed_in):
    user = UserFactory()
    [task] = give(user, due_on=in_days(-1))

    response = signed_in(user).get(HOME, {"lys": bad, "nyt": bad, "projekter": bad})

    assert response.status_code == 200
    assert numbers(response.context["work"].needs) == [task.pk]


def test_when_all_is_well_the_page_says_what_comes_next(signed_in):
    user = UserFactory()
    [task] = give(user, due_on=in_days(60))

    page = text_of(signed_in(user).get(HOME))

    assert "Alt er, som det skal være" in page
    link = f'<a href="{task.get_absolute_url()}">{task.title}</a>'
    day = '<time datetime="2026-05-01">fredag 1. maj</time>'
    assert f"Det næste: {link} skal være færdig {day}." in page


def test_a_start_to_come_is_next_before_a_later_due_date(signed_in):
    user = UserFactory()
    give(user, due_on=in_days(60))
    [task] = give(user, starts_on=in_days(40), due_on=in_days(90))

    coming = signed_in(user).get(HOME).context["work"].next_up

    assert (coming.on, coming.name, coming.happens) == (in_days(40), task.title, "starter")


def test_without_tasks_the_next_phase_or_go_live_is_next(signed_in):
    user = UserFactory()
    project = ProjectFactory(municipality=user.municipality, go_live_on=in_days(30))
    ProjectMemberFactory(project=project, user=user)
    client = signed_in(user)

    live = client.get(HOME).context["work"].next_up
    PhaseFactory(programme=project.programme, name="Test", starts_amount=-10, starts_unit="day")
    phase = client.get(HOME).context["work"].next_up

    assert (live.on, live.name, live.happens) == (
        in_days(30),
        project.programme.name,
        "går i drift",
    )
    assert (phase.on, phase.name) == (in_days(20), f"Test i {project.programme.name}")


def test_someone_with_nothing_to_do_reads_what_happens_next(signed_in):
    page = signed_in(UserFactory()).get(HOME).content.decode()

    assert "Du har ingen åbne opgaver" in page
    assert "Du er ikke med i nogen projekter" in page
    assert "Alt er, som det skal være" not in page


def test_a_project_shows_its_light_its_critical_path_and_its_counts(signed_in):
    user = UserFactory()
    [task] = give(user, due_on=in_days(-1))
    refresh_figures([task.project_id])

    [project] = signed_in(user).get(HOME).context["projects"]

    assert (project.figures.light, project.figures.critical_light) == (Light.RED, Light.GREY)
    assert (project.figures.red, project.figures.total) == (1, 1)


def test_a_project_without_tasks_says_so(signed_in):
    user = UserFactory()
    project = ProjectFactory(municipality=user.municipality)
    ProjectMemberFactory(project=project, user=user)

    response = signed_in(user).get(HOME)

    assert "Ingen opgaver er udgivet endnu" in response.content.decode()


def test_many_projects_are_shown_twenty_at_a_time_until_all_are_asked_for(signed_in):
    user = UserFactory(reads_all_projects=True)
    for _ in range(21):
        ProjectFactory(municipality=user.municipality)
    client = signed_in(user)

    assert len(client.get(HOME).context["projects"]) == 20
    assert "Vis alle 21 projekter" in client.get(HOME).content.decode()
    assert len(client.get(HOME, {"projekter": "alle"}).context["projects"]) == 21


def test_a_consultant_is_sent_to_the_national_picture(signed_in):
    response = signed_in(ConsultantFactory()).get(HOME)

    assert (response.status_code, response.url) == (302, reverse("oversight:programmes"))


def test_the_signed_out_sign_in_first(client):
    assert client.get(HOME).url == f"{reverse('account_login')}?next=/"


def test_my_page_is_only_read(signed_in):
    assert signed_in(UserFactory()).post(HOME).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_my_page_asks_as_much_for_three_tasks_as_for_one(
    number, signed_in, django_assert_num_queries
):
    user = UserFactory()
    MyPageVisitFactory(user=user, came_at=NOON - dt.timedelta(days=7))
    other = UserFactory(municipality=user.municipality)
    for days, executor in ((-1, user), (9, user), (60, other)):
        tasks = give(user, number=number, due_on=in_days(days))
        Task.objects.filter(pk__in=[one.pk for one in tasks]).update(
            executor=executor, responsible=user
        )
    client = signed_in(user)

    client.get(HOME)  # now and then the session's own times are written, too
    with django_assert_num_queries(21):
        client.get(HOME)
