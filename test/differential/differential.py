"""Random queries over random tables: what Millrace leaves in the end must be what DuckDB computes from the tables' last contents.

A batch of queries shares its tables and runs as one pipeline. Everything follows from the seed, the number of the query and the features that
Millrace has. Failures are made smaller and printed with the script that shows them.
"""
import argparse
import concurrent.futures
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace

import features as features_module
import oracle
import report
import selftest
from choices import Choices
from engines import Millrace, Mode, check
from queries import Queries
from shrink import Case, Shrinker
from tables import random_tables

BATCH = 25
MODES = [Mode(False, 1), Mode(True, 3), Mode(False, 3), Mode(True, 1), Mode(False, 3), Mode(False, 1)]
ATTEMPTS = 500  # to make one smaller
MOST_REFUSED = 0.1


class Run:
    def __init__(self, millrace, seed, features, modes=MODES):
        self.millrace, self.seed, self.features, self.modes = millrace, seed, features, modes

    def tables(self, batch):
        return random_tables(f"{self.seed}/{batch}")

    def case(self, *numbers):
        """Queries of one batch, with the choices that made each."""
        tables = self.tables(numbers[0] // BATCH)
        made = [Choices(f"{self.seed}/query/{number}") for number in numbers]
        for choices in made:
            Queries(choices, tables, self.features).whole()
        return Case(tables, [choices.taken for choices in made], self.features)

    def mode(self, batch):
        return self.modes[batch % len(self.modes)]

    def batch(self, numbers):
        """[(number, Outcome)] of queries of one batch."""
        batch = numbers[0] // BATCH
        queries = {f"q{number}": self.case(number).queries()["q0"] for number in numbers}
        outcomes = check(self.millrace, self.tables(batch), queries, self.mode(batch))
        return [(number, outcomes[f"q{number}"]) for number in numbers]

    def shrunk(self, number, outcome):
        """A smaller case that fails in the same way, and its outcome; the query alone if it does not fail again."""
        mode = self.mode(number // BATCH)

        def worst(case):
            outcomes = check(self.millrace, case.tables, case.queries(), mode).values()
            return next((found for found in outcomes if found.verdict == outcome.verdict), None)

        case = self.case(*([int(name[1:]) for name in outcome.together] or [number]))
        found = worst(case)
        if not found:
            return case, replace(outcome, detail="does not fail again; at first: " + outcome.detail)
        case = Shrinker(worst, ATTEMPTS).run(case)
        return case, worst(case) or found


def batches(numbers):
    found = {}
    for number in numbers:
        found.setdefault(number // BATCH, []).append(number)
    return list(found.values())


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=2000, help="how many (2000)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--query", type=int, help="only the query of this number")
    parser.add_argument("--mode", choices=[str(mode) for mode in MODES], help="only this way of running: --mode='-O0 -p 3'")
    parser.add_argument("--features", help="names separated by commas, instead of those that Millrace runs")
    parser.add_argument("--shrink", type=int, default=3, help="how many failures are made smaller (3); the others are only named")
    parser.add_argument("--show", action="store_true", help="print the queries, run nothing")
    parser.add_argument("--millrace", default=os.environ.get("MILLRACE", os.path.join(oracle.ROOT, "build/release/bin/millrace")))
    return parser.parse_args()


def main():
    chosen = options()
    oracle.install()
    began = time.monotonic()
    chosen.millrace = os.path.abspath(chosen.millrace)
    millrace = Millrace(chosen.millrace)
    with tempfile.TemporaryDirectory() as folder:
        features = chosen.features.split(",") if chosen.features else features_module.detect(chosen.millrace, folder)
    print(f"seed {chosen.seed}; features: {', '.join(features)}", flush=True)
    modes = [mode for mode in MODES if str(mode) == chosen.mode][:1] if chosen.mode else MODES
    run = Run(millrace, chosen.seed, features, modes)
    numbers = [chosen.query] if chosen.query is not None else range(chosen.queries)
    if chosen.show:
        for number in numbers:
            relation = run.case(number).queries()["q0"]
            print(f"-- {number}\n{relation.flink};\n-- DuckDB: {relation.duck}")
        return 0
    passed, failed = selftest.run(millrace, features) if chosen.query is None else (0, 0)
    counts, refused, failures = Counter(), Counter(), []
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for outcomes in pool.map(run.batch, batches(numbers)):
            for number, outcome in outcomes:
                counts[outcome.verdict] += 1
                if outcome.verdict == "refused":
                    refused[report.reason(outcome)] += 1
                elif outcome.verdict != "equal":
                    failures.append((number, outcome))
                    report.named(run, number, outcome)
    report.summary(counts, refused, time.monotonic() - began)
    for number, outcome in failures[:chosen.shrink]:
        report.failure(run, number, *run.shrunk(number, outcome))
    too_many = counts["refused"] > MOST_REFUSED * len(numbers)
    print(f"{passed + counts['equal']} passed, {failed + len(failures) + too_many} failed")
    return 1 if failed or failures or too_many else 0


if __name__ == "__main__":
    sys.exit(main())
