"""Train the exposure model that Reskill ships, or measure how well such a model does.

usage: train_exposure.py LABELS.tsv.gz [--out data/exposure/model.npz] [--leave-out SOCS.txt]
       train_exposure.py LABELS.tsv.gz --evaluate [--first 1] [--onet db_29_3_excel.zip]

LABELS is the task file of "GPTs are GPTs" (Eloundou, Manning, Mishkin, Rock; MIT licence). Its official sentences
serve for training only: the model keeps words and weights. SOCS.txt lists 6-digit SOC codes to leave out.
--evaluate trains without every fifth SOC code, from the --first in order (1 to 5), and measures there; with an O*NET
release also on unseen activities.
Training takes about three minutes; the same inputs give the same bytes on the same machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import exposure_figures as figures
from exposure_examples import every_fifth, read_examples
from exposure_fit import fit

from reskill.reference.catalog import open_pack

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Train on the labels and write the model, or evaluate without what it is measured on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "exposure" / "model.npz")
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--first", type=int, default=1, choices=range(1, 6))
    parser.add_argument("--onet", type=Path)
    a = parser.parse_args()
    catalog = open_pack()
    examples = read_examples(a.labels, catalog)
    if a.evaluate:
        model = figures.unseen_occupations(examples, catalog, every_fifth(examples, a.first))
        figures.matching(examples, catalog, model)
        if a.onet:
            figures.unseen_activities(examples, figures.read_activities(a.onet), catalog)
        return
    left_out = set(a.leave_out.read_text().split()) if a.leave_out else set()
    model = fit([e for e in examples if e.soc not in left_out], catalog)
    model.save(a.out)
    print(f"{a.out.name}: {a.out.stat().st_size:,} bytes, features {[len(b) for b in model.vocabulary.names]}")
    print(f"settings {model.settings}, masses {model.text.mass} {model.coded.mass}")


if __name__ == "__main__":
    main()
