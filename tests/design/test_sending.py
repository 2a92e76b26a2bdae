"""A form that is sent: the act is done and the person goes on, or the page comes again with why not and what was written."""

from __future__ import annotations

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from minga.design.sending import Done, answer, attempt, with_version
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused

TEMPLATE = "design/form_errors.html"


class Form(forms.Form):
    name = forms.CharField(label="Nombre")
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def asked(act, data=None, *, too_large=False, version=None):
    """The answer to a form: sent with this data, or only opened."""
    request = RequestFactory().get("/") if data is None else RequestFactory().post("/", data)
    request._messages = CookieStorage(request)
    request.upload_too_large = too_large
    form = Form(None if data is None else request.POST)
    response = answer(request, TEMPLATE, form, act, context=dict, version=version)
    response.form, response.told = form, [str(message) for message in get_messages(request)]
    return response


def stopped(error):
    """An act that ends so."""

    def act(_form):
        raise error

    return act


def never(_form):
    raise AssertionError("nothing was to be done")


def test_a_form_that_is_opened_does_nothing():
    assert asked(never).status_code == 200


def test_what_is_done_is_told_and_leads_on():
    response = asked(lambda form: Done(f"Anotado: {form.cleaned_data['name']}.", "/alli/"), {"name": "Mesa"})
    assert (response.status_code, response["Location"], response.told) == (303, "/alli/", ["Anotado: Mesa."])


def test_a_form_with_errors_comes_again_and_nothing_is_done():
    response = asked(never, {"kinds": ["a"]})
    assert response.status_code == 422
    assert "Nombre" in response.content.decode()


@pytest.mark.parametrize(
    ("error", "status"), [(Refused("No cabe."), 422), (Conflict("Cambió."), 409), (Denied("No te toca."), 403)]
)
def test_what_is_not_done_says_why_and_keeps_what_was_written(error, status):
    response = asked(stopped(error), {"name": "Mesa"})
    assert response.status_code == status
    assert error.reason in response.content.decode()
    assert response.form["name"].value() == "Mesa"
    assert response.told == []


def test_after_a_conflict_the_form_is_about_what_stands_now():
    response = asked(stopped(Conflict("Cambió.")), {"name": "Mesa", "version": "1"}, version=lambda: 7)
    assert response.form["version"].value() == "7"


def test_after_another_refusal_the_form_stays_about_what_was_seen():
    response = asked(stopped(Refused("No cabe.")), {"name": "Mesa", "version": "1"}, version=lambda: 7)
    assert response.form["version"].value() == "1"


def test_a_file_above_the_limit_is_told_and_nothing_is_done(settings):
    settings.MINGA_LARGEST_UPLOAD = 3 * 1024 * 1024
    response = asked(never, {"name": "Mesa"}, too_large=True)
    assert response.status_code == 413
    assert "pesa más de 3 MB" in response.content.decode()


def test_a_new_version_keeps_every_choice_and_finds_the_field_of_a_prefix():
    request = RequestFactory().post("/", {"x-kinds": ["a", "b"], "x-version": "1"})
    form = with_version(Form(request.POST, prefix="x"), 2)
    assert (form["kinds"].value(), form["version"].value()) == (["a", "b"], "2")


def test_a_form_that_was_not_sent_needs_no_new_version():
    assert not with_version(Form(), 2).is_bound


def test_a_page_may_answer_in_its_own_way():
    refused = stopped(Conflict("Cambió."))
    assert attempt(lambda: 5, str, never) == "5"
    assert attempt(lambda: refused(None), str, lambda why, status: (why.reason, status)) == ("Cambió.", 409)
