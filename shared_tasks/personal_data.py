"""Who wrote, published and changed shared tasks."""

from privacy.declarations import After, Basis, declare, personal

SHARED = "Skrevet centralt og ens for alle kommuner."
WORK = "Fordele opgaverne og vise, hvem der har gjort hvad."
WITH_THE_TASK = "så længe opgaven findes"
ANYBODY = "dem, teksten måtte nævne, og den, der skrev den"

declare(
    "shared_tasks.SharedTask",
    personal(
        *("published_by", "published_at", "withdrawn_by", "withdrawn_at"),
        whose="redaktører hos samarbejdsparterne",
        why="Vise, hvem der udgav opgaven til kommunerne og trak den tilbage.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe programmet findes",
        after=After.POINTS,
    ),
    impersonal={"code title goal description method result quality_criteria source": SHARED},
    beside=("code", "title"),
)

declare("shared_tasks.SharedTaskAttachment", impersonal={"title url": SHARED})

declare(
    "shared_tasks.SharedTaskVersion",
    personal(
        *("made_by", "made_at"),
        whose="redaktører hos samarbejdsparterne",
        why="Vise, hvem der ændrede opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe programmet findes",
        after=After.POINTS,
    ),
    impersonal={"note content": SHARED},
    beside=("shared_task__code", "shared_task__title", "number"),
)

declare(
    "shared_tasks.Publication",
    personal(
        *("published_by", "published_at"),
        whose="redaktører hos samarbejdsparterne",
        why="Vise, hvem der udgav hvad til kommunerne.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe programmet findes",
        after=After.POINTS,
    ),
    beside=("programme__name",),
)
