"""How a plan lies in an Excel workbook: its sheets, their columns, and what cells may say."""

from dataclasses import dataclass

from authoring.plans.words import AFTER, ANCHORS, BEFORE, KINDS, PRIORITIES, UNITS

GUIDE, PHASES, THEMES, TASKS, LISTS = "Vejledning", "Faser", "Temaer", "Opgaver", "Lister"
# Rows whose first cell begins so are there to be looked at, and not read.
EXAMPLE = "EKSEMPEL"
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Column:
    """``width`` in characters; ``choices`` names the list in Lister that a cell is chosen from.

    ``is_told`` columns are for people to read, and ignored when the file comes back.
    """

    heading: str
    width: int
    choices: str = ""
    is_date: bool = False
    is_number: bool = False
    is_told: bool = False


def rule_columns(prefix: str) -> tuple[Column, ...]:
    """Return the columns that hold one date rule."""
    return (
        Column(f"{prefix}: antal", 8, is_number=True),
        Column(f"{prefix}: enhed", 12, "Enheder"),
        Column(f"{prefix}: før/efter", 9, "Før eller efter"),
        Column(f"{prefix}: regnes fra", 17, "Regnes fra"),
        Column(f"{prefix}: fast dato", 13, is_date=True),
    )


START, DUE = "Start", "Frist"
PHASE_COLUMNS = (
    *(Column("Nummer", 9), Column("Navn", 28), Column("Del af fase", 11)),
    *(Column("Starter: antal", 9, is_number=True), Column("Starter: enhed", 12, "Enheder")),
    Column("Starter: før/efter", 10, "Før eller efter"),
    *(Column("Slutter: antal", 9, is_number=True), Column("Slutter: enhed", 12, "Enheder")),
    Column("Slutter: før/efter", 10, "Før eller efter"),
    Column("Beskrivelse", 60),
)
THEME_COLUMNS = (Column("Navn", 36), Column("Formål", 80))
FIRST = (Column("Kode", 18), Column("Titel", 44), Column("Fase", 8, "Faser"))
SECOND = (Column("Tema", 28, "Temaer"), Column("Prioritet", 30, "Prioriteter"))
REST = (
    *(Column("Type", 14, "Typer"), Column("Mål", 40), Column("Beskrivelse", 50)),
    *(Column("Metode og fremgangsmåde", 50), Column("Resultat", 40)),
    *(Column("Kvalitetskriterier", 40), Column("Kilde", 24)),
    *(Column("Anbefalet ansvarlig", 26, "Roller"), Column("Anbefalet udfører", 26, "Roller")),
    Column("Involverede roller", 30),
    *rule_columns(START),
    *rule_columns(DUE),
    *(Column("Forudsætninger", 24), Column("Tæt relateret til", 24), Column("Bilag", 50)),
)
TASK_COLUMNS = (*FIRST, *SECOND, *REST)
# What one municipality's plan says beside the plan itself.
OWN_PHASE = (Column("Fasens navn", 22, is_told=True),)
OWN = (
    *(Column("Status", 16, is_told=True), Column("Farve", 9, is_told=True)),
    *(Column("Ansvarlig", 24, is_told=True), Column("Udfører", 24, is_told=True)),
    *(Column("Startdato", 12, is_date=True, is_told=True),),
    *(Column("Slutdato", 12, is_date=True, is_told=True),),
    *(Column("Fælles slutdato", 14, is_date=True, is_told=True),),
    Column("Begrundelse for lokal slutdato", 34, is_told=True),
)
PROJECT_COLUMNS = (*FIRST, *OWN_PHASE, *SECOND, *OWN, *REST)

FIXED_LISTS = {
    "Prioriteter": tuple(PRIORITIES.values()),
    "Typer": tuple(KINDS.values()),
    "Enheder": tuple(UNITS.values()),
    "Før eller efter": (BEFORE, AFTER),
    "Regnes fra": tuple(ANCHORS.values()),
}

GUIDANCE = (
    ("Sådan virker arket", ""),
    (
        "Faser",
        "Én række for hver fase eller underfase. En underfase skriver nummeret på den fase, den"
        " er en del af. Hvornår fasen starter og slutter, regnes fra idriftsættelsen, fx »12 |"
        " måneder | før«.",
    ),
    ("Temaer", "Én række for hvert tema. Et tema, der kun nævnes ved en opgave, bliver lavet."),
    (
        "Opgaver",
        "Én række for hver fællesopgave. Kode, titel, fase, tema og prioritet skal stå der;"
        " resten kan vente. Koden er opgavens navn i filen: Har programmet en kladde med samme"
        " kode, bliver den rettet; ellers bliver opgaven lavet som kladde.",
    ),
    (
        "Fase",
        "Fasens nummer, som det står i arket Faser eller i programmet. Cellerne er tekst, så"
        " Excel ikke laver 2.1 om til en dato.",
    ),
    (
        "Datoer",
        "En start eller frist er et antal, en enhed, før eller efter, og hvad der regnes fra,"
        " fx »10 | arbejdsdage | før | fasens slutning«. Eller den er »fast dato« med en dato i"
        " kolonnen Fast dato. Lad alle fem være tomme, hvis der ingen dato er.",
    ),
    (
        "Lister i én celle",
        "Involverede roller, forudsætninger og tæt relaterede opgaver: én på hver linje"
        " (Alt+Enter) eller adskilt af semikolon.",
    ),
    ("Bilag", "Et på hver linje: slags, titel og adresse, fx »vejledning: Sådan gør I https://…«."),
    (
        "Teksterne",
        "Mål, beskrivelse, metode og fremgangsmåde, resultat og kvalitetskriterier skrives som"
        " almindelig tekst eller Markdown, højst 20.000 tegn i hver.",
    ),
    (
        "Eksemplet",
        "Rækker, hvor den første celle begynder med EKSEMPEL, bliver ikke læst. Slet dem, når du"
        " ikke har brug for dem længere.",
    ),
    (
        "Det må filen ikke indeholde",
        "Formler, makroer og flettede celler. Skriv værdierne i stedet. Der kan være"
        " 5.000 opgaver i én fil.",
    ),
    (
        "Udgivne opgaver",
        "En opgave, der er udgivet, bliver ikke ændret af en fil. Ret den på dens egen side, så"
        " kommunerne kan se ændringen.",
    ),
    (
        "Før noget sker",
        "Når du har sendt filen, viser portalen, hvad der ville ske, og hvad der er galt, række"
        " for række. Intet bliver ændret, før du siger ja.",
    ),
)
