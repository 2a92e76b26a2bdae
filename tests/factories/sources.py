"""Documents, loads, and where facts are printed."""

from __future__ import annotations

import hashlib

import factory
from django.contrib.contenttypes.models import ContentType
from django.db import models

from minga.foundation.sources.models import Document, Figure, Finding, Load, Provenance


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    slug = factory.Sequence(lambda number: f"documento-{number}")
    kind = Document.Kind.COMPLIANCE
    title = "Informe de cumplimiento"
    date = "2025-05"
    sha256 = factory.LazyAttribute(lambda document: hashlib.sha256(document.slug.encode()).hexdigest())


class LoadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Load

    document = factory.SubFactory(DocumentFactory)


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    load = factory.SubFactory(LoadFactory)
    position = factory.Sequence(int)
    code = "missing-note"
    severity = Finding.Severity.WARNING
    message = "El estado lleva una marca y el documento no trae la nota que la explique."


class FigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Figure

    load = factory.SubFactory(LoadFactory)
    position = factory.Sequence(int)
    name = "projects"
    label = "proyectos"
    value = 1


def printed(row: models.Model, load: Load, field: str = "title", *, line: int = 1, text: str = "") -> Provenance:
    """Says that a field of a row is printed at a line of a load's document."""
    return Provenance.objects.create(
        subject_type=ContentType.objects.get_for_model(row),
        subject_id=row.pk,
        field=field,
        document=load.document,
        load=load,
        place={"line": line},
        printed=text,
    )
