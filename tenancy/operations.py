"""Migration operations that Django lacks."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState, StateApps


class CreateTables(Operation):
    """Create the tables of many models at once, whatever the order of the models.

    After each ordinary operation Django renders every related model again, which takes nine
    tenths of a migration's time (docs/adr/0150). Here each new model is rendered once, when all
    of them are known; models that were there before learn of new relations to them as usual.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered: StateApps | None = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered:
            rendered.render_multiple(
                [state.models[app_label, operation.name_lower] for operation in self.operations]
            )
            state.__dict__["apps"] = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)
        # A foreign key to more than the primary key needs the unique key that it refers to.
        schema_editor.deferred_sql.sort(key=lambda sql: " UNIQUE " not in str(sql))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create the tables of {', '.join(op.name for op in self.operations)}"

    @property
    def migration_name_fragment(self) -> str:
        return "_".join(op.name_lower for op in self.operations)
