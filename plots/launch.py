"""Starts the package from the folder of this file: `python -I plots/launch.py RUN_FOLDER`, from any current folder.

`python -m plots` imports what the current folder and PYTHONPATH hold, and a record of someone else may hold an
argparse.py. Matplotlib reads a matplotlibrc of the current folder even with -I, so this goes on in the root folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path


def start() -> int:
    started_in = Path.cwd()
    os.chdir("/")
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        "plots", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec
    assert spec.loader
    package = importlib.util.module_from_spec(spec)
    sys.modules["plots"] = package
    spec.loader.exec_module(package)
    return int(importlib.import_module("plots.__main__").main(base=started_in))


if __name__ == "__main__":
    sys.exit(start())
