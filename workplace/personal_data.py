"""Personal data that people keep for themselves on the municipal pages."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "workplace.SavedView",
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
        whose="dem, teksten måtte nævne, og den, der skrev den",
        why="Finde den samme liste igen. Frit navn; filtrene kan pege på en person.",
        basis=Basis.PUBLIC_TASK,
        kept="til personen sletter visningen",
        after=After.STAYS,
    ),
    beside=("project__programme__name", "is_shared"),
)

declare(
    "workplace.MyPageVisit",
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
    "workplace.CalendarFeed",
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
    "workplace.BulkChange",
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
