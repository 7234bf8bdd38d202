"""What needs a person now: their red and yellow tasks, in the order to take them."""

from django.db.models import Case, F, IntegerField, Value, When

from tasks.lights import Light
from tasks.models import TaskQuerySet

# Red on the critical path first, then red and mandatory, then red and recommended.
PRIORITY_OF_RED = Case(
    When(light=Light.RED, then=F("priority")), default=Value(0), output_field=IntegerField()
)


def needing(tasks: TaskQuerySet) -> TaskQuerySet:
    """Return those that are red by priority, then those that are yellow by due date."""
    late = tasks.filter(light__gte=Light.YELLOW)
    return late.order_by("-light", PRIORITY_OF_RED, "due_on", "priority", "pk")
