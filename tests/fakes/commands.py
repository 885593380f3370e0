"""`dateline` as a process of its own, with an environment that holds no settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "qa"]
_SETTINGS = ("DATELINE_", "OPENAI_", "NO_COLOR", "PYTHONIOENCODING")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def run(
    *arguments: str | bytes | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    **options: Any,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(**(env or {})),
        cwd=cwd,
        check=False,
        **({"capture_output": True, "timeout": 120} | options),
    )


def start(*arguments: str | Path, **env: str) -> subprocess.Popen[bytes]:
    """A process whose three streams are pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*COMMAND, *arguments], env=environment(**env), stdin=pipe, stdout=pipe, stderr=pipe
    )
