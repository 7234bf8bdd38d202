"""What a page changes says who did it, from where, and on which page."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from accounts.middleware import HistoryMiddleware
from organisations.models import Region
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def context_of(request):
    HistoryMiddleware(lambda _: Region.objects.create(name="Region Prøve"))(request)
    return apps.get_model("organisations", "RegionEvent").objects.get().pgh_context


def test_a_page_names_the_person_the_address_and_itself(rf):
    request = rf.post("/x/", REMOTE_ADDR="192.0.2.7")
    request.user = UserFactory()

    assert context_of(request) == {
        "by": request.user.pk,
        "through": "page",
        "address": "192.0.2.7",
        "path": "/x/",
    }


def test_before_sign_in_there_is_an_address_but_nobody(rf):
    request = rf.post("/x/", REMOTE_ADDR="192.0.2.7")
    request.user = AnonymousUser()

    assert context_of(request) == {
        "by": None,
        "through": "page",
        "address": "192.0.2.7",
        "path": "/x/",
    }


def test_a_page_that_is_only_read_acts_for_nobody(rf):
    request = rf.get("/x/")
    request.user = UserFactory()

    assert context_of(request) is None
