"""`dateline demo`: the sample archive, the guiding question and a summary, with no key."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from argparse import Namespace
from importlib import resources
from pathlib import Path

from qa.cli import printing
from qa.cli.progress import ingest_bar
from qa.config import LoadedConfig
from qa.service import Dateline

QUESTION = "Did Iran know of the Oct 7 attack in advance?"
_TOPIC = "death toll in Gaza"


def run_demo(arguments: Namespace, loaded: LoadedConfig) -> int:
    """Ingest the sample archive, ask and summarise; keeps nothing unless a folder was named."""
    # A folder from the environment is the person's own archive, no place for samples.
    named = loaded.origins["data_dir"] == "command line"
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as scratch:
        folder = loaded.config.data_dir if named else Path(scratch)
        config = dataclasses.replace(
            loaded.config, data_dir=folder, answerer="extractive", embedder="minilm"
        )
        with Dateline.open(config, owner="dateline demo") as service:
            inputs = [str(sample_articles())]
            with ingest_bar(inputs) as progress:
                report = service.ingest(inputs, progress=progress)
            print(printing.ingest_report(report.as_json()), file=sys.stderr)
            answer = service.ask(arguments.question or QUESTION).as_json()
            summary = service.summarise(about=_TOPIC).as_json()
    if arguments.json:
        print(printing.as_json({"answer": answer, "summary": summary}))
    else:
        print(f"{printing.answer(answer)}\n\n{printing.answer(summary)}")
    if not named:
        hint = "Keep the sample archive: `dateline demo --data-dir demo-data`, then "
        print(f"\n{hint}`dateline serve --data-dir demo-data`.", file=sys.stderr)
    return 0


def sample_articles() -> Path:
    """The folder of the sample archive's articles, in the installed package."""
    return Path(str(resources.files("qa") / "sample" / "articles"))
