"""Addresses of the app, below `/bandeja/lecturas/`."""

from __future__ import annotations

from django.urls import path

from minga.publishing.intake.views.desk import deciding, loading, readings

app_name = "intake"
urlpatterns = [
    path("", readings.listing, name="readings"),
    path("nueva/", readings.hand_in, name="hand-in"),
    path("<uuid:reading>/", readings.detail, name="reading"),
    path("<uuid:reading>/leer/", readings.read_again, name="read-again"),
    path("<uuid:reading>/descartar/", readings.discard, name="discard"),
    path("<uuid:reading>/fuente/", readings.source, name="source"),
    path("<uuid:reading>/alertas/<int:number>/", deciding.alert, name="alert"),
    path("<uuid:reading>/elementos/", deciding.elements, name="elements"),
    path("<uuid:reading>/elementos/<str:ref>/", deciding.element, name="element"),
    path("<uuid:reading>/documento/", deciding.document, name="document"),
    path("<uuid:reading>/coincidencias/", loading.matches, name="matches"),
    path("<uuid:reading>/diferencias/", loading.differences, name="differences"),
    path("<uuid:reading>/aplicar/", loading.apply, name="apply"),
    path("<uuid:reading>/deshacer/", loading.undo, name="undo"),
]
