import pytest
import time_machine

from tests.factories import NOON


@pytest.fixture
def noon():
    """It is noon on the factories' TODAY."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def signed_in(client):
    """signed_in(user) gives a client who is that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
