"""The bill of materials of a folder, as CycloneDX: what of others is in it, which release, under which licence."""

from __future__ import annotations

import hashlib
import importlib.metadata as metadata
import uuid
from collections.abc import Iterable
from pathlib import Path

import contents
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot5
from packageurl import PackageURL


def write(target: Path, app: Path, wheels: Path, version: str, python: str) -> None:
    """Write the bill; `python` is the release of the interpreter. The same folder gives the same bill."""
    bom = Bom(components=[_interpreter(app, python), *_packages(app, wheels)])
    bom.metadata.component = Component(
        name="reskill", version=version, bom_ref=f"reskill@{version}", type=ComponentType.APPLICATION
    )
    bom.register_dependency(bom.metadata.component, bom.components)
    bom.metadata.timestamp = None  # type: ignore[assignment, unused-ignore]  # it would differ with every run
    bom.metadata.tools.components.clear()
    names = " ".join(sorted(f"{c.name} {c.version}" for c in bom.components))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"reskill {version} {names}")
    target.write_text(JsonV1Dot5(bom).output_as_string(indent=2) + "\n", encoding="utf-8")


def _interpreter(app: Path, python: str) -> Component:
    (library,) = app.glob("python3??.dll")
    return Component(
        name="CPython",
        version=python,
        bom_ref=f"CPython@{python}",
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("PSF-2.0")],
        hashes=[_sha256(library)],
    )


def _packages(app: Path, wheels: Path) -> Iterable[Component]:
    for about in metadata.distributions(path=[str(app / "site-packages")]):
        if about.name == "reskill":
            continue
        stem = f"{about.name.replace('-', '_').replace('.', '_')}-{about.version}-".casefold()
        wheel = next(w for w in wheels.glob("*.whl") if w.name.casefold().startswith(stem))
        yield Component(
            name=about.name,
            version=about.version,
            bom_ref=f"{about.name}@{about.version}",
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=about.name.lower(), version=about.version),
            licenses=_stated(about),
            hashes=[_sha256(wheel)],
        )


def _stated(about: metadata.Distribution) -> list[LicenseExpression | DisjunctiveLicense]:
    found = contents.licences(about)
    return (
        [LicenseExpression(found[0])]
        if about.metadata["License-Expression"]
        else [DisjunctiveLicense(name=n) for n in found]
    )


def _sha256(path: Path) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())
