"""The queries of examples/nexmark on real Flink and on Millrace, over one file of events.

Both engines run the example's own text; only connector options change: the events come from a json file, sinks write changelogs
(debezium-json). For Flink, which has no SQL functions and no lookups in files, q14's function is written out where it is called and q13
joins the file as a table. Compared is what is left of each changelog, row by row:
  q9, q18, q19  rows tied in the ORDER BY count as equal
  q10           the lines of each partition's files
  q12           the counts of each bidder over all windows of the machine's clock. Windows still open when input ends never fire, in either
                engine, so Flink's counts are those of the first bids of the file; Millrace is given the file slowly enough for all
"""
import json
import os
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from decimal import Decimal

from engine import ROOT, millrace_path, run_flink, split_statements

EXAMPLES = os.path.join(ROOT, "examples/nexmark")
QUERIES = [f"q{number}" for number in range(24)]
CLOCK_WINDOW_S = 10  # of q12
RATE = 5000  # events per second of event time: 500,000 events are ten windows of ten seconds
NOT_ON_FLINK = {"q6": "Flink's OVER takes no rows that change (FLINK-19059)"}
# What decides a place in the ORDER BY, and whose place it is: rows equal in these are tied.
TIED_BY = {"q9": ["id", "price", "bid_dateTime"], "q18": ["bidder", "auction", "dateTime"], "q19": ["auction", "rank_number", "price"]}
# Flink sends the better row without taking the worse one back (docs/guide/differences.md, top1-kinds): its last row of each key counts.
REPLACED_BY = {"q9": "id"}
ADDED = re.compile(r'^\{"before":null,"after":(.*),"op":"[cru]"\}$')
REMOVED = re.compile(r'^\{"before":(.*),"after":null,"op":"d"\}$')


def read(name):
    with open(os.path.join(EXAMPLES, name + ".sql"), encoding="utf-8") as file:
        return file.read()


def from_files(sql, events, side_input, results):
    """The same script with the events from a json file. Only q10, whose results are files, writes into the folder `results`."""
    sql = re.sub(r"WITH \(\s*'connector' = 'nexmark'[^)]*\)", f"WITH ('connector'='filesystem','path'='{events}','format'='json')", sql)
    return sql.replace("'side_input.csv'", f"'{side_input}'").replace("'nexmark_q10'", f"'{results}'")


def on_files(sql, events, side_input, results):
    """The same script with events from a file and the changelog of its results in a folder."""
    return from_files(sql, events, side_input, results).replace("'connector' = 'blackhole'", f"'connector'='filesystem','path'='{results}','format'='debezium-json'")


def write_side_input(path):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{key},{key}\n" for key in range(10000))


def statements_for_flink(sql):
    return [statement for statement in split_statements(for_flink(sql)) if statement.strip()]


def for_flink(sql):
    """Calls of SQL functions written out; lookups as joins."""
    for name, parameters, body in re.findall(r"CREATE FUNCTION (\w+)\(([^)]*)\)\s+RETURNS \w+\s+RETURN (.*?);", sql, re.S):
        names = [parameter.split()[0] for parameter in parameters.split(",")]

        def written_out(call):
            arguments = dict(zip(names, [a.strip() for a in call[1].split(",")]))
            return re.sub(r"\b(" + "|".join(names) + r")\b", lambda parameter: arguments[parameter[1]], f"({body})")

        sql = re.sub(rf"CREATE FUNCTION {name}\(.*?;", "", sql, flags=re.S)
        sql = re.sub(rf"\b{name}\(([^()]*)\)", written_out, sql)
    return re.sub(r"FOR SYSTEM_TIME AS OF [\w.]+ ", "", sql)


def files_below(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            if not name.startswith((".", "_")):
                yield os.path.join(path, name)


def last_rows(folder, key):
    """The last row of each `key`, whether or not the ones before it were taken back."""
    rows = {}
    for path in files_below(folder):
        with open(path, encoding="utf-8") as file:
            for line in file:
                line = line.rstrip("\n")
                added = ADDED.match(line)
                text = added[1] if added else REMOVED.match(line)[1]
                if added:
                    rows[json.loads(text)[key]] = text
                elif rows.get(json.loads(text)[key]) == text:
                    del rows[json.loads(text)[key]]
    return Counter(rows.values())


def rows_left(folder):
    """Multiset of what a debezium-json changelog leaves, as JSON texts."""
    rows = Counter()
    for path in files_below(folder):
        with open(path, encoding="utf-8") as file:
            for line in file:
                line = line.rstrip("\n")
                added = ADDED.match(line)
                if added:
                    rows[added[1]] += 1
                else:
                    rows[REMOVED.match(line)[1]] -= 1
    return Counter({row: count for row, count in rows.items() if count})


def lines_by_partition(folder):
    rows = Counter()
    for path in files_below(folder):
        partition = os.path.relpath(os.path.dirname(path), folder)
        with open(path, encoding="utf-8") as file:
            rows.update(f"{partition}: {line.rstrip()}" for line in file)
    return rows


def values(rows, columns=None):
    """Rows by value, or by the values of some columns: how a number is written does not count."""
    by_value = Counter()
    for text, count in rows.items():
        row = json.loads(text, parse_float=Decimal)
        by_value[tuple((name, row[name]) for name in columns or row)] += count
    return Counter({row: count for row, count in by_value.items() if count})


def totals(rows):
    counts = Counter()
    for text, count in rows.items():
        row = json.loads(text)
        counts[row["bidder"]] += count * row["bid_count"]
    return counts


def bidders(events):
    """The bidder of each bid in the file, in its order."""
    with open(events, encoding="utf-8") as file:
        return [event["bid"]["bidder"] for event in map(json.loads, file) if event["event_type"] == 2]


def report_clock_windows(query, results, events):
    """Whether each engine counted the first bids of the file, as many as it counted, and Millrace all of them; the verdict."""
    every = bidders(events)
    ours, theirs = (totals(rows_left(folder)) for folder in results)
    counted = sum(theirs.values())
    for engine, found, wanted in (("millrace", ours, Counter(every)), ("flink", theirs, Counter(every[:counted]))):
        if found != wanted:
            print(f"{query}: different (counts of {len(wanted)} bidders)")
            show(engine, found - wanted)
            show("the file", wanted - found)
            return "different"
    if not counted:
        print(f"{query}: nothing to compare (no window ended before Flink's input did; {len(every)} bids counted here)")
        return "empty"
    print(f"{query}: equal (Flink counted the first {counted} bids, whose windows ended before its input did; all {len(every)} counted here)")
    return "equal"


def compare(query, ours, theirs):
    """(whether equal, how much was compared, what was compared if it matters)"""
    if query == "q10":
        ours, theirs = lines_by_partition(ours), lines_by_partition(theirs)
        return ours == theirs, f"{sum(theirs.values())} lines", (ours, theirs)
    ours, theirs = rows_left(ours), last_rows(theirs, REPLACED_BY[query]) if query in REPLACED_BY else rows_left(theirs)
    remark = f"{sum(theirs.values())} rows"
    if ours == theirs:
        return True, remark, None
    by_value = values(ours), values(theirs)
    if by_value[0] == by_value[1]:
        return True, remark + ", numbers written differently", None
    tied = TIED_BY.get(query)
    if tied and values(ours, tied) == values(theirs, tied):
        return True, f"{remark}, {sum((by_value[1] - by_value[0]).values())} of them tied with another", None
    return False, remark, by_value


def show(only_in, rows):
    for row, count in list(rows.items())[:5]:
        print(f"    only in {only_in}, {count} times: {str(row)[:300]}")


def report(query, results):
    """Compares the two result folders of a query; the verdict. Without a row on either side it says nothing of the query."""
    equal, counts, difference = compare(query, *results)
    if equal and not any(files_below(results[1])):
        print(f"{query}: nothing to compare (neither engine has a row)")
        return "empty"
    print(f"{query}: {'equal' if equal else 'different'} ({counts})")
    if not equal:
        show("millrace", difference[0] - difference[1])
        show("flink", difference[1] - difference[0])
    return "equal" if equal else "different"


def run_millrace(script, folder):
    return subprocess.run([millrace_path(), "run", "-p", "1", script], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=900,
                          env={**os.environ, "TZ": "UTC"})


def feed_over_windows(events, pipe):
    """Writes the file's halves into two windows of the machine's clock, and closes the pipe in a third."""
    with open(events, "rb") as file, open(pipe, "wb") as out:
        half = os.path.getsize(events) // 2
        out.write(file.read(half))
        out.flush()
        wait_for_next_window()
        out.write(file.read())
        out.flush()
        wait_for_next_window()


def wait_for_next_window():
    time.sleep(CLOCK_WINDOW_S - time.time() % CLOCK_WINDOW_S + 1)


def check(wanted, events_count):
    queries = [query for query in QUERIES if not wanted or query in wanted]
    unknown = set(wanted) - set(QUERIES)
    if unknown:
        print("no such query: " + " ".join(sorted(unknown)))
        return 1
    with tempfile.TemporaryDirectory() as folder:
        events, side_input = os.path.join(folder, "events.jsonl"), os.path.join(folder, "side_input.csv")
        subprocess.run([millrace_path(), "bench", "nexmark", "--events", str(events_count), "--rate", str(RATE), "--out", events], check=True)
        write_side_input(side_input)
        results = {query: [os.path.join(folder, engine, query) for engine in ("millrace", "flink")] for query in queries}
        text = {query: read("tables") + read(query) for query in queries}
        scripts = [(query, statements_for_flink(on_files(text[query], events, side_input, "file://" + results[query][1])))
                   for query in queries if query not in NOT_ON_FLINK]
        if scripts:
            run_flink(scripts, folder, heap="4g")
        verdicts = Counter()
        for query in queries:
            script, source = os.path.join(folder, query + ".sql"), events
            if query == "q12":
                source = os.path.join(folder, "events.pipe")
                os.mkfifo(source)
                threading.Thread(target=feed_over_windows, args=(events, source), daemon=True).start()
            with open(script, "w", encoding="utf-8") as file:
                file.write(on_files(text[query], source, side_input, results[query][0]))
            done = run_millrace(script, folder)
            if done.returncode == 1:
                print(f"{query}: not runnable here (" + ", ".join(sorted(set(re.findall(r"MR\d{4}", done.stderr)))) + ")")
                verdicts["not runnable here"] += 1
            elif done.returncode != 0:
                print(f"{query}: failed here\n    {done.stderr.strip()[:600]}")
                verdicts["different"] += 1
            elif query in NOT_ON_FLINK:
                print(f"{query}: explained ({NOT_ON_FLINK[query]}), {sum(rows_left(results[query][0]).values())} rows here")
                verdicts["explained"] += 1
            elif query == "q12":
                verdicts[report_clock_windows(query, results[query], events)] += 1
            else:
                verdicts[report(query, results[query])] += 1
    print(f"{verdicts['equal']} equal / {verdicts['explained']} explained / {verdicts['empty']} without rows / {verdicts['not runnable here']} not runnable here / "
          f"{verdicts['different']} different, of {len(queries)} over {events_count} events")
    print(f"{verdicts['equal'] + verdicts['explained']} passed, {verdicts['different']} failed")
    return 1 if verdicts["different"] else 0
