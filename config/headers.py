"""Headers of every response, and compression."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

NO_STORE = "private, no-store"


class HeadersMiddleware:
    """Outermost, so that responses from all layers have the headers.

    Responses are not stored unless a view says so, so that pages are not shown to the next person
    at the machine. Static files have their own lifetime (docs/adr/0084).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", NO_STORE)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if request.method == "HEAD" and not response.streaming:
            # Content-Length stays; the server would drop the body, with a warning.
            response.content = b""
        return response


class PagesGZipMiddleware(GZipMiddleware):
    """Compresses pages, but not files, which mostly are compressed and keep their length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
