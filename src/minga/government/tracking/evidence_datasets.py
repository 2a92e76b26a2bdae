"""The public table of what was delivered: never who delivered it, and of what shows people only the number and the hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.government.plans.models import Plan
from minga.government.plans.queries.outline import find_plan
from minga.government.tracking.queries.evidence import PUBLISHED, delivered, score_of
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("key", _("Clave del elemento")),
    Column("expected", _("Verificable esperado al que responde, tal como está impreso; vacío si a ninguno")),
    Column("annex", _("Número de anexo en su ciclo, como 3.2; vacío si no vino con un reporte")),
    Column("title", _("Qué es")),
    Column("kind", _("document, link, attendance (lista de asistencia), photograph o table")),
    Column("dated", _("Fecha que lleva")),
    Column("delivered", _("Día en que se entregó")),
    Column("people", _("Cuántas personas muestra; vacío si no se dijo")),
    Column("media_type", _("Tipo del archivo original")),
    Column("sha256", _("Huella del archivo original, que no siempre es público")),
    Column("copy_sha256", _("Huella de la copia pública; vacío si no hay")),
    Column("copy_url", _("Dirección de la copia pública")),
    Column("copy_covered", _("Qué se cubrió en la copia")),
    Column("link", _("Dirección del enlace")),
    Column("link_state", _("unchecked: por comprobar; opens: abre; dead: no abre")),
    Column("link_checked", _("Día en que se comprobó el enlace")),
    Column("verdict", _("Veredicto de la revisión interna: valid, insufficient, inaccessible o unrelated")),
    Column("verdict_reason", _("Por qué, en palabras de quien revisó")),
    Column("score", _("Puntaje de 0 a 100 de lo que se comprueba sin revisor")),
    Column("fictitious", _("Verdadero si es inventado")),
)


def rows(_parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """What was delivered for the nodes of a plan and everybody sees, node by node."""
    try:
        return _rows(find_plan(plan))
    except Plan.DoesNotExist:
        raise Http404 from None


def _rows(plan: Plan) -> Iterator[Row]:
    for one in delivered().filter(PUBLISHED, node__plan=plan, node__closed_at__isnull=True).select_related("means"):
        copy = one.copy_sha256  # type: ignore[attr-defined]
        yield {
            "plan": plan.slug,
            "key": one.node.key,
            "expected": one.means.text if one.means else "",
            "annex": one.annex,
            "title": one.title,
            "kind": one.kind,
            "dated": one.dated.isoformat() if one.dated else "",
            "delivered": _day(one.delivered_at),
            "people": one.people_counted,
            "media_type": one.media_type,
            "sha256": one.sha256,
            "copy_sha256": copy or "",
            "copy_url": f"{settings.MINGA_PUBLIC_URL}{reverse('evidence:copy', args=[copy])}" if copy else "",
            "copy_covered": one.copy_note or "",  # type: ignore[attr-defined]
            "link": one.url,
            "link_state": one.link_state,
            "link_checked": _day(one.link_checked_at),
            "verdict": one.verdict or "",  # type: ignore[attr-defined]
            "verdict_reason": one.verdict_reason or "",  # type: ignore[attr-defined]
            "score": score_of(one).points,
            "fictitious": plan.fictitious,
        }


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


DATASETS = [Dataset("entregados", "planes/<slug:plan>/entregados", _("Verificables entregados"), COLUMNS, rows)]
