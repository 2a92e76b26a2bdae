"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.government.tracking.views import site
from minga.government.tracking.views.desk import cycles, reports

app_name = "tracking"
cycle = "bandeja/seguimiento/<slug:plan>/<int:number>/"
report = "bandeja/reportes/<uuid:assignment>/"
urlpatterns = [
    path("planes/<slug:plan>/ciclos/<int:number>/", site.cycle, name="cycle"),
    path("planes/<slug:plan>/<str:key>/reportes/<int:number>/", site.report, name="report"),
    path("bandeja/seguimiento/", cycles.cycles, name="desk"),
    path("bandeja/seguimiento/<slug:plan>/nuevo/", cycles.prepare, name="desk-prepare"),
    path(cycle, cycles.cycle, name="desk-cycle"),
    path(f"{cycle}datos/", cycles.change, name="desk-change"),
    path(f"{cycle}abrir/", cycles.start, name="desk-open"),
    path(f"{cycle}plazo/", cycles.extend, name="desk-extend"),
    path(f"{cycle}cerrar/", cycles.close, name="desk-close"),
    path(f"{cycle}descartar/", cycles.discard, name="desk-discard"),
    path("bandeja/reportes/", reports.reports, name="reports"),
    path(report, reports.write, name="write"),
    path(f"{report}decision/", reports.decide, name="decide"),
    path(f"{report}erratas/", reports.correct, name="correct"),
]
