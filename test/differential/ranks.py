"""Top-N, deduplication and OVER aggregates. Orders are total wherever rows that tie could change the result."""
from dataclasses import replace

from expressions import Expression, Expressions
from sqltypes import plain
from windows import WIDTHS, interval

WORDS = {"row number": "ROW_NUMBER()", "rank": "RANK()", "dense rank": "DENSE_RANK()"}


def order(choices, columns):
    """(Flink's list, DuckDB's): NULL is the least value here and the last one there."""
    parts = [(column, choices.chance(50)) for column in columns]
    return (", ".join(column.flink + (" DESC" if falls else "") for column, falls in parts),
            ", ".join(column.duck + (" DESC NULLS LAST" if falls else " NULLS FIRST") for column, falls in parts))


def partition(choices, source):
    """Columns to partition by, and ` PARTITION BY …` of both engines."""
    columns = choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    texts = [f"PARTITION BY {', '.join(names)} " if names else "" for names in ([c.flink for c in columns], [c.duck for c in columns])]
    return columns, texts


def ranked(queries, source, number, where, least, greatest):
    """The rows whose number is from least to greatest, with the number or without."""
    choices = queries.choices
    shown = list(dict.fromkeys(choices.some(source.columns, 1, 3) + [column for column in source.columns if column.flink in source.key]))
    inner = queries.select(shown + [number], source, where)
    outer = queries.named_source(replace(inner, flink=f"({inner.flink})", duck=f"({inner.duck})"), queries.fresh("a"))
    rank = outer.columns[-1].flink
    wanted = f"{rank} = 1" if greatest == 1 else f"{rank} <= {greatest}"
    listed = outer.columns if choices.chance(50) else outer.columns[:-1]
    made = queries.select(listed, outer, (f" WHERE {wanted}",) * 2)
    key = queries.kept_key(source, shown, inner)
    names = {item.name: new.name for item, new in zip(inner.items, made.items)}
    return replace(made, key=tuple(names[name] for name in key if name in names) if key else ())


def top(queries, depth):
    choices = queries.choices
    source = queries.source(depth)
    word = choices.pick(queries.has(WORDS))
    columns = choices.some([column for column in source.columns if column.type.kind != "BOOLEAN"], 1, 2)
    if word == "row number":
        columns = list(dict.fromkeys(columns + [column for column in source.columns if column.flink in source.key]))
    if not columns or word == "row number" and not source.key:
        return None
    _, by = partition(choices, source)
    orders = order(choices, columns)
    texts = [f"{WORDS[word]} OVER ({part}ORDER BY {text})" for part, text in zip(by, orders)]
    number = Expression(*texts, plain("BIGINT"), source.rows)
    return ranked(queries, source, number, queries.where(source.columns, 30), 1, choices.pick([1, 2, 3, 5]))


def limit(queries, depth):
    """The first rows in an order that no two rows share."""
    choices = queries.choices
    source = queries.source(depth)
    if not source.key:
        return None
    columns = choices.some([column for column in source.columns if column.type.kind != "BOOLEAN"], 1, 2)
    columns = list(dict.fromkeys(columns + [column for column in source.columns if column.flink in source.key]))
    count = f" LIMIT {choices.pick([1, 2, 3, 5])}" + (f" OFFSET {choices.between(1, 2)}" if choices.chance(30) else "")
    listed = list(dict.fromkeys(choices.some(source.columns, 1, 3) + [column for column in source.columns if column.flink in source.key]))
    made = queries.select(listed, source, queries.where(source.columns, 30), tuple(f" ORDER BY {text}{count}" for text in order(choices, columns)))
    return replace(made, flink=f"SELECT * FROM ({made.flink})", duck=f"SELECT * FROM ({made.duck})", key=queries.kept_key(source, listed, made))


def deduplicate(queries, depth):
    """The first or the last row of each key by event time, which no two rows share."""
    choices = queries.choices
    tables = [table for table in queries.event_tables() if table.unique_time]
    if not tables:
        return None
    alias = queries.fresh("a")
    source = queries.named_source(choices.pick(tables), alias)
    falls = choices.pick(queries.has(["keep first", "keep last"])) == "keep last"
    _, by = partition(choices, source)
    texts = [f"ROW_NUMBER() OVER ({part}ORDER BY {alias}.ts{' DESC' if falls else ''})" for part in by]
    return ranked(queries, source, Expression(*texts, plain("BIGINT"), source.rows), ("", ""), 1, 1)


def over(queries, depth):
    """Aggregates over the rows before each row; by rows only where no two have one time."""
    choices = queries.choices
    tables = [table for table in queries.event_tables() if table.unique_time or "over range" in queries.features]
    if not tables:
        return None
    table = choices.pick(tables)
    alias = queries.fresh("a")
    source = queries.named_source(table, alias)
    frames = ["over range"] + ["over rows"] * table.unique_time
    if choices.pick([frame for frame in frames if frame in queries.features]) == "over rows":
        frame = f"ROWS BETWEEN {choices.pick(['UNBOUNDED', '1', '3'])} PRECEDING AND CURRENT ROW"
    else:
        frame = f"RANGE BETWEEN {choices.pick(['UNBOUNDED', interval(choices.pick(WIDTHS)[1])])} PRECEDING AND CURRENT ROW"
    _, by = partition(choices, source)
    clause = f" OVER ({by[0]}ORDER BY {alias}.ts {frame})"
    expressions = Expressions(choices, source.columns)
    values = [expressions.aggregate(source.rows, distinct=False, over=clause) for _ in range(choices.between(1, 2))]
    made = queries.select(choices.some(source.columns, 1, 3) + values, source, queries.where(source.columns, 30), append_only=True)
    return made
