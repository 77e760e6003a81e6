"""Random tables: a schema, and rows with their histories. Millrace reads the changes from files, DuckDB gets what is left in the end."""
import datetime
import json
import os
import random
from dataclasses import dataclass, replace

from sqltypes import BIGINT, BOOLEAN, DATE, DOUBLE, INT, STRING, TIMESTAMP, Type, decimal, literal

MOST_ROWS = 32
FILES = 3  # of each table but those with event time: their rows have one order
DELAY = datetime.timedelta(seconds=30)  # of the watermark; no row is further behind the latest one, so none is late
FORMATS = {"append": "json", "event": "json", "changelog": "changelog-json", "upsert": "changelog-json", "debezium": "debezium-json"}
START = datetime.datetime(2024, 2, 28, 22, 0)
TEXTS = ["a", "b", "ab", "abc", "A", "", "x%y", "a_b", " b", "b ", "é", "日本", "10", "007", "a,b,c", "it's", "zz!"]


@dataclass(frozen=True)
class Column:
    name: str
    type: Type
    bound: int
    nullable: bool
    values: object  # a function from a random number generator to a value


@dataclass
class History:
    """One row's life: versions at rising places in the table's order of changes; `deleted` is the place at which it goes, or None."""
    places: list
    versions: list
    deleted: object = None


@dataclass
class Table:
    name: str
    kind: str  # of FORMATS
    columns: list
    primary_key: bool
    unique_time: bool
    histories: list

    def changes(self, remainder=None):
        """[(op, row, row before)] in order; of those histories that go into one file."""
        found = []
        for number, history in enumerate(self.histories):
            if remainder is not None and number % FILES != remainder:
                continue
            before = None
            for place, version in zip(history.places, history.versions):
                found.append((place, number, "u" if before else "c", version, before))
                before = version
            if history.deleted is not None:
                found.append((history.deleted, number, "d", before, before))
        return [change[2:] for change in sorted(found, key=lambda change: change[:2])]

    def left(self):
        return [history.versions[-1] for history in self.histories if history.deleted is None]


def value_maker(type_, size):
    """size 0: few values, so that keys meet; 1: more; 2: also the greatest there are."""
    if type_ == INT or type_ == BIGINT:
        greatest = (9, 1000, 2**31 - 1 if type_ == INT else 2**62)[size]
        return greatest, lambda r: r.choice([0, 1, -1, greatest, -greatest, r.randint(-greatest, greatest), r.randint(0, 5)])
    if type_.kind == "DECIMAL":
        greatest = 10 ** (type_.precision - type_.scale) - 1
        top = (5, min(greatest, 999), greatest)[size]
        return top + 1, lambda r: f"{r.randint(-top, top)}.{r.randrange(10 ** type_.scale):0{type_.scale}}"
    if type_ == DOUBLE:
        greatest = (4, 1000, 100000)[size]
        return greatest + 1, lambda r: r.randint(-greatest * 4, greatest * 4) / 4
    if type_ == STRING:
        texts = TEXTS[:(4, 10, len(TEXTS))[size]]
        return 5, lambda r: r.choice(texts)
    if type_ == DATE:
        return 0, lambda r: (START + datetime.timedelta(days=r.randint(-(2, 40, 500)[size], 3))).date().isoformat()
    if type_ == TIMESTAMP:
        return 0, lambda r: stamp(START + datetime.timedelta(milliseconds=r.randint(0, (5, 7200, 10**6)[size]) * r.choice([1000, 1, 60000])))
    return 0, lambda r: r.random() < 0.5


def stamp(time):
    return time.isoformat(" ", "milliseconds")


def random_columns(r, kind):
    columns = [Column("id", INT, MOST_ROWS, False, None), Column("k", INT, 5, r.random() < 0.7, lambda r: r.choice([1, 1, 1, 1, 2, 2, 3, 4, 5]))]
    types = [INT, BIGINT, decimal(8, 2), STRING, r.choice([decimal(5, 1), decimal(12, 4)]), STRING, DOUBLE, BOOLEAN, DATE, TIMESTAMP]
    for type_ in r.sample(types, r.randint(3, 6)):
        bound, values = value_maker(type_, r.choice([0, 0, 1, 2]))
        columns.append(Column(f"{type_.kind[:2].lower()}{len(columns)}", type_, bound, r.random() < 0.75, values))
    if kind == "event":
        columns.append(Column("ts", TIMESTAMP, 0, False, None))
    rest = columns[1:]
    r.shuffle(rest)
    return columns[:1] + rest


def random_version(r, columns, identity):
    row = {}
    for column in columns:
        if column.name == "id":
            row["id"] = identity
        elif column.values:
            row[column.name] = None if column.nullable and r.random() < 0.2 else column.values(r)
    return row


def random_histories(r, kind, columns, unique_time):
    identities = r.sample(range(MOST_ROWS), r.choice([0, 1, 3, 8, 16, 24, MOST_ROWS, MOST_ROWS]))
    histories = []
    latest = START
    for identity in identities:
        history = History([r.random()], [random_version(r, columns, identity)])
        if kind == "event":
            latest += datetime.timedelta(milliseconds=r.choice([1, 500, 1000, 20000, 60000, 600000]))
            behind = datetime.timedelta(milliseconds=0 if unique_time else r.choice([0, 0, 1000, 30000]))
            history.places[0] = len(histories)
            history.versions[0]["ts"] = stamp(latest - min(behind, DELAY))
        elif kind != "append":
            while r.random() < 0.5 and len(history.versions) < 5:
                history.versions.append(random_version(r, columns, identity))
            history.places = sorted(r.random() for _ in history.versions)
            history.deleted = 1 + r.random() if r.random() < 0.25 else r.uniform(history.places[-1], 1) if r.random() < 0.1 else None
        histories.append(history)
    return histories


def random_table(name, kind, seed):
    r = random.Random(seed)
    columns = random_columns(r, kind)
    primary_key = kind == "upsert" or kind != "event" and r.random() < 0.4
    unique_time = kind == "event" and r.random() < 0.7
    return Table(name, kind, columns, primary_key, unique_time, random_histories(r, kind, columns, unique_time))


def random_tables(seed):
    kinds = ["append", "event", random.Random(f"{seed}/kinds").choice(["changelog", "upsert", "debezium"]),
             random.Random(f"{seed}/more").choice(["append", "event", "changelog", "upsert", "debezium"])]
    return [random_table(f"t{number}", kind, f"{seed}/t{number}") for number, kind in enumerate(kinds)]


def with_histories(table, histories):
    return replace(table, histories=histories)


def json_row(table, row):
    members = []
    for column in table.columns:
        value = row[column.name]
        members.append(f'"{column.name}":' + (value if column.type.kind == "DECIMAL" and value is not None else json.dumps(value, ensure_ascii=False)))
    return "{" + ",".join(members) + "}"


def json_lines(table, changes):
    """The records of a table's format."""
    for op, row, before in changes:
        after, before = json_row(table, row), before and json_row(table, before)
        if FORMATS[table.kind] == "json":
            yield after
        elif table.kind == "debezium":
            yield f'{{"before":{before or "null"},"after":{"null" if op == "d" else after},"op":"{op}"}}'
        else:
            if op == "u" and table.kind == "changelog":
                yield f'{{"op":"-U","data":{before}}}'
            yield f'{{"op":"{dict(c="+I", u="+U", d="-D")[op]}","data":{after}}}'


def write(table, folder):
    """The table's files, in a folder of its name."""
    path = os.path.join(folder, table.name)
    os.makedirs(path)
    for part in [None] if table.kind == "event" else range(FILES):
        with open(os.path.join(path, f"{part or 0}.json"), "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in json_lines(table, table.changes(part)))


def flink_ddl(table, path):
    parts = [f"{column.name} {column.type.flink()}" + ("" if column.nullable else " NOT NULL") for column in table.columns]
    if table.kind == "event":
        parts.append(f"WATERMARK FOR ts AS ts - INTERVAL '{DELAY.seconds}' SECOND")
    if table.primary_key:
        parts.append("PRIMARY KEY (id) NOT ENFORCED")
    mode = ", 'changelog-json.mode'='upsert'" if table.kind == "upsert" else ""
    return f"CREATE TABLE {table.name} ({', '.join(parts)}) WITH ('connector'='filesystem', 'path'='{path}', 'format'='{FORMATS[table.kind]}'{mode});"


def duck_ddl(table):
    """CREATE TABLE, and the INSERT of what is left if there is anything."""
    yield f"CREATE TABLE {table.name} ({', '.join(f'{column.name} {column.type.duck()}' for column in table.columns)})"
    rows = ["(" + ", ".join(literal(column.type, row[column.name])[1] for column in table.columns) + ")" for row in table.left()]
    if rows:
        yield f"INSERT INTO {table.name} VALUES {', '.join(rows)}"
