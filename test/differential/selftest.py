"""The test must be able to fail: results that are wrong on purpose are found, and made small."""
from collections import Counter
from dataclasses import replace

import oracle
from choices import Choices
from engines import Mode, Outcome, check, compare
from features import BASE
from queries import Queries
from shrink import Case, Shrinker
from tables import random_tables

MODE = Mode(False, 1)


class Distorted:
    """Answers as DuckDB does, without the rows that hold a NULL."""

    def run(self, tables, queries, mode):
        found = oracle.run(tables, queries)
        return {name: Counter({row: count for row, count in rows.items() if None not in row}) for name, rows in found.items()}


def comparisons():
    """What counts as different."""
    rows = Counter({(1, "a"): 2, (2, None): 1})
    yield "equal rows", compare(rows, Counter(rows)).verdict == "equal"
    yield "counts of 0", compare(Counter({(1, "a"): 2, (2, None): 1, (3, "b"): 0}), rows).verdict == "equal"
    yield "a row too few", compare(Counter({(1, "a"): 1, (2, None): 1}), rows).missing == Counter({(1, "a"): 1})
    yield "another value", compare(Counter({(1, "a"): 2, (2, ""): 1}), rows).verdict == "different"
    yield "a row taken back that never came", compare(Counter({**rows, (9, "z"): -1}), rows).verdict == "different"
    yield "a failure", compare(Outcome("failed", "crash"), rows).verdict == "failed"


def distorted():
    """A wrong result is found within a few queries and shrinks to a row or two."""
    features = [feature for feature in BASE if "window" not in feature]  # of which the least is not that short
    def verdict(case):
        return check(Distorted(), case.tables, case.queries(), MODE)["q0"]

    tables = random_tables("self-test")
    for number in range(50):
        choices = Choices(f"self-test/{number}")
        Queries(choices, tables, features).whole()
        case = Case(tables, [choices.taken], features)
        if verdict(case).verdict == "different":
            small = Shrinker(lambda other: verdict(other).verdict == "different", 500).run(case)
            yield "shrunk rows", sum(len(table.histories) for table in small.tables) <= 2
            yield "shrunk query", len(small.text()) < 120 and verdict(small).verdict == "different"
            return
    yield "a wrong result is found", False


def verdicts(millrace, features):
    """What Millrace refuses, rejects and fails at are told apart, and leave the other queries of the batch as they are."""
    tables = random_tables("self-test")
    choices = Choices(recorded=[])
    good = Queries(choices, tables, features).project(0)
    texts = {"refused": "SELECT * FROM t0 MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS i PATTERN (A) DEFINE A AS TRUE)", "rejected": "SELECT nowhere FROM t0",
             "failed": "SELECT CAST('x' || CAST(id AS STRING) AS INT) FROM (SELECT COUNT(*) AS id FROM (VALUES (1)) AS v(x))"}
    queries = {"good": good, **{name: replace(good, flink=text) for name, text in texts.items()}}
    outcomes = check(millrace, tables, queries, MODE)
    yield "good", outcomes["good"].verdict == "equal"
    for name in texts:
        yield name, outcomes[name].verdict == name


def run(millrace, features):
    """(passed, failed)"""
    results = [*comparisons(), *distorted(), *verdicts(millrace, features)]
    for name, holds in results:
        if not holds:
            print(f"self-test failed: {name}")
    return sum(holds for _, holds in results), sum(not holds for _, holds in results)
