from tests.tasks.conftest import noon, signed_in

__all__ = ["noon", "signed_in"]
