"""What a keyboard or a screen reader needs: names, keys, room."""

import re
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from reskill.desktop.pages.contents import PAGES

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QProgressBar,
)


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def interactive(root: QWidget) -> list[QWidget]:
    inner = ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton", "qt_toolbar_ext_button")
    return [
        w
        for w in root.findChildren(QWidget)
        if isinstance(w, INTERACTIVE)
        and w.isVisibleTo(root)
        and w.objectName() not in inner
        and not isinstance(w.parent(), QComboBox | QAbstractItemView | QAbstractSpinBox | QLineEdit)
    ]


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_everything_on_a_page_that_can_be_used_has_a_name(window, kind) -> None:
    window.go(kind.name)
    nameless = [(type(w).__name__, w.objectName()) for w in interactive(window) if not spoken(w)]
    assert nameless == []


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_no_two_things_on_a_page_have_the_same_name(window, kind) -> None:
    window.go(kind.name)
    names = Counter((type(w).__name__, spoken(w)) for w in interactive(window.page()))
    assert [n for n, times in names.items() if times > 1] == []


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_a_page_fits_a_small_screen(window, kind) -> None:
    window.go(kind.name)
    window.resize(1280, 720)
    QCoreApplication.processEvents()
    area = window.page_area
    assert window.width() == 1280 and window.height() == 720
    assert area.horizontalScrollBar().maximum() == 0, area.horizontalScrollBar().maximum()
    assert area.verticalScrollBar().maximum() == 0, area.verticalScrollBar().maximum()


def test_that_no_page_drives_the_inspector_out_of_an_office_screen(window) -> None:
    window.resize(1366, 700)
    for kind in PAGES:
        window.go(kind.name)
        QCoreApplication.processEvents()
        assert window.inspector_dock.isVisible(), kind.name


def test_that_very_large_text_still_fits_by_scrolling(window, qapp) -> None:
    own = qapp.font()
    large = qapp.font()
    large.setPointSizeF(own.pointSizeF() * 2)
    try:
        qapp.setFont(large)
        window.resize(1280, 720)
        QCoreApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1280
    finally:
        qapp.setFont(own)


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_tab_reaches_everything_and_never_stays(window, kind, qtbot) -> None:
    window.go(kind.name)
    window.activateWindow()
    wanted = {w for w in interactive(window.page()) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    window.steps.setFocus()
    reached: set[QWidget] = set()
    for _ in range(120):
        focus = window.focusWidget()
        reached.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        if window.focusWidget() is window.steps:
            break
    else:
        raise AssertionError(f"Tab does not come round on {kind.name}")
    missed = [(type(w).__name__, w.objectName()) for w in wanted - reached]
    assert missed == []


def test_that_no_two_actions_have_the_same_key(window) -> None:
    keys = [a.shortcut().toString() for a in window.findChildren(QAction) if not a.shortcut().isEmpty()]
    assert [k for k, times in Counter(keys).items() if times > 1] == []
    assert QKeySequence("Ctrl+F").toString() in keys


def test_that_every_page_has_a_key_and_its_whole_name_in_the_menu(window, qtbot) -> None:
    window.activateWindow()
    actions = [window.findChild(QAction, f"go_{p.name}") for p in PAGES]
    assert [a.text().replace("&&", "+").count("&") for a in actions] == [0] * len(PAGES)  # a lone & is not shown
    assert [a.text().replace("&&", "&") for a in actions] == [p.title for p in PAGES]
    for kind, key in zip(PAGES, "1234567890-", strict=True):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert window.page().name == kind.name


def test_that_menus_have_mnemonics_of_their_own(window) -> None:
    for menu in (m for m in window.menuBar().findChildren(type(window.recent_menu)) if m is not window.recent_menu):
        texts = [
            a.text().replace("&&", "") for a in menu.actions() if a.text() and not a.objectName().startswith("go_")
        ]
        letters = [t[t.index("&") + 1].lower() for t in texts if "&" in t]
        assert [x for x, times in Counter(letters).items() if times > 1] == [], menu.objectName()
        assert len(letters) == len(texts), [t for t in texts if "&" not in t]


def test_that_the_steps_speak_their_state(window, qtmodeltester) -> None:
    model = window.steps.model()
    said = [model.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(model.rowCount())]
    assert said[0] == "Overview: done"
    assert any("Titles: needs attention" in s for s in said)
    qtmodeltester.check(model)


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_no_key_of_a_page_is_taken_by_a_menu_or_twice(window, kind) -> None:
    window.go(kind.name)
    page = window.page()
    menus = [key_of(action.text()) for action in window.menuBar().actions()]
    tabs = page.findChildren(QTabWidget)
    for place in range(tabs[0].count()) if tabs else [0]:
        if tabs:
            tabs[0].setCurrentIndex(place)
        shown = [w for w in page.findChildren(QWidget) if isinstance(w, QAbstractButton | QLabel) and w.isVisible()]
        keys = Counter([*menus, *(key_of(w.text()) for w in shown)])
        assert [k for k, n in keys.items() if k and n > 1] == []


def key_of(text: str) -> str:
    found = re.search(r"&(\w)", text.replace("&&", ""))
    return found[1].casefold() if found else ""
