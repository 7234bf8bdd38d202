"""Forms and addresses that hold one and the same value under every name one asks for."""

from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict


class Anything(QueryDict):
    """Whatever field is looked up, this is what was sent."""

    value = ""

    @classmethod
    def of(cls, value):
        return type(cls.__name__, (cls,), {"value": value})("", mutable=True)

    def __getitem__(self, key):
        return self.value

    def __contains__(self, key):
        return True

    def get(self, key, default=None):
        return self.value

    def getlist(self, key, default=None):
        return [self.value]

    def copy(self):
        return self


@contextmanager
def sent_everywhere(value):
    """Every request in the block was sent with this in every field, in address and form."""
    whole = WSGIRequest.GET, WSGIRequest.POST
    WSGIRequest.GET = property(lambda request: Anything.of(value))
    WSGIRequest.POST = property(lambda request: Anything.of(value), lambda request, form: None)
    try:
        yield
    finally:
        WSGIRequest.GET, WSGIRequest.POST = whole
