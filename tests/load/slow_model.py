"""A model's server that takes 30 seconds for each answer; prints its address."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.openai_server import Delayed, FakeOpenAI

NOTHING = {"found": False, "sentences": [], "verdict": None}

if __name__ == "__main__":
    with FakeOpenAI(default=Delayed(30.0, NOTHING)) as server:
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        time.sleep(3_600)
