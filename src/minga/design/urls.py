"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.design.views import site

app_name = "design"
urlpatterns = [path("componentes/", site.gallery, name="gallery")]
