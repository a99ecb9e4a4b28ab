"""What one can ask of the list of countries."""

from functools import reduce
from operator import or_

from django import forms
from django.conf import settings
from django.db.models import Func, Q, TextField, Value
from django.utils.translation import gettext_lazy as _

from partnerships.parameters import MAX_QUERY_LENGTH, CodesField, StrictForm, among, among_choices
from partnerships.views.alphabet import by_name
from regions.models import Country, Region
from regions.models.country import CountryQuerySet


def _folded(expression: object) -> Func:
    return Func(expression, function="registry_fold", output_field=TextField())


class CountrySearch(StrictForm):
    """A name in any language or a code, the section, and whether there is an association."""

    q = forms.CharField(required=False, max_length=MAX_QUERY_LENGTH, label=_("Name or code"), help_text=_("In any language."))
    region = CodesField(required=False, known=among(Region), normalise=str.lower, label=_("Section"))
    association = CodesField(
        required=False,
        known=among_choices(Country.Association),
        normalise=str.lower,
        label=_("National association of local governments"),
    )

    def find(self, countries: CountryQuerySet) -> CountryQuerySet:
        """The countries asked for, in alphabetical order."""
        values = self.cleaned_data
        if values["q"]:
            named = {f"folded_{code}": _folded(f"name_{code}") for code in settings.MODELTRANSLATION_LANGUAGES}
            contains = [Q(**{f"{name}__contains": _folded(Value(values["q"]))}) for name in named]
            countries = countries.alias(**named).filter(
                reduce(or_, contains) | Q(alpha2__iexact=values["q"]) | Q(alpha3__iexact=values["q"])
            )
        if values["region"]:
            within = [countries.of_region(code).values("pk") for code in values["region"]]
            countries = countries.filter(reduce(or_, [Q(pk__in=keys) for keys in within]))
        if values["association"]:
            countries = countries.filter(association__in=values["association"])
        return countries.order_by(by_name(), "alpha2")
