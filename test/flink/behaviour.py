"""The SQL behaviour tests on real Flink.

Every test/sql/**/*.test.sql becomes one plain script: the inputs as files (json, or debezium-json when rows retract), the sinks as `print`.
The same script runs on Millrace and, in one session for all tests, on Flink. A difference that the test's header does not announce is a
failure.
"""
import json
import os
import re
import subprocess
import tempfile
from collections import Counter

from engine import ROOT, millrace_path, one_line, run_flink, split_statements

EXACT = "\x01"  # marks numbers with a fraction, which must keep every digit
BLOCK = re.compile(r"^(INPUT|WATERMARK|EXPECT)\b\s*(.*)$")


class Test:
    """One .test.sql: statements, inputs (table -> rows), expected sinks (name -> mode), and what it says of Flink."""

    def __init__(self, path):
        self.path, self.name = path, os.path.relpath(path, os.path.join(ROOT, "test/sql"))
        self.statements, self.inputs, self.sinks, self.flink, self.watermarks = [], {}, {}, None, False
        with open(path, encoding="utf-8") as file:
            text = file.read()
        header = re.search(r"^-- flink:\s*(\w+)\s*(.*)$", text, re.M)
        self.flink, self.reason = (header[1], header[2]) if header else (None, "")
        sql, rows = [], None
        for line in text.split("\n"):
            block = BLOCK.match(line)
            if block:
                words = block[2].split()
                rows = None
                if block[1] == "INPUT":
                    rows = self.inputs.setdefault(words[0].strip("`"), [])
                elif block[1] == "WATERMARK":
                    self.watermarks = True
                else:
                    mode = words[0] if len(words) > 1 else "MULTISET"
                    self.sinks[words[-1].strip("`")] = mode
            elif rows is not None and line.startswith("{"):
                rows.append(json.loads(line, parse_float=lambda text: f"{EXACT}{text}{EXACT}"))
            elif not line.startswith("{") and line.strip():
                rows = None
                sql.append(re.sub(r"^\s*--.*$", "", line))
        self.statements = [s.strip() for s in split_statements("\n".join(sql)) if s.strip()]


def write_input(path, rows):
    """Returns the format name. Retracting rows become debezium-json, -U and +U of one update one record."""
    exact = json.dumps(EXACT)[1:-1]
    dump = lambda data: json.dumps(data, ensure_ascii=False).replace(f'"{exact}', "").replace(f'{exact}"', "")
    retracts = any(row["op"] != "+I" for row in rows)
    with open(path, "w", encoding="utf-8") as out:
        before = None
        for row in rows:
            data = dump(row["data"])
            if not retracts:
                out.write(data + "\n")
            elif row["op"] == "+I":
                out.write(f'{{"before":null,"after":{data},"op":"c"}}\n')
            elif row["op"] == "-D":
                out.write(f'{{"before":{data},"after":null,"op":"d"}}\n')
            elif row["op"] == "-U":
                before = data
            else:
                out.write(f'{{"before":{before},"after":{data},"op":"u"}}\n')
                before = None
    return "debezium-json" if retracts else "json"


def convert(test, tag, folder):
    """The test as statements that Flink and Millrace both run."""
    result = []
    for statement in test.statements:
        match = re.match(r"CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?`?(\w+)`?", statement, re.I)
        if match and re.search(r"'connector'\s*=\s*'test'", statement):
            name = match[1]
            if name in test.inputs:
                path = os.path.join(folder, f"{tag}.{name}")
                kind = write_input(path, test.inputs[name])
                options = f"'connector'='filesystem','path'='{path}','format'='{kind}'"
            elif name in test.sinks:
                options = f"'connector'='print','print-identifier'='{tag}.{name}'"
            else:
                options = "'connector'='blackhole'"
            statement = re.sub(r"WITH\s*\(\s*'connector'\s*=\s*'test'[^)]*\)\s*$", f"WITH ({options})", statement, flags=re.I | re.S)
        result.append(one_line(statement))
    return result


def lines_of(output, tag):
    """sink -> lines as printed, in order."""
    found = {}
    for match in re.finditer(re.escape(tag) + r"\.(\w+)(?::\d+)?> ([+-][IUD]\[.*?\])\s*$", output, re.M):
        found.setdefault(match[1], []).append(match[2])
    return found


def materialised(lines):
    """Multiset of rows left; an upsert stream (+U without -U) cannot be told apart by key here, so kinds +I/+U add, -U/-D remove."""
    rows = Counter()
    for line in lines:
        rows[line[2:]] += 1 if line[:2] in ("+I", "+U") else -1
    return Counter({row: count for row, count in rows.items() if count})


def check(wanted):
    """Runs all tests or those whose path holds one of `wanted`; the exit code is 1 on an unexplained difference or when more than 15 % could not run."""
    millrace = millrace_path()
    tests = []
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "test/sql"))):
        paths = [os.path.join(folder, f) for f in sorted(files) if f.endswith(".test.sql")]
        tests += [Test(path) for path in paths if not wanted or any(part in path for part in wanted)]
    runnable = [t for t in tests if t.flink in ("same", "differs") and not t.watermarks]
    with tempfile.TemporaryDirectory() as folder:
        scripts = [(f"t{number}", convert(test, f"t{number}", folder)) for number, test in enumerate(runnable)]
        flink_output = run_flink(scripts, folder)
        same, explained, failed = 0, 0, []
        for test, (tag, statements) in zip(runnable, scripts):
            script = os.path.join(folder, tag + ".sql")
            with open(script, "w", encoding="utf-8") as file:
                file.write("SET 'pipeline.auto-watermark-interval'='0';\n" + ";\n".join(statements) + ";\n")
            done = subprocess.run([millrace, "run", "-p", "1", script], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, env={**os.environ, "TZ": "UTC"})
            ours, theirs = lines_of(done.stdout, tag), lines_of(flink_output, tag)
            differences = [f"  millrace ended with {done.returncode}"] if done.returncode else []
            for sink, mode in test.sinks.items():
                a, b = ours.get(sink, []), theirs.get(sink, [])
                # Files are read side by side, so the changes on the way to a result of several tables differ from run to run.
                isFinal = mode == "FINAL" or len(test.inputs) > 1
                equal = materialised(a) == materialised(b) if isFinal else Counter(a) == Counter(b)
                if not equal:
                    differences.append(f"  {sink}\n    millrace: " + " ".join(a[:20]) + "\n    flink:    " + " ".join(b[:20]))
            if not differences:
                same += 1
                if test.flink == "differs":
                    print(f"{test.name}: announced as different, but is the same")
            elif test.flink == "differs":
                explained += 1
            else:
                failed.append(test.name)
                print(f"{test.name}: differs\n" + "\n".join(differences) + (f"\n    {done.stderr.strip()[:400]}" if done.returncode else ""))
    not_run = len(tests) - len(runnable)
    print(f"{same} same / {explained} explained / {not_run} not run / {len(failed)} different, of {len(tests)}")
    too_many = not_run > 0.15 * max(1, len(tests))
    print(f"{same + explained} passed, {len(failed) + too_many} failed")
    return 1 if failed or too_many else 0
