"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.web.manuals import MANUALS
from minga.web.views import desk, site

app_name = "web"
urlpatterns = [
    path("", site.home, name="home"),
    path("bandeja/", desk.desk, name="desk"),
    path("bandeja/a-tu-cargo/<slug:kind>/", desk.charges, name="charges"),
    path("buscar/", site.search, name="search"),
    path("manuales/", site.manuals, name="manuals"),
    *(path(f"manuales/{one.name}/", site.manual, {"name": one.name}, name=f"manual-{one.view}") for one in MANUALS),
]
