"""python -m benches [NAME ...]: run the named benchmarks, or all of them."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))

for name in sys.argv[1:] or NAMES:
    print(f"\n== {name}")
    import_module(f"benches.{name}").run()
