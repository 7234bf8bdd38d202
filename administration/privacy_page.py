"""What is held about people, as the page a data protection officer reads, `docs/privacy.md`."""

from collections.abc import Iterable, Iterator

from privacy.declarations import HISTORY, Basis, Personal, Table, tables

HEAD = """\
# Personoplysninger

Hvad portalen har liggende om hvem, hvorfor, hvor længe, og hvad der sker, når en person holder op.
Siden er skrevet af `manage.py write_privacy` ud fra det, hver app siger om sine tabeller i sin
`personal_data.py`; ret det dér, og skriv siden igen. En test fejler, når de to ikke passer sammen,
og når et felt, der kunne handle om en person, ikke er nævnt noget sted.

Portalen har almindelige oplysninger om **medarbejdere** i kommuner og hos samarbejdsparter: hvem de
er, hvad de har adgang til, og hvad de har gjort i portalen. Den har intet felt til CPR-numre, til
borgere eller til følsomme oplysninger, og den spørger ikke efter dem. Fri tekst og filer kan
alligevel rumme dem; se »Det, der ikke pseudonymiseres«.

Retsgrundlagene er databeskyttelsesforordningens og er skrevet som oplæg til de dataansvarliges egen
fortegnelse efter artikel 30. Hvem der er dataansvarlig for hvad, følger af aftalerne mellem
kommunerne og operatøren og står ikke i portalen.

Når en frist er en indstilling, står den med dens navn (STORE_BOGSTAVER); værdierne er i
`docs/server.md`.
"""

TAIL = """\
## Når en person holder op

Når en persons adgang lukkes, er den lukket i samme øjeblik. Navn og adresse bliver stående i
PSEUDONYMISE_AFTER_DAYS dage, så kolleger kan se, hvem der havde en opgave, og adgangen kan åbnes
igen. Derefter gør et nattejob (`manage.py pseudonymise`) dette ved hver enkelt:

- navnet bliver »Tidligere medarbejder« og et nummer, og e-mail-adressen en adresse, der ikke findes;
- adgangskoden, e-mail-adresser, to-faktor-login, sessioner, roller, deltagelse i projekter og mails
  til personen slettes;
- i historikken om personen selv overskrives navn og adresse. Historikken kan ellers ikke ændres af
  portalen; det sker gennem én funktion i databasen, som selv efterser, at personen er holdt op.

Opgaver og historik peger stadig på det samme nummer. Der kan altså ses, at én og samme person gjorde
to ting, men ikke længere i portalen, hvem det var.

Uafhængigt af, om nogen holder op, sletter nattejobbet mails efter NOTIFICATIONS_KEPT_DAYS dage,
IP-adresser i historikken efter ADDRESSES_KEPT_DAYS dage, filer med planer efter
PLAN_IMPORTS_KEPT_DAYS dage, udløbne sessioner og det, der stod på opgaver, før de blev ændret
samlet, når det ikke længere kan fortrydes.

## Det, der ikke pseudonymiseres

- **Fri tekst.** Interne noter, begrundelser og navne på filer kan nævne enhver. Portalen kan ikke
  med sikkerhed finde et navn i en sætning: »Bent« er også fortid af et verbum, og »B.H.« er
  måske en person. En halv rettelse ville se ud som en hel og ville gøre teksten ulæselig for dem,
  der skal arbejde videre. Kommunen retter selv sin tekst; de tidligere udgaver bliver i historikken.
- **Filers indhold.** Det er kommunens egne dokumenter. Kommunen fjerner filen selv.
- **Sikkerhedskopier.** De ændres ikke. Efter en genskabelse gentages pseudonymiseringen; se nedenfor.
- **Mails, der er sendt.** De ligger hos modtageren.
- **Serverens log.** Den nævner personer ved deres nummer. Fejl fra en mailserver kan nævne en
  adresse; hvor længe loggen gemmes, bestemmer den, der driver serveren.

## Indsigt

Enhver kan hente alt om sig selv under »Mine data« (`/konto/mine-data/`). KLIK-administratoren kan
gøre det for en medarbejder i sin egen kommune og administratoren hos en samarbejdspart for sine
egne; på serveren gør `manage.py export_person` det samme. Pakken dannes ud fra det, der står her,
og hver hentning noteres. Den indeholder:

- alle rækker, der handler om personen, og historikken om dem;
- alt, personen selv har ændret, med det, der blev skrevet;
- ikke hemmeligheder (adgangskode, koder, sessioner), ikke filers indhold, og ikke hvem andre der
  har ændret noget: kun om det var personen selv, en anden eller portalen.

Teksten i interne noter får kun personen selv, ikke den, der henter for en anden.

## Efter en genskabelse

En genskabt database kender igen navnene på dem, der blev pseudonymiseret, efter at kopien blev
taget. Derfor skriver portalen, før den pseudonymiserer, personens nummer og nogle datoer (intet
andet) i filen PSEUDONYMS_FILE uden for databasen. Nattejobbet læser filen og gentager
pseudonymiseringen af dem, der har fået deres navn igen; `manage.py pseudonymise --again` gør det
straks.

## Uden for databasen

- **Tællere af forsøg** på at logge ind ligger nogle minutter i cachen, for IP-adressen og for et
  aftryk af den adresse, der blev prøvet. Selve adressen gemmes ikke, når ingen har den.
- **Jobbenes beskeder** rummer numre, ikke navne.
- **PSEUDONYMS_FILE** rummer numre og datoer.
- **Filer på opgaver** ligger i FILES_DIR under tilfældige navne.

## Cookies

To, begge nødvendige: én husker, at man er logget ind, og én sikrer formularer mod misbrug fra andre
sider. Ingen af dem følger nogen, og portalen henter intet fra andre.
"""


def privacy_page() -> str:
    """Return the page's Markdown: every table with something about people, then the rules."""
    every = sorted(tables().values(), key=lambda table: table.model._meta.db_table)
    today = [table for table in every if table.personal and not table.is_history]
    history = [table for table in every if table.personal and table.is_history]
    parts = [HEAD, "## Retsgrundlag\n", "".join(f"- {basis.value}\n" for basis in Basis)]
    parts += ["## Hvad der står om hvem\n", *(section(table) for table in today)]
    parts += ["## Historikken\n", HISTORY_HEAD, history_table(history)]
    parts += ["## Det, der ikke er om personer\n", impersonal_table(every), TAIL]
    return "\n".join(parts)


HISTORY_HEAD = """\
Databasen skriver selv hver ændring ned. Portalen kan tilføje og læse, men hverken rette eller
slette. Grundlaget er det, der gælder sikkerhed. Feltet `pgh_context` siger, hvem der gjorde det,
hvorigennem og fra hvilken IP-adresse; adressen slettes efter ADDRESSES_KEPT_DAYS dage.
"""


def section(table: Table) -> str:
    head = ("Oplysninger", "Om hvem", "Hvorfor", "Hvor længe", "Når personen er holdt op")
    rows = [
        (fields(table, one), one.whose, one.why, f"{one.kept}", f"{one.after.value}{notes(one)}")
        for one in table.personal
    ]
    grounds = dict.fromkeys(one.basis.value.split(":")[0] for one in table.personal)
    title = f"### {table.called.capitalize()} (`{table.model._meta.db_table}`)\n"
    return "\n".join((title, f"Grundlag: {' og '.join(grounds)}.\n", markdown(head, rows)))


def notes(one: Personal) -> str:
    if one.secret:
        return ". Udleveres aldrig"
    return ". Udleveres kun til personen selv" if one.own_eyes else ""


def fields(table: Table, one: Personal) -> str:
    """Return the columns with the names a reader knows them by."""
    known = {f.name: str(f.verbose_name) for f in table.model._meta.concrete_fields}
    return ", ".join(
        f"`{name}`" if known[name] == name.replace("_", " ") else f"{known[name]} (`{name}`)"
        for name in one.fields
    )


def history_table(every: Iterable[Table]) -> str:
    rows = [
        (f"`{table.model._meta.db_table}`", fields(table, one), one.kept, one.after.value)
        for table in every
        for one in table.personal
        if one.fields and one.fields != HISTORY.fields
    ]
    return markdown(("Tabel", "Oplysninger", "Hvor længe", "Når personen er holdt op"), rows)


def impersonal_table(every: Iterable[Table]) -> str:
    """Return what could have been about people, and why it is not; history says it once."""
    rows = [
        (f"`{table.model._meta.db_table}`", ", ".join(f"`{name}`" for name in names), why)
        for table in every
        if not table.is_history
        for why, names in by_reason(table)
    ]
    return markdown(("Tabel", "Felter", "Hvorfor ikke"), rows)


def by_reason(table: Table) -> Iterator[tuple[str, list[str]]]:
    for why in dict.fromkeys(table.impersonal.values()):
        yield why, [name for name, reason in table.impersonal.items() if reason == why]


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
