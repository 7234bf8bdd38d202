"""Shared tasks as somebody sends them from their page."""

from django.urls import reverse

from shared_tasks.models import SharedTask


def page_of(shared_task):
    return reverse("authoring:shared_task", args=[shared_task.programme.slug, shared_task.pk])


def new_page(programme):
    return reverse("authoring:new_shared_task", args=[programme.slug])


def task(programme, code):
    return SharedTask.objects.get(programme=programme, code=code)


def phase(programme, number):
    return str(programme.phases.get(number=number).pk)


def theme(programme, name):
    return str(programme.themes.get(name=name).pk)


def typed(programme, **said):
    """What the least form of a new shared task says."""
    least = {"code": "C1", "title": "Rens data", "priority": "2", "kind": "task"}
    return least | {"phase": phase(programme, "1"), "theme": theme(programme, "Jura")} | said


def sent_from(client, page):
    """The form of the page as a browser would send it, to change before it is sent."""
    return sent_again(client.get(page))


def sent_again(response):
    """The form of an answer as a browser would send it."""
    form = response.context["form"]
    data = {"seen": response.context["seen"], "attachments": form.rows}
    for field in form:
        value = field.value()
        data[field.html_name] = "" if value is None else value
    return data | {"revision": response.context["revision"]}


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def text_of(response):
    return " ".join(response.content.decode().split())
