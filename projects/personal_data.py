"""Personal data of members and visitors of projects."""

from privacy.declarations import After, Basis, declare, personal

PROGRAMME = "Om et program, ens for alle kommuner."

declare(
    "projects.ProjectMember",
    personal(
        *("user", "role"),
        whose="dem, der er med i et projekt",
        why="Afgøre, hvem der leder, ejer, bidrager til og læser projektet.",
        basis=Basis.PUBLIC_TASK,
        kept="mens personen er med, og højst PSEUDONYMISE_AFTER_DAYS dage efter adgangen",
        after=After.REMOVED,
    ),
    beside=("project__programme__name",),
)
declare(
    "projects.Visit",
    personal(
        *("by", "partner", "at", "on"),
        whose="medarbejdere hos samarbejdsparter",
        why="Lade kommunen se, hvem udefra der har set på dens projekt.",
        basis=Basis.SECURITY,
        kept="så længe portalen er i drift",
        after=After.POINTS,
    ),
    beside=("municipality__name", "programme__name"),
)
declare("projects.Programme", impersonal={"name slug description": PROGRAMME})
declare("projects.Blackout", impersonal={"name": PROGRAMME})
declare("projects.Wave", impersonal={"name": PROGRAMME})
