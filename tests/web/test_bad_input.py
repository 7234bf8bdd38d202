"""What nobody types, sent to every address: a clear answer, nothing broken, nothing told."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from projects.models import ProjectMember
from tests.factories import ConsultantFactory, PartnerFactory
from tests.house.test_routes import PUBLIC
from tests.tasks.people import colleague
from tests.web.addresses import routes
from tests.web.anything import sent_everywhere

pytestmark = pytest.mark.django_db

NO_NUMBERS = [
    "1e3", "\uff10\uff11", "\u0663", "\u0967", "1;2", "1\0", "\0", "-1", "+1", "1.0", "0x10", "1_000",
    " 1", "1 ", "1\n", "9" * 5000, "\ufffd", "../1", "1'--", "",
]  # fmt: skip
NUMBERS = ["0", f"{2**31}", f"{2**63}", f"{10**30}", "0" * 3000 + "1"]
WORDS = ["%00", "a%00b", "%ff%fe", "x" * 5000, "..%2f..%2fetc%2fpasswd", "'--", "<b>", "%0d%0aX:1"]
TYPED = {
    "a NUL": "hej\0du",
    "digits of another script": "１２٣",
    "a huge number": f"{10**30}",
    "a quote": "' OR 1=1 --",
    "markup": '"><script>alert(1)</script>',
    "a long text": "x" * 100_000,
    "deep JSON": "[" * 100_000,
    "deep JSON with an end": '{"id":' * 5_000 + "1" + "}" * 5_000,
    "half a letter in JSON": '{"id":"\\ud800","rawId":"\\ud800","response":{},"type":"public-key"}',
    "a date that is none": "31.02.2027",
    "new lines": "a\r\nBcc: ond@ond.example\r\n\r\nhej",
}
UNSAID = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')


@pytest.fixture
def administrator(task, leader):
    """The leader, who administers the colleagues as well, so that every form is theirs."""
    leader.is_klik_administrator = True
    leader.save(update_fields=["is_klik_administrator"])
    EmailAddress.objects.create(user=leader, email=leader.email, verified=True, primary=True)
    return leader


@pytest.fixture
def operator():
    user = ConsultantFactory(partner=PartnerFactory(is_operator=True), is_administrator=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture(params=["administrator", "operator", "nobody"])
def visitor(request):
    """A client that has just signed in, with a form as people do it, or not at all."""
    cache.clear()
    client = Client(raise_request_exception=False)
    client.who = request.param
    if request.param != "nobody":
        user = request.getfixturevalue(request.param)
        sent = {"login": user.email, "password": "fremdrift-test"}
        assert client.post("/konto/log-ind/", sent).status_code == 302
    return client


@pytest.fixture
def own(task, leader, file):
    """The visitors' own things, where an address has a place for one."""
    person = colleague(task)
    return {
        "tasks": {"number": task.pk, "pk": file.pk},
        "projects": {"pk": task.project_id, "member": ProjectMember.objects.get(user=leader).pk},
        "administration": {"pk": person.pk},
        "oversight": {"slug": task.programme.slug},
    }


def filled(route, own):
    places = own.get(route.name.partition(":")[0], {})
    path = route.pattern
    for place in (*route.numbers, *route.words):
        path = path.replace(f"<{place}>", str(places.get(place, 7)))
    return path


def undone(ask):
    """The answer's status; what the request changed is taken back."""
    with transaction.atomic():
        response = ask()
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_what_is_no_number_leads_nowhere(number):
    for route in routes():
        if route.numbers:
            with pytest.raises(Resolver404):
                resolve(route.address(number=number))


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
@pytest.mark.parametrize("visitor", ["administrator"], indirect=True)
def test_a_number_that_nothing_has_is_not_found(visitor, number):
    found = {
        (route.name, method.__name__): undone(lambda: method(route.address(number=number)))  # noqa: B023  # called at once
        for route in routes()
        for method in (visitor.get, visitor.post)
        if route.numbers
    }

    assert set(found.values()) <= {302, 403, 404, 405}


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word[:12])
@pytest.mark.parametrize("visitor", ["operator"], indirect=True)
def test_a_word_that_is_none_breaks_nothing(visitor, word):
    found = {
        (route.name, method.__name__): undone(lambda: method(route.address(word=word)))  # noqa: B023  # called at once
        for route in routes()
        for method in (visitor.get, visitor.post)
        if route.words
    }

    assert {name: status for name, status in found.items() if status >= 500} == {}


def is_read_by(who, route):
    """Whether this visitor is the one to send bad input there: each place has its own readers."""
    if who == "nobody":
        return route.name in PUBLIC
    if who == "operator":
        return route.name.startswith(("administration:", "oversight:"))
    return True


def broken_by(visitor, own, value, method):
    broken = {}
    for route in routes():
        if is_read_by(visitor.who, route):
            cache.clear()
            with sent_everywhere(value):
                status = undone(lambda: getattr(visitor, method)(filled(route, own)))  # noqa: B023  # called at once
            if status >= 500:
                broken[route.name] = status
    return broken


@pytest.mark.parametrize("typed", ["a NUL", "a huge number", "markup", "a long text"])
@pytest.mark.parametrize("visitor", ["administrator"], indirect=True)
def test_whatever_stands_in_an_address_breaks_nothing(visitor, own, typed):
    assert broken_by(visitor, own, TYPED[typed], "get") == {}


@pytest.mark.parametrize("typed", TYPED)
def test_whatever_is_in_every_field_breaks_nothing(visitor, own, typed):
    assert broken_by(visitor, own, TYPED[typed], "post") == {}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize("visitor", ["administrator"], indirect=True)
def test_no_method_breaks_an_address(visitor, own, method):
    answers = {
        route.name: undone(lambda: visitor.generic(method, filled(route, own)))  # noqa: B023  # called at once
        for route in routes()
    }

    assert {name: status for name, status in answers.items() if status >= 500} == {}
    if method not in {"HEAD", "OPTIONS"}:
        assert {n: s for n, s in answers.items() if s == 200 and not n.startswith(OF_ALLAUTH)} == {}


# A form that is put is a form that is posted, says Django; allauth's pages are made of those.
OF_ALLAUTH = ("account_", "mfa_", "usersessions_")
