"""Personal data in comments, mentions and watches."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "conversation.Comment",
    personal(
        *("written_by", "written_at", "edited_at", "deleted_by", "deleted_at"),
        whose="dem, der skriver kommentarer eller sletter dem",
        why="Vise, hvem der skrev hvad hvornår, og hvem der slettede det.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe opgaven findes",
        after=After.POINTS,
    ),
    personal(
        "text",
        whose="dem, teksten måtte nævne, og den, der skrev den",
        why="Tale sammen om opgaven i projektet og med leverandøren og KOMBIT. Fri tekst.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe opgaven findes; en slettet kommentars tekst står kun i historikken",
        after=After.STAYS,
        own_eyes=True,
    ),
    beside=("task__shared_task__code", "task__shared_task__title"),
)

declare(
    "conversation.Mention",
    personal(
        *("person", "told_on", "read_at"),
        whose="dem, der er nævnt i en kommentar",
        why="Give dem besked, og vise dem, hvad de ikke har læst.",
        basis=Basis.PUBLIC_TASK,
        kept="så længe kommentaren nævner dem",
        after=After.REMOVED,
    ),
    beside=("comment__task__shared_task__code", "comment__task__shared_task__title"),
)

declare(
    "conversation.Watch",
    personal(
        *("user", "since_at", "told_at"),
        whose="dem, der følger en opgave",
        why="Fortælle dem, hvad der sker med opgaven.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen ikke længere følger opgaven",
        after=After.REMOVED,
    ),
    beside=("task__shared_task__code", "task__shared_task__title"),
)
