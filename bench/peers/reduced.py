"""The reduced model of README.md as one would write it in numpy: arrays of all patients, one operation after the other."""

import json
import sys
import time

import numpy as np

NAMES = ["age", "female", "egfr", "phosphate", "pth", "fgf23", "ppi", "osteogenic", "medial", "cac", "avc"]


def begin(n, random):
    u = random.random((3, n))
    age = 40 + np.floor(40 * u[0])
    return {
        "age": age,
        "female": (u[1] < 0.5).astype(float),
        "egfr": (130 - age) * (0.7 + 0.6 * u[2]),
        "phosphate": np.full(n, 1.1),
        "pth": np.full(n, 40.0),
        "fgf23": np.full(n, 60.0),
        "ppi": np.full(n, 2.5),
        "osteogenic": np.full(n, 0.02),
        "medial": np.full(n, 0.05),
        "cac": np.zeros(n),
        "avc": np.zeros(n),
        "alive": np.ones(n),
    }


def logistic(x):
    return 1 / (1 + np.exp(-x))


def advance(p, random):
    u = random.random((4, p["age"].size))
    lives = p["alive"] != 0
    age, female = p["age"], p["female"]
    new = {}
    new["egfr"] = egfr = np.maximum(5, p["egfr"] - np.exp(1.6 * (u[0] - 0.5)))
    g = np.log(egfr / 100)
    new["phosphate"] = phosphate = 1.05 + 0.9 * logistic((20 - egfr) / 6)
    new["fgf23"] = 60 * np.exp(0.5 * (phosphate - 1.1) - 0.9 * g)
    new["pth"] = 40 * np.exp(0.4 * (phosphate - 1.1) - 0.7 * g)
    drive = np.log(phosphate / 1.1)
    target = logistic(8 * drive + 0.03 * (age - 60) - 3)
    new["osteogenic"] = osteogenic = p["osteogenic"] + 0.2 * (target - p["osteogenic"])
    new["ppi"] = ppi = 2.5 / (1 + 1.5 * osteogenic)
    new["medial"] = medial = p["medial"] + 0.01 * (4 * osteogenic + 0.1) * np.exp(-0.5 * (ppi - 2.5))
    new["cac"] = cac = p["cac"] * np.exp(0.08 * (1 + drive) + 0.05 * osteogenic) + (u[1] < 0.04) * (5 + 10 * medial)
    new["avc"] = p["avc"] * (1.08 + 0.05 * osteogenic) + (u[2] < 0.01 + 0.02 * osteogenic) * 8.0
    hazard = np.exp(0.09 * age - 10.2 - 0.3 * female + 0.003 * (100 - egfr) + 0.0005 * np.minimum(cac, 1000))
    for name, values in new.items():
        np.copyto(p[name], values, where=lives)
    p["alive"] = (lives & (u[3] >= hazard)).astype(float)
    p["age"] = age + p["alive"]


def fold(p, sums):
    women = p["alive"] * p["female"]
    men = p["alive"] - women
    for v, name in enumerate([*NAMES, "alive"]):
        sums[0, v] += men @ p[name]
        sums[1, v] += women @ p[name]


def main():
    patients, years = int(sys.argv[1]), int(sys.argv[2])
    start = time.perf_counter()
    random = np.random.default_rng(1)
    sums = np.zeros((years + 1, 2, len(NAMES) + 1))
    p = begin(patients, random)
    for year in range(1, years + 1):
        advance(p, random)
        fold(p, sums[year])
    seconds = time.perf_counter() - start
    strata = []
    for sex in range(2):
        chosen = (p["alive"] == 1) & (p["female"] == sex)
        strata.append({"living": int(chosen.sum()), **{name: [p[name][chosen].mean(), p[name][chosen].std()] for name in NAMES}})
    print(json.dumps({"seconds": seconds, "patients": patients, "strata": strata}))


main()
