"""The gallery of parts: each specimen is a small template, shown rendered and as its own source.

The words and figures are invented and neutral; the parts get their real content from the pages that use them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.design.circle_map import Spot
from minga.design.marks import language
from minga.kernel import formats

FOLDER = "design/gallery"
WIDE = {"voices", "type", "pillars", "record", "chapter", "table", "path", "squares", "filters", "matrix"}
"""Parts that take the page's whole width; their code stands below them."""
SECTIONS: tuple[tuple[str, str | Promise, str | Promise, tuple[tuple[str, str | Promise], ...]], ...] = (
    (
        "marcas",
        gettext_lazy("Marcas"),
        gettext_lazy("Forma, color y palabra, siempre las tres."),
        (
            ("states", gettext_lazy("Ocho estados, dos silencios y lo que no se sabe")),
            ("sizes", gettext_lazy("Tamaños")),
            ("units", gettext_lazy("Una marca por unidad")),
            ("many_units", gettext_lazy("Cuando no caben todas")),
            ("matrix", gettext_lazy("Matriz de marcas")),
            ("missing", gettext_lazy("Lo que falta, con nombre")),
        ),
    ),
    (
        "voces",
        gettext_lazy("Voces"),
        gettext_lazy("Cada voz habla en su lugar; ninguna se suma a otra."),
        (
            ("voices", gettext_lazy("Cuatro voces")),
            ("voices_small", gettext_lazy("Voces junto a una ficha")),
            ("answers", gettext_lazy("Respuestas de una voz")),
        ),
    ),
    (
        "palabras",
        gettext_lazy("Palabras y cifras"),
        gettext_lazy("La letra con remates dice y cuenta; la letra sin remates explica y opera."),
        (
            ("type", gettext_lazy("Escala de letra")),
            ("figures", gettext_lazy("Cifras")),
            ("formats", gettext_lazy("Números, dinero, fechas, citas y lugares")),
            ("source", gettext_lazy("De dónde sale una cifra")),
            ("pillars", gettext_lazy("Pilares")),
        ),
    ),
    (
        "color",
        gettext_lazy("Color"),
        gettext_lazy("Cada par de texto y papel tiene contraste de 4,5 o más, en claro y en oscuro."),
        (
            ("ink", gettext_lazy("Papel y tinta")),
            ("accents", gettext_lazy("Pilares, estados y voces")),
        ),
    ),
    (
        "fichas",
        gettext_lazy("Fichas y tablas"),
        gettext_lazy("Una ficha es una fila entre dos rayas, no una caja."),
        (
            ("record", gettext_lazy("Ficha")),
            ("chapter", gettext_lazy("Capítulo con sus partes")),
            ("facts", gettext_lazy("Datos")),
            ("table", gettext_lazy("Tabla que en el teléfono se vuelve fichas")),
            ("history", gettext_lazy("Historia y cambio")),
            ("path", gettext_lazy("Camino")),
        ),
    ),
    (
        "dibujos",
        gettext_lazy("Dibujos"),
        gettext_lazy("La misma cosa, el mismo tamaño; siempre con su tabla o su lista cerca."),
        (
            ("bars", gettext_lazy("Barras")),
            ("squares", gettext_lazy("Múltiplos pequeños")),
            ("heat", gettext_lazy("Tabla de círculos")),
            ("map", gettext_lazy("Mapa esquemático")),
            ("zones", gettext_lazy("La lista que acompaña al mapa")),
        ),
    ),
    (
        "formularios",
        gettext_lazy("Botones y formularios"),
        gettext_lazy("Los errores dicen qué hacer."),
        (
            ("buttons", gettext_lazy("Botones y enlaces")),
            ("fields", gettext_lazy("Campos")),
            ("search", gettext_lazy("Buscador")),
            ("filters", gettext_lazy("Filtros")),
        ),
    ),
    (
        "avisos",
        gettext_lazy("Avisos, vacíos y páginas"),
        "",
        (
            ("notices", gettext_lazy("Avisos")),
            ("finding", gettext_lazy("Alerta de lectura")),
            ("empty", gettext_lazy("Vacío")),
            ("fiction", gettext_lazy("Contenido ficticio")),
            ("pages", gettext_lazy("Páginas")),
            ("downloads", gettext_lazy("Descargas")),
        ),
    ),
    (
        "bandeja",
        gettext_lazy("Bandeja de trabajo"),
        "",
        (
            ("task", gettext_lazy("Tarea")),
            ("review", gettext_lazy("El documento junto al borrador")),
        ),
    ),
)


@dataclass(frozen=True)
class Specimen:
    """One part: its name, how it looks, and the template that draws it."""

    slug: str
    title: str | Promise
    html: SafeString
    code: str
    wide: bool


@dataclass(frozen=True)
class Section:
    """Parts of one subject."""

    slug: str
    title: str | Promise
    note: str | Promise
    specimens: tuple[Specimen, ...]


class SampleForm(forms.Form):
    """One field of each shape, with a hint here and an error there."""

    title = forms.CharField(label=gettext_lazy("Título"), initial=gettext_lazy("Acta de entrega"))
    address = forms.URLField(
        label=gettext_lazy("Dirección del documento"),
        error_messages={"invalid": gettext_lazy("Escribe la dirección completa, con https://")},
        assume_scheme="https",
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Clase"), choices=[("a", gettext_lazy("Acta")), ("b", gettext_lazy("Informe"))]
    )
    note = forms.CharField(
        label=gettext_lazy("Nota (opcional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Se publica tras moderación, sin nombres ni rostros."),
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("¿Qué ves tú?"),
        choices=[("1", gettext_lazy("Lo veo terminado")), ("2", gettext_lazy("Inconcluso"))],
        widget=forms.RadioSelect,
    )
    notify = forms.BooleanField(label=gettext_lazy("Avísame cuando cambie"), required=False)


def sections(request: HttpRequest) -> list[Section]:
    """Every section with its specimens rendered."""
    values = samples()
    return [
        Section(slug, title, note, tuple(_specimens(names, values, request))) for slug, title, note, names in SECTIONS
    ]


def _specimens(
    names: Iterable[tuple[str, str | Promise]], values: dict[str, Any], request: HttpRequest
) -> Iterable[Specimen]:
    for name, title in names:
        template = get_template(f"{FOLDER}/{name}.html")
        code = template.template.source.strip()  # type: ignore[attr-defined]
        yield Specimen(f"pieza-{name}", title, SafeString(template.render(values, request)), code, name in WIDE)


def samples() -> dict[str, Any]:
    """The invented values that the specimens show."""
    return {
        "groups": [
            {"state": "done", "count": 8, "label": _("terminados")},
            {"state": "going", "count": 7, "label": _("en marcha")},
            {"state": "paused", "count": 5, "label": _("suspendidos")},
            {"state": "notyet", "count": 3, "label": _("no iniciados")},
        ],
        "many": [
            {"state": "done", "count": 1040, "label": _("terminados")},
            {"state": "untracked", "count": 960, "label": _("sin seguimiento")},
        ],
        "squares": [
            {"kind": "filled", "count": 21},
            {"kind": "repeated", "count": 2},
            {"kind": "none", "count": 1},
        ],
        "declared": ["yes"] * 8 + ["silent"] * 4,
        "counterpart": ["yes"] * 5 + ["silent", "no", "yes"] + ["silent"] * 4,
        "independent": ["yes", "yes", "silent", "yes", "silent", "no"] + ["silent"] * 6,
        "citizen": ["yes"] * 9,
        "planned": Decimal("5500.00"),
        "spent": Decimal("4884.15"),
        "rate": Decimal("88.80"),
        "people": 250877,
        "few_people": 2776,
        "cell": _('Cumplido; falta el "acta" firmada'),
        "text_place": {"line": 202},
        "page_place": {"page": 3, "table": 2, "row": 4},
        "sheet_place": {"sheet": "Hoja1", "cell": "B7"},
        "heat": [(_("Convenios"), [27, 10, 4, 0]), (_("Acuerdos"), [15, 4, 0, 1])],
        "facts": [
            (_("Responsable"), _("Dirección de Ejemplo (ficticia)")),
            (_("Último reporte"), _("6 jul 2026")),
            (_("Documento"), _("Informe de ejemplo"), "#"),
        ],
        "files": [
            (_("Lista completa, CSV"), "#", _("22 filas")),
            (_("Lista completa, JSON"), "#", _("con procedencia")),
        ],
        "page_obj": Paginator(range(200), 20).page(5),
        "form": _sample_form(),
        "spots": _spots(),
    }


def _sample_form() -> SampleForm:
    form = SampleForm({"title": _("Acta de entrega"), "address": "https:/ejemplo", "kind": "a", "answer": "2"})
    form.is_valid()
    return form


def _spots() -> list[Spot]:
    """Seven places of an invented canton."""
    rows = [
        ("Centro", -78.50, -0.20, 61000, ""),
        ("Río Claro", -78.48, -0.18, 24000, ""),
        ("Loma Verde", -78.52, -0.17, 31000, ""),
        ("El Páramo", -78.60, -0.12, 2900, "rural"),
        ("Puente Viejo", -78.45, -0.25, 17500, "rural"),
        ("La Quebrada", -78.51, -0.22, 45000, ""),
        ("Tres Cruces", -78.42, -0.10, 5200, "rural"),
    ]
    return [
        Spot(label, lon, lat, people, "#dibujos", _inhabitants(people), kind, label == "Centro")
        for label, lon, lat, people, kind in rows
    ]


def _inhabitants(people: int) -> str:
    return _("%(people)s habitantes") % {"people": formats.count(people, language())}
