"""The desk's pages of vocabularies: the words in which documents are understood and pages speak."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.sending import attempt, with_version
from minga.foundation.organizations.rules import require, verdict
from minga.government.plans.actions import change_vocabulary
from minga.government.plans.forms.vocabularies import TermRows, VocabularyForm, term_rows
from minga.government.plans.models import Vocabulary
from minga.government.plans.views.desk.common import METHODS, path_to
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused


@allowed_by("plans.edit-vocabulary")
@require_safe
def vocabularies(request: HttpRequest) -> HttpResponse:
    """The vocabularies, each with its words."""
    context = {
        "crumbs": path_to(request, None, (_("Vocabularios"), None)),
        "vocabularies": Vocabulary.objects.prefetch_related("terms").order_by("pk"),
        "may": verdict(request.user, "plans.edit-vocabulary", Vocabulary()),
    }
    return render(request, "plans/desk/vocabularies.html", context)


@allowed_by("plans.edit-vocabulary")
@require_http_methods(METHODS)
def vocabulary(request: HttpRequest, vocabulary: str) -> HttpResponse:
    """A vocabulary's labels, and its words: added, said otherwise, put in another order."""
    found = get_object_or_404(Vocabulary, slug=vocabulary)
    require(request.user, "plans.edit-vocabulary", found)
    terms = list(found.terms.all())
    initial = {"label_es": found.label_es, "label_en": found.label_en, "version": found.version}
    form = VocabularyForm(request.POST or None, initial=initial)
    rows = term_rows(terms, request.POST or None)
    if request.method != "POST":
        return _page(request, found, form, rows)
    if not (form.is_valid() and rows.is_valid()):
        return _page(request, found, form, rows, status=422)
    return attempt(
        lambda: change_vocabulary(found, **form.cleaned_data, terms=rows.words, by=request.user),  # type: ignore[arg-type]
        lambda _changed: _changed_words(request),
        lambda refused, status: _page(request, found, form, rows, refused, status),
    )


def _changed_words(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Guardado. Las páginas ya dicen estas palabras."))
    return redirect("plans:desk-vocabularies")


def _page(
    request: HttpRequest,
    found: Vocabulary,
    form: VocabularyForm,
    rows: TermRows,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    if refused is not None:
        found.refresh_from_db()
        form = with_version(form, found.version)
    path = path_to(request, None, (_("Vocabularios"), reverse("plans:desk-vocabularies")), (str(found), None))
    context = {"crumbs": path, "vocabulary": found, "form": form, "rows": rows, "refused": refused}
    return render(request, "plans/desk/vocabulary.html", context, status=status)
