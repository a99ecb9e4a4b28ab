"""Local and regional governments, and every other organisation: two lists, one kind of page."""

from typing import Any

from django import forms
from django.db.models import Func, Prefetch, Value
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Citation, Event, TrainingPartner
from partnerships.parameters import MAX_QUERY_LENGTH, CodesField, StrictForm, among
from partnerships.templatetags.site import organisation_url
from partnerships.views.alphabet import by_name
from partnerships.views.asking import asked, page_of
from partnerships.views.footnotes import Footnotes
from partnerships.views.holdings import holding_of
from partnerships.views.missing import Missing
from partnerships.views.network import funds_of, network_of, themes_of
from partnerships.views.sections import sections_of
from regions.models import Country, Membership, Organisation, OrganisationName
from regions.models.organisation import OrganisationQuerySet
from regions.texts import text_of

PAGE_SIZE = 50
MEMBERS = 60


class OrganisationSearch(StrictForm):
    """What one can ask of the lists of organisations."""

    q = forms.CharField(
        required=False, max_length=MAX_QUERY_LENGTH, label=gettext_lazy("Name"), help_text=gettext_lazy("In any language.")
    )
    country = CodesField(
        required=False, known=among(Country, "alpha2"), normalise=str.upper, label=gettext_lazy("Country or territory")
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, label=gettext_lazy("Page"))

    def __init__(self, *args: object, kinds: list[Organisation.Kind], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"] = CodesField(
            required=False,
            known=lambda codes: [code for code in codes if code in kinds],
            normalise=str.lower,
            label=gettext_lazy("Kind"),
        )
        self.kinds = kinds

    def find(self, organisations: OrganisationQuerySet) -> OrganisationQuerySet:
        """What was asked for: best matches first for a name, else in alphabetical order."""
        values = self.cleaned_data
        if values["country"]:
            organisations = organisations.filter(country__in=values["country"])
        if values["kind"]:
            organisations = organisations.filter(kind__in=values["kind"])
        if values["q"]:
            return organisations.named_like(values["q"])
        return organisations.order_by(by_name(), "code")


@require_safe
def government_list(request: HttpRequest) -> HttpResponse:
    """Every local and regional government."""
    context = {
        "page_title": _("Local and regional governments"),
        "page_description": _("Cities, provinces and regions that cooperate across borders, by name in any language."),
        "kinds": list(Organisation.GOVERNMENT_KINDS),
    }
    return _listed(request, Organisation.objects.governments(), context, "partnerships/governments.html")


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Everyone else who can be a partner."""
    context = {
        "page_title": _("Organisations"),
        "page_description": _("Associations, networks, agencies and everyone else who takes part."),
        "kinds": [kind for kind in Organisation.Kind if kind not in Organisation.GOVERNMENT_KINDS],
    }
    return _listed(request, Organisation.objects.others(), context, "partnerships/organisations.html")


@require_safe
def government_page(request: HttpRequest, code: str) -> HttpResponse:
    """A local or regional government."""
    return _page(request, code, governments=True)


@require_safe
def organisation_page(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation of any other kind; a partner nobody has named yet has a page too."""
    return _page(request, code, governments=False)


def _listed(request: HttpRequest, organisations: OrganisationQuerySet, context: dict[str, Any], template: str) -> HttpResponse:
    form = OrganisationSearch(asked(request), kinds=context["kinds"])
    context |= {"form": form, "countries": _countries_of(organisations)}
    if not form.is_valid():
        return render(request, template, context, status=400)
    page = page_of(form.find(organisations).select_related("country"), form.cleaned_data["page"], PAGE_SIZE)
    shown = list(page.object_list)
    context |= {
        "page": page,
        "shown": shown,
        "counts": published_counts("organisation", [organisation.code for organisation in shown]),
        "matches": _matched_names(shown, form.cleaned_data["q"]),
    }
    return render(request, template, context)


def _countries_of(organisations: OrganisationQuerySet) -> list[Country]:
    """The countries there is something to choose in."""
    return list(Country.objects.filter(pk__in=organisations.order_by().values("country")).order_by(by_name(), "alpha2"))


def _matched_names(organisations: list[Organisation], text: str) -> dict[int, OrganisationName]:
    """The name by which each was found, where it is not the one on show."""
    if not text:
        return {}
    fold = Func(Value(text), function="registry_fold")
    names = OrganisationName.objects.filter(organisation__in=organisations, folded__contains=fold)
    found: dict[int, OrganisationName] = {}
    usual = {organisation.pk: organisation.name for organisation in organisations}
    shown_matches = {name.organisation_id for name in names if name.name == usual[name.organisation_id]}
    for name in names.order_by("organisation", "kind", "language", "name"):
        if name.organisation_id not in shown_matches:
            found.setdefault(name.organisation_id, name)
    return found


def _page(request: HttpRequest, code: str, *, governments: bool) -> HttpResponse:
    organisation = _with_relations().filter(code=code).first()
    if organisation is None:
        raise Missing(_("There is no organisation with the code “%(code)s” in the registry.") % {"code": code[:80]})
    if organisation.is_government != governments:
        return HttpResponsePermanentRedirect(organisation_url(organisation))
    parameter = "government" if organisation.is_government else "organisation"
    notes = Footnotes()
    notes.number(organisation.events.all(), organisation.citations.all())
    members = organisation.members.select_related("organisation__country").order_by(by_name("organisation__name"), "pk")
    context = {
        "page_title": text_of(organisation, "name").value,
        "page_description": _("%(name)s: with whom it cooperates, about what, and how we know.")
        % {"name": text_of(organisation, "name").value},
        "organisation": organisation,
        "sections": sections_of(organisation),
        "holding": holding_of(**{parameter: organisation.code}),
        "network": network_of(organisation),
        "parameter": parameter,
        "themes": themes_of(organisation),
        "funds": funds_of(organisation),
        "names": _names_by_language(organisation),
        "members": members[:MEMBERS],
        "member_count": members.count(),
        "notes": notes,
    }
    return render(request, "partnerships/organisation.html", context)


def _with_relations() -> OrganisationQuerySet:
    """With all that its page shows besides partnerships, in a fixed number of queries."""
    neighbours = Organisation.objects.select_related("country").order_by("code")
    return Organisation.objects.select_related(
        "country__first_contact", "parent__country", "successor__country"
    ).prefetch_related(
        "names",
        "identifiers",
        "contact_points",
        Prefetch("memberships", Membership.objects.select_related("network__country").order_by("network__code", "pk")),
        Prefetch("parts", neighbours),
        Prefetch("predecessors", neighbours),
        Prefetch("resolved_to", neighbours),
        Prefetch("stood_in_by", neighbours),
        "represents",
        Prefetch("first_contact_for", Country.objects.order_by(by_name(), "alpha2")),
        Prefetch("events", Event.objects.select_related("source").order_by("date", "pk")),
        Prefetch("citations", Citation.objects.select_related("source").order_by("source__code", "page", "pk")),
        Prefetch(
            "training_roles",
            TrainingPartner.objects.select_related("training__region").order_by("training__code", "role", "pk"),
        ),
    )


def _names_by_language(organisation: Organisation) -> dict[str, list[OrganisationName]]:
    """Its names, by language; those in no particular language, such as acronyms, come last."""
    names: dict[str, list[OrganisationName]] = {}
    for name in sorted(organisation.names.all(), key=lambda name: (name.language == "", name.language, name.kind, name.name)):
        names.setdefault(name.language, []).append(name)
    return names
