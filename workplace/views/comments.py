"""Comments on a task, following it, and the people to mention.

With htmx the response is the section of comments or the follow button, without it the page. A GET
of a form's address redirects to the task. Typed text is never lost.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.rights import Permission
from conversation.access import get_comment
from conversation.comments import (
    CommentChangedMeanwhile,
    CommentDeleted,
    delete_comment,
    edit_comment,
    write_comment,
)
from conversation.forms import CommentForm
from conversation.mentions import (
    NameIsAmbiguous,
    find_mentions,
    mention_options,
    mentionable_people,
    names_of,
    render_comment,
)
from conversation.reading import CommentNotice, conversation_length, read_conversation
from conversation.watching import is_watching, unwatch_task, watch_task
from tasks.access import get_task, permissions_on
from tasks.models import Task
from tasks.services import TaskWithdrawn
from workplace.views.task import TEMPLATE, task_context

SECTION, WATCH = "workplace/_comments.html", "workplace/_watch.html"
TOO_LATE: dict[type[Exception], str] = {
    TaskWithdrawn: "Opgaven er trukket tilbage, og kommentaren er ikke gemt",
    CommentDeleted: "Kommentaren er slettet, og din rettelse er ikke gemt",
}
CHANGED = "Kommentaren er rettet, mens du skrev"


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: PortalRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    task = get_task(request.user, number, Permission.TASK_COMMENT)
    form, at = CommentForm(request.POST), timezone.now()
    if task.is_withdrawn:
        return _too_late(request, task, form, TaskWithdrawn())
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if "preview" in request.POST:
                named = find_mentions(text, mentionable_people(task, by=request.user))
                shown = render_comment(text, names_of(named))
                return _section(request, task, tried=form, preview=shown)
            write_comment(task=task, text=text, by=request.user, at=at)
        except NameIsAmbiguous as ambiguous:
            form.refuse_ambiguous(ambiguous)
    if form.errors:
        return _section(request, task, status=INVALID, tried=form)
    return _done(request, task, "Kommentaren er skrevet.")


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Edit one's own comment."""
    if request.method != "POST":
        return redirect("tasks:detail", number)
    found = get_comment(request.user, number, pk)
    task, form = found.task, CommentForm(request.POST, comment=found)
    if found.is_deleted or task.is_withdrawn:
        late = CommentDeleted() if found.is_deleted else TaskWithdrawn()
        return _too_late(request, task, form, late)
    if form.is_valid():
        try:
            edit_comment(comment=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NameIsAmbiguous as ambiguous:
            form.refuse_ambiguous(ambiguous)
        except (TaskWithdrawn, CommentDeleted) as too_late:
            return _too_late(request, task, form, too_late)
        except CommentChangedMeanwhile as changed:
            notice = CommentNotice("warning", CHANGED, now=changed.comment.text)
            again = form.rebased_on(changed.comment)
            return _section(request, task, status=CONFLICT, tried=again, notice=notice)
    if form.errors:
        return _section(request, task, status=INVALID, tried=form)
    return _done(request, task, "Kommentaren er rettet.")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_comment(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Delete a comment; deleting one that is already deleted is no error."""
    if request.method != "POST":
        return redirect("tasks:detail", number)
    found = get_comment(request.user, number, pk, to_delete=True)
    with suppress(CommentDeleted):
        delete_comment(comment=found, by=request.user, at=timezone.now())
    return _done(request, found.task, "Kommentaren er slettet.")


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: PortalRequest, number: int) -> HttpResponse:
    """Follow the task (``foelg=ja``), or stop."""
    if request.method != "POST":
        return redirect("tasks:detail", number)
    task = get_task(request.user, number, Permission.TASK_VIEW)
    follows = request.POST.get("foelg") == "ja"
    if follows:
        watch_task(task=task, by=request.user, at=timezone.now())
    else:
        unwatch_task(task=task, by=request.user)
    if request.htmx:
        talk = {"is_watching": is_watching(request.user, task)}
        return render(request, WATCH, {"task": task, "talk": talk})
    messages.success(request, "Du følger opgaven." if follows else "Du følger ikke opgaven mere.")
    return redirect("tasks:detail", number)


@require_safe
def people_to_mention(request: PortalRequest, number: int) -> JsonResponse:
    """The people to suggest while somebody types a mention."""
    task = get_task(request.user, number, Permission.TASK_COMMENT)
    options = mention_options(mentionable_people(task, by=request.user))
    return JsonResponse({"people": [vars(option) for option in options]})


def _done(request: PortalRequest, task: Task, text: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, text)
        return redirect(f"{task.get_absolute_url()}#kommentarer")
    return _section(request, task, notice=CommentNotice("success", text))


def _too_late(
    request: PortalRequest, task: Task, form: CommentForm, late: Exception
) -> HttpResponse:
    """Say what prevented saving, and show the typed text for copying."""
    notice = CommentNotice("error", TOO_LATE[type(late)], typed=str(form["text"].value() or ""))
    return _section(request, task, status=CONFLICT, notice=notice)


def _section(
    request: PortalRequest,
    task: Task,
    *,
    status: int = 200,
    tried: CommentForm | None = None,
    **more: Any,
) -> HttpResponse:
    """Return the comments with the form as it was sent; ``more`` is added to the conversation."""
    permissions, length = permissions_on(request.user, task), conversation_length(request.GET)
    talk = read_conversation(
        request.user, task, permissions=permissions, length=length, tried=tried
    )
    context: dict[str, Any] = {"task": task, "talk": replace(talk, **more)}
    if request.htmx:
        return render(request, SECTION, context, status=status)
    return render(request, TEMPLATE, task_context(request, **context), status=status)
