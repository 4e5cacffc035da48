#!/usr/bin/env python3
"""What watching costs: a run of `cohort serve` alone and with clients that follow it, in turn; and a soak of many clients.

    python3 bench/watchers.py [--patients 3000000] [--clients 10] [--repeat 3]
    python3 bench/watchers.py --soak 60 --clients 50

The clients are threads of this script on the same processors, so that what they cost themselves is in the ratio too.
"""
import argparse
import json
import pathlib
import re
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
COHORT = ROOT / "src/Cohort.Cli/bin/Release/net10.0/cohort"
OUTCOMES = "survival,rate_deaths,prev_cac_positive,prev_cac_over_400,prev_avc_positive,prev_dialysis,mean_cac"


def call(url, method="GET", body=None, content="application/yaml"):
    request = urllib.request.Request(url, data=body, method=method, headers={"X-Cohort": "1", "Content-Type": content})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


def watch(server, run, stop, seen):
    """One client: follows the events, and fetches curves once a second, as the run page does."""
    def follow():
        try:
            with urllib.request.urlopen(f"{server}/api/runs/{run}/events", timeout=120) as events:
                for line in events:
                    if stop.is_set():
                        return
                    seen.append(len(line))
        except OSError:
            pass

    threading.Thread(target=follow, daemon=True).start()
    while not stop.is_set():
        try:
            seen.append(len(call(f"{server}/api/runs/{run}/outcomes?outcomes={OUTCOMES}")))
        except urllib.error.HTTPError:
            pass
        except OSError:
            return
        stop.wait(1)


def simulate(server, patients, clients, number):
    text = (ROOT / "scenarios/natural-history.yaml").read_text()
    text = re.sub(r"^name: .*$", f"name: watched-{number}", text, flags=re.M)
    text = re.sub(r"^patients: .*$", f"patients: {patients}", text, flags=re.M)
    run = json.loads(call(f"{server}/api/runs", "POST", text.encode()))["id"]
    stop, seen = threading.Event(), []
    for _ in range(clients):
        threading.Thread(target=watch, args=(server, run, stop, seen), daemon=True).start()
    memory = []
    while True:
        view = json.loads(call(f"{server}/api/runs/{run}"))
        memory.append(int(re.search(rb"^process_resident_memory_bytes (\d+)", call(f"{server}/metrics"), re.M).group(1)) / 1e6)
        if view["state"] not in ("queued", "running"):
            break
        time.sleep(0.25)
    stop.set()
    return run, view, memory, len(seen)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--patients", type=int, default=3_000_000)
    options.add_argument("--clients", type=int, default=10)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--soak", type=float, help="seconds: many clients follow one long run; memory is watched")
    options.add_argument("--port", type=int, default=5180)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as results:
        server = f"http://127.0.0.1:{asked.port}"
        process = subprocess.Popen([COHORT, "serve", "--urls", server, "--results", results], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            while "listens" not in process.stdout.readline():
                pass
            if asked.soak:
                soak(server, asked)
            else:
                compare(server, asked)
        finally:
            process.terminate()
            process.wait()


def compare(server, asked):
    simulate(server, 100_000, 0, "warm")
    alone, watched = [], []
    for number in range(asked.repeat):
        alone.append(simulate(server, asked.patients, 0, f"alone-{number}")[1]["patientYearsPerSecond"])
        _, view, _, messages = simulate(server, asked.patients, asked.clients, f"with-{number}")
        watched.append(view["patientYearsPerSecond"])
        print(f"alone {alone[-1] / 1e6:.2f} M lived patient-years/s, with {asked.clients} clients {watched[-1] / 1e6:.2f} ({watched[-1] / alone[-1]:.3f}; {messages} messages)", flush=True)
    print(f"median ratio {statistics.median(w / a for w, a in zip(watched, alone)):.3f}")


def soak(server, asked):
    text = (ROOT / "scenarios/natural-history.yaml").read_text()
    text = re.sub(r"^patients: .*$", "patients: 1000000000", text, flags=re.M)
    run = json.loads(call(f"{server}/api/runs", "POST", text.encode()))["id"]
    stop, seen = threading.Event(), []
    for _ in range(asked.clients):
        threading.Thread(target=watch, args=(server, run, stop, seen), daemon=True).start()
    begun, memory = time.time(), []
    while time.time() - begun < asked.soak:
        time.sleep(1)
        memory.append(int(re.search(rb"^process_resident_memory_bytes (\d+)", call(f"{server}/metrics"), re.M).group(1)) / 1e6)
    stop.set()
    call(f"{server}/api/runs/{run}/cancel", "POST", b"")
    third = len(memory) // 3
    print(f"{asked.clients} clients, {asked.soak:.0f} s, {len(seen)} messages; memory: first third {max(memory[:third]):.0f} MB at most, last third {max(memory[-third:]):.0f} MB")


if __name__ == "__main__":
    main()
