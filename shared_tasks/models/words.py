from typing import Any, TypeVar

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, TextField, Value

# PostgreSQL would read »drift/overdragelse«, »plan_2.pdf« and »navn@sted« as one word each.
WITHIN_WORDS = "_-./:@<>&+"


def stems_of(*columns: str) -> SearchVector:
    """Return the stems of the Danish words in these columns, worked out when they are asked for."""
    apart = [
        Func(
            F(column),
            Value(WITHIN_WORDS),
            Value(" " * len(WITHIN_WORDS)),
            function="translate",
            output_field=TextField(),
        )
        for column in columns
    ]
    return SearchVector(*apart, config="danish")


def words_of(*columns: str) -> Any:
    """Return a column in which PostgreSQL keeps the stems of the words in these columns.

    Without the words' places and weights, which nothing asks for: half as much to read. Whoever
    looks for them is in ``workplace.lists.search``; managers leave the column unread (docs/adr/0138).
    """
    stems = Func(stems_of(*columns), function="strip", output_field=SearchVectorField())
    return GeneratedField(
        expression=stems,
        output_field=SearchVectorField(),
        db_persist=True,
        verbose_name="ordstammer",
    )


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class LeavesWords(models.Manager[Row_co]):
    """A manager whose rows come without their words: as long as the texts, and never shown."""

    def get_queryset(self) -> models.QuerySet[Row_co]:
        return super().get_queryset().defer("words")
