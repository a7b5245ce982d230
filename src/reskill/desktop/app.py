"""Starting the window. Nothing slow is imported here: scikit-learn, scipy and openpyxl wait until they are needed."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reskill import __version__, paths
from reskill.desktop import errors, palette, settings, theme, wheel
from reskill.problem import ReskillError


def run(path: Path | None = None, picture: Path | None = None) -> int:
    """Show the window, with a project or a roster open when a path is given; returns the exit code.

    With the path of a picture, the window saves one of itself and closes (`reskill.desktop.check`).
    """
    try:
        app = application()
    except ReskillError as error:  # a folder of the user's that is not to be had
        if picture:
            raise
        errors.show(error)
        return 2
    errors.install_hook()
    from reskill.desktop.main_window import MainWindow

    window = MainWindow()
    window.show()
    if path:
        QTimer.singleShot(0, lambda: window.open_path(path))
    if picture:
        from reskill.desktop import check

        check.watch(window, path is not None, picture)
    return app.exec()


def application() -> QApplication:
    """The application with its name and its look, made once."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Reskill")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(paths.shipped("ui") / "reskill.svg")))
    if QLocale().language() == QLocale.Language.C:  # no locale is set: figures would lose their thousands mark
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    palette.choose(settings.appearance())
    theme.dress(app)
    wheel.guard(app)
    return app
