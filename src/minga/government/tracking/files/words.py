"""Why a file is not taken in, and what to do about it, in the user's words; by the codes of the looking."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.errors import Refused
from minga.kernel.registry import Text

ACCEPTED = _("PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), CSV, texto, o foto JPEG, PNG o WebP")
AS_PDF = _("Ábrelo, elige «Guardar como PDF» o «Imprimir a PDF» y sube ese PDF.")

REASONS: dict[str, tuple[Text, Text]] = {
    "unknown": (_("No se reconoce qué clase de archivo es."), ACCEPTED),
    "not-text": (_("El texto no se puede leer."), _("Guárdalo con codificación UTF-8 y vuelve a subirlo.")),
    "empty": (_("El archivo está vacío."), _("Vuelve a exportarlo o a descargarlo.")),
    "damaged": (_("El archivo está dañado o incompleto."), _("Vuelve a exportarlo o a descargarlo.")),
    "locked": (_("El archivo está protegido con contraseña."), _("Guárdalo sin contraseña y vuelve a subirlo.")),
    "old-office": (
        _("Es un documento de Office antiguo (.doc, .xls o .ppt) o protegido con contraseña."),
        _("Ábrelo y guárdalo como .docx, .xlsx o PDF, sin contraseña."),
    ),
    "open-document": (_("Es un documento de OpenDocument que no se recibe."), AS_PDF),
    "slides": (_("Es una presentación."), AS_PDF),
    "rtf": (_("Es texto enriquecido (.rtf)."), _("Ábrelo y guárdalo como .docx o PDF.")),
    "archive": (_("Es un archivo comprimido."), _("Descomprímelo y entrega cada archivo por separado.")),
    "program": (_("Es un programa."), _("Entrega el documento, no el programa que lo hace.")),
    "picture": (_("Es una imagen que no se recibe."), _("Guárdala como JPEG o PNG y vuelve a subirla.")),
    "heic": (
        _("Es una foto en el formato HEIC o AVIF de algunos teléfonos."),
        _("Compártela o expórtala como JPEG y vuelve a subirla."),
    ),
    "film": (_("Es un video."), _("Entrega su enlace, o fotos con fecha.")),
    "moves": (_("Es una imagen animada."), _("Guarda una sola imagen como JPEG o PNG.")),
    "markup": (
        _("Es una página web, un dibujo SVG u otro archivo con código."),
        _("Entrega el enlace de la página, o guárdala como PDF."),
    ),
    "two-in-one": (
        _("El archivo es dos cosas a la vez: lleva otro archivo pegado dentro."),
        _("Ábrelo y expórtalo de nuevo; si son dos archivos, entrega cada uno por separado."),
    ),
    "bomb": (_("El archivo ocupa demasiado al descomprimirse."), _("Divídelo o expórtalo de nuevo.")),
    "too-large-inside": (_("El archivo tiene demasiadas piezas."), _("Divídelo o expórtalo de nuevo.")),
    "too-many-pages": (_("El PDF tiene demasiadas páginas."), _("Divídelo en varios y entrega cada uno.")),
    "too-many-pixels": (_("La imagen es demasiado grande."), _("Reduce su tamaño y vuelve a subirla.")),
    "macros": (
        _("El documento lleva macros o programas."),
        _("Guárdalo sin macros (.docx o .xlsx, no .docm ni .xlsm) o como PDF."),
    ),
    "template": (_("Es una plantilla, no un documento."), _("Guárdala como documento (.docx o .xlsx) o como PDF.")),
    "embedded": (
        _("El documento lleva otros archivos u objetos incrustados."),
        _("Cambia cada objeto o gráfico por una imagen, o guarda el documento como PDF."),
    ),
    "outside": (
        _("El documento toma datos, imágenes o su plantilla de fuera de él."),
        _("Rompe esos vínculos (en Excel: Datos, Editar vínculos, Romper vínculo) o guárdalo como PDF."),
    ),
    "formulas": (
        _("La tabla CSV lleva fórmulas, que se ejecutarían al abrirla."),
        _("Cópiala y pégala como valores, y vuelve a exportarla."),
    ),
    "scripts": (_("El PDF lleva código (JavaScript)."), _("Usa «Imprimir a PDF» para guardar solo sus páginas.")),
    "actions": (
        _("El PDF hace algo por su cuenta: abre programas, envía datos o reproduce medios."),
        _("Usa «Imprimir a PDF» para guardar solo sus páginas."),
    ),
    "attachments": (
        _("El PDF lleva otros archivos adjuntos."),
        _("Entrega cada archivo por separado y usa «Imprimir a PDF» para guardar solo sus páginas."),
    ),
    "forms": (_("El PDF es un formulario dinámico (XFA)."), _("Usa «Imprimir a PDF» para guardar solo sus páginas.")),
    "no-copy": (
        _("De un documento de Office no se hace sola la copia pública: puede llevar datos ocultos, notas y cambios."),
        _("Guárdalo como PDF o CSV, revísalo y súbelo como copia pública."),
    ),
    "failed": (
        _("No se pudo revisar el archivo: está dañado, o es demasiado grande o enredado por dentro."),
        _("Expórtalo de nuevo o divídelo."),
    ),
}


def in_words(refused: Refused) -> Refused:
    """The refusal of the looking with its reason and what to do; one that is in words already stays."""
    if refused.reason not in REASONS:
        return refused
    reason, remedy = REASONS[refused.reason]
    return Refused(str(reason), details=[str(remedy)])
