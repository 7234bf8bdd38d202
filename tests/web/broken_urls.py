"""The portal's addresses, and one that breaks: none of ours is meant to."""

from django.urls import path

from config.urls import urlpatterns as portal


def fail(request):
    raise RuntimeError("what the log may say and a page may not")


urlpatterns = [*portal, path("gaar-galt/", fail, name="fails")]
