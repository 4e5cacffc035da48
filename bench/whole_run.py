#!/usr/bin/env python3
"""Times real runs of cohort from process start to exit, by patients, arms and threads: patient-years (patients x years x arms) a second and peak memory."""

import argparse
import shlex
import tempfile
from pathlib import Path

from measure import COHORT, ROOT, build, machine, median, run, table

SCENARIOS = {1: "scenarios/natural-history.yaml", 3: "scenarios/warfarin-to-doac.yaml", 10: "bench/scenarios/ten-arms.yaml"}


def numbers(text):
    return [int(float(one)) for one in text.split(",")]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--patients", type=numbers, default=[10_000, 100_000, 1_000_000], help="sizes, such as 1e4,1e5,1e6")
    options.add_argument("--arms", type=numbers, default=[1, 3], help="1: natural history; 3: warfarin to DOAC; 10: arms that part in year 20 of 40")
    options.add_argument("--threads", type=numbers, default=[1, 2])
    options.add_argument("--years", type=int, default=40)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--prefix", default="", help='put before every command that is timed, such as "chrt -r 50"')
    chosen = options.parse_args()
    build("src/Cohort.Cli")

    rows = []
    for arms in chosen.arms:
        for patients in chosen.patients:
            for threads in chosen.threads:
                command = [COHORT, "run", ROOT / SCENARIOS[arms], "--patients", patients, "--years", chosen.years, "--threads", threads, "--quiet"]
                with tempfile.TemporaryDirectory() as folder:
                    runs = [run([*command, "--out", Path(folder) / str(k)], shlex.split(chosen.prefix)) for k in range(chosen.repeat)]
                seconds = median(one.seconds for one in runs)
                years = patients * chosen.years * arms
                rows.append([
                    f"{arms} arm{'s' * (arms > 1)}", f"{patients:,}", str(threads), f"{seconds:.2f}", f"{median(one.processor_seconds for one in runs):.2f}", f"{years / seconds / 1e6:.2f}", f"{seconds / years * 1e9:.0f}",
                    f"{median(one.peak_megabytes for one in runs):.0f}"])
                print("  ".join(rows[-1]), flush=True)

    print(f"\n{machine()}; {chosen.years} years, median of {chosen.repeat}\n")
    print(table(["scenario", "patients", "threads", "seconds", "processor seconds", "M patient-years / s", "ns / patient-year", "peak MB"], rows))


main()
