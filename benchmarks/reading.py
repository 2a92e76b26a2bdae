"""How long reading takes: the five documents, and one report repeated 100 times. Prints figures; gates nothing.

.venv/bin/python -m benchmarks.reading [FOLDER WITH THE DOCUMENTS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from minga.publishing.intake.reading import open_document
from minga.publishing.intake.recognisers import recognise

TIMES = 100


def seconds(path: Path) -> float:
    start = time.process_time()
    recognise(open_document(path))
    return time.process_time() - start


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/sources")
    files = sorted(folder.glob("*.txt"))
    for path in files:
        seconds(path)
    taken = {path.name: min(seconds(path) for _ in range(5)) for path in files}
    for name, value in taken.items():
        print(f"{value * 1000:8.1f} ms  {name}")
    print(f"{sum(taken.values()) * 1000:8.1f} ms  the five documents, after start-up")
    with tempfile.TemporaryDirectory() as home:
        for path in files:
            long = Path(home) / path.name
            long.write_text(path.read_text("utf-8") * TIMES, "utf-8")
            repeated = seconds(long)
            print(f"{repeated:8.2f} s   {path.name} x {TIMES} ({repeated / taken[path.name]:.0f} times as long)")


if __name__ == "__main__":
    main()
