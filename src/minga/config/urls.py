"""Every address. Spanish words at the root, the English interface under `/en/` with the same words."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from minga.web.views.site import favicon, health, robots

pages = [
    path("", include("minga.web.urls")),
    path("", include("minga.design.urls")),
    path("fuentes/", include("minga.foundation.sources.urls")),
    path("territorio/", include("minga.foundation.territory.urls")),
    path("organizaciones/", include("minga.foundation.organizations.urls")),
    path("", include("minga.government.plans.urls")),
    path("presupuesto/", include("minga.government.budget.urls")),
    path("", include("minga.publishing.opendata.urls")),
]

urlpatterns = [
    path("salud/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    *i18n_patterns(*pages, prefix_default_language=False),
]

handler403 = "minga.design.views.site.denied"
