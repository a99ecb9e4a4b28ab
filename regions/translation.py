"""Which fields of this app hold a text in every language, and which models keep their history.

History is declared here because it must see the columns that translation adds.
"""

from modeltranslation.translator import TranslationOptions, register

from regions.history import keep_history
from regions.models import (
    ContactPoint,
    Country,
    CountryRegion,
    Identifier,
    Membership,
    Organisation,
    OrganisationName,
    Region,
    StaffAssignment,
)


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name",)


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ("name", "association_note", "recognition")


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description")


for model in (Region, Country, CountryRegion, Organisation, Identifier, Membership, ContactPoint, StaffAssignment):
    keep_history(model)

keep_history(OrganisationName, exclude=["folded"])
