"""The queries of examples/nexmark: what runs is what its README says, every way of running one gives the same rows, and its plan is that of
nexmark-plans. With MILLRACE_UPDATE_DOCS=1 the plans are written instead of compared: read what changed."""
import difflib
import os
import re
import subprocess
from collections import Counter

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "examples/nexmark")
PLANS = os.path.join(ROOT, "test/examples/nexmark-plans")
EVENTS, RATE = 5000, 500  # per second of event time: no two events at one millisecond, so that no ORDER BY has ties
LINE = re.compile(r"^(?:\d+> )?([+-][IUD])\[(.*)\]$")
UNREPEATABLE = {"q12": "its windows are those of the machine's clock"}


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def listed():
    """query -> `yes`, or the codes with which it is refused."""
    return dict(re.findall(r"^\| (q\d+) \| [^|]+ \| ([^|]+) \|$", read("README.md"), re.M))


def rows_left(output):
    rows = Counter()
    for kind, row in (match.groups() for match in map(LINE.match, output.splitlines()) if match):
        rows[row] += 1 if kind in ("+I", "+U") else -1
    return Counter({row: count for row, count in rows.items() if count})


class Nexmark:
    def __init__(self, millrace, scratch):
        self.millrace, self.scratch = millrace, scratch
        self.passed = self.failed = 0
        tables = read("tables.sql").replace("'events.num' = '1000000'", f"'events.num' = '{EVENTS}'")
        self.tables = self.write("tables.sql", re.sub(r"(-event.rate' = )'\d+'", rf"\1'{RATE}'", tables))
        with open(os.path.join(scratch, "side_input.csv"), "w", encoding="utf-8") as file:
            file.writelines(f"{key},{key}\n" for key in range(10000))

    def write(self, name, text):
        path = os.path.join(self.scratch, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def call(self, *command):
        return subprocess.run(command, cwd=self.scratch, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)

    def expect(self, holds, what):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        if not holds:
            print(what)

    def files_left(self):
        """Lines of q10's files by partition; takes them away."""
        rows = Counter()
        for path, _, names in os.walk(os.path.join(self.scratch, "nexmark_q10"), topdown=False):
            for name in names:
                if not name.startswith((".", "_")):
                    with open(os.path.join(path, name), encoding="utf-8") as file:
                        rows.update(os.path.basename(path) + " " + line for line in file)
                os.remove(os.path.join(path, name))
            os.rmdir(path)
        return rows

    def plan(self, name, script):
        explained = self.call(self.millrace, "explain", "-i", self.tables, script)
        path = os.path.join(PLANS, name + ".txt")
        if os.environ.get("MILLRACE_UPDATE_DOCS"):
            with open(path, "w", encoding="utf-8") as file:
                file.write(explained.stdout)
        known = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                known = file.read()
        self.expect(explained.stdout == known and known, f"{name}: EXPLAIN is not {path}:\n{explained.stderr}" + "".join(
            difflib.unified_diff(known.splitlines(True), explained.stdout.splitlines(True), "known", "now")))

    def query(self, name, claim):
        script = self.write(name + ".sql", read(name + ".sql").replace("'connector' = 'blackhole'", "'connector' = 'print'"))
        first = self.call(self.millrace, "run", "-i", self.tables, script)
        runs = "yes" if first.returncode == 0 else " ".join(sorted(set(re.findall(r"MR\d{4}", first.stderr)))) or first.stderr
        self.expect(runs == claim, f"{name}: README.md says `{claim}`, but it is `{runs}`")
        if runs != "yes":
            return
        self.plan(name, script)
        results = {"jit": self.files_left() or rows_left(first.stdout)}
        binary = os.path.join(self.scratch, name)
        built = self.call(self.millrace, "build", "-i", self.tables, script, "-o", binary)
        self.expect(built.returncode == 0, f"{name}: {built.stderr}")
        for way, command in {"p3": [self.millrace, "run", "-p", "3", "-i", self.tables, script],
                             "unoptimised": [self.millrace, "run", "-O0", "-i", self.tables, script], "binary": [binary]}.items():
            output = self.call(*command).stdout
            results[way] = self.files_left() or rows_left(output)
        if name in UNREPEATABLE:
            return
        for way, rows in results.items():
            self.expect(rows == results["jit"] and rows, f"{name} by {way}: {sum(rows.values())} rows, by jit {sum(results['jit'].values())}, "
                        f"of which {sum((results['jit'] - rows).values())} differ")

    def same_events_from_a_file(self):
        """What `millrace bench nexmark` writes, read as json, is what the connector gives: at one shard and at three."""
        events = os.path.join(self.scratch, "events.jsonl")
        for _ in range(2):
            written = self.call(self.millrace, "bench", "nexmark", "--events", str(EVENTS), "--rate", str(RATE), "--out", events)
            self.expect(written.returncode == 0, written.stderr)
            with open(events, encoding="utf-8") as file:
                text = file.read()
            self.expect(text.count("\n") == EVENTS, f"{text.count(chr(10))} events instead of {EVENTS}")
        self.call(self.millrace, "bench", "nexmark", "--events", str(EVENTS), "--rate", str(RATE), "--seed", "7", "--out", events + ".7")
        with open(events + ".7", encoding="utf-8") as file:
            self.expect(file.read() != text, "another seed gives the same events")
        options = re.compile(r"WITH \(\s*'connector' = 'nexmark'[^)]*\)")
        with open(self.tables, encoding="utf-8") as file:
            from_file = self.write("file.sql", options.sub("WITH ('connector' = 'filesystem', 'path' = 'events.jsonl', 'format' = 'json')", file.read()))
        select = self.write("select.sql", "SELECT event_type, person, auction, bid, `dateTime` FROM nexmark;")
        rows = [rows_left(self.call(self.millrace, "run", "-p", shards, "-i", tables, select).stdout) for tables in (self.tables, from_file) for shards in "13"]
        self.expect(sum(rows[0].values()) == EVENTS, f"{sum(rows[0].values())} rows from the connector")
        self.expect(all(other == rows[0] for other in rows), "the file's events are not the connector's")


def check(millrace, scratch):
    """(passed, failed)"""
    nexmark = Nexmark(millrace, scratch)
    claims = listed()
    nexmark.expect(sorted(claims) == sorted(f"q{number}" for number in range(24)), f"README.md lists {sorted(claims)}")
    for name, claim in claims.items():
        nexmark.query(name, claim)
    nexmark.same_events_from_a_file()
    return nexmark.passed, nexmark.failed
