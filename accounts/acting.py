"""Naming the person and the place behind every change that a page makes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.addresses import client_address
from history.tracking import Through, acting

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class HistoryMiddleware:
    """Lets what a page changes say who changed it, from which address and on which page.

    Nobody is named before sign-in; the address is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        by, address = request.user.pk, client_address(request)
        with acting(by=by, through=Through.PAGE, address=address, path=request.path):
            return self.get_response(request)
