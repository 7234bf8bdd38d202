import pytest

from tests.notifications.servers import Postman, backend, serving


@pytest.fixture
def postman():
    return Postman()


@pytest.fixture
def post(postman):
    with serving(postman) as port:
        yield backend(port)
