import importlib
import inspect
import pkgutil
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

import reskill.desktop
import reskill.paths as paths
from reskill.desktop import forms
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.pages.contents import PAGES
from reskill.desktop.pages.loading import page_class

FORMS = sorted(paths.shipped("ui").glob("*.ui"))
MODULES = [m.name for m in pkgutil.walk_packages(reskill.desktop.__path__, "reskill.desktop.")]


def names(form: Path) -> list[str]:
    return [w.attrib["name"] for w in ET.parse(form).iter() if w.tag in ("widget", "action")]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.stem)
def test_that_object_names_are_words_and_unique(form: Path) -> None:
    found = names(form)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", n) for n in found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.stem)
def test_that_no_form_writes_down_a_font_or_a_colour(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert "<font>" not in text and "<color" not in text and "styleSheet" not in text


FIELDS = (
    "QLineEdit QComboBox QSpinBox QDoubleSpinBox QPlainTextEdit QTextBrowser QProgressBar QListWidget QListView Table"
)
BUTTONS = "QPushButton QCheckBox QRadioButton"


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.stem)
def test_that_everything_in_a_form_that_can_be_used_has_a_name_for_those_who_listen(form: Path) -> None:
    root = ET.parse(form).getroot()
    labelled = {p.findtext("cstring") for p in root.iter("property") if p.get("name") == "buddy"}
    for widget in root.iter("widget"):
        said = {p.get("name") for p in widget.findall("property") if "".join(p.itertext()).strip()}
        kind, name = widget.get("class", ""), widget.get("name")
        assert kind not in FIELDS.split() or "accessibleName" in said or name in labelled, f"{name} has no name"
        assert kind not in BUTTONS.split() or said & {"accessibleName", "text"}, f"{name} has neither name nor text"


def test_that_a_name_that_hides_a_method_is_refused(tmp_path: Path, monkeypatch, qtbot) -> None:
    folder = tmp_path / "ui"
    folder.mkdir()
    (folder / "bad.ui").write_text(
        '<ui version="4.0"><class>bad</class><widget class="QWidget" name="bad">'
        '<widget class="QLabel" name="style"/></widget></ui>'
    )
    monkeypatch.setattr(paths, "shipped", lambda name: tmp_path / name)
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(forms.FormError, match="style hides a method"):
        forms.load(widget, "bad")


def owners() -> list[tuple[type, str]]:
    """Every class with a form, and the form's stem."""
    found: list[tuple[type, str]] = [(page_class(p.name), p.name) for p in PAGES]
    for name in MODULES:
        module = importlib.import_module(name)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == name and issubclass(kind, Dialog) and "form" in vars(kind):
                found.append((kind, kind.form))
    return found


@pytest.mark.parametrize(("kind", "form"), owners(), ids=lambda x: x if isinstance(x, str) else x.__name__)
def test_that_a_class_and_its_form_name_the_same_objects(kind: type, form: str) -> None:
    in_form = set(names(paths.shipped("ui") / f"{form}.ui"))
    for name, annotation in inspect.get_annotations(kind).items():
        if not str(annotation).startswith("ClassVar"):
            assert name in in_form, f"{kind.__name__}.{name} is not in {form}.ui"


def test_that_every_form_is_used() -> None:
    used = {form for _, form in owners()}
    used |= {
        "main_window",
        "welcome",
        "problems",
        "unexpected",
        "new_project",
        "import_roster",
        "import_list",
        "restore",
        "about",
        "help",
    }
    assert {f.stem for f in FORMS} == used


def test_that_icons_are_drawn_in_the_current_colour() -> None:
    for icon in (paths.shipped("ui") / "icons").glob("*.svg"):
        text = icon.read_text(encoding="utf-8")
        assert "currentColor" in text and 'stroke="#' not in text and 'fill="#' not in text
