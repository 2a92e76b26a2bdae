"""Addresses of delivered verifiables: released copies for everybody, the rest below `bandeja/verificables/`."""

from __future__ import annotations

from django.urls import path

from minga.government.tracking.views import evidence as site
from minga.government.tracking.views.desk import evidence

app_name = "evidence"

DESK = "bandeja/verificables/"
A_NODE = f"{DESK}de/<slug:plan>/<str:key>/"
ONE = f"{DESK}<uuid:evidence>/"

urlpatterns = [
    path("verificables/<slug:sha256>/", site.copy, name="copy"),
    path(DESK, evidence.desk, name="desk"),
    path(A_NODE, evidence.node, name="node"),
    path(f"{A_NODE}archivo/", evidence.new_file, name="new-file"),
    path(f"{A_NODE}enlace/", evidence.new_link, name="new-link"),
    path(ONE, evidence.detail, name="detail"),
    path(f"{ONE}original/", evidence.original, name="original"),
    path(f"{ONE}revisar/", evidence.review, name="review"),
    path(f"{ONE}publicar/", evidence.release, name="release"),
    path(f"{ONE}retirar/", evidence.withdraw, name="withdraw"),
]
