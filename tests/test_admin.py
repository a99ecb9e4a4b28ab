"""The desk: who may do what, what the form says back, and that nothing typed is lost."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.admin.permissions import desk_permissions, ensure_staff_group
from partnerships.models import Citation, Event, Figure, Partnership, PartnershipTheme, Source, Theme
from regions.admin.site import desk
from regions.models import Country, Organisation, OrganisationName, Region, StaffAssignment

pytestmark = pytest.mark.django_db
ADD = "admin:partnerships_partnership_add"
CHANGE = "admin:partnerships_partnership_change"
LIST = "admin:partnerships_partnership_changelist"
Publication = Partnership.Publication


def section(code: str) -> Region:
    return Region.objects.get_or_create(code=code, defaults={"name_en": code.title()})[0]


def staff(role: str, code: str = "africa", name: str = "") -> Client:
    """A logged-in member of a section's staff, as `run` makes its demonstration accounts."""
    user = User.objects.create_user(name or f"{role}-{code}", is_staff=True)
    user.groups.add(ensure_staff_group())
    StaffAssignment.objects.create(user=user, region=section(code), role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return staff("editor")


@pytest.fixture
def reviewer() -> Client:
    return staff("reviewer")


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def filled(response: Any) -> dict[str, Any]:
    """What a browser would send if the form in `response` were submitted as it stands."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for field in (field for form in forms for field in form):
        value = field.value()
        if value is True:
            sent[field.html_name] = "on"
        elif value is not None and value is not False:
            sent[field.html_name] = [str(item) for item in value] if isinstance(value, list) else str(value)
    return sent


def opened(client: Client, partnership: Partnership) -> dict[str, Any]:
    return filled(client.get(reverse(CHANGE, args=[partnership.pk])))


def saved(client: Client, partnership: Partnership, **changes: Any) -> Any:
    address = reverse(CHANGE, args=[partnership.pk])
    return client.post(address, opened(client, partnership) | changes)


def mistakes(response: Any) -> dict[str, list[str]]:
    """The mistakes a refused form shows, by field."""
    assert response.status_code == 200, "it was saved"
    return response.context["adminform"].form.errors


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def new(client: Client, **fields: Any) -> dict[str, Any]:
    """A new partnership as an editor would fill it in."""
    return filled(client.get(reverse(ADD))) | {
        "title_en": "Thiès and Caen",
        "level": "relationship",
        "form": "twinning",
        "direction": "south-north",
        **fields,
    }


# Every choice has a sentence of help


def every_form() -> list[Any]:
    forms = []
    for model, admin in desk._registry.items():
        forms.append(pytest.param(model, None, id=model.__name__))
        forms += [pytest.param(model, inline, id=f"{model.__name__}-{inline.model.__name__}") for inline in admin.inlines]
    return forms


@pytest.mark.parametrize(("model", "inline"), every_form())
def test_every_field_has_help(model: Any, inline: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    admin: ModelAdmin = desk.get_model_admin(model)
    if inline is None:
        form = admin.get_form(request, None, change=False)
    else:
        form = inline(model, desk).get_formset(request, None).form
    silent = [name for name, field in form.base_fields.items() if not field.widget.is_hidden and not field.help_text]
    assert not silent


@pytest.mark.parametrize(("model", "inline"), every_form())
def test_every_fact_can_be_entered(model: Any, inline: Any, rf: RequestFactory) -> None:
    """A field somebody adds to a model must find its place on the desk."""
    if model is User:
        return
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    if inline is None:
        form = desk.get_model_admin(model).get_form(request, None, change=False)
    else:
        form = inline(model, desk).get_formset(request, None).form
    # What a row belongs to is the page it stands on. Figures that belong to nothing have a page of their own.
    part = inline is not None or model is Figure
    subjects = {"partnership", "fund", "training", "region", "country", "organisation", "theme_list", "user"} if part else set()
    fields = [
        field for field in form._meta.model._meta.get_fields() if getattr(field, "editable", False) and not field.auto_created
    ]
    translated = {field.translated_field.name for field in fields if hasattr(field, "language")}
    through = {field.name for field in fields if field.many_to_many and not field.remote_field.through._meta.auto_created}
    wanted = {field.name for field in fields} - translated - through - (subjects - set(form.base_fields))
    assert wanted <= set(form.base_fields)


# Choosing an organisation


def choices(client: Client, term: str, field: str = "organisation", model: str = "participation") -> list[str]:
    response = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "partnerships", "model_name": model, "field_name": field, "term": term},
    )
    assert response.status_code == 200
    return [choice["text"] for choice in response.json()["results"]]


def city(code: str, name: str, population: int | None = None, country: str = "", **fields: Any) -> Organisation:
    if country:
        names = {"alpha3": f"{country}X", "name_en": {"NZ": "New Zealand"}.get(country, country), "name_fr": country}
        Country.objects.get_or_create(alpha2=country, defaults=names)
    values = {"kind": "municipality", "country_id": country or None, "population": population, **fields}
    return Organisation.objects.create(code=code, name_en=name, **values)


def test_choices_of_an_organisation_can_be_told_apart_and_come_best_first(editor: Client) -> None:
    city("lower", "Lower Wellington", 900_000, "NZ")
    city("wellington", "Wellington", 212_000, "NZ")
    city("wellington-small", "Wellington", 3_000, "ZA")
    city("club", "Wellington Water", kind="utility", country="NZ")
    assert choices(editor, "welling") == [
        "Wellington, New Zealand, 212,000",
        "Wellington, ZA, 3,000",
        "Wellington Water, utility, New Zealand",
        "Lower Wellington, New Zealand, 900,000",
    ]


def test_an_organisation_is_found_by_any_of_its_names_without_accents(editor: Client) -> None:
    ostend = city("ostend", "Ostend")
    OrganisationName.objects.create(organisation=ostend, name="Östende", language="de")
    assert choices(editor, "ostende") == ["Ostend"]


def test_autocomplete_takes_any_input(editor: Client) -> None:
    city("ostend", "Ostend")
    ask = {"app_label": "partnerships", "model_name": "participation", "field_name": "organisation"}
    address = reverse("admin:autocomplete")
    assert editor.get(address, ask | {"term": "a\0b"}).status_code == 400
    assert editor.get(address, ask | {"term": "%_\\'\"", "page": "1"}).status_code == 200
    for page in ("0", "-1", "x", "9" * 30):
        assert editor.get(address, ask | {"page": page}).status_code == 404
    assert editor.get(address, ask | {"field_name": "nothing"}).status_code == 403


def test_choosing_among_many_pages(editor: Client) -> None:
    for number in range(25):
        city(f"san-{number}", f"San {number:02}")
    ask = {"app_label": "partnerships", "model_name": "participation", "field_name": "organisation", "term": "san"}
    first = editor.get(reverse("admin:autocomplete"), ask).json()
    second = editor.get(reverse("admin:autocomplete"), ask | {"page": "2"}).json()
    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (5, False)


def test_the_drafts_of_others_are_not_offered_as_choices(editor: Client, make_partnership: Any) -> None:
    make_partnership("public-hub", title_en="Public hub")
    hidden = make_partnership("hidden-hub", title_en="Hidden hub", publication=Publication.DRAFT)
    hidden.stewards.set([section("europe")])
    assert choices(editor, "hub", "part_of", "partnership") == ["Public hub (public-hub)"]


# Whose rows


def test_staff_see_what_is_public_and_their_own_drafts(editor: Client, make_partnership: Any) -> None:
    make_partnership("own-draft", publication=Publication.DRAFT)
    for code, publication in {"their-draft": "draft", "their-review": "in-review", "theirs": "published"}.items():
        make_partnership(code, publication=publication).stewards.set([section("europe")])
    listed = editor.get(reverse(LIST)).context["cl"].queryset
    assert set(listed.values_list("code", flat=True)) == {"own-draft", "theirs"}


def test_a_draft_of_another_section_is_as_if_it_were_not_there(editor: Client, make_partnership: Any) -> None:
    draft = make_partnership("their-draft", publication=Publication.DRAFT)
    draft.stewards.set([section("europe")])
    for page in ("change", "history", "delete"):
        response = editor.get(reverse(f"admin:partnerships_partnership_{page}", args=[draft.pk]))
        assert response.status_code in {302, 403}
        assert "their-draft" not in said(response)


def test_what_others_published_is_read_only(editor: Client, make_partnership: Any) -> None:
    theirs = make_partnership("theirs")
    theirs.stewards.set([section("europe")])
    page = editor.get(reverse(CHANGE, args=[theirs.pk]))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert editor.post(reverse(CHANGE, args=[theirs.pk]), {"title_en": "Ours"}).status_code == 403


@pytest.mark.parametrize(
    ("code", "country", "sections", "may"),
    [
        ("in-section", "SN", [], True),
        ("elsewhere", "NZ", [], False),
        ("moved", "SN", ["europe"], False),
        ("nowhere", "", [], False),
    ],
)
def test_organisations_are_corrected_by_the_staff_of_their_sections(
    editor: Client, code: str, country: str, sections: list[str], may: bool
) -> None:
    organisation = city(code, code, country=country)
    if country == "SN":
        organisation.country.region_rows.create(region=section("africa"))
    organisation.sections.set([section(name) for name in sections])
    page = editor.get(reverse("admin:regions_organisation_change", args=[organisation.pk]))
    assert page.status_code == 200
    assert page.context["has_change_permission"] is may


def test_a_source_that_others_rest_on_is_not_corrected_by_one(editor: Client, make_partnership: Any) -> None:
    source = Citation.objects.get(partnership=make_partnership()).source
    address = reverse("admin:partnerships_source_change", args=[source.pk])
    assert editor.get(address).context["has_change_permission"]
    make_partnership("theirs").stewards.set([section("europe")])
    assert not editor.get(address).context["has_change_permission"]


def test_staff_have_nothing_to_do_with_accounts() -> None:
    group = ensure_staff_group()
    assert ensure_staff_group() == group
    assert group.permissions.count() == len(desk_permissions()) == len(set(desk_permissions()))
    assert not [name for name in desk_permissions() if name.startswith(("auth.", "admin.")) or "staffassignment" in name]
    for vocabulary in ("goal", "target", "theme"):
        assert f"partnerships.change_{vocabulary}" not in desk_permissions()


@pytest.mark.parametrize("model", ["statement", "training"])
def test_what_belongs_to_a_section_is_entered_for_the_own_one(editor: Client, model: str) -> None:
    address = reverse(f"admin:partnerships_{model}_add")
    for region in ("", section("europe").pk):
        refused = editor.post(address, filled(editor.get(address)) | {"region": region})
        assert "region" in mistakes(refused)


def test_an_own_draft_with_figures_can_be_deleted_though_figures_are_no_page_of_staff(
    editor: Client, make_partnership: Any
) -> None:
    partnership = make_partnership(publication=Publication.DRAFT)
    partnership.figures.create(measure="people", label_en="people", value=3, source=Source.objects.get())
    assert editor.get(reverse("admin:partnerships_figure_changelist")).status_code == 403
    assert editor.get(reverse("admin:partnerships_figure_change", args=[partnership.figures.get().pk])).status_code != 200
    editor.post(reverse("admin:partnerships_partnership_delete", args=[partnership.pk]), {"post": "yes"})
    assert not Partnership.objects.exists()


# Sections that answer for it


def test_a_new_partnership_starts_with_the_own_section_and_language(editor: Client) -> None:
    editor.cookies["django_language"] = "fr"
    form = editor.get(reverse(ADD)).context["adminform"].form
    assert [region.code for region in form.initial["stewards"]] == ["africa"]
    assert form.initial["original_language"] == "fr"


def test_a_new_partnership_needs_an_own_section(editor: Client) -> None:
    refused = editor.post(reverse(ADD), new(editor, stewards=[section("europe").pk]))
    assert list(mistakes(refused)) == ["stewards"]


def test_another_section_may_be_added_but_none_taken_off(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership(publication=Publication.DRAFT)
    africa, europe = section("africa"), section("europe")
    assert saved(editor, partnership, stewards=[africa.pk, europe.pk]).status_code == 302
    assert list(mistakes(saved(editor, partnership, stewards=[europe.pk]))) == ["stewards"]
    assert list(mistakes(saved(editor, partnership, stewards=[africa.pk]))) == ["stewards"]
    assert set(partnership.stewards.all()) == {africa, europe}


# Publication


@pytest.mark.parametrize("chosen", ["published", "archived"])
def test_an_editor_asks_for_review_and_does_not_publish(editor: Client, make_partnership: Any, chosen: str) -> None:
    partnership = make_partnership(publication=Publication.DRAFT)
    assert "in review" in mistakes(saved(editor, partnership, publication=chosen))["publication"][0]
    assert saved(editor, partnership, publication="in-review").status_code == 302


def test_an_editor_corrects_what_is_published_but_does_not_withdraw_it(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    assert "publication" in mistakes(saved(editor, partnership, publication="draft"))
    assert saved(editor, partnership, title_en="Better").status_code == 302
    partnership.refresh_from_db()
    assert (partnership.title_en, partnership.publication) == ("Better", "published")


def test_a_reviewer_publishes_and_archives(reviewer: Client, make_partnership: Any) -> None:
    partnership = make_partnership(publication=Publication.IN_REVIEW)
    assert saved(reviewer, partnership, publication="published").status_code == 302
    assert saved(reviewer, partnership, publication="archived").status_code == 302


def test_nobody_becomes_the_reviewer_by_adding_their_section(editor: Client, make_partnership: Any) -> None:
    user = User.objects.get(username="editor-africa")
    StaffAssignment.objects.create(user=user, region=section("europe"), role="reviewer")
    partnership = make_partnership(publication=Publication.DRAFT)
    both = [section("africa").pk, section("europe").pk]
    assert "publication" in mistakes(saved(editor, partnership, publication="published", stewards=both))


def test_saving_says_what_is_missing(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership(publication=Publication.DRAFT, organisations=("one",))
    Citation.objects.all().delete()
    sentence = said(saved(editor, partnership))
    for missing in ("a second partner", "since when", "how we know", "a summary", "a theme", "title in French"):
        assert missing in sentence
    assert "successfully" not in sentence


def test_what_was_published_is_archived_not_deleted(administrator: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    address = reverse("admin:partnerships_partnership_delete", args=[partnership.pk])
    for response in (administrator.get(address), administrator.post(address, {"post": "yes"})):
        assert response.status_code == 302
        assert "archived" in said(response)
    assert Partnership.objects.filter(pk=partnership.pk).exists()


def test_an_own_draft_can_be_deleted(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership(publication=Publication.DRAFT)
    response = editor.post(reverse("admin:partnerships_partnership_delete", args=[partnership.pk]), {"post": "yes"})
    assert response.status_code == 302
    assert not Partnership.objects.exists()


# Entering


def test_a_partnership_is_entered_on_one_screen(editor: Client, make_partnership: Any) -> None:
    source = Citation.objects.get(partnership=make_partnership("other")).source
    one, two = Organisation.objects.order_by("code")
    theme = Theme.objects.create(code="water", name_en="Water")
    sent = new(editor, title_en="", title_fr="Thiès et Caen", original_language="fr") | {
        "participations-0-organisation": one.pk,
        "participations-0-roles": ["coordinator", "partner"],
        "participations-0-contribution_fr": "Un technicien",
        "participations-1-organisation": two.pk,
        "participations-1-roles": ["partner"],
        "events-TOTAL_FORMS": "1",
        "events-0-kind": "signed",
        "events-0-date": "1979-05",
        "events-0-qualifier": "exact",
        "events-0-source": source.pk,
        "theme_rows-TOTAL_FORMS": "1",
        "theme_rows-0-theme": theme.pk,
        "theme_rows-0-main": "on",
        "citations-TOTAL_FORMS": "1",
        "citations-0-source": source.pk,
        "citations-0-page": "7",
    }
    response = editor.post(reverse(ADD), sent)
    assert response.status_code == 302
    partnership = Partnership.objects.get(code="thies-et-caen")
    assert partnership.title_fr == "Thiès et Caen"
    assert [side.roles for side in partnership.participations.all()] == [["coordinator", "partner"], ["partner"]]
    assert partnership.search_row.year_from == 1979
    page = editor.get(reverse(CHANGE, args=[partnership.pk])).text
    assert "since 1979" in page
    assert "account of a section or a third party" in page


def test_a_title_is_needed_in_the_original_language(editor: Client) -> None:
    assert "title_fr" in mistakes(editor.post(reverse(ADD), new(editor, original_language="fr")))
    assert "title_en" in mistakes(editor.post(reverse(ADD), new(editor, title_en="")))


def test_a_needed_text_may_be_in_any_language(administrator: Client) -> None:
    address = reverse("admin:partnerships_theme_add")
    assert "name_en" in mistakes(administrator.post(address, {"order": "0"}))
    assert administrator.post(address, {"order": "0", "name_es": "Agua"}).status_code == 302
    assert Theme.objects.get().code == "agua"


def test_the_code_of_a_draft_may_be_bettered_and_then_stays(reviewer: Client, make_partnership: Any) -> None:
    partnership = make_partnership("long-code", publication=Publication.DRAFT)
    saved(reviewer, partnership, code="short", publication="published")
    saved(reviewer, partnership, code="other")
    assert Partnership.objects.get().code == "short"


def test_the_main_theme_can_change_place(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    for code, main in (("water", True), ("ports", False)):
        PartnershipTheme.objects.create(partnership=partnership, theme=Theme.objects.create(code=code, name_en=code), main=main)
    sent = opened(editor, partnership)
    del sent["theme_rows-0-main"]
    address = reverse(CHANGE, args=[partnership.pk])
    assert editor.post(address, sent | {"theme_rows-1-main": "on"}).status_code == 302
    assert PartnershipTheme.objects.get(main=True).theme.code == "ports"
    refused = editor.post(address, opened(editor, partnership) | {"theme_rows-0-main": "on", "theme_rows-1-main": "on"})
    assert "Only one theme" in refused.text


def test_languages_are_codes_and_dates_are_dates(editor: Client, make_partnership: Any) -> None:
    source = Source.objects.get(citations__partnership=make_partnership())
    address = reverse("admin:partnerships_source_change", args=[source.pk])
    wrong = {"language": "French", "published": "2022-13", "title": "a\0b"}
    refused = editor.post(address, filled(editor.get(address)) | wrong)
    assert set(mistakes(refused)) == set(wrong)


# Two people, one record


def test_the_second_to_save_is_told_and_loses_nothing(editor: Client, reviewer: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    address = reverse(CHANGE, args=[partnership.pk])
    mine = opened(editor, partnership) | {"title_en": "Mine"}
    assert saved(reviewer, partnership, title_en="Theirs").status_code == 302
    refused = editor.post(address, mine)
    assert "Somebody else saved" in mistakes(refused)["__all__"][0]
    assert 'value="Mine"' in refused.text
    partnership.refresh_from_db()
    assert partnership.title_en == "Theirs"
    assert editor.post(address, filled(refused) | {"overwrite": "on"}).status_code == 302
    partnership.refresh_from_db()
    assert partnership.title_en == "Mine"


def test_what_the_database_alone_refuses_is_shown_in_the_form(administrator: Client) -> None:
    address = reverse("admin:regions_country_add")
    section("africa")
    twice = {
        "alpha2": "SN",
        "alpha3": "SEN",
        "association": "unknown",
        "name_en": "Senegal",
        "region_rows-TOTAL_FORMS": "2",
        **{
            f"region_rows-{row}-{name}": value
            for row in (0, 1)
            for name, value in (("region", section("africa").pk), ("role", "full"))
        },
    }
    refused = administrator.post(address, filled(administrator.get(address)) | twice)
    assert "already belongs to this section" in mistakes(refused)["__all__"][0]
    assert not Country.objects.exists()


def test_the_history_says_who_changed_what(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    sent = opened(editor, partnership) | {"title_en": "Better", "participations-0-verbatim": "the first one"}
    editor.post(reverse(CHANGE, args=[partnership.pk]), sent)
    page = editor.get(reverse("admin:partnerships_partnership_history", args=[partnership.pk]))
    record, partner = [change for change in page.context["changes"] if change.who == "editor-africa"]
    assert record.fields == [("title – English", "Title of one-two", "Better")]
    assert (partner.what, partner.which, partner.fields[0][2]) == ("partner", "One", "the first one")


# The list


def test_the_list_searches_as_the_public_site_does(editor: Client, make_partnership: Any) -> None:
    make_partnership("dakar-marseille", organisations=("dakar", "marseille"))
    make_partnership("other", organisations=("one", "two"))
    found = editor.get(reverse(LIST), {"q": "dákar marse"}).context["cl"].result_list
    assert [partnership.code for partnership in found] == ["dakar-marseille"]


def test_the_list_asks_the_same_number_of_questions_for_more_rows(
    editor: Client, make_partnership: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make_partnership(f"p-{number}", organisations=(f"a-{number}", f"b-{number}"))
    with django_assert_max_num_queries(16):
        editor.get(reverse(LIST))


def test_a_form_asks_no_question_for_each_of_its_choices(
    editor: Client, make_partnership: Any, django_assert_num_queries: Any
) -> None:
    few = make_partnership("few")
    many = make_partnership("many", organisations=tuple(f"city-{number}" for number in range(20)))
    editor.get(reverse(CHANGE, args=[few.pk]))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        editor.get(reverse(CHANGE, args=[few.pk]))
    with django_assert_num_queries(len(asked)):
        editor.get(reverse(CHANGE, args=[many.pk]))


def test_each_pile_of_work_holds_what_it_says(editor: Client, make_partnership: Any) -> None:
    confirmed = {"confirmed_on": datetime.date.today(), "confirmed_by": "adviser"}
    make_partnership("fine", summary_en="Text", **confirmed)
    make_partnership("stale", summary_en="Text")
    make_partnership("untranslated", **confirmed)
    make_partnership("theirs", summary_en="Text", **confirmed).stewards.set([section("europe")])
    bare = make_partnership("bare", summary_en="Text", **confirmed)
    bare.citations.all().delete()
    told = make_partnership("told", summary_en="Text", **confirmed)
    oral = Source.objects.create(code="o", kind="oral", title="Talk", told_by="adviser", told_on="2024", heard_by="officer")
    told.citations.update(source=oral)
    sided = make_partnership("sided", summary_en="Text", **confirmed)
    sided.reports.create(organisation=Organisation.objects.get(code="one"), text_en="We did it.", source=oral)

    def pile(**parameters: str) -> set[str]:
        return set(editor.get(reverse(LIST), parameters).context["cl"].queryset.values_list("code", flat=True))

    assert pile(work="stale") == {"stale"}
    assert pile(work="untranslated") == {"untranslated"}
    assert pile(work="undocumented") == {"bare"}
    assert pile(work="oral") == {"told"}
    assert pile(work="one-sided") == {"sided"}
    assert "theirs" not in pile(whose="mine")
    counted = {entry.address: entry.size for entry in editor.get(reverse("admin:index")).context["piles"]}
    assert {address: len(editor.get(address).context["cl"].queryset) for address in counted} == counted


# Bad input


@pytest.mark.parametrize(
    "query",
    [
        "work=everything",
        "whose=theirs",
        "colour=red",
        "publication__exact=%00",
        "publication__exact=banana",
        "stewards__id__exact=x",
        "stewards__id__exact=99999999999999999999",
        "search_row__evidence__exact=x",
        "q=%00",
        "q=" + "a" * 5000,
        "q=%22%26%7C!()",
        "p=x&o=99.-3.x",
        "p=9999999999",
        "_facets=True&all=",
        "_to_field=password",
        "e=1",
    ],
)
def test_a_strange_address_is_not_an_error_of_the_program(administrator: Client, query: str) -> None:
    assert administrator.get(f"{reverse(LIST)}?{query}").status_code in {200, 302, 400}


@pytest.mark.parametrize("key", ["x", "99999999999999999999", "%00", "-1", "_5F"])
def test_a_strange_key_is_not_an_error_of_the_program(administrator: Client, key: str) -> None:
    for model in ("partnerships/partnership", "regions/country", "partnerships/target"):
        for page in ("change", "history", "delete"):
            assert administrator.get(f"{reverse('admin:index')}{model}/{key}/{page}/").status_code in {302, 400, 404}


@pytest.mark.parametrize(
    "query", ["stewards=x", "part_of=x", "stewards=99999999999999999999", "code=%00", "confirmed_on=x", "goals=,"]
)
def test_a_strange_first_value_is_not_an_error_of_the_program(administrator: Client, query: str) -> None:
    assert administrator.get(f"{reverse(ADD)}?{query}").status_code in {200, 400}


def test_a_torn_form_is_not_an_error_of_the_program(editor: Client, make_partnership: Any) -> None:
    partnership = make_partnership()
    address = reverse(CHANGE, args=[partnership.pk])
    assert editor.post(address, {}).status_code == 200
    sent = opened(editor, partnership)
    strange = {
        "participations-0-id": "x",
        "participations-1-organisation": "99999999999999999999",
        "stewards": ["x"],
        "part_of": "\0",
        "seen": "x",
        "participations-TOTAL_FORMS": "x",
    }
    for name, value in strange.items():
        assert editor.post(address, sent | {name: value}).status_code == 200, name
    assert editor.post(reverse(LIST), {"action": "delete_selected", "_selected_action": "x"}).status_code in {200, 302}


# The whole desk


def test_every_page_of_the_desk_opens(registry: None, administrator: Client) -> None:
    assert administrator.get(reverse("admin:index")).status_code == 200
    for number, model in enumerate(desk._registry):
        administrator.cookies["django_language"] = ("en", "fr", "es")[number % 3]
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [reverse(f"{name}_changelist"), reverse(f"{name}_changelist") + "?q=dakar", reverse(f"{name}_add")]
        for found in administrator.get(pages[0]).context["cl"].result_list[:1]:
            pages += [reverse(f"{name}_{page}", args=[found.pk]) for page in ("change", "history")]
        for page in pages:
            response = administrator.get(page)
            assert response.status_code == 200, page
            assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", response.text), f"{page} has something inline"


def test_the_desk_is_what_the_site_mounts(administrator: Client) -> None:
    assert "Cooperation registry" in administrator.get(reverse("admin:index")).text
    assert "successfully" not in said(administrator.get(reverse("admin:index")))


def test_events_of_a_fund_keep_their_place(administrator: Client) -> None:
    """Inlines without a step on the form stand at its end rather than nowhere."""
    page = administrator.get(reverse("admin:partnerships_fund_add"))
    assert [inline.opts.model for inline in page.context["further_inlines"]].count(Event) == 1


def test_a_foreign_draft_cannot_be_named_by_guessing_its_number(editor: Client, make_partnership: Any) -> None:
    """Choosing is limited where it is accepted, not only where it is offered."""
    own, foreign = make_partnership("own"), make_partnership("secret", publication="draft", title_en="Secret title")
    foreign.stewards.set([section("aspac")])
    address = reverse("admin:partnerships_partnership_change", args=[own.pk])
    sent = filled(editor.get(address)) | {"part_of": str(foreign.pk)}
    response = editor.post(address, sent)
    assert response.status_code == 200
    assert "part_of" in response.context["adminform"].form.errors
    assert "Secret title" not in response.content.decode()
    own.refresh_from_db()
    assert own.part_of is None


def test_what_is_part_of_a_foreign_draft_stays_so(editor: Client, make_partnership: Any) -> None:
    own, foreign = make_partnership("own"), make_partnership("secret", publication="draft", title_en="Secret title")
    foreign.stewards.set([section("aspac")])
    Partnership.objects.filter(pk=own.pk).update(part_of=foreign)
    address = reverse("admin:partnerships_partnership_change", args=[own.pk])
    shown = editor.get(address)
    assert "Secret title" not in shown.content.decode()
    assert editor.post(address, filled(shown)).status_code == 302
    own.refresh_from_db()
    assert own.part_of == foreign


def test_a_confirmation_cannot_lie_in_the_future(editor: Client, make_partnership: Any) -> None:
    address = reverse("admin:partnerships_partnership_change", args=[make_partnership("own").pk])
    sent = filled(editor.get(address)) | {"confirmed_on": "2999-01-01", "confirmed_by": "The mayor's office"}
    assert list(editor.post(address, sent).context["adminform"].form.errors) == ["confirmed_on"]


def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(editor: Client, make_partnership: Any) -> None:
    own = make_partnership("own")
    address = reverse("admin:partnerships_partnership_change", args=[own.pk])
    sent = filled(editor.get(address)) | {"title_en": "Overwritten"}
    del sent["seen"]
    assert editor.post(address, sent).status_code == 200
    own.refresh_from_db()
    assert own.title_en == "Title of own"
