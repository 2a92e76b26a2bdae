"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from minga.government.plans.views import editions, site
from minga.government.plans.views.desk import changes, links, nodes, plans, start, vocabularies, workbook

app_name = "plans"
desk = "bandeja/planes/<slug:plan>/"
pending = f"{desk}cambios/<uuid:changes>/"
urlpatterns = [
    path("planes/", site.listing, name="list"),
    path("planes/<slug:plan>/", site.detail, name="detail"),
    path("planes/<slug:plan>/ediciones/", editions.editions, name="editions"),
    path("planes/<slug:plan>/ediciones/<int:number>/", editions.edition, name="edition"),
    path("planes/<slug:plan>/ediciones/<int:number>/plan.json", editions.edition_file, name="edition-file"),
    path("planes/<slug:plan>/<str:key>/", site.node, name="node"),
    path("planes/<slug:plan>/<str:key>/historia/", editions.history, name="history"),
    path("comparar/", site.compare, name="compare"),
    path("bandeja/planes/", plans.plans, name="desk"),
    path("bandeja/planes/nuevo/", start.start, name="desk-start"),
    path("bandeja/planes/vocabularios/", vocabularies.vocabularies, name="desk-vocabularies"),
    path("bandeja/planes/vocabularios/<slug:vocabulary>/", vocabularies.vocabulary, name="desk-vocabulary"),
    path("bandeja/planes/vinculos/<uuid:link>/", links.answer, name="desk-link"),
    path(desk, plans.plan, name="desk-plan"),
    path(f"{desk}datos/", plans.data, name="desk-data"),
    path(f"{desk}retirar/", start.drop, name="desk-drop-plan"),
    path(f"{desk}niveles/", plans.levels, name="desk-levels"),
    path(f"{desk}direccion/", plans.address, name="desk-address"),
    path(f"{desk}edicion/", plans.edition, name="desk-edition"),
    path(f"{desk}libro/", workbook.workbook, name="desk-workbook"),
    path(f"{desk}libro/elementos.xlsx", workbook.download, name="desk-workbook-file"),
    path(f"{desk}nuevo/", nodes.new_node, name="desk-new"),
    path(pending, changes.change_set, name="desk-changes"),
    path(f"{pending}publicar/", changes.publish, name="desk-publish"),
    path(f"{pending}devolver/", changes.give_back, name="desk-return"),
    path(f"{pending}retirar/", changes.withdraw, name="desk-withdraw"),
    path(f"{pending}recuperar/", changes.take_back, name="desk-take-back"),
    path(f"{pending}vista/", changes.preview, name="desk-preview"),
    path(f"{pending}vista/<str:key>/", changes.preview, name="desk-preview-node"),
    path(f"{desk}<str:key>/", nodes.node, name="desk-node"),
    path(f"{desk}<str:key>/cerrar/", nodes.close, name="desk-close"),
    path(f"{desk}<str:key>/reabrir/", nodes.reopen, name="desk-reopen"),
    path(f"{desk}<str:key>/mover/", nodes.move, name="desk-move"),
    path(f"{desk}<str:key>/vinculo/", links.propose, name="desk-propose-link"),
    path(f"{desk}<str:key>/vinculos/<uuid:link>/terminar/", links.end, name="desk-end-link"),
]
