"""Every page has the scope of whoever asks, and leaves nothing behind when it breaks off."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from accounts import scope as accounts_scope
from accounts.scope import scope_of
from config.urls import urlpatterns as real
from projects.models import Project
from tenancy.scope import Scope, current_scope
from tests.factories import ConsultantFactory, PartnerFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def say_scope(request):
    return HttpResponse(repr(current_scope()))


def change_and_break(request):
    Project.objects.update(go_live_on=None)
    raise ZeroDivisionError


urlpatterns = [path("scope/", say_scope), path("broken/", change_and_break), *real]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (AnonymousUser, lambda _: Scope.signing_in()),
        (UserFactory, lambda user: Scope.municipal(user.municipality_id, user=user.pk)),
        (ConsultantFactory, lambda user: Scope.central(user.partner_id, user=user.pk)),
        (
            lambda: ConsultantFactory(partner=PartnerFactory(is_operator=True)),
            lambda user: Scope.national(user.partner_id, user=user.pk),
        ),
    ],
    ids=["nobody", "municipality", "partner", "operator"],
)
def test_a_person_has_the_scope_of_where_they_are(person, expected):
    user = person()

    assert scope_of(user) == expected(user)


@pytest.mark.urls("tests.accounts.test_scope")
def test_a_page_has_its_askers_scope(client):
    user = UserFactory()
    client.force_login(user)

    assert client.get("/scope/").content.decode() == repr(scope_of(user))
    assert current_scope() is None


@pytest.mark.urls("tests.accounts.test_scope")
def test_a_page_that_breaks_off_is_undone(client):
    project = ProjectFactory()
    client.force_login(UserFactory(municipality=project.municipality))
    client.raise_request_exception = False

    assert client.get("/broken/").status_code == 500
    assert Project.objects.get().go_live_on == project.go_live_on


@pytest.mark.urls("tests.accounts.test_scope")
class Tripping:
    """Middleware that changes something, lets the page be made, and then falls."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.get_response(request)
        Project.objects.update(go_live_on=None)
        raise ZeroDivisionError


@pytest.mark.urls("tests.accounts.test_scope")
def test_middleware_that_breaks_off_is_undone_with_its_page(client, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.accounts.test_scope.Tripping"]
    project = ProjectFactory()
    client.force_login(UserFactory(municipality=project.municipality))
    client.raise_request_exception = False

    assert client.get("/scope/").status_code == 500
    assert Project.objects.get().go_live_on == project.go_live_on


@pytest.mark.urls("tests.accounts.test_scope")
def test_a_scope_costs_two_queries(client):
    client.force_login(UserFactory())

    with CaptureQueriesContext(connection) as captured:
        client.get("/scope/")

    scopes = [q["sql"] for q in captured.captured_queries if "set_config('role'" in q["sql"]]
    # Set and, because a test is itself a transaction, set back.
    assert len(scopes) == 2 * 2


def test_a_database_that_is_away_is_said_in_words(client, monkeypatch):
    def away(scope):
        raise OperationalError

    monkeypatch.setattr(accounts_scope, "scoped", away)

    answer = client.get("/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Fremdrift svarer ikke lige nu" in answer.content.decode()
