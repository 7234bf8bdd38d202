"""Who is to do what, who did it, and what people have written and added."""

from tenancy.personal_data import After, Basis, declare, personal

SHARED = "Skrevet centralt og ens for alle kommuner."
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
    beside=("template__code", "template__title", "local_title", "status", "due_on"),
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
    beside=("task__template__code", "task__template__title", "task__local_title"),
)
declare(
    "tasks.Comment",
    personal(
        *("written_by", "written_at", "edited_at", "deleted_by", "deleted_at"),
        whose="dem, der skriver kommentarer eller sletter dem",
        why="Vise, hvem der skrev hvad hvornår, og hvem der slettede det.",
        basis=Basis.PUBLIC_TASK,
        kept=WITH_THE_TASK,
        after=After.POINTS,
    ),
    personal(
        "text",
        whose=ANYBODY,
        why="Tale sammen om opgaven i projektet og med leverandøren og KOMBIT. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe opgaven findes; en slettet kommentars tekst står kun i historikken",
        after=After.STAYS,
        own_eyes=True,
    ),
    beside=("task__template__code", "task__template__title"),
)
declare(
    "tasks.Mention",
    personal(
        *("person", "told_on", "read_at"),
        whose="dem, der er nævnt i en kommentar",
        why="Give dem besked, og vise dem, hvad de ikke har læst.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe kommentaren nævner dem",
        after=After.REMOVED,
    ),
    beside=("comment__task__template__code", "comment__task__template__title"),
)
declare(
    "tasks.Watch",
    personal(
        *("user", "since_at", "told_at"),
        whose="dem, der følger en opgave",
        why="Fortælle dem, hvad der sker med opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen ikke længere følger opgaven",
        after=After.REMOVED,
    ),
    beside=("task__template__code", "task__template__title"),
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
    beside=("text", "task__template__code", "task__template__title"),
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
    beside=("name", "size", "task__template__title", "task__local_title"),
)
declare(
    "tasks.TaskTemplate",
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
declare("tasks.TemplateAttachment", impersonal={"title url": SHARED})
declare(
    "tasks.TemplateVersion",
    personal(
        *("made_by", "made_at"),
        whose="redaktører hos samarbejdsparterne",
        why="Vise, hvem der ændrede opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe programmet findes",
        after=After.POINTS,
    ),
    impersonal={"note content": SHARED},
    beside=("template__code", "template__title", "number"),
)
declare(
    "tasks.Publication",
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
declare(
    "tasks.TaskReading",
    personal(
        *("user", "version", "read_at"),
        whose="dem, der har åbnet en opgave",
        why="Vise hver person, hvad der er ændret, siden de sidst så opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="mens personen har adgang",
        after=After.REMOVED,
    ),
    beside=("task__template__code", "task__template__title", "task__local_title"),
)
declare(
    "tasks.SavedView",
    personal(
        *("owner", "saved_at"),
        whose="dem, der har gemt en visning af opgavelisten",
        why="Vise personen sine egne visninger, og de andre, hvem der har delt en.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen sletter visningen",
        after=After.POINTS,
    ),
    personal(
        *("name", "query"),
        whose=ANYBODY,
        why="Finde den samme liste igen. Frit navn; filtrene kan pege på en person.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen sletter visningen",
        after=After.STAYS,
    ),
    beside=("project__programme__name", "is_shared"),
)
declare(
    "tasks.MyPageVisit",
    personal(
        *("user", "came_at", "came_before_at"),
        whose="dem, der har åbnet Min side",
        why="Vise hver person, hvad andre har gjort, siden de sidst var der.",
        basis=Basis.PUBLIC_TASK,
        kept="mens personen har adgang",
        after=After.REMOVED,
    ),
)
declare(
    "tasks.CalendarFeed",
    personal(
        *("user", "made_at", "renewed_at", "last_fetched_on"),
        whose="dem, der har fået en kalenderadresse",
        why="Vise personens egne datoer i personens eget kalenderprogram.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen stopper adressen eller ikke længere har adgang",
        after=After.REMOVED,
    ),
    personal(
        "token_hash",
        whose="dem, der har fået en kalenderadresse",
        why="Kende adressen igen. Kun et aftryk, som adressen ikke kan læses af.",
        basis=Basis.SECURITY,
        kept="til personen stopper adressen eller ikke længere har adgang",
        after=After.REMOVED,
        secret=True,
    ),
    beside=("project__programme__name",),
)
declare(
    "tasks.BulkChange",
    personal(
        *("made_by", "made_at", "undone_at"),
        whose="dem, der har ændret flere opgaver på én gang",
        why="Lade personen fortryde sin egen ændring.",
        basis=Basis.PUBLIC_TASK,
        kept="til natten efter, at ændringen ikke længere kan fortrydes",
        after=After.REMOVED,
    ),
    personal(
        "entries",
        whose="ansvarlige, udførere og dem, begrundelserne måtte nævne",
        why="Vide, hvad der stod på opgaverne før, så det kan sættes tilbage.",
        basis=Basis.PUBLIC_TASK,
        kept="til natten efter, at ændringen ikke længere kan fortrydes",
        after=After.REMOVED,
    ),
)
