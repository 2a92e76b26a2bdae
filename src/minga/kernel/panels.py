"""What an app shows on another app's page: the kind of declaration that `panels.py` files hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from minga.kernel.registry import Registry


@dataclass(frozen=True)
class Panel:
    """A part of the page of one subject.

    `subject` is the label of the model whose page it stands on (such as `plans.node`); `order` sorts panels on the
    page; `load(subjects)` reads for all subjects at once and returns `{primary key: context}`, where a missing key
    means that there is nothing to show; `template` renders one context, given as `panel`.
    """

    slug: str
    subject: str
    order: int
    load: Callable[[Sequence[Any]], dict[int, dict[str, Any]]]
    template: str


PANELS: Registry[Panel] = Registry("panels")


def panels_for(subject: models.Model) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels that have something to show for one subject, in order, each with its context."""
    label = subject._meta.label_lower
    declared = sorted((panel for panel in PANELS if panel.subject == label), key=lambda panel: panel.order)
    loaded = [(panel, panel.load([subject]).get(subject.pk)) for panel in declared]
    return [(panel, context) for panel, context in loaded if context]
