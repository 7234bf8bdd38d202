"""Each part of docs/components.md, as a page would write it."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from pytest_django.asserts import assertHTMLEqual

from accounts.models import User
from design.templatetags import portal
from projects.models import Priority
from tasks.lights import Light, Status

SPRITE = "/static/dkfds/img/all-svg-icons.svg"
LIGHTS = "/static/img/lights.svg"


def render(source, address="/opgaver/", **context):
    request = RequestFactory().get(address)
    return Template("{% load portal %}" + source).render(RequestContext(request, context))


def shape(name, css=""):
    return (
        f'<svg class="icon-svg {css}" focusable="false" aria-hidden="true">'
        f'<use href="{SPRITE}#{name}"></use></svg>'
    )


def light_shape(value):
    return (
        '<svg class="fd-light__shape" aria-hidden="true" focusable="false">'
        f'<use href="{LIGHTS}#light-{value}"></use></svg>'
    )


def test_the_words_of_lights_are_those_of_the_rule():
    assert list(portal.LIGHT_WORDS) == Light.labels


def test_every_priority_has_a_mark():
    assert list(portal.PRIORITY_MARKS) == Priority.values


def test_every_status_has_a_look(settings):
    css = (settings.BASE_DIR / "static/css/fremdrift.css").read_text()

    assert [status for status in Status.values if f".fd-status--{status} {{" not in css] == []


def test_a_light_is_shape_and_word():
    assertHTMLEqual(
        render("{% light 3 %}"),
        f'<span class="fd-light fd-light--red">{light_shape(3)}'
        '<span class="fd-light__word">Rød</span></span>',
    )


def test_a_light_can_say_more_than_its_name():
    assertHTMLEqual(
        render('{% light 2 "Gul siden 3. marts" %}'),
        f'<span class="fd-light fd-light--yellow">{light_shape(2)}'
        '<span class="fd-light__word">Gul siden 3. marts</span></span>',
    )


def test_a_light_without_its_word_still_says_it_to_screen_readers():
    assertHTMLEqual(
        render("{% light 0 show_word=False %}"),
        f'<span class="fd-light fd-light--grey fd-light--bare">{light_shape(0)}'
        '<span class="sr-only">Grå</span></span>',
    )


def test_counts_lead_to_what_they_count_worst_first_and_none_leads_nowhere():
    def bare(value, suffix, word):
        return (
            f'<span class="fd-light fd-light--{suffix} fd-light--bare">{light_shape(value)}'
            f'<span class="sr-only">{word}</span></span>'
        )

    assertHTMLEqual(
        render('{% light_counts red=3 yellow=0 green=24 grey=1 url="/liste/?fase=2" %}'),
        '<ul class="fd-counts">'
        f'<li><a class="fd-count" href="/liste/?fase=2&amp;lys=3">{bare(3, "red", "Rød")} 3</a></li>'
        f'<li><span class="fd-count fd-count--none">{bare(2, "yellow", "Gul")} 0</span></li>'
        f'<li><a class="fd-count" href="/liste/?fase=2&amp;lys=1">{bare(1, "green", "Grøn")} 24</a></li>'
        f'<li><a class="fd-count" href="/liste/?fase=2&amp;lys=0">{bare(0, "grey", "Grå")} 1</a></li>'
        "</ul>",
    )


def test_status_and_priority_are_words():
    assertHTMLEqual(
        render('{% status_tag "in_progress" "I gang" %}{% priority_tag 1 "På kritisk vej" %}'),
        '<span class="fd-status fd-status--in_progress">I gang</span>'
        '<span class="fd-priority fd-priority--critical">'
        '<span aria-hidden="true">1</span>På kritisk vej</span>',
    )


def test_a_person_is_a_name_or_that_there_is_none():
    assertHTMLEqual(
        render("{% person someone %}{% person None %}", someone=User(name="Åse <Prøve>")),
        '<span class="fd-person">Åse &lt;Prøve&gt;</span><span class="fd-missing">Ingen</span>',
    )


@pytest.mark.parametrize(
    ("value", "machine", "human"),
    [
        (dt.date(2027, 3, 10), "2027-03-10", "10. marts 2027"),
        # A quarter past midnight in Denmark is still yesterday in UTC.
        (dt.datetime(2027, 3, 9, 23, 15, tzinfo=dt.UTC), "2027-03-10", "10. marts 2027"),
    ],
)
def test_a_day_is_danish_for_people_and_iso_for_machines(value, machine, human):
    assertHTMLEqual(
        render("{% day value %}", value=value), f'<time datetime="{machine}">{human}</time>'
    )


def test_a_day_that_is_not_there_says_so():
    assertHTMLEqual(render("{% day None %}"), '<span class="fd-missing">Ingen dato</span>')


def test_progress_is_said_in_words_beside_the_bar():
    assertHTMLEqual(
        render('{% progress 0 0 "opgaver fuldført" %}'),
        '<span class="fd-progress"><progress value="0" max="1" aria-hidden="true"></progress>'
        "<span>0 af 0 opgaver fuldført</span></span>",
    )


def test_a_symbol_with_a_label_is_read_aloud():
    assertHTMLEqual(
        render('{% icon "print" "Udskriv" %}'),
        '<svg class="icon-svg" focusable="false" role="img" aria-label="Udskriv">'
        f'<use href="{SPRITE}#print"></use></svg>',
    )


def test_breadcrumbs_lead_back_and_end_here():
    assertHTMLEqual(
        render('{% breadcrumb "Min side" "/" "DUBU 3.0" "/projekter/7/" "Opgave 117" %}'),
        '<nav class="breadcrumbs" aria-label="Brødkrumme"><ol class="breadcrumbs__list">'
        '<li class="breadcrumbs__list-item"><a class="breadcrumbs__link" href="/">Min side</a></li>'
        f'<li class="breadcrumbs__list-item">{shape("chevron-right")}'
        '<a class="breadcrumbs__link" href="/projekter/7/">DUBU 3.0</a></li>'
        f'<li class="breadcrumbs__list-item" aria-current="page">{shape("chevron-right")}Opgave 117</li>'
        "</ol></nav>",
    )


@pytest.mark.parametrize(
    ("current", "state", "leads_to", "arrow"),
    [
        ("", "", "due_on", "none"),
        ("due_on", ' aria-sort="ascending"', "-due_on", "ascending"),
        ("-due_on", ' aria-sort="descending"', "due_on", "descending"),
    ],
)
def test_a_column_sorts_keeps_the_filters_and_starts_on_the_first_page(
    current, state, leads_to, arrow
):
    assertHTMLEqual(
        render('{% sort_header "Slutdato" "due_on" current %}', "/?fase=2&side=4", current=current),
        f'<th scope="col"{state}><a class="fd-sort" href="?fase=2&amp;sorter={leads_to}">Slutdato'
        f"{shape(f'sort-table-{arrow}')}</a></th>",
    )


def test_an_address_keeps_what_is_repeated_and_loses_what_is_none():
    assert render(
        "{% autoescape off %}{% address_with side=2 fase=None %}{% endautoescape %}",
        "/?lys=3&lys=2&fase=1&q=b%C3%B8rn",
    ) == ("?lys=3&lys=2&q=b%C3%B8rn&side=2")


def test_an_alert_of_good_news_waits_its_turn_and_one_of_trouble_does_not():
    source = '{% include "components/alert.html" with kind=kind text="Gemt" %}'

    roles = [render(source, kind=kind).split('role="')[1].split('"')[0] for kind in
             ("info", "success", "warning", "error")]  # fmt: skip

    assert roles == ["status", "status", "alert", "alert"]


def test_a_quiet_alert_is_not_read_aloud():
    source = '{% include "components/alert.html" with kind="info" text="Gemt" quiet=True %}'

    assertHTMLEqual(
        render(source),
        '<div class="alert alert-info"><svg class="icon-svg alert-icon" focusable="false" role="img"'
        f' aria-label="Oplysning"><use href="{SPRITE}#info"></use></svg>'
        '<div class="alert-body"><p class="alert-text">Gemt</p></div></div>',
    )


def test_steps_mark_the_present_one_and_count_its_tasks():
    step = SimpleNamespace(
        name="Opstart", state="current", starts_on=dt.date(2026, 5, 1), done=3, total=8, url="/x/"
    )

    assertHTMLEqual(
        render('{% include "components/phase_steps.html" %}', steps=[step]),
        '<ol class="fd-steps" aria-label="Faser">'
        '<li class="fd-step fd-step--current" aria-current="step">'
        '<span class="fd-step__mark" aria-hidden="true">1</span><div>'
        '<p class="fd-step__name">Opstart</p><p class="fd-step__state">I gang nu</p>'
        '<p>fra <time datetime="2026-05-01">1. maj 2026</time></p>'
        '<p><a href="/x/">3 af 8 opgaver</a></p></div></li></ol>',
    )


@pytest.mark.parametrize(
    ("counts", "said", "is_ticked"),
    [
        ({"done": 8, "total": 8}, "Afsluttet", True),
        ({"done": 7, "total": 8}, "Perioden er slut", False),
        ({}, "Afsluttet", True),
    ],
)
def test_a_phase_with_open_tasks_is_not_called_finished(counts, said, is_ticked):
    step = SimpleNamespace(name="Opstart", state="done", **counts)

    html = render('{% include "components/phase_steps.html" %}', steps=[step])

    assert html.count(f'<p class="fd-step__state">{said}</p>') == 1
    assert html.count(shape("check")) == is_ticked


def test_a_list_of_one_page_has_only_its_count():
    page = Paginator(range(3), 50).page(1)

    assertHTMLEqual(
        render('{% include "components/pagination.html" with noun="opgaver" %}', page=page),
        '<p class="fd-paging__count">Viser 1–3 af 3 opgaver</p>',
    )


def test_a_long_list_leaves_pages_out():
    assert portal.shown_pages(Paginator(range(600), 50).page(6)) == [1, None, 5, 6, 7, None, 12]


def test_pages_keep_the_filters():
    page = Paginator(range(3), 2).page(2)

    assertHTMLEqual(
        render('{% include "components/pagination.html" %}', "/?lys=3&side=2", page=page),
        '<nav class="fd-paging" aria-label="Sider">'
        f'<a class="fd-paging__step" rel="prev" href="?lys=3&amp;side=1">{shape("chevron-left")}Forrige'
        '<span class="sr-only"> side</span></a>'
        '<ul><li><a href="?lys=3&amp;side=1"><span class="sr-only">Side </span>1</a></li>'
        '<li><a href="?lys=3&amp;side=2" aria-current="page"><span class="sr-only">Side </span>2</a></li>'
        "</ul></nav>",
    )


def test_filters_that_are_set_can_be_taken_away():
    chips = [SimpleNamespace(label="Fase: Opstart", url="?lys=3")]

    assertHTMLEqual(
        render('{% include "components/filter_chips.html" with clear_url="?" %}', chips=chips),
        '<div class="fd-chips"><h3 class="sr-only">Valgte filtre</h3><ul><li>'
        '<a class="fd-chip" href="?lys=3"><span class="sr-only">Fjern filteret </span>Fase: Opstart'
        f'{shape("close")}</a></li></ul><a href="?">Ryd alle filtre</a></div>',
    )


def test_no_filters_no_chips():
    assert render('{% include "components/filter_chips.html" %}', chips=[]).strip() == ""


def test_an_empty_list_says_what_comes_next():
    assertHTMLEqual(
        render(
            '{% include "components/empty.html" with heading="Intet" text="Nu" url="/" link="Videre" %}'
        ),
        '<div class="fd-empty"><p class="fd-empty__heading">Intet</p><p>Nu</p>'
        '<p><a href="/">Videre</a></p></div>',
    )


class SampleForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort", max_length=20)
    due_on = forms.DateField(label="Slutdato", required=False)
    priority = forms.ChoiceField(
        label="Prioritet", choices=[("1", "Høj"), ("2", "Lav")], widget=forms.RadioSelect
    )
    status = forms.ChoiceField(label="Status", choices=[("a", "Åben"), ("b", "<Lukket>")])
    is_local = forms.BooleanField(label="Lokal", required=False)
    notes = forms.CharField(label="Noter", widget=forms.Textarea, required=False)


def test_a_field_has_label_hint_and_what_is_wrong_tied_to_it():
    form = SampleForm({"title": "", "priority": "1", "status": "a"})

    assertHTMLEqual(
        form["title"].as_field_group(),
        '<div class="form-group form-error"><label class="form-label" for="id_title">Titel</label>'
        '<div class="form-hint" id="id_title_helptext">Kort</div>'
        '<span class="form-error-message" id="id_title_error">'
        '<span class="sr-only">Fejl: </span>Dette felt er påkrævet.</span>'
        '<input type="text" class="form-input" name="title" maxlength="20" required'
        ' aria-invalid="true" aria-describedby="id_title_helptext id_title_error" id="id_title"></div>',
    )


def test_a_date_field_shows_iso_to_the_browser_and_is_marked_when_optional():
    form = SampleForm(initial={"due_on": dt.date(2027, 3, 10)})

    assertHTMLEqual(
        form["due_on"].as_field_group(),
        '<div class="form-group"><label class="form-label" for="id_due_on">Slutdato '
        '<span class="weight-normal">(frivilligt)</span></label>'
        '<input type="date" class="form-input fd-date-input" name="due_on" value="2027-03-10"'
        ' id="id_due_on"></div>',
    )


@pytest.mark.parametrize(
    "typed", ["2027-03-10", "10.03.2027", "10-03-2027", "10/3/2027", "10.3.27"]
)
def test_a_date_may_be_typed_as_danes_do(typed):
    form = SampleForm({"title": "x", "priority": "1", "status": "a", "due_on": typed})

    assert form.is_valid()
    assert form.cleaned_data["due_on"] == dt.date(2027, 3, 10)


def test_choices_stand_in_a_fieldset():
    assertHTMLEqual(
        SampleForm()["priority"].as_field_group(),
        '<fieldset class="form-group"><legend class="form-label">Prioritet</legend>'
        '<div id="id_priority"><div class="form-group-radio">'
        '<input type="radio" class="form-radio" name="priority" value="1" required id="id_priority_0">'
        '<label for="id_priority_0">Høj</label></div><div class="form-group-radio">'
        '<input type="radio" class="form-radio" name="priority" value="2" required id="id_priority_1">'
        '<label for="id_priority_1">Lav</label></div></div></fieldset>',
    )


def test_a_select_keeps_what_was_chosen():
    form = SampleForm({"title": "x", "priority": "1", "status": "b"})

    assertHTMLEqual(
        str(form["status"]),
        '<select class="form-select" name="status" id="id_status"><option value="a">Åben</option>'
        '<option value="b" selected>&lt;Lukket&gt;</option></select>',
    )


def test_a_box_to_tick_stands_before_its_label():
    assertHTMLEqual(
        SampleForm()["is_local"].as_field_group(),
        '<div class="form-group"><div class="form-group-checkbox">'
        '<input type="checkbox" class="form-checkbox" name="is_local" id="id_is_local">'
        '<label for="id_is_local">Lokal</label></div></div>',
    )


def test_a_text_keeps_its_first_empty_line():
    form = SampleForm({"title": "x", "priority": "1", "status": "a", "notes": "\nandet afsnit"})

    assert str(form["notes"]) == (
        '<textarea class="form-input" name="notes" cols="40" rows="10" id="id_notes">'
        "&#10;\nandet afsnit</textarea>"
    )


def test_a_form_of_filters_marks_nothing_as_optional():
    class FilterForm(forms.Form):
        marks_optional = False
        text = forms.CharField(label="Søg", required=False)

    assertHTMLEqual(
        FilterForm()["text"].as_field_group(),
        '<div class="form-group"><label class="form-label" for="id_text">Søg</label>'
        '<input type="text" class="form-input" name="text" id="id_text"></div>',
    )


def test_the_error_summary_leads_to_each_field_and_the_first_of_its_choices():
    form = SampleForm({"title": "", "status": "a"})
    form.add_error(None, "Slutdatoen ligger før startdatoen.")

    assertHTMLEqual(
        render('{% include "components/error_summary.html" %}', form=form),
        '<div class="alert alert-error fd-error-summary" role="alert" tabindex="-1" id="error-summary">'
        '<svg class="icon-svg alert-icon" focusable="false" role="img" aria-label="Fejl">'
        f'<use href="{SPRITE}#error"></use></svg><div class="alert-body">'
        '<h2 class="alert-heading">Der er fejl i det, du har skrevet</h2>'
        '<ul class="nobullet-list"><li>Slutdatoen ligger før startdatoen.</li>'
        '<li><a href="#id_title">Titel: Dette felt er påkrævet.</a></li>'
        '<li><a href="#id_priority_0">Prioritet: Dette felt er påkrævet.</a></li></ul></div></div>',
    )


def test_a_form_without_faults_has_no_error_summary():
    context = Context({"form": SampleForm()})

    assert Template('{% include "components/error_summary.html" %}').render(context).strip() == ""
