"""Reads the results of a Cohort run into pandas tables: types, categories, and units and meanings as attributes of the columns."""
import json
import pathlib
import shutil
import subprocess

import pandas

ROOT = pathlib.Path(__file__).resolve().parent.parent
CATEGORIES = {
    "age_band": ["20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90+", "all"],
    "sex": ["female", "male", "all"],
    "ckd_stage": ["G1", "G2", "G3a", "G3b", "G4", "G5", "G5D", "G5T", "all"],
    "diabetes": ["no", "yes", "all"],
    "warfarin": ["no", "yes", "all"],
}


def command(*arguments):
    """Runs a command of cohort and gives what it prints: the program on the path, else that of this checkout."""
    program = [shutil.which("cohort")] if shutil.which("cohort") else ["dotnet", "run", "-c", "Release", "--project", str(ROOT / "src/Cohort.Cli"), "--"]
    done = subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or done.stdout.strip())
    return done.stdout


class Run:
    """A finished run. Tables are read when they are first asked for: outcomes, summary, comparisons, replicates, trajectories, events."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        self.about = json.loads((self.directory / "run.json").read_text())
        self.arms = [arm["name"] for arm in self.about["scenario"]["arms"]]
        self._dictionary = None

    def __getattr__(self, table):
        file = self.directory / f"{table}.csv"
        if table.startswith("_") or not file.exists():
            raise AttributeError(f"{self.directory} has no table '{table}'")
        frame = pandas.read_csv(file, keep_default_na=False, na_values=[""])
        for column in frame.columns.intersection(CATEGORIES):
            # In trajectories some of these are numbers.
            if frame[column].dtype == object:
                frame[column] = pandas.Categorical(frame[column], CATEGORIES[column], ordered=True)
        for column in frame.columns.intersection(["arm", "comparator"]):
            frame[column] = pandas.Categorical(frame[column], self.arms, ordered=True)
        for name, entry in self.dictionary.get(f"{table}.csv", {}).get("columns", {}).items():
            if name in frame:
                frame[name].attrs.update(entry)
        frame.attrs["columns"] = self.dictionary.get(f"{table}.csv", {}).get("columns", {})
        setattr(self, table, frame)
        return frame

    @property
    def dictionary(self):
        """What every column means: file -> columns -> unit and meaning."""
        if self._dictionary is None:
            self._dictionary = json.loads(command("dictionary"))
        return self._dictionary

    def unit(self, table, column):
        """The unit of a column."""
        return self.dictionary[f"{table}.csv"]["columns"][column]["unit"]

    def yearly(self, counts, by=("arm", "calendar_year")):
        """Counts of outcomes added over strata."""
        return self.outcomes.groupby(list(by), observed=True)[list(counts)].sum().reset_index()


def run(scenario, out, **options):
    """Simulates a scenario into a folder, unless it is there already, and opens the results: run("my.yaml", "results/my", patients=5000)."""
    if not (pathlib.Path(out) / "run.json").exists():
        flags = [text for name, value in options.items() for text in (f"--{name}", str(value))]
        command("run", scenario, "--out", out, "--quiet", "--force", *flags)
    return Run(out)
