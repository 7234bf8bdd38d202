"""Coverage cannot see a constraint; this can."""

from tests.house.code import first_party_models, root


def test_every_constraint_is_named_in_a_test():
    tests = "".join(path.read_text() for path in (root() / "tests").rglob("test_*.py"))
    names = {
        constraint.name for model in first_party_models() for constraint in model._meta.constraints
    }

    assert {name for name in names if name not in tests} == set()
