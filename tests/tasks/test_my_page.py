import datetime as dt

import pytest
from django.urls import reverse

from projects.models import ProjectMember
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import Status
from tests.factories import (
    TODAY,
    ConsultantFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOME = reverse("home")


def in_days(days):
    return TODAY + dt.timedelta(days=days)


def give(user, *, number=1, **facts):
    """Tasks for the person to do, in one project of theirs."""
    project = ProjectFactory(municipality=user.municipality)
    ProjectMemberFactory(project=project, user=user, role=ProjectMember.Role.CONTRIBUTOR)
    return [TaskFactory(project=project, executor=user, **facts) for _ in range(number)]


def shown(response):
    return [task.pk for task in response.context["page"]]


def test_my_open_tasks_come_the_most_urgent_first(signed_in):
    user = UserFactory()
    [green] = give(user, due_on=in_days(60))
    [yellow] = give(user, due_on=in_days(1))
    [red] = give(user, due_on=in_days(-1))
    [later] = give(user, due_on=in_days(80))
    give(user, due_on=in_days(-5), status=Status.NOT_RELEVANT, not_relevant_reason="Løst")
    TaskFactory(due_on=in_days(-9))

    response = signed_in(user).get(HOME)

    assert shown(response) == [red.pk, yellow.pk, green.pk, later.pk]
    assert [task.pk for task in response.context["urgent"]] == [red.pk, yellow.pk]


def test_a_task_i_answer_for_is_mine(signed_in):
    user = UserFactory()
    [task] = give(user)
    task.executor, task.responsible = None, user
    task.save()

    assert shown(signed_in(user).get(HOME)) == [task.pk]


def test_each_count_leads_to_the_tasks_it_counts(signed_in):
    user = UserFactory()
    give(user, number=2, due_on=in_days(-1))
    give(user, due_on=in_days(60))
    client = signed_in(user)

    counts = client.get(HOME).context["counts"]
    listed = {
        light.name.lower(): len(shown(client.get(HOME, {"lys": light.value}))) for light in Light
    }

    assert counts == listed == {"red": 2, "yellow": 0, "green": 1, "grey": 0}


@pytest.mark.parametrize("bad", ["9", "1e3", "\N{FULLWIDTH DIGIT THREE}", "\x00", "9" * 40, "rød"])
def test_an_unknown_light_or_page_in_the_address_is_left_out(bad, signed_in):
    user = UserFactory()
    [task] = give(user)

    response = signed_in(user).get(HOME, {"lys": bad, "side": bad, "projekter": bad})

    assert response.status_code == 200
    assert shown(response) == [task.pk]


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


def test_someone_with_nothing_to_do_reads_what_happens_next(signed_in):
    page = signed_in(UserFactory()).get(HOME).content.decode()

    assert "Du har ingen åbne opgaver" in page
    assert "Du er ikke med i nogen projekter" in page


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
    for _ in range(number):
        give(user, number=number)
    client = signed_in(user)

    client.get(HOME)  # now and then the session's own times are written, too
    with django_assert_num_queries(8):
        client.get(HOME)
