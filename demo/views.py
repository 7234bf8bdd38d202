"""The demo's mailbox: public, since it holds only fictitious mails to fictitious people."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from demo.mailbox import Mail, MailNotFound, mail_names, read_mail

PAGE_SIZE = 50
# A mail's html runs no script, loads nothing and has no origin; only a click leads out of it.
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; "
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    names = mail_names(Path(settings.MAIL_DIR))
    page = Paginator(names, PAGE_SIZE).get_page(request.GET.get("side"))
    mails = [get_mail(name) for name in page.object_list]
    return render(request, "demo/mailbox.html", {"page": page, "mails": mails})


@login_not_required
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": get_mail(name)})


@login_not_required
@require_safe
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """The mail's html as a page of its own, framed by ``mail``; its links open outside."""
    html = get_mail(name).html
    response = HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def get_mail(name: str) -> Mail:
    try:
        return read_mail(Path(settings.MAIL_DIR), name)
    except MailNotFound as error:
        raise Http404(str(error)) from error
