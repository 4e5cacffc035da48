#!/usr/bin/env python3
"""Builds and runs the reduced model of peers/README.md in C++, numpy and on Cohort's lanes, and Cohort's full model, in turn; prints a table with ratios and
checks that the reduced models agree. Needs g++, numpy and the .NET SDK."""

import argparse
import json
import math
import shlex
import sys
import tempfile
from pathlib import Path

from measure import BENCHMARKS, COHORT, ROOT, build, machine, median, run, table

PEERS = ROOT / "bench/peers"
COMPILE = ["g++", "-std=c++20", "-O3", "-march=native", "-ffast-math", "-fopenmp-simd"]
BASE = "C++ double"

# Two means may differ by chance: of some twenty comparisons one in a thousand thousand lies beyond five standard errors.
MOST_STANDARD_ERRORS = 5
MOST_ROUNDING = 1e-3


def compile_peers(folder):
    programs = {}
    for name, real, width in [
        (BASE, "double", 512), ("C++ double, 256-bit vectors", "double", 256), ("C++ float", "float", 512), ("C++ float, 256-bit vectors", "float", 256),
    ]:
        program = Path(folder) / name.replace(" ", "-")
        run([*COMPILE, f"-mprefer-vector-width={width}", f"-DREAL={real}", "-o", program, PEERS / "reduced.cpp", "-pthread"])
        programs[name] = [program]
    return programs


def standard_errors(a, b):
    """The largest difference between means of two reduced models, in standard errors, and the largest relative one."""
    errors, relative = 0, 0
    for one, other in zip(a["strata"], b["strata"]):
        n, m = one["living"], other["living"]
        share, reference = n / a["patients"], m / b["patients"]
        spread = math.sqrt(share * (1 - share) / a["patients"] + reference * (1 - reference) / b["patients"])
        errors = max(errors, abs(share - reference) / spread)
        relative = max(relative, abs(share / reference - 1))
        for name in one.keys() - {"living", "female"}:
            (mean, deviation), (other_mean, other_deviation) = one[name], other[name]
            errors = max(errors, abs(mean - other_mean) / math.hypot(deviation / math.sqrt(n), other_deviation / math.sqrt(m)))
            relative = max(relative, abs(mean / other_mean - 1))
    return errors, relative


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--patients", type=int, default=999_936, help="patients of the reduced model, a multiple of 512")
    options.add_argument("--years", type=int, default=30)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--full-patients", type=int, default=1_000_000, help="patients of the full model")
    options.add_argument("--repeat", type=int, default=5)
    options.add_argument("--prefix", default="", help='put before every command that is timed, such as "chrt -r 50"')
    chosen = options.parse_args()
    prefix = shlex.split(chosen.prefix)

    build("bench/Cohort.Benchmarks")
    build("src/Cohort.Cli")
    with tempfile.TemporaryDirectory() as folder:
        programs = compile_peers(folder)
        programs["C#, Cohort's lanes (float)"] = [BENCHMARKS, "reduced"]
        programs["numpy (double, one thread)"] = [sys.executable, PEERS / "reduced.py"]
        size = [chosen.patients, chosen.years, chosen.threads]
        finished = {name: [] for name in programs}
        for _ in range(chosen.repeat):
            for name, command in programs.items():
                finished[name].append(run([*command, *size], prefix))

        whole = []
        scenario = ROOT / "scenarios/natural-history.yaml"
        full = [COHORT, "run", scenario, "--patients", chosen.full_patients, "--years", chosen.years, "--threads", chosen.threads, "--quiet", "--out"]
        for k in range(chosen.repeat):
            whole.append(run([*full, Path(folder) / f"out{k}"], prefix))

    results = {name: json.loads(runs[0].output) for name, runs in finished.items()}
    speed = {name: chosen.patients * chosen.years / median(json.loads(one.output)["seconds"] for one in runs) / 1e6 for name, runs in finished.items()}
    memory = {name: median(one.peak_megabytes for one in runs) for name, runs in finished.items()}
    last = "Cohort, full model, whole run"
    speed[last] = chosen.full_patients * chosen.years / median(one.seconds for one in whole) / 1e6
    memory[last] = median(one.peak_megabytes for one in whole)

    print(f"{machine()}; reduced model: {chosen.patients:,} patients x {chosen.years} years, {chosen.threads} threads, median of {chosen.repeat}\n")
    print(table(
        ["program", "M patient-years / s", f"of {BASE}", "peak MB"],
        [[name, f"{value:.1f}", f"{value / speed[BASE]:.2f}", f"{memory[name]:.0f}"] for name, value in speed.items()]))

    print("\nAgreement of the reduced models at the horizon, by sex, with C++ double:\n")
    rows, agrees = [], True
    for name, result in results.items():
        if name == BASE:
            continue
        errors, relative = standard_errors(result, results[BASE])
        same_draws = not name.startswith("numpy")
        good = relative < MOST_ROUNDING if same_draws else errors < MOST_STANDARD_ERRORS
        agrees &= good
        rows.append([name, f"{errors:.2f}", f"{relative:.1e}", "same draws" if same_draws else "own draws", "agrees" if good else "DIFFERS"])
    print(table(["program", "largest difference, standard errors", "relative", "draws", "verdict"], rows))
    sys.exit(0 if agrees else 1)


main()
