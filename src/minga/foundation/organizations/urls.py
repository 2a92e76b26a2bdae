"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.organizations.views import site
from minga.foundation.organizations.views.desk import electoral, roles

app_name = "organizations"
urlpatterns = [
    path("organizaciones/", site.listing, name="list"),
    path("organizaciones/<slug:organization>/", site.detail, name="detail"),
    path("modo-electoral/", site.electoral, name="electoral"),
    path("bandeja/modo-electoral/", electoral.electoral, name="electoral-desk"),
    path("bandeja/modo-electoral/<uuid:mode>/terminar/", electoral.end_electoral, name="end-electoral"),
    path("bandeja/roles/", roles.roles, name="roles"),
    path("bandeja/roles/nuevo/", roles.grant, name="grant-role"),
    path("bandeja/roles/<uuid:assignment>/", roles.role, name="role"),
    path("bandeja/roles/<uuid:assignment>/terminar/", roles.end, name="end-role"),
    path("bandeja/roles/<uuid:assignment>/reemplazo/", roles.stand_in, name="stand-in"),
]
