"""One section in a process of its own: `python -m qa.benchmark SECTION OPTIONS`, JSON both ways."""

from __future__ import annotations

import importlib
import json
import sys

SECTIONS = ("embedding", "ingesting", "queries", "startup", "peers")

if __name__ == "__main__":
    section, options = sys.argv[1], json.loads(sys.argv[2])
    if section not in SECTIONS:
        sys.exit(f"There is no section {section!r}.")
    measure = importlib.import_module(f"qa.benchmark.{section}").measure
    sys.stdout.write(f"{json.dumps(measure(**options))}\n")
