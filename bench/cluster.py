#!/usr/bin/env python3
"""The cluster against the embedded engine, and three silos against one: runs one after the other, so that the load of others hits all; processor seconds count, start-up apart."""

import argparse
import contextlib
import glob
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from measure import COHORT, ROOT, build, machine, median, run, table

SILO = ROOT / "src/Cohort.Silo/bin/Release/net10.0/cohort-silo"
SCENARIO = ROOT / "scenarios/warfarin-to-doac.yaml"
ONE_ARM = ROOT / "scenarios/natural-history.yaml"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def postgres():
    """A PostgreSQL of its own, as a user who may run it; gives its connection string."""
    programs = Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        user = []
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres", folder], check=True)
            user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]

        def server(program, *arguments):
            subprocess.run([*user, programs / program, "-D", f"{folder}/data", *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        server("initdb", "-U", "cohort", "--auth=trust", "--no-sync")
        server("pg_ctl", "start", "-w", "-o", f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}")
        try:
            yield f"Host=127.0.0.1;Port={port};Username=cohort;Database=postgres"
        finally:
            server("pg_ctl", "stop", "-m", "immediate")


def processor_seconds(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def silos(connection, count, threads, folder):
    members = []
    try:
        for _ in range(count):
            pages = free_port()
            members.append(subprocess.Popen(
                [SILO, "silo", "--clustering", "postgres", "--connection", connection, "--threads", str(threads), "--results", f"{folder}/results",
                 "--port", str(free_port()), "--gateway-port", str(free_port()), "--dashboard-port", str(pages)], stdout=subprocess.DEVNULL))
            for _ in range(600):
                with contextlib.suppress(OSError):
                    if urllib.request.urlopen(f"http://127.0.0.1:{pages}/health/ready").status == 200:
                        break
                time.sleep(0.1)
        yield members
    finally:
        for member in members:
            member.terminate()
            member.wait()


def in_cluster(count, threads, patients):
    """Wall and processor seconds of silos for a run, after a short one that warms them."""
    with postgres() as connection, tempfile.TemporaryDirectory() as folder:
        subprocess.run([SILO, "setup", "--connection", connection], check=True, stdout=subprocess.DEVNULL)
        with silos(connection, count, threads, folder) as members:
            def submit(number, name):
                run([SILO, "run", SCENARIO, "--patients", number, "--quiet", "--out", f"{folder}/{name}", "--cluster", connection])

            submit(50_000, "warm")
            before = sum(map(processor_seconds, members))
            submit(patients, "run")
            spent = sum(map(processor_seconds, members)) - before
            timings, = [json.loads(Path(path).read_text()) for path in glob.glob(f"{folder}/results/*/timings.json") if json.loads(Path(path).with_name("run.json").read_text())["counts"]["patients"] == patients]
            return timings["seconds"], spent


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--patients", type=int, default=2_000_000)
    options.add_argument("--patient-grains", type=int, default=100_000)
    options.add_argument("--pairs", type=int, default=3)
    chosen = options.parse_args()
    build("src/Cohort.Silo")
    build("src/Cohort.Cli")

    def timed(program, scenario, patients, *more):
        with tempfile.TemporaryDirectory() as folder:
            one = run([program, "run", scenario, "--patients", patients, "--quiet", "--out", Path(folder) / "out", *more])
            timings = json.loads((Path(folder) / "out/timings.json").read_text())
            return one, timings["patient_years_per_second"] * timings["seconds"]

    pairs = [(timed(COHORT, SCENARIO, chosen.patients)[0], timed(SILO, SCENARIO, chosen.patients)[0]) for _ in range(chosen.pairs)]
    starts = [(timed(COHORT, SCENARIO, 1, "--years", 1)[0], timed(SILO, SCENARIO, 1, "--years", 1)[0]) for _ in range(chosen.pairs)]
    grains = [timed(SILO, ONE_ARM, chosen.patient_grains, "--grain", "patient") for _ in range(chosen.pairs)]
    clusters = [(in_cluster(1, 2, chosen.patients), in_cluster(3, 1, chosen.patients)) for _ in range(chosen.pairs)]

    def work(which, measure):
        return median(measure(pair[which]) for pair in pairs) - median(measure(start[which]) for start in starts)

    def seconds(one):
        return one.seconds

    def processor(one):
        return one.processor_seconds

    def patient_rate(measure, processors):
        start = median(measure(pair[1]) for pair in starts)
        return median(processors * years / (measure(one) - start) for one, years in grains)

    rows = [
        ["--grain shard: throughput against embedded, processor time", f"{100 * work(0, processor) / work(1, processor):.0f} %"],
        ["--grain shard: throughput against embedded, wall time", f"{100 * work(0, seconds) / work(1, seconds):.0f} %"],
        ["start-up above embedded", f"{median(pair[1].seconds - pair[0].seconds for pair in starts):.1f} s"],
        ["peak memory: embedded, --grain shard, --grain patient", ", ".join(
            f"{median(peaks):.0f}" for peaks in ([pair[0].peak_megabytes for pair in pairs], [pair[1].peak_megabytes for pair in pairs], [one.peak_megabytes for one, _ in grains])) + " MB"],
        ["--grain patient: years lived a second, wall time", f"{patient_rate(seconds, 1):,.0f}"],
        ["--grain patient: years lived a second on all processors, processor time", f"{patient_rate(processor, os.cpu_count()):,.0f}"],
        ["three silos of one worker against one of two, processor time", f"{100 * median(one[1] / three[1] for one, three in clusters):.0f} %"],
        ["three silos of one worker against one of two, wall time", f"{100 * median(one[0] / three[0] for one, three in clusters):.0f} %"],
    ]
    print(f"\n{machine()}; {chosen.patients:,} and {chosen.patient_grains:,} patients, median of {chosen.pairs}\n")
    print(table(["what", "value"], rows))


main()
