"""The map of the partnerships that answer a question."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.answers import Answer
from partnerships.api.presentation import PagedPresentation
from partnerships.api.views.base import RegistryView
from partnerships.cartography.chart import LISTED, MOST_ARCS, Chart, Mark, Place
from partnerships.cartography.circles import MOST_CIRCLES
from partnerships.cartography.parameters import WindowFields
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet


def box_field(help_text: str) -> serializers.ListField:
    """West, south, east, north."""
    return serializers.ListField(child=serializers.FloatField(), min_length=4, max_length=4, help_text=help_text)


class MapPresentation(PagedPresentation, WindowFields):
    """A query string pasted from the list is welcome with its page; the page changes nothing here."""


class MapPlace(serializers.Serializer):
    """Somebody who takes part."""

    code = serializers.CharField(help_text="Code of the organisation.")
    name = serializers.CharField(help_text="Usual name, in the language served or the nearest there is.")
    lang = serializers.CharField(help_text="Language of the name.")
    country = serializers.CharField(help_text="Country, ISO 3166-1 alpha-2; empty when none.")
    country_name = serializers.CharField(help_text="The country in words, in the language served.")
    count = serializers.IntegerField(help_text="In how many of the results it takes part.")
    parameter = serializers.CharField(help_text="The parameter that narrows the question to this place: `parameter=code`.")


class MapCircle(serializers.Serializer):
    """One place, or several near each other."""

    longitude = serializers.FloatField(help_text="−180 to 180; of several places the mean, weighted by participations.")
    latitude = serializers.FloatField(help_text="−90 to 90.")
    places = serializers.IntegerField(help_text="How many organisations the circle stands for.")
    participations = serializers.IntegerField(help_text="How often they take part in the results, together.")
    bounds = box_field("West, south, east, north of the places.")
    label = serializers.CharField(help_text="All that in words.")  # type: ignore[assignment]
    place = MapPlace(help_text="The place; of several the government that takes part most often, or else whoever does.")


class MapArc(serializers.Serializer):
    """A bow between two places."""

    partnerships = serializers.ListField(child=serializers.CharField(), help_text="Codes of the partnerships it stands for.")
    lines = serializers.ListField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)),
        help_text="Longitudes and latitudes along it; two lines if it crosses 180°.",
    )


class MapPartners(serializers.Serializer):
    """How many organisations take part in the results."""

    all = serializers.IntegerField(help_text="All of them.")
    located = serializers.IntegerField(help_text="Those with a known position.")
    shown = serializers.IntegerField(help_text="Those inside the window: as many as the circles stand for.")


class Map(serializers.Serializer):
    """Where the partners of the partnerships that answer a question are."""

    count = serializers.IntegerField(help_text="How many partnerships answer the question.")
    partners = MapPartners(help_text="How many organisations take part, and how many of them the map can show.")
    summary = serializers.CharField(help_text="What the map shows, in a sentence.")
    window = box_field("West, south, east, north shown.")
    zoom = serializers.IntegerField(help_text="The zoom answered: lower than asked where there would be too many circles.")
    cell = serializers.FloatField(help_text="Places nearer than this, in degrees at the equator, share a circle.")
    circles = MapCircle(many=True, help_text=f"At most {MOST_CIRCLES}, the largest first.")
    arcs = MapArc(many=True, allow_null=True, help_text=f"Null when there are more than {MOST_ARCS} results.")
    places = MapPlace(many=True, help_text=f"The {LISTED} places inside the window that take part most often.")


def place_of(place: Place) -> dict[str, Any]:
    """A place as the API writes it."""
    return {
        "code": place.code,
        "name": place.name.value,
        "lang": place.name.language,
        "country": place.country,
        "country_name": place.country_name,
        "count": place.count,
        "parameter": place.parameter,
    }


def circle_of(mark: Mark) -> dict[str, Any]:
    """A circle as the API writes it."""
    circle = mark.circle
    return {
        "longitude": circle.longitude,
        "latitude": circle.latitude,
        "places": circle.places,
        "participations": circle.participations,
        "bounds": circle.bounds,
        "label": mark.label,
        "place": place_of(mark.place),
    }


class MapView(RegistryView):
    """Where the partners are, for the same query string as `partnerships/`: circles, arcs, and the places in a list.

    `bbox` asks, as everywhere, for partnerships with a partner inside it, and its area is what is shown. `window` shows
    another part of the world and leaves the results as they are: a map that is moved sends its visible part. A circle
    counts every participation in the results, so that the sum over all circles of the whole world is the number of
    participations of all located partners.
    """

    serializer_class = Map
    filterset_class = PartnershipFilter
    presentation_class = MapPresentation

    def get_queryset(self) -> PartnershipQuerySet:
        return Partnership.objects.published()

    @extend_schema(operation_id="map")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        shown = self.presentation.cleaned_data
        answer = Answer(self.filterset)
        chart = Chart(answer, shown["window"], shown["zoom"])
        arcs = chart.arcs
        return Response(
            {
                "count": answer.count,
                "partners": {"all": chart.partner_count, "located": chart.located_count, "shown": chart.shown_count},
                "summary": chart.summary,
                "window": chart.window,
                "zoom": chart.clustering.zoom,
                "cell": chart.clustering.cell,
                "circles": [circle_of(mark) for mark in chart.marks],
                "arcs": None if arcs is None else [{"partnerships": arc.partnerships, "lines": arc.lines} for arc in arcs],
                "places": [place_of(place) for place in chart.listed()],
            }
        )
