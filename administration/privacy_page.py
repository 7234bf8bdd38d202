"""Personal data as the page that a data protection officer reads, `docs/privacy.md`."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string

from accounts.rights_page import markdown_table
from privacy.declarations import HISTORY, Basis, DeclaredTable, Personal, tables


def privacy_page() -> str:
    """Return the page's Markdown: every table with personal data, then the rules."""
    every = sorted(tables().values(), key=lambda table: table.model._meta.db_table)
    context = {
        "grounds": "".join(f"- {basis.value}\n" for basis in Basis),
        "today": "\n".join(section(one) for one in every if one.personal and not one.is_history),
        "history": history_table(one for one in every if one.personal and one.is_history),
        "impersonal": impersonal_table(every),
    }
    return render_to_string("administration/privacy.md", context).rstrip("\n") + "\n"


def section(table: DeclaredTable) -> str:
    head = ("Oplysninger", "Om hvem", "Hvorfor", "Hvor længe", "Når personen er holdt op")
    rows = [
        (fields(table, one), one.whose, one.why, f"{one.kept}", f"{one.after.value}{notes(one)}")
        for one in table.personal
    ]
    grounds = dict.fromkeys(one.basis.value.split(":")[0] for one in table.personal)
    title = f"### {table.called.capitalize()} (`{table.model._meta.db_table}`)\n"
    return "\n".join((title, f"Grundlag: {' og '.join(grounds)}.\n", markdown_table(head, rows)))


def notes(one: Personal) -> str:
    if one.secret:
        return ". Udleveres aldrig"
    return ". Udleveres kun til personen selv" if one.own_eyes else ""


def fields(table: DeclaredTable, one: Personal) -> str:
    known = {f.name: str(f.verbose_name) for f in table.model._meta.concrete_fields}
    return ", ".join(
        f"`{name}`" if known[name] == name.replace("_", " ") else f"{known[name]} (`{name}`)"
        for name in one.fields
    )


def history_table(every: Iterable[DeclaredTable]) -> str:
    rows = [
        (f"`{table.model._meta.db_table}`", fields(table, one), one.kept, one.after.value)
        for table in every
        for one in table.personal
        if one.fields and one.fields != HISTORY.fields
    ]
    return markdown_table(("Tabel", "Oplysninger", "Hvor længe", "Når personen er holdt op"), rows)


def impersonal_table(every: Iterable[DeclaredTable]) -> str:
    """Return the fields that might have been personal, and why they are not; without history."""
    rows = [
        (f"`{table.model._meta.db_table}`", ", ".join(f"`{name}`" for name in names), why)
        for table in every
        if not table.is_history
        for why, names in by_reason(table)
    ]
    return markdown_table(("Tabel", "Felter", "Hvorfor ikke"), rows)


def by_reason(table: DeclaredTable) -> Iterator[tuple[str, list[str]]]:
    for why in dict.fromkeys(table.impersonal.values()):
        yield why, [name for name, reason in table.impersonal.items() if reason == why]
