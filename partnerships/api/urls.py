"""Addresses under /api/v1/."""

from django.urls import path, re_path

from partnerships.api.views import entrance, map, organisations, partnerships, places, records, suggestions, vocabulary

urlpatterns = [
    path("", entrance.Index.as_view(), name="api-index"),
    path("schema/", entrance.Schema.as_view(), name="api-schema"),
    path("vocabulary/", vocabulary.Vocabularies.as_view(), name="api-vocabulary"),
    path("partnerships/", partnerships.PartnershipList.as_view(), name="api-partnerships"),
    path("partnerships/<slug:code>/", partnerships.PartnershipDetail.as_view(), name="api-partnership"),
    path("facets/", partnerships.FacetList.as_view(), name="api-facets"),
    path("suggestions/", suggestions.SuggestionList.as_view(), name="api-suggestions"),
    path("map/", map.MapView.as_view(), name="api-map"),
    path("governments/", organisations.GovernmentList.as_view(), name="api-governments"),
    path("governments/<slug:code>/", organisations.GovernmentDetail.as_view(), name="api-government"),
    path("organisations/", organisations.OrganisationList.as_view(), name="api-organisations"),
    path("organisations/<slug:code>/", organisations.OrganisationDetail.as_view(), name="api-organisation"),
    path("countries/", places.CountryList.as_view(), name="api-countries"),
    path("countries/<slug:alpha2>/", places.CountryDetail.as_view(), name="api-country"),
    path("regions/", places.RegionList.as_view(), name="api-regions"),
    path("regions/<slug:code>/", places.RegionDetail.as_view(), name="api-region"),
    path("funds/", records.FundList.as_view(), name="api-funds"),
    path("funds/<slug:code>/", records.FundDetail.as_view(), name="api-fund"),
    path("goals/", vocabulary.GoalList.as_view(), name="api-goals"),
    path("goals/<int:number>/", vocabulary.GoalDetail.as_view(), name="api-goal"),
    path("targets/", vocabulary.TargetList.as_view(), name="api-targets"),
    re_path(r"^targets/(?P<code>[0-9]{1,2}\.[0-9a-z]{1,2})/\Z", vocabulary.TargetDetail.as_view(), name="api-target"),
    path("themes/", vocabulary.ThemesList.as_view(), name="api-themes"),
    path("themes/<slug:code>/", vocabulary.ThemeDetail.as_view(), name="api-theme"),
    path("theme-lists/", vocabulary.ThemeListList.as_view(), name="api-theme-lists"),
    path("theme-lists/<slug:code>/", vocabulary.ThemeListDetail.as_view(), name="api-theme-list"),
    path("agendas/", vocabulary.AgendaList.as_view(), name="api-agendas"),
    path("target-groups/", vocabulary.TargetGroupList.as_view(), name="api-target-groups"),
    path("figures/", records.FigureList.as_view(), name="api-figures"),
    path("events/", records.EventList.as_view(), name="api-events"),
    path("trainings/", records.TrainingList.as_view(), name="api-trainings"),
    path("trainings/<slug:code>/", records.TrainingDetail.as_view(), name="api-training"),
    path("statements/", records.StatementList.as_view(), name="api-statements"),
    path("statements/<slug:code>/", records.StatementDetail.as_view(), name="api-statement"),
    path("sources/", records.SourceList.as_view(), name="api-sources"),
    path("sources/<slug:code>/", records.SourceDetail.as_view(), name="api-source"),
    # Only with a closing slash, so that every address without one is still led to the one with it.
    re_path(r"^[\s\S]+/\Z", entrance.NoEndpoint.as_view(), name="api-no-endpoint"),
]
