import pytest

from tests.factories import UserFactory
from tests.tasks.conftest import signed_in

__all__ = ["signed_in"]


@pytest.fixture
def administrator():
    return UserFactory(is_klik_administrator=True, name="Verner Hybenholm")
