"""Sending what the comments of a task's page send, and reading what comes back."""

from django.urls import reverse

HTMX = {"HX-Request": "true"}
MAY_WRITE = {
    *("leader", "owner", "contributor", "reader", "named", "programme manager"),
    *("consultant", "editor"),
}
# Of those who see the task, the KLIK-administrator does not write.
SEES = MAY_WRITE | {"klik administrator"}


def write(client, task, text, *, htmx=False, **more):
    address = reverse("tasks:comments", args=[task.pk])
    return client.post(address, {"text": text} | more, headers=HTMX if htmx else {})


def edit(client, comment, text, *, seen=None, htmx=False):
    address = reverse("tasks:comment", args=[comment.task_id, comment.pk])
    data = {"text": text, "seen": (seen or comment.written_at).isoformat()}
    return client.post(address, data, headers=HTMX if htmx else {})


def remove(client, comment, *, htmx=False):
    address = reverse("tasks:remove_comment", args=[comment.task_id, comment.pk])
    return client.post(address, headers=HTMX if htmx else {})


def text_of(response):
    return " ".join(response.content.decode().split())


def errors(response):
    talk = response.context["talk"]
    forms = [talk.form, *(said.form for said in talk.comments)]
    return [message for form in forms if form for message in form.errors.get("text", [])]


def shown(response):
    return [said.comment.pk for said in response.context["talk"].comments]
