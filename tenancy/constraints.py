"""Constraints that Django lacks, for a model's Meta."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint


class SameParent(BaseConstraint):
    """``relation`` must refer to a row with the same ``parent`` as this row.

    A composite foreign key. The other model needs a unique constraint over (``id``, ``parent``).
    A null relation is valid. ``parent`` is a field of both models by the same name, or several
    of them in one key.
    """

    def __init__(self, *, relation: str, parent: str | Sequence[str], **kwargs: Any) -> None:
        self.relation = relation
        self.parent = parent if isinstance(parent, str) else tuple(parent)
        super().__init__(**kwargs)

    @property
    def parents(self) -> tuple[str, ...]:
        return (self.parent,) if isinstance(self.parent, str) else self.parent

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]  # Django allows None
        """Defer to the end of the migration, when the other table exists."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Statement:  # type: ignore[override]  # as Django's own
        quote = schema_editor.quote_name
        table = model._meta.db_table
        field = model._meta.get_field(self.relation)
        other = field.related_model._meta
        here = [field.column, *(model._meta.get_field(name).column for name in self.parents)]
        there = [other.pk.column, *(other.get_field(name).column for name in self.parents)]
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(here)s)"
            " REFERENCES %(other)s (%(there)s) DEFERRABLE INITIALLY IMMEDIATE",
            table=Table(table, quote),
            name=quote(self.name),
            here=Columns(table, here, quote),
            other=Table(other.db_table, quote),
            there=Columns(other.db_table, there, quote),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(
        self,
        model: Any,
        instance: Any,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if exclude and {self.relation, *self.parents} & set(exclude):
            return
        related = getattr(instance, self.relation)
        columns = [model._meta.get_field(name).attname for name in self.parents]
        if related and any(getattr(related, of) != getattr(instance, of) for of in columns):
            raise ValidationError(self.get_violation_error_message(), code="same_parent")

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "relation": self.relation, "parent": self.parent}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameParent) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.relation, self.parent))
