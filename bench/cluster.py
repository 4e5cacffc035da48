#!/usr/bin/env python3
"""The cluster against the embedded engine: pairs of runs, one after the other, so that the load of others hits both; processor seconds count, start-up apart."""

import argparse
import tempfile
from pathlib import Path

from measure import COHORT, ROOT, build, machine, median, run, table

SILO = ROOT / "src/Cohort.Silo/bin/Release/net10.0/cohort-silo"
SCENARIO = ROOT / "scenarios/warfarin-to-doac.yaml"
ONE_ARM = ROOT / "scenarios/natural-history.yaml"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--patients", type=int, default=400_000)
    options.add_argument("--patient-grains", type=int, default=16_384)
    options.add_argument("--pairs", type=int, default=3)
    chosen = options.parse_args()
    build("src/Cohort.Silo")
    build("src/Cohort.Cli")

    def timed(program, scenario, patients, *more):
        with tempfile.TemporaryDirectory() as folder:
            return run([program, "run", scenario, "--patients", patients, "--quiet", "--out", Path(folder) / "out", *more])

    pairs = [(timed(COHORT, SCENARIO, chosen.patients), timed(SILO, SCENARIO, chosen.patients)) for _ in range(chosen.pairs)]
    starts = [(timed(COHORT, SCENARIO, 1, "--years", 1), timed(SILO, SCENARIO, 1, "--years", 1)) for _ in range(chosen.pairs)]
    grains = [timed(SILO, ONE_ARM, chosen.patient_grains, "--grain", "patient") for _ in range(chosen.pairs)]

    def work(which, measure):
        return median(measure(pair[which]) for pair in pairs) - median(measure(start[which]) for start in starts)

    def seconds(one):
        return one.seconds

    def processor(one):
        return one.processor_seconds

    start = median(pair[1].seconds - pair[0].seconds for pair in starts)
    years = chosen.patient_grains * 40
    patient_work = median(one.seconds for one in grains) - median(pair[1].seconds for pair in starts)
    rows = [
        ["--grain shard: throughput against embedded, processor time", f"{100 * work(0, processor) / work(1, processor):.0f} %"],
        ["--grain shard: throughput against embedded, wall time", f"{100 * work(0, seconds) / work(1, seconds):.0f} %"],
        ["start-up above embedded", f"{start:.1f} s"],
        ["--grain patient: patient-years a second (patients x years)", f"{years / patient_work:,.0f}"],
        ["peak memory, shard", f"{median(pair[1].peak_megabytes for pair in pairs):.0f} MB"],
    ]
    print(f"\n{machine()}; {chosen.patients:,} and {chosen.patient_grains:,} patients, median of {chosen.pairs}\n")
    print(table(["what", "value"], rows))


main()
