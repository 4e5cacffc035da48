"""Runs processes: wall time from start to exit, processor time, peak memory, standard output; and prints tables."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "bench/Cohort.Benchmarks/bin/Release/net10.0/Cohort.Benchmarks"
COHORT = ROOT / "src/Cohort.Cli/bin/Release/net10.0/cohort"


@dataclass
class Finished:
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    output: str


def run(command, prefix=()):
    """Runs a command; stops the program if it fails."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen([*prefix, *map(str, command)], stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}")
        output.seek(0)
        return Finished(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read())


def build(project):
    run(["dotnet", "build", "-c", "Release", "--verbosity", "quiet", "--nologo", "-p:WarningLevel=0", ROOT / project])


def machine():
    with open("/proc/cpuinfo") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    return f"{time.strftime('%Y-%m-%d')}, {len(names)} x {names[0]}"


def median(values):
    return statistics.median(list(values))


def table(header, rows):
    """A markdown table, aligned so that it also reads as text; the first column is text, the others are numbers."""
    cells = [header, *rows]
    widths = [max(len(row[k]) for row in cells) for k in range(len(header))]
    lines = ["| " + " | ".join(c.ljust(w) if k == 0 else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths))) + " |" for row in cells]
    lines.insert(1, "| " + " | ".join("-" * w if k == 0 else "-" * (w - 1) + ":" for k, w in enumerate(widths)) + " |")
    return "\n".join(lines)
