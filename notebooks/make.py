#!/usr/bin/env python3
"""Executes every notebook on fresh small runs: python3 notebooks/make.py [FOLDER]. Ends with 1 if one fails. Outputs go to FOLDER, not into the notebooks."""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(tempfile.mkdtemp())
    failed = 0
    for notebook in sorted(HERE.glob("*.ipynb")):
        done = subprocess.run(
            ["jupyter-nbconvert", "--to", "html", "--execute", "--ExecutePreprocessor.timeout=300", "--output-dir", str(out), str(notebook)],
            cwd=HERE, capture_output=True, text=True)
        print(f"{notebook.name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode != 0:
            failed += 1
            print(done.stderr[-3000:])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
