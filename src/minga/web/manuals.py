"""The manuals that are pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from minga.kernel.registry import Text


@dataclass(frozen=True)
class Manual:
    """A manual: its address's name and view, its title, and what it answers."""

    name: str
    view: str
    title: Text
    answers: Text

    @property
    def template(self) -> str:
        """The page."""
        return f"web/manuals/{self.view}.html"


MANUALS = (
    Manual(
        "bandeja",
        "desk",
        _("La bandeja de trabajo"),
        _("Cómo una oficina lee un informe, lo corrige y lo publica con su acto."),
    ),
    Manual(
        "marcas",
        "marks",
        _("Cómo leer las marcas y las voces"),
        _("Qué quiere decir cada marca, quién habla en cada voz y por qué nunca se suman."),
    ),
    Manual(
        "accesibilidad",
        "accessibility",
        _("Accesibilidad"),
        _("Cómo usar Minga con teclado, con lector de pantalla, en papel o con poca conexión."),
    ),
    Manual(
        "erratas",
        "errata",
        _("Fe de erratas: cómo pedir una corrección"),
        _("A quién pedirla hoy, y qué hace Minga con lo que un documento imprime mal."),
    ),
    Manual(
        "limites",
        "limits",
        _("Límites de lo que ves"),
        _("Lo que esta versión todavía no hace, y lo que no hará."),
    ),
)
