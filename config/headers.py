"""What every answer says to browsers and caches, and which answers are compressed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

NO_STORE = "private, no-store"


class HeadersMiddleware:
    """Outermost, so that also what the layers inside refuse or fail at has the headers.

    What a view makes is kept nowhere unless it says otherwise itself: a page that someone forgot
    cannot be shown to the next person at the machine. Static files say for themselves how long
    they last (docs/adr/0084).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", NO_STORE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if request.method == "HEAD" and not response.streaming:
            # Its length stays; the server would drop the rest, and warn of it each time.
            response.content = b""
        return response


class PagesGZipMiddleware(GZipMiddleware):
    """Compresses pages, and no files: they mostly are compressed, and keep their length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
