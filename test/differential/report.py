"""What is printed of failures: a script that shows each, and how to run it again."""
import os
import re
import resource
import shlex

import tables as tables_module
from engines import sink_ddl

MOST_ROWS_SHOWN = 10


def reason(outcome):
    match = re.match(r"error\[(MR\d+)\]: ([^\n]*)", outcome.detail)
    return f"{match[1]} {match[2]}" if match else outcome.detail[:100]


def again(run, number):
    return f"scripts/test differential --seed {shlex.quote(run.seed)} --query {number}"


def rows(title, counter):
    for row, count in list(counter.items())[:MOST_ROWS_SHOWN]:
        print(f"    {title} {count} x ({', '.join(map(str, row))})")
    if len(counter) > MOST_ROWS_SHOWN:
        print(f"    … and {len(counter) - MOST_ROWS_SHOWN} more {title}")


def failure(run, number, case, outcome):
    """The smaller case: its inputs, its query for both engines, the difference."""
    print(f"\nquery {number} by `{run.mode(number // 25)}`: {outcome.verdict}")
    print(f"  again: {again(run, number)}" + (" and those of its batch" if outcome.together else ""))
    for table in case.tables:
        if table.name in case.used_tables():
            print("  " + tables_module.flink_ddl(table, table.name))
            for part in [None] if table.kind == "event" else range(tables_module.FILES):
                for line in tables_module.json_lines(table, table.changes(part)):
                    print(f"    {os.path.join(table.name, f'{part or 0}.json')}: {line}")
    for name, relation in case.queries().items():
        print(f"  {sink_ddl(name, relation, os.path.join('out', name))}\n  INSERT INTO {name} {relation.flink};\n  DuckDB: {relation.duck}")
    if outcome.detail:
        print("    " + outcome.detail.replace("\n", "\n    "))
    rows("missing", outcome.missing)
    rows("unexpected", outcome.unexpected)


def named(run, number, outcome):
    """As soon as it is known; the smaller cases come at the end."""
    detail = "\n".join(line for line in outcome.detail[:600].split("\n") if line.strip() and "|" not in line[:6])
    print(f"query {number}: {outcome.verdict}; {again(run, number)}" + (f"\n    {detail}" if detail else ""), flush=True)


def summary(counts, refused, seconds):
    for why, count in refused.most_common():
        print(f"  refused {count}: {why}")
    total = sum(counts.values())
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(usage.ru_utime + usage.ru_stime for usage in used)
    print(f"{total} queries: {counts['equal']} equal, {counts['refused']} refused, {total - counts['equal'] - counts['refused']} wrong; "
          f"{seconds:.0f} s, {processor:.0f} s of processor time", flush=True)
