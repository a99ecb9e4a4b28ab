"""Every address of the registry."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path

from dc_registry import views
from partnerships.api.views.entrance import NoEndpoint
from partnerships.sitemaps import SITEMAPS
from regions.admin.site import desk

handler400 = "dc_registry.views.bad_request"
handler404 = "dc_registry.views.not_found"
handler500 = "dc_registry.views.server_error"

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", desk.urls),
    path("api/v1/", include("partnerships.api.urls")),
    re_path(r"^api/(?!v1(/|$))", NoEndpoint.as_view()),
    *i18n_patterns(path("", include("partnerships.urls")), prefix_default_language=True),
]
