"""The one API of the instance: `/api/v1/`. Its routers, listed by hand."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_noop as _

from minga.foundation.organizations.api import router as organizations
from minga.foundation.sources.api import router as sources
from minga.foundation.territory.api import router as territory
from minga.government.budget.api import router as budget
from minga.government.plans.api import router as plans
from minga.government.plans.api.changes import router as changes
from minga.government.tracking.api import router as tracking
from minga.kernel.door import Api
from minga.kernel.problems import ROOT
from minga.publishing.intake.api import router as readings

api = Api(
    title="Minga",
    version="1.0.0",
    description=_(
        "Lo que la ciudad prometió, lo que hizo y lo que la gente decidió, para programas. Leer no pide cuenta ni clave."
    ),
    servers=[{"url": settings.MINGA_PUBLIC_URL + ROOT.rstrip("/")}],
    urls_namespace="api",
    openapi_extra={
        "tags": [
            {"name": "plans", "description": _("Planes, sus elementos y dónde está impreso cada dato")},
            {"name": "organizations", "description": _("Instituciones y otros actores que los documentos nombran")},
            {"name": "territory", "description": _("Cantones, administraciones zonales y parroquias")},
            {"name": "sources", "description": _("Documentos oficiales, lo que se leyó de ellos y con qué alertas")},
            {"name": "readings", "description": _("Documentos que entregas, y cómo va su lectura")},
            {"name": "changes", "description": _("Cambios que propones a un plan, y cómo van")},
        ],
    },
)
for router in (plans, tracking, budget, organizations, territory, sources, readings, changes):
    api.add_router("", router)
