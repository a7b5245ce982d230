"""The part of the status bar that shows the job in progress, with time left and Cancel."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from reskill.desktop.jobs import Jobs


class JobBar(QWidget):
    """What is being done, how far it is, about how long it will take, and a button to cancel it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job_bar")
        self._title = ""
        self._start = 0.0
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(150)
        self._bar.setAccessibleName("Progress of the work")
        self._cancel = QPushButton("&Cancel")
        self._cancel.setObjectName("cancel_job")
        self._cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 4, 0)
        for widget in (self._text, self._bar, self._cancel):
            box.addWidget(widget)
        self._jobs = jobs
        jobs.started.connect(self._on_job_started)
        jobs.progressed.connect(self._on_job_progressed)
        jobs.finished.connect(self.hide)
        self.hide()

    def _on_job_started(self, title: str) -> None:
        self._title, self._start = title, time.monotonic()
        self._text.setText(f"{title}…")
        self._bar.setRange(0, 0)  # busy, until the work says how far it is
        self._cancel.setEnabled(True)
        self.show()

    def _on_job_progressed(self, part: float, text: str) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(part * 1000))
        spent = time.monotonic() - self._start
        left = spent / part - spent if part > 0.05 and spent > 2 else 0
        self._text.setText(f"{text or self._title}…{f' about {round(left)} s left' if left > 1 else ''}")
        self._bar.setAccessibleDescription(f"{text}, {round(part * 100)}%")

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText("Cancelling; nothing half-done is kept…")
        self._jobs.cancel()
