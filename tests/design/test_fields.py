"""Form fields: label, error before the input, hint below, and how they are tied together."""

from __future__ import annotations

import re

from django import forms

from tests.design.rendering import render


class Form(forms.Form):
    name = forms.CharField(label="Nombre", help_text="Como consta en el acta.")
    kind = forms.ChoiceField(label="Clase", choices=[("a", "Acta")], widget=forms.RadioSelect, help_text="Una sola.")
    sure = forms.BooleanField(label="Estoy de acuerdo")
    plain = forms.CharField(label="Nota", required=False, widget=forms.TextInput(attrs={"class": "short"}))


def field(name, data=None):
    html = render("{% field field %}", field=Form(data)[name])
    return re.sub(r"\s*\n\s*", "", html)


def test_a_field_has_its_label_and_its_hint():
    assert field("name") == (
        '<div class="field"><label for="id_name">Nombre</label>'
        '<input type="text" name="name" aria-describedby="id_name_helptext" class="input" required id="id_name">'
        '<span class="hint" id="id_name_helptext">Como consta en el acta.</span></div>'
    )


def test_an_error_stands_before_the_input_and_is_read_with_it():
    html = field("name", {})
    error = '<span class="msg" id="id_name_error">'
    assert html.startswith(f'<div class="field bad"><label for="id_name">Nombre</label>{error}')
    assert html.count('aria-describedby="id_name_error id_name_helptext" class="input" aria-invalid="true"') == 1


def test_choices_are_a_group_with_a_legend():
    html = field("kind")
    assert html.startswith(
        '<fieldset class="field" aria-describedby="id_kind_helptext"><legend>Clase</legend><div>'
        '<label class="check" for="id_kind_0"><input type="radio" name="kind" value="a"'
    )


def test_a_single_box_stands_before_its_label():
    html = field("sure")
    assert re.fullmatch(
        r'<div class="field"><label class="check" for="id_sure"><input type="checkbox" .*>Estoy de acuerdo</label></div>',
        html,
    )


def test_the_own_classes_of_an_input_are_kept():
    assert field("plain") == (
        '<div class="field"><label for="id_plain">Nota</label>'
        '<input type="text" name="plain" class="short input" id="id_plain"></div>'
    )
