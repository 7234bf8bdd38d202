import pytest

from tests.factories import UserFactory


@pytest.fixture
def administrator():
    return UserFactory(is_klik_administrator=True, name="Verner Hybenholm")
