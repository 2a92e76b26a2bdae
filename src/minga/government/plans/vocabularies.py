"""The vocabularies that every instance starts with, as data.

Mechanisms: PMDOT 2024-2033, appendix 12, note 2 and the paragraph before the matrix, and the terms that its matrix
prints besides. Terms, types and states of actions: resilience report of April 2022, section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A vocabulary: each term is (canonical, Spanish, English)."""

    slug: str
    kind: str
    label_es: str
    label_en: str
    terms: tuple[tuple[str, str, str], ...]


VOCABULARIES = (
    Words(
        "mechanisms",
        "mechanism",
        "Mecanismos de articulación",
        "Articulation mechanisms",
        (
            ("convention", "Convenio", "Agreement under covenant"),
            ("agreement", "Acuerdo", "Accord"),
            ("strategic_alliance", "Alianza estratégica", "Strategic alliance"),
            ("public_private", "Alianza público-privada", "Public-private partnership"),
            ("letter_of_intent", "Carta de intención", "Letter of intent"),
            ("delegation", "Convenio de delegación", "Delegation covenant"),
            ("bilateral_meeting", "Reunión bilateral", "Bilateral meeting"),
            ("commonwealth", "Mancomunidad", "Commonwealth of municipalities"),
            ("consortium", "Consorcio", "Consortium"),
            ("technical_table", "Mesa técnica", "Technical round table"),
            ("contract", "Contrato", "Contract"),
            ("consultancy", "Consultoría", "Consultancy"),
            ("trust", "Fideicomiso", "Trust"),
            ("training", "Capacitación", "Training"),
            ("strategy", "Estrategia", "Strategy"),
            ("minutes", "Acta de reuniones", "Minutes of meetings"),
            ("other", "Otro", "Other"),
        ),
    ),
    Words(
        "resilience-terms",
        "term",
        "Temporalidad",
        "Term",
        (
            ("short", "Corto plazo", "Short term"),
            ("medium", "Mediano plazo", "Medium term"),
            ("long", "Largo plazo", "Long term"),
        ),
    ),
    Words(
        "resilience-states",
        "status",
        "Estado de la acción",
        "State of the action",
        (
            ("preexisting", "Preexistente", "Pre-existing"),
            ("in_progress", "En marcha", "Under way"),
            ("planned", "Planificada", "Planned"),
            ("aspirational", "Aspiracional", "Aspirational"),
        ),
    ),
    Words(
        "resilience-types",
        "type",
        "Tipo de acción",
        "Type of action",
        (
            ("flagship", "Insignia", "Flagship"),
            ("priority", "Prioritaria", "Priority"),
            ("support", "Soporte", "Support"),
        ),
    ),
)
