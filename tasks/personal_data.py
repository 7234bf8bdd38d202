"""Personal data in tasks: their people, and what people have written and added."""

from privacy.declarations import After, Basis, declare, personal

WORK = "Fordele opgaverne og vise, hvem der har gjort hvad."
WITH_THE_TASK = "så længe opgaven findes"
ANYBODY = "dem, teksten måtte nævne, og den, der skrev den"

declare(
    "tasks.Task",
    personal(
        *("responsible", "executor", "completed_by", "completed_at"),
        whose="ansvarlige, udførere og dem, der har fuldført en opgave",
        why=WORK,
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.POINTS,
    ),
    personal(
        *("not_relevant_reason", "due_reason"),
        whose=ANYBODY,
        why="Begrunde en beslutning om opgaven. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.STAYS,
    ),
    personal(
        "local_title",
        whose=ANYBODY,
        why="Kalde kommunens egen opgave ved navn. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.STAYS,
    ),
    beside=("shared_task__code", "shared_task__title", "local_title", "status", "due_on"),
)
declare(
    "tasks.LocalSheet",
    personal(
        *("goal", "description", "method", "result", "quality_criteria"),
        whose=ANYBODY,
        why="Beskrive en opgave, som kommunen selv har lavet. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.STAYS,
    ),
    beside=("task__local_title",),
)
declare(
    "tasks.InternalNotes",
    personal(
        "text",
        whose=ANYBODY,
        why="Kommunens egne noter til arbejdet. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.STAYS,
        own_eyes=True,
    ),
    beside=("task__shared_task__code", "task__shared_task__title", "task__local_title"),
)
declare(
    "tasks.ChecklistItem",
    personal(
        *("done_by", "done_at"),
        whose="dem, der har sat hak på en tjekliste",
        why=WORK,
        basis=Basis.PUBLIC_TASK,
        kept="så længe punktet står på tjeklisten",
        after=After.POINTS,
    ),
    personal(
        "text",
        whose=ANYBODY,
        why="Kommunens egne skridt i opgaven. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe punktet står på tjeklisten",
        after=After.STAYS,
    ),
    beside=("text", "task__shared_task__code", "task__shared_task__title"),
)
declare(
    "tasks.TaskFile",
    personal(
        *("uploaded_by", "uploaded_at"),
        whose="dem, der har tilføjet filer",
        why=WORK,
        basis=Basis.PUBLIC_TASK,
        kept="så længe filen ligger på opgaven",
        after=After.POINTS,
    ),
    personal(
        "name",
        whose="dem, navnet eller filen måtte nævne, og den, der tilføjede den",
        why="Kommunens egne dokumenter til opgaven. Frit navn og frit indhold.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe filen ligger på opgaven",
        after=After.STAYS,
    ),
    impersonal={
        "content_type": "Filens type.",
        "stored": "Et tilfældigt navn på disken.",
    },
    beside=("name", "size", "task__shared_task__title", "task__local_title"),
)
declare(
    "tasks.SeenVersion",
    personal(
        *("user", "version", "read_at"),
        whose="dem, der har åbnet en opgave",
        why="Vise hver person, hvad der er ændret, siden de sidst så opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="mens personen har adgang",
        after=After.REMOVED,
    ),
    beside=("task__shared_task__code", "task__shared_task__title", "task__local_title"),
)
