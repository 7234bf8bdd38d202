"""Two rows that both say whose they are say the same: SameParent lets no other row be stored."""

from itertools import product

from django.db.models import ForeignKey

from tenancy.constraints import SameParent
from tests.house.code import first_party_models

PARENTS = ("municipality", "programme")
PARTNERS_TOO = "partners' people do it as well, and they belong to no municipality"
EXCEPTIONS = {
    "AuditEntry.by: municipality": PARTNERS_TOO,
    "Comment.written_by: municipality": PARTNERS_TOO,
    "Comment.deleted_by: municipality": PARTNERS_TOO,
    "Mention.person: municipality": PARTNERS_TOO,
    "Visit.by: municipality": PARTNERS_TOO,
    "Watch.user: municipality": PARTNERS_TOO,
}


def fields_of(model):
    return {field.name: field for field in model._meta.concrete_fields}


def is_held(model, relation, parent):
    return any(
        isinstance(one, SameParent) and one.relation == relation and parent in one.parents
        for one in model._meta.constraints
    )


def relations_between_owned_rows():
    for model, parent in product(first_party_models(), PARENTS):
        here = fields_of(model)
        for name, field in here.items() if parent in here else ():
            if isinstance(field, ForeignKey) and name != parent:
                there = fields_of(field.related_model)
                if parent in there:
                    yield model, name, parent


def loose():
    return {
        f"{model.__name__}.{name}: {parent}"
        for model, name, parent in relations_between_owned_rows()
        if not is_held(model, name, parent)
    }


def test_both_rows_of_a_relation_have_the_same_owner():
    found = loose() - EXCEPTIONS.keys()

    assert found == set(), "Add a SameParent to the model's constraints"


def test_every_exception_is_needed():
    assert EXCEPTIONS.keys() - loose() == set()
