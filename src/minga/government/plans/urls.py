"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.government.plans.views import site

app_name = "plans"
urlpatterns = [
    path("planes/", site.listing, name="list"),
    path("planes/<slug:plan>/", site.detail, name="detail"),
    path("planes/<slug:plan>/<str:key>/", site.node, name="node"),
    path("comparar/", site.compare, name="compare"),
]
