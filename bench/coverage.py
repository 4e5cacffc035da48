#!/usr/bin/env python3
"""Do 95 % intervals of Monte Carlo error hold the truth in 95 % of runs?

    python3 bench/coverage.py [--seeds 400] [--patients 4000] [--years 10]

Simulates one scenario with many seeds (a sweep over the seed). The truth is the mean over all seeds; a run's interval is its estimate and 1.96 of its own
jackknife standard error to each side. Prints the share of runs whose interval holds the truth, by outcome, for levels and for differences between arms.
"""
import argparse
import csv
import pathlib
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COHORT = ROOT / "src/Cohort.Cli/bin/Release/net10.0/cohort"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--scenario", default=str(ROOT / "scenarios/phosphate-lowering.yaml"))
    options.add_argument("--seeds", type=int, default=400)
    options.add_argument("--patients", type=int, default=4000)
    options.add_argument("--years", type=int, default=10)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds = ",".join(str(seed) for seed in range(1, asked.seeds + 1))
        subprocess.run([COHORT, "sweep", asked.scenario, "--vary", f"seed={seeds}", "--patients", str(asked.patients), "--years", str(asked.years),
                        "--out", f"{folder}/coverage", "--quiet"], check=True)
        with open(f"{folder}/coverage/sweep.csv", newline="") as file:
            rows = list(csv.DictReader(file))
    held, rare = {"level": [], "difference": []}, []
    for column in rows[0]:
        kind = "difference" if column.endswith(".difference") else "level"
        error = f"{column}_se" if kind == "difference" else f"{column}.se"
        if error not in rows[0]:
            continue
        points = [(float(row[column]), float(row[error])) for row in rows if row[column] and row[error]]
        if len(points) < len(rows) or any(error == 0 for _, error in points):
            # In some runs nothing happened at all: a jackknife cannot know of what it has not seen.
            rare.append(column)
            continue
        truth = statistics.fmean(value for value, _ in points)
        share = sum(abs(value - truth) <= 1.959964 * error for value, error in points) / len(points)
        held[kind].append((share, column))
    for kind, shares in held.items():
        if shares:
            print(f"{kind}: {len(shares)} outcomes, coverage {100 * statistics.fmean(share for share, _ in shares):.1f} % on average; "
                  f"lowest {min(shares)[1]} {100 * min(shares)[0]:.1f} %, highest {max(shares)[1]} {100 * max(shares)[0]:.1f} %")
    print(f"left out, since in some runs nobody was concerned: {len(rare)} ({', '.join(rare[:6])} ...)")


if __name__ == "__main__":
    main()
