"""The tables, the goals, and one JSON object a line."""

import json
from collections.abc import Iterable

from bench.results import (
    AUTHORING_GOAL,
    FIRST_VIEW_GOAL,
    GROWTH_GOAL,
    IMPORT_GOAL,
    NEIGHBOURS_GOAL,
    PAGE_GOAL,
    POLICIES_GOAL,
    PROGRAMME_GOAL,
    QUERIES_GOAL,
    TYPING_GOAL,
    Figure,
    Results,
)
from bench.sizes import X10

# What editors do, and what is foreseen before they do it.
AUTHORING = (
    *("publishing_dry_run", "publishing", "change_dry_run", "change"),
    *("wave_dry_run", "wave_move"),
)
TYPING = ("typing_project", "typing_across", "typing_across_all")
# What is aimed at, on two cores: (figure, the most it may be, unit, only at this size).
GOALS = (
    ("night_nothing_due", 0.2, "s", X10.name),
    ("night_due", 3.0, "s", X10.name),
    *((name, AUTHORING_GOAL, "s", None) for name in AUTHORING),
    *((f"{name}_queries", QUERIES_GOAL, "queries", None) for name in AUTHORING),
    *((name, IMPORT_GOAL, "s", None) for name in ("import_xlsx", "import_xml")),
    ("neighbours.ratio", NEIGHBOURS_GOAL, "times", None),
    *((name, TYPING_GOAL, "ms", X10.name) for name in TYPING),
)
VIEW_GOALS = {"sent": (FIRST_VIEW_GOAL, "bytes"), "blocking_scripts": (0.0, "scripts")}
OTHER_PAGE_GOALS = {"programme": PROGRAMME_GOAL}


def report(measured: list[Results], machine: list[Figure]) -> Iterable[str]:
    """Yield the lines: a table for each size, goals, and last the figures as JSON.

    ``machine``: what it was measured on. With a load of its own the machine measures that too.
    """
    for results in measured:
        yield from page_table(results)
        yield from view_table(results)
        yield from figure_table(results)
    yield from goals(measured)
    yield ""
    yield ", ".join(f"{one.name.split('.')[1]} {one.value:.1f} {one.unit}" for one in machine)
    yield ""
    for results in measured:
        for figure in results.all():
            yield as_json(f"{results.size.name}.{figure.name}", figure)
    for figure in [*growth(measured), *machine]:
        yield as_json(figure.name, figure)


def as_json(name: str, figure: Figure) -> str:
    return json.dumps({"name": name, "value": round(figure.value, 4), "unit": figure.unit})


def page_table(results: Results) -> Iterable[str]:
    size = results.size
    yield ""
    yield (
        f"{size.label}: {size.municipalities} municipalities × {size.programmes} programmes × "
        f"{size.tasks} tasks = {size.all_tasks:,} tasks in {size.projects:,} projects"
    )
    yield ""
    yield (
        f"{'page':<34}{'median':>9}{'p95':>9}{'without':>9}{'×':>6}{'Django':>9}{'CPU':>9}{'queries':>9}{'SQL':>9}{'without':>9}{'×SQL':>7}"
        f"{'sent':>10}{'size':>10}  encoding"
    )
    for page in results.pages:
        yield (
            f"{page.label:<34}{page.median:>9.1f}{page.p95:>9.1f}{page.without:>9.1f}{page.price:>6.2f}{page.inside:>9.1f}{page.computed:>9.1f}"
            f"{page.queries:>9}{page.replayed:>9.2f}{page.replayed_without:>9.2f}"
            f"{page.median / page.replayed:>7.1f}"
            f"{page.sent:>10,}{page.size:>10,}  {page.encoding or 'none'}"
        )
    yield (
        "(milliseconds; without: with row-level security off, and × the page against that; "
        "CPU is Django's own part of the time; sent and size in bytes)"
    )


def view_table(results: Results) -> Iterable[str]:
    """Yield what a browser got of each page, the first time and again."""
    found = {figure.name: figure.value for figure in results.figures}
    names = [name.split(".")[1] for name in found if name.startswith("first_view.")]
    if not names:
        return
    yield ""
    yield (
        f"{'page':<24}{'first':>10}{'requests':>10}{'usable':>10}"
        f"{'second':>10}{'requests':>10}{'usable':>10}{'blocking':>10}"
    )
    for name in dict.fromkeys(names):
        columns = [
            f"{found[f'{turn}.{name}.{what}']:>10,.0f}"
            for turn in ("first_view", "second_view")
            for what in ("sent", "requests", "interactive")
        ]
        blocking = found[f"first_view.{name}.blocking_scripts"]
        yield f"{name:<24}{''.join(columns)}{blocking:>10.0f}"
    yield "(bytes as they are sent; usable: milliseconds until the page can be used)"


def figure_table(results: Results) -> Iterable[str]:
    yield ""
    for figure in results.figures:
        if "_view." in figure.name:
            continue
        value = f"{figure.value:,.3f}" if figure.unit == "s" else f"{figure.value:,.1f}"
        yield f"{figure.name:<34}{value:>14} {figure.unit}"


def goals(measured: list[Results]) -> Iterable[str]:
    yield ""
    yield f"{'goal':<46}{'aim':>10}{'measured':>12}"
    for results in measured:
        for page in results.pages:
            aim = OTHER_PAGE_GOALS.get(page.name, PAGE_GOAL)
            yield verdict(f"{page.label}, {results.size.label}", page.median, aim, "ms")
            policies = f"{page.label}, {results.size.label}: policies"
            yield verdict(policies, page.price, POLICIES_GOAL, "times")
        for name, aim, unit, only in GOALS:
            value = results.value(name)
            if value is not None and only in (None, results.size.name):
                yield verdict(f"{name}, {results.size.label}", value, aim, unit)
        yield from view_goals(results)
    for figure in growth(measured):
        yield verdict(figure.name, figure.value, GROWTH_GOAL, "times")


def view_goals(results: Results) -> Iterable[str]:
    for figure in results.figures:
        view, _, what = figure.name.partition(".")
        if view == "first_view" and (aim := VIEW_GOALS.get(what.partition(".")[2])):
            yield verdict(f"{figure.name}, {results.size.label}", figure.value, *aim)


def verdict(what: str, value: float, aim: float, unit: str) -> str:
    outcome = "met" if value <= aim else f"MISSED by {value - aim:.2f} {unit}"
    return f"{what:<46}{aim:>6g} {unit:<5}{value:>10.2f}  {outcome}"


def growth(measured: list[Results]) -> Iterable[Figure]:
    """Yield each page's median at ×10 against the same at Danmark."""
    by_size = {results.size.name: results for results in measured}
    if not {"danmark", "x10"} <= by_size.keys():
        return
    for small, large in zip(by_size["danmark"].pages, by_size["x10"].pages, strict=True):
        yield Figure(f"growth.{small.name}", large.median / small.median, "times")
