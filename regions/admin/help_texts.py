"""Help for the fields of this app's models that have none of their own: one plain sentence each."""

from django.utils.translation import gettext_lazy as _

REGION = {
    "name": _("The section's own name in each language."),
    "kind": _("A regional section covers countries; a thematic one overlaps all regions."),
    "website": _("The section's own website, with https://."),
}

COUNTRY = {
    "alpha2": _("Two capital letters, such as SN."),
    "alpha3": _("Three capital letters, such as SEN."),
    "m49": _("Three digits of the United Nations' list, such as 686."),
    "name": _("As this registry writes it in each language; it says nothing about legal status."),
    "association": _("Whether local governments of the country have a national association."),
    "association_note": _("Which association it is, or what is disputed about it."),
}

COUNTRY_REGION = {
    "country": _("The country that belongs to the section."),
    "region": _("The section, or one of its sub-regions."),
    "role": _("Full members are counted with the section; associates also appear there."),
    "valid_from": _("First day on which it holds; empty if it always has."),
}

ORGANISATION = {
    "code": _("Part of public addresses, never changed. Left empty, it is made from the name."),
    "kind": _("What it is. Municipalities to regions are local and regional governments and get a page among them."),
    "acronym": _("The short form people use, such as FCM."),
    "description": _("One or two sentences for readers who have never heard of it."),
    "country": _("Where it has its seat; empty for bodies of several countries."),
    "latitude": _("Degrees north of the equator, negative in the south: 14.6928. It places the partner on the map."),
    "longitude": _("Degrees east of Greenwich, negative in the west: -17.4467."),
    "population": _("Inhabitants, for governments only; it helps to tell places of one name apart."),
    "website": _("Its own website, with https://."),
    "verbatim_language": _("Language code of the quoted wording, such as fr."),
    "valid_from": _("When it came into being, if it is not as old as the records: 2022, 2022-05 or 2022-05-14."),
    "valid_to": _("When it was merged or dissolved; empty if it still exists."),
}

ORGANISATION_NAME = {
    "name": _("A name under which somebody might look for it."),
    "kind": _("A name in another language, a former one, the official one, or an acronym."),
}

IDENTIFIER = {
    "scheme": _("Whose code it is."),
    "value": _("The code itself, such as Q3718, without the address around it."),
}

MEMBERSHIP = {
    "network": _("The network or association it belongs to."),
    "role": _("As what it belongs there."),
    "since": _("As precise as you know it: 2022, 2022-05 or 2022-05-14."),
    "until": _("When it left; empty if it is still a member."),
}

CONTACT_POINT = {
    "office": _("The office that answers, such as the department of international relations."),
    "role": _("What the office does about cooperation."),
    "email": _("The address of the office, not of a person."),
    "telephone": _("With the country's code: +221 …"),
    "website": _("The page of the office, with https://."),
    "consent_on": _("The day on which the person agreed to be named; needed if a person is named."),
}

STAFF_ASSIGNMENT = {
    "region": _("The section whose partnerships this person looks after."),
    "role": _("Editors write and correct; reviewers also publish."),
}

ACCOUNT = {
    "first_name": _("Shown in the history of the records this person changes."),
    "last_name": _("Shown in the history of the records this person changes."),
    "email": _("Where to reach this person about an account."),
    "groups": _("Section staff need the group “Section staff” to work on the desk."),
}
