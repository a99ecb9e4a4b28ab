"""Every public page, below the prefix of its language."""

from django.urls import path

from partnerships.views import about, exports, funds, goals, home, map, organisations, partnerships, places, themes

urlpatterns = [
    path("", home.home, name="home"),
    path("partnerships/", partnerships.partnership_list, name="partnerships"),
    path("partnerships.<str:ending>", exports.export, name="partnerships-export"),
    path("partnerships/<slug:code>/", partnerships.partnership_page, name="partnership"),
    path("map/", map.map_page, name="map"),
    path("governments/", organisations.government_list, name="governments"),
    path("governments/<slug:code>/", organisations.government_page, name="government"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/<slug:code>/", organisations.organisation_page, name="organisation"),
    path("countries/", places.country_list, name="countries"),
    path("countries/<slug:alpha2>/", places.country_page, name="country"),
    path("regions/", places.region_list, name="regions"),
    path("regions/<slug:code>/", places.region_page, name="region"),
    path("funds/", funds.fund_list, name="funds"),
    path("funds/<slug:code>/", funds.fund_page, name="fund"),
    path("sdgs/", goals.goal_list, name="goals"),
    path("sdgs/<int:number>/", goals.goal_page, name="goal"),
    path("sdgs/targets/<str:code>/", goals.target_page, name="target"),
    path("themes/", themes.theme_list, name="themes"),
    path("themes/<slug:code>/", themes.theme_page, name="theme"),
    path("about/", about.about_page, name="about"),
    path("about/glossary/", about.glossary_page, name="glossary"),
    path("api/", about.api_docs_page, name="api-docs"),
]
