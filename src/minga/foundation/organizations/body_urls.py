"""Addresses of bodies: for everybody below `organizaciones/cuerpos/`, for those who work below `bandeja/cuerpos/`."""

from __future__ import annotations

from django.urls import path

from minga.foundation.organizations.views import bodies, bodies_agreements, bodies_desk, bodies_session

app_name = "bodies"

SITE = "organizaciones/cuerpos/"
DESK = "bandeja/cuerpos/"
A_BODY = "<slug:body>/"
A_SESSION = "<slug:body>/sesiones/<int:number>/"
AN_AGREEMENT = f"{A_SESSION}acuerdos/<int:agreement>/"

urlpatterns = [
    path(SITE, bodies.listing, name="list"),
    path(f"{SITE}{A_BODY}", bodies.body, name="body"),
    path(f"{SITE}{A_SESSION}", bodies.session, name="session"),
    path(f"{SITE}{A_SESSION}acta.pdf", bodies.minutes, name="minutes"),
    path(DESK, bodies_desk.listing, name="desk"),
    path(f"{DESK}{A_BODY}", bodies_desk.body, name="desk-body"),
    path(f"{DESK}{A_BODY}puestos/nuevo/", bodies_desk.seat, name="desk-seat"),
    path(f"{DESK}{A_BODY}puestos/<uuid:holder>/", bodies_desk.leave, name="desk-leave"),
    path(f"{DESK}{A_BODY}quorum/", bodies_desk.quorum, name="desk-quorum"),
    path(f"{DESK}{A_BODY}sesiones/nueva/", bodies_desk.new_session, name="desk-new"),
    path(f"{DESK}{A_SESSION}", bodies_session.session, name="desk-session"),
    path(f"{DESK}{A_SESSION}cambiar/", bodies_desk.edit_session, name="desk-edit"),
    path(f"{DESK}{A_SESSION}convocar/", bodies_desk.call, name="desk-call"),
    path(f"{DESK}{A_SESSION}sin-efecto/", bodies_desk.void, name="desk-void"),
    path(f"{DESK}{A_SESSION}asistencia/", bodies_session.attendance, name="desk-attendance"),
    path(f"{DESK}{A_SESSION}asistencia/lista/", bodies_session.reserved_list, name="desk-list-file"),
    path(f"{DESK}{A_SESSION}puntos/nuevo/", bodies_session.item, name="desk-item"),
    path(f"{DESK}{A_SESSION}acta/", bodies_session.minutes, name="desk-minutes"),
    path(f"{DESK}{A_SESSION}acta/aprobar/", bodies_session.approve, name="desk-approve"),
    path(f"{DESK}{A_SESSION}acta/firmada/", bodies_session.keep, name="desk-keep"),
    path(f"{DESK}{A_SESSION}acta/firmada/archivo/", bodies_session.reserved_minutes, name="desk-minutes-file"),
    path(f"{DESK}{A_SESSION}acta/publicar/", bodies_session.release, name="desk-release"),
    path(f"{DESK}{A_SESSION}acuerdos/nuevo/", bodies_agreements.new, name="desk-agreement-new"),
    path(f"{DESK}{AN_AGREEMENT}", bodies_agreements.edit, name="desk-agreement"),
    path(f"{DESK}{AN_AGREEMENT}seguimiento/", bodies_agreements.follow, name="desk-follow"),
]
