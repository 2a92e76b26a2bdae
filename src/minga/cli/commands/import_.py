"""`minga import FILE`: what a document would change in the record, and with `--apply`, the load itself."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from minga.cli.django import start_with_record
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.reading import read_file
from minga.publishing.intake.summary import summary_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and whether to apply it."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--apply", action="store_true", help="apply as one load; without it, only show the differences")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--fictitious", action="store_true", help="the document belongs to the fictitious canton")


def run(options: argparse.Namespace) -> int:
    """Reads the document, then proposes or applies it."""
    draft = read_file(options.file)
    start_with_record()
    answer = _apply(options, draft) if options.apply else _propose(options, draft)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(answer, draft)))
    return 0


def _apply(options: argparse.Namespace, draft: Draft) -> dict[str, Any]:
    from minga.foundation.sources.alerts import LOAD_KINDS
    from minga.publishing.intake.actions import ReceivedFile, apply_draft

    file = ReceivedFile(options.file.name, content=options.file.read_bytes())
    load = apply_draft(draft, file=file, fictitious=options.fictitious)
    return {
        "applied": True,
        "load": str(load.public_id),
        "document": load.document.get_absolute_url(),
        "counts": load.counts,
        "left": [
            {"key": alert.subject_key, "message": alert.message} for alert in load.findings.filter(code__in=LOAD_KINDS)
        ],
    }


def _propose(options: argparse.Namespace, draft: Draft) -> dict[str, Any]:
    from minga.publishing.intake.actions import propose_draft

    proposal = propose_draft(draft, fictitious=options.fictitious)
    return {
        "applied": False,
        "counts": proposal.counts,
        "differences": [asdict(difference) for difference in proposal.differences],
        "left": [{"key": one.key.partition("/")[2], "message": one.message} for one in proposal.left],
    }


def _lines(answer: dict[str, Any], draft: Draft) -> list[str]:
    counts = answer["counts"]
    changes = f"{counts['created']} filas nuevas, {counts['updated']} campos que cambian"
    left = [f"  {item['key']} · {item['message']}" for item in answer["left"]]
    if counts.get("kept"):
        changes += f"; campos que fijó un acto y quedan como están: {counts['kept']}"
    if answer["applied"]:
        return [*summary_lines(draft), f"Aplicado como carga {answer['load']}: {changes}.", *left, answer["document"]]
    updates = [
        f"  {item['key']} · {item['field']}: «{item['before']}» → «{item['after']}»"
        for item in answer["differences"]
        if item["operation"] == "update"
    ]
    return [
        *summary_lines(draft),
        f"Cambiaría: {changes}.",
        *updates,
        *left,
        "Nada se ha guardado. Para aplicarlo, añade --apply.",
    ]
