"""Every address. Spanish words at the root, the English interface under `/en/` with the same words."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from minga.config.api import api
from minga.kernel.problems import ROOT
from minga.publishing.opendata.views.reference import description, reference
from minga.web.views.site import favicon, health, robots

pages: list[URLPattern | URLResolver] = [
    path("", include("minga.web.urls")),
    path("", include("minga.design.urls")),
    path("cuenta/", include("minga.foundation.accounts.urls")),
    path("bitacora/", include("minga.foundation.ledger.urls")),
    path("fuentes/", include("minga.foundation.sources.urls")),
    path("territorio/", include("minga.foundation.territory.urls")),
    path("", include("minga.foundation.organizations.body_urls")),
    path("", include("minga.foundation.organizations.urls")),
    path("bandeja/avisos/", include("minga.foundation.notices.urls")),
    path("", include("minga.government.tracking.evidence_urls")),
    path("", include("minga.government.tracking.urls")),
    path("", include("minga.government.plans.urls")),
    path("presupuesto/", include("minga.government.budget.urls")),
    path("bandeja/lecturas/", include("minga.publishing.intake.urls")),
    path("", include("minga.publishing.opendata.urls")),
    path(ROOT[1:], reference, {"api": api}, name="api-reference"),
]

urlpatterns = [
    path("salud/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path(f"{ROOT[1:]}openapi.json", description, {"api": api}, name="openapi"),
    path(ROOT[1:], include((api.patterns(), "api"))),
    *i18n_patterns(*pages, prefix_default_language=False),
]

handler403 = "minga.design.views.site.denied"
