"""What every endpoint does alike: language, strict parameters, caching."""

from typing import Any

from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from django_filters import FilterSet
from rest_framework.exceptions import NotAcceptable, NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.answers import published_counts
from partnerships.api.filters import NoFilter
from partnerships.api.pagination import Pages
from partnerships.api.presentation import PagedPresentation, Presentation, parameter_errors, preferred_language
from partnerships.api.problems import ParameterErrors
from partnerships.api.schema import RegistrySchema

MAX_AGE = 60


class ByAcceptHeader(DefaultContentNegotiation):
    """Chooses the format by the Accept header only: a parameter `format` is as unknown as any other."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except (ValueError, LookupError):
            raise NotAcceptable(_("The Accept header cannot be read.")) from None

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        return renderers


@method_decorator(conditional_page, name="dispatch")
class RegistryView(GenericAPIView):
    """One endpoint. Reads only; what it was asked is in `presentation` and, if it filters, in `filterset`."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = ByAcceptHeader
    pagination_class: type[Pages] | None = None
    parser_classes: list[Any] = []
    schema = RegistrySchema()
    presentation_class: type[Presentation] = Presentation
    filterset_class: type[FilterSet] | None = None
    presentation: Presentation
    filterset: FilterSet

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Settle the language and read every parameter, or say all that is wrong with them."""
        self.settle_language(request)
        super().initial(request, *args, **kwargs)
        if request.method.lower() not in self.http_method_names:
            self.http_method_not_allowed(request)
        errors = parameter_errors(self.presentation)
        if self.filterset_class:
            accepts = self.presentation_class.base_fields
            self.filterset = self.filterset_class(
                request.query_params, queryset=SimpleLazyObject(self.get_queryset), accepts=accepts
            )
            errors = parameter_errors(self.filterset.form) | errors
        if errors:
            raise ParameterErrors(errors)

    def settle_language(self, request: Request) -> None:
        """Answer in the language of `lang` or, if it is absent or unknown, of the Accept-Language header."""
        translation.activate(preferred_language(request))
        self.presentation = self.presentation_class(request.query_params)
        self.presentation.also_accepted = tuple(self.filterset_class.base_filters) if self.filterset_class else ()
        if "lang" not in self.presentation.errors and self.presentation.cleaned_data["lang"]:
            translation.activate(self.presentation.cleaned_data["lang"])

    def filter_queryset(self, queryset: Any) -> Any:
        """What was asked for, in the order asked for."""
        return self.filterset.qs if self.filterset_class else queryset

    def get_serializer_context(self) -> dict[str, Any]:
        presentation = getattr(self, "presentation", None)
        translations = bool(presentation and presentation.cleaned_data["translations"])
        return {**super().get_serializer_context(), "translations": translations}

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are, in the Allow header."""
        return Response(status=204)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Say in which language the answer is, and that it may be kept for a minute."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Content-Language"] = translation.get_language()
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        return response


class Counted:
    """Tells the serializer how many published partnerships there are with each object shown, in one query."""

    counted = ""
    counted_by = "code"

    def count(self, shown: list[Any]) -> None:
        """Count for the objects about to be shown."""
        self.counts = published_counts(self.counted, [getattr(row, self.counted_by) for row in shown]) if self.counted else {}

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"counts": getattr(self, "counts", {})}  # type: ignore[misc]


class RegistryList(Counted, ListModelMixin, RegistryView):
    """A list, in pages."""

    pagination_class = Pages
    presentation_class = PagedPresentation
    filterset_class = NoFilter

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def paginate_queryset(self, queryset: Any) -> Any:
        page: Any = super().paginate_queryset(queryset)
        self.count(page)
        return page


class RegistryDetail(Counted, RetrieveModelMixin, RegistryView):
    """One object, by its public code."""

    lookup_field = "code"

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.retrieve(request, *args, **kwargs)

    def get_object(self) -> Any:
        key = self.kwargs[self.lookup_field]
        found = self.get_queryset().filter(**{self.lookup_field: key}).first()
        if found is None:
            raise NotFound(_("Nothing public is known under the code “%(code)s”.") % {"code": key})
        self.count([found])
        return found
