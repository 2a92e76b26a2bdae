"""Page breaks and other accidents of the page change no fact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.intake.recognisers.reading import REPORTS, facts, printed, read


@pytest.mark.parametrize("path", REPORTS)
@settings(max_examples=25)
@given(data=st.data())
def test_empty_lines_between_any_lines_change_nothing(path, data):
    lines = printed(path).split("\n")
    cuts = data.draw(st.sets(st.integers(0, len(lines)), max_size=12))
    broken = [part for index, line in enumerate(lines) for part in ([""] * (index in cuts) + [line])]
    assert facts(read("\n".join(broken))) == facts(read("\n".join(lines)))


ALTERATIONS = {
    "an empty line after every line": lambda text: text.replace("\n", "\n\n"),
    "no empty line at all": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "no bold": lambda text: text.replace("**", ""),
    "no marks of headings": lambda text: text.replace("#", ""),
    "no dashes before the items": lambda text: "\n".join(line.removeprefix("- ") for line in text.split("\n")),
}


@pytest.mark.parametrize("path", REPORTS)
@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_how_the_text_is_laid_out_changes_nothing(path, alteration):
    text = printed(path)
    assert facts(read(ALTERATIONS[alteration](text))) == facts(read(text))
