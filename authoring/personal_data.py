"""Who has sent which file with a plan."""

from privacy.declarations import After, Basis, declare, personal

declare(
    "authoring.PlanImport",
    personal(
        *("made_by", "made_at", "file_name"),
        whose="redaktører hos samarbejdsparter",
        why="Vise, hvem der har sendt en fil med en plan, og lade den, der gjorde, gå videre med den.",
        basis=Basis.PUBLIC_TASK,
        kept="PLAN_IMPORTS_KEPT_DAYS dage",
        after=After.REMOVED,
    ),
    impersonal={
        "content plan preview problems counts kind state default_phase default_theme": (
            "Om et program, ens for alle kommuner."
        )
    },
    beside=("programme__name",),
)
