"""Installing the demo city. Everything here may be run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from minga.demo.documents import PackagedDocument, fictitious_documents, packaged_documents
from minga.foundation.sources.models import Document
from minga.kernel.samples import build_samples
from minga.publishing.intake.actions import apply_draft

ROLE = "system"
Tell = Callable[[str], None]


def install_demo(tell: Tell) -> None:
    """The facts of the city's five documents, and the fictitious canton with its own report."""
    _apply_new(packaged_documents(), tell, fictitious=False)
    build_samples()
    _apply_new(fictitious_documents(), tell, fictitious=True)
    build_samples()  # what speaks of the fictitious canton's plan waits for it


def _apply_new(documents: Iterable[PackagedDocument], tell: Tell, *, fictitious: bool) -> None:
    for document in documents:
        if not Document.objects.filter(sha256=document.draft.sha256).exists():
            tell(document.draft.title or document.file.name)
            apply_draft(document.draft, file=document.file, role=ROLE, fictitious=fictitious)
