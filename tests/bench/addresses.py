"""The registry's addresses, and beside them what a plain implementation of the API's list would be."""

from django.urls import path

from dc_registry.urls import handler400, handler404, handler500
from dc_registry.urls import urlpatterns as registry
from tests.bench.plain import PlainList

urlpatterns = [path("plain/", PlainList.as_view()), *registry]
__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]
