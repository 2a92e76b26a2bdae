"""What reports tell of nodes."""

from __future__ import annotations

import factory

from minga.government.tracking.models import Evidence, Measurement, ResultItem
from tests.factories.plans import NodeFactory, TargetFactory


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    node = factory.SubFactory(NodeFactory)
    position = factory.Sequence(int)
    reference = "Anexo 1.1"
    title = "Informe de cumplimiento"


class ResultItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResultItem

    node = factory.SubFactory(NodeFactory)
    position = factory.Sequence(int)
    text = "Se realizaron 4 reuniones"


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measurement

    target = factory.SubFactory(TargetFactory)
    year = 2025
    actual = 21
    as_of = "2025-12"
