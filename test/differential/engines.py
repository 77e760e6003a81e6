"""Runs queries by Millrace, many in one pipeline, and says how their results differ from the oracle's."""
import json
import os
import re
import signal
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

import oracle
import tables as tables_module
from sqltypes import comparable

TIMEOUT_S = 120


@dataclass
class Outcome:
    """What became of a query: `equal`, `different`, `refused` (an honest MR04.., or a limit of DuckDB), `rejected` (any other diagnostic), `failed`
    (run time, crash, hang) or `generator` (not even DuckDB can run it)."""
    verdict: str
    detail: str = ""
    missing: Counter = field(default_factory=Counter)  # rows that DuckDB has and Millrace has not
    unexpected: Counter = field(default_factory=Counter)
    together: tuple = ()  # names of the queries without which it does not fail


@dataclass(frozen=True)
class Mode:
    optimised: bool
    shards: int

    def flags(self):
        return ["-O3" if self.optimised else "-O0", "-p", str(self.shards)]

    def __str__(self):
        return " ".join(self.flags())


def sink_ddl(name, relation, path):
    columns = ", ".join(f"c{number} {type_.flink()}" for number, type_ in enumerate(relation.types()))
    return f"CREATE TABLE {name} ({columns}) WITH ('connector'='filesystem', 'path'='{path}', 'format'='changelog-json');"


def script(tables, queries, folder):
    """The pipeline, one statement a line, and the line at which each query stands."""
    used = frozenset().union(*(relation.tables for relation in queries.values()))
    lines = [tables_module.flink_ddl(table, os.path.join(folder, table.name)) for table in tables if table.name in used]
    lines += [sink_ddl(name, relation, os.path.join(folder, "out", name)) for name, relation in queries.items()]
    places = {len(lines) + 1 + place: name for place, name in enumerate(queries)}
    return "\n".join(lines + [f"INSERT INTO {name} {relation.flink};" for name, relation in queries.items()]) + "\n", places


def materialised(folder, types):
    """What a changelog leaves: rows as a multiset. A row that is taken back more often than it came stays with a negative count."""
    rows = Counter()
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if name.startswith("."):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for line in file:
                try:
                    change = json.loads(line, parse_float=Decimal)
                except ValueError:
                    return Outcome("failed", f"a line of the result that is no JSON: {line[:500]}")
                row = tuple(comparable(type_, value) for type_, value in zip(types, change["data"].values()))
                rows[row] += 1 if change["op"] in ("+I", "+U") else -1
    return rows


class Millrace:
    def __init__(self, path):
        self.path = path

    def run(self, tables, queries, mode):
        """name -> Counter of rows, or an Outcome where there are none. `queries` is name -> relation."""
        with tempfile.TemporaryDirectory() as folder:
            for table in tables:
                tables_module.write(table, folder)
            return self.run_in(folder, tables, queries, mode)

    def run_in(self, folder, tables, queries, mode):
        text, places = script(tables, queries, folder)
        path = os.path.join(folder, "batch.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        code, errors = self.call(path, mode)
        if code == 0:
            results = {name: materialised(os.path.join(folder, "out", name), relation.types()) for name, relation in queries.items()}
            subprocess.run(["rm", "-rf", os.path.join(folder, "out")], check=True)
            return results
        refused = diagnosed(errors, places) if code == 1 else {}
        if refused:
            rest = {name: relation for name, relation in queries.items() if name not in refused}
            return {**refused, **(self.run_in(folder, tables, rest, mode) if rest else {})}
        subprocess.run(["rm", "-rf", os.path.join(folder, "out")], check=True)
        return self.divided(folder, tables, queries, mode, f"exit code {code}: {errors.strip()[-2000:]}")

    def divided(self, folder, tables, queries, mode, detail):
        """One of the queries broke the pipeline: both halves on their own."""
        if len(queries) == 1:
            return {name: Outcome("failed", detail) for name in queries}
        names = list(queries)
        halves = names[:len(names) // 2], names[len(names) // 2:]
        results = {}
        for half in halves:
            results.update(self.run_in(folder, tables, {name: queries[name] for name in half}, mode))
        if not any(isinstance(result, Outcome) and result.verdict == "failed" for result in results.values()):
            results[names[0]] = Outcome("failed", detail, together=tuple(names))
        return results

    def call(self, path, mode):
        process = subprocess.Popen([self.path, "run", "--quiet", *mode.flags(), path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env={**os.environ, "TZ": "UTC", "NO_COLOR": "1"}, text=True, errors="replace")
        try:
            errors = process.communicate(timeout=TIMEOUT_S)[1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return -signal.SIGKILL, f"did not end within {TIMEOUT_S} s"
        return process.returncode, errors


def diagnosed(errors, places):
    """name -> Outcome of the queries that diagnostics point at."""
    found = {}
    for diagnostic in re.split(r"^(?=error\[)", errors, flags=re.M):
        place = re.search(r"^ *--> .*?:(\d+):\d+", diagnostic, re.M)
        name = place and places.get(int(place[1]))
        if name and diagnostic.startswith("error["):
            verdict = "refused" if re.match(r"error\[MR04\d\d\]", diagnostic) else "rejected"
            if name not in found or verdict == "rejected":
                found[name] = Outcome(verdict, diagnostic.strip()[:2000])
    return found


def compare(found, expected):
    if isinstance(found, Outcome):
        return found
    found = Counter({row: count for row, count in found.items() if count})
    if found == expected:
        return Outcome("equal")
    missing, unexpected = Counter(expected), Counter(found)
    missing.subtract(found)
    unexpected.subtract(expected)
    return Outcome("different", "", +missing, +unexpected)


def check(millrace, tables, queries, mode):
    """name -> Outcome."""
    expected = oracle.run(tables, queries)
    runnable = {name: relation for name, relation in queries.items() if not isinstance(expected[name], str)}
    found = millrace.run(tables, runnable, mode) if runnable else {}
    return {name: without_oracle(rows) if isinstance(rows, str) else compare(found[name], rows) for name, rows in expected.items()}


def without_oracle(error):
    """DuckDB has limits of its own, which it names; any other error is one of this test."""
    return Outcome("refused" if "Not implemented" in error else "generator", error)
