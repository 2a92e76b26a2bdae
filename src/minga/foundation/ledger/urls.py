"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.foundation.ledger.views import machines, site

app_name = "ledger"
urlpatterns = [
    path("", site.listing, name="list"),
    path("como/", site.how, name="how"),
    path("cabezas/", site.heads, name="heads"),
    path("cabeza.json", machines.head_json, name="head-json"),
    path("cabeza.txt", machines.head_note, name="head-note"),
    path("clave.txt", machines.keys, name="keys"),
    path("entradas.ndjson", machines.entries, name="entries"),
    path("consistencia.json", machines.consistency, name="consistency"),
    path("verificar.py", machines.verifier, name="verifier"),
    path("<int:index>/", site.entry, name="entry"),
    path("<int:index>.json", machines.inclusion, name="inclusion"),
]
