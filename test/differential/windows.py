"""Queries over windows of event time; DuckDB computes the windows of each row by arithmetic."""
from dataclasses import replace

from expressions import Expression, Expressions
from sqltypes import TIMESTAMP

# (Flink's interval, milliseconds)
WIDTHS = [("INTERVAL '1' MINUTE", 60_000), ("INTERVAL '10' SECOND", 10_000), ("INTERVAL '5' MINUTE", 300_000), ("INTERVAL '1' HOUR", 3_600_000)]
# How often the smaller interval goes into the greater one.
TIMES = [2, 5, 1, 3]
UNITS = [("SECOND", 1000), ("MINUTE", 60_000), ("HOUR", 3_600_000)]


def interval(width_ms):
    unit, unit_ms = [unit for unit in UNITS if width_ms % unit[1] == 0][-1]
    return f"INTERVAL '{width_ms // unit_ms}' {unit}"


def starts_and_ends(start_ms, end_ms, tables, condition=""):
    where = f" WHERE {end_ms} > epoch_ms(ts)" + condition
    return f"(SELECT *, make_timestamp_ms({start_ms}) AS window_start, make_timestamp_ms({end_ms}) AS window_end FROM {tables}{where})"


def tumble(table, size_ms, offset_ms=0):
    start = f"epoch_ms(floor_ms(ts, {size_ms}, {offset_ms}))"
    return starts_and_ends(start, f"{start} + {size_ms}", table)


def hop(table, slide_ms, size_ms):
    start = f"epoch_ms(floor_ms(ts, {slide_ms}, 0)) - number * {slide_ms}"
    return starts_and_ends(start, f"{start} + {size_ms}", f"{table}, range({size_ms // slide_ms}) AS numbers(number)")


def cumulate(table, step_ms, most_ms):
    start = f"epoch_ms(floor_ms(ts, {most_ms}, 0))"
    return starts_and_ends(start, f"{start} + (number + 1) * {step_ms}", f"{table}, range({most_ms // step_ms}) AS numbers(number)")


def specification(choices):
    """(from a table to Flink's call and DuckDB's relation, how many windows a row can be in)"""
    kind = choices.pick(["TUMBLE", "HOP", "CUMULATE"])
    _, width_ms = choices.pick(WIDTHS)
    times = 1 if kind == "TUMBLE" else choices.pick(TIMES)
    offset_ms = width_ms // 5 if kind == "TUMBLE" and choices.chance(20) else 0
    arguments = [interval(width_ms)] + [interval(width_ms * times)] * (kind != "TUMBLE") + [interval(offset_ms)] * (offset_ms > 0)

    def over(table):
        argument = table.flink if table.flink.startswith("(") else f"TABLE {table.flink}"
        call = f"TABLE({kind}({argument}, DESCRIPTOR(ts), {', '.join(arguments)}))"
        if kind == "TUMBLE":
            return call, tumble(table.duck, width_ms, offset_ms)
        return call, (hop if kind == "HOP" else cumulate)(table.duck, width_ms, width_ms * times)

    return over, times


def windowed(queries):
    """(the table, Flink's call, DuckDB's relation, how many windows a row can be in)"""
    tables = queries.event_tables()
    if not tables:
        return None
    table = queries.choices.pick(tables)
    over, times = specification(queries.choices)
    return table, *over(table), times


def bounds(alias, names):
    return [Expression(f"{alias}.{name}", f"{alias}.{name}", TIMESTAMP) for name in names]


def table_function(queries, depth):
    """GROUP BY window_start, window_end and keys over TUMBLE, HOP or CUMULATE in FROM."""
    made = windowed(queries)
    if not made:
        return None
    table, flink, duck, times = made
    source, alias = source_of(queries, table, flink, duck, table.rows * times)
    window = bounds(alias, ["window_start", "window_end"])
    keys = queries.choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    return grouped(queries, source, window, keys, [c.flink for c in window], [c.duck for c in window])


def again(queries, depth):
    """The groups of a window's table function, grouped once more by their window: they end with it."""
    made = windowed(queries)
    if not made:
        return None
    table, flink, duck, times = made
    source, alias = source_of(queries, table, flink, duck, table.rows * times)
    window = bounds(alias, ["window_start", "window_end"])
    keys = queries.choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    first = grouped(queries, source, window, keys, [c.flink for c in window], [c.duck for c in window], shows_all=True)
    second = queries.named_source(replace(first, flink=f"({first.flink})", duck=f"({first.duck})"), queries.fresh("a"))
    window, others = second.columns[:2], second.columns[2:]
    keys = queries.choices.some([column for column in others if "CAST" not in column.flink], 0, 1)
    return grouped(queries, second, window, keys, [c.flink for c in window], [c.duck for c in window])


def cascade(queries, depth):
    """The groups of a window by their window_time, in further windows: many close with those that their rows come from."""
    made = windowed(queries)
    if not made:
        return None
    table, flink, duck, times = made
    source, alias = source_of(queries, table, flink, duck, table.rows * times)
    time = Expression(f"{alias}.window_time", f"make_timestamp_ms(epoch_ms({alias}.window_end) - 1)", TIMESTAMP)
    keys = queries.choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    groups = [f"{alias}.window_start", f"{alias}.window_end"]
    first = grouped(queries, source, [time], keys, groups + [time.flink], groups, shows_all=True)
    name, others = first.items[0].name, first.items[1:]
    listed = ", ".join([f"{name} AS ts"] + [item.name for item in others])
    timed = replace(first.items[0], name="ts", expression=replace(first.items[0].expression, flink="ts", duck="ts"))
    first = replace(first, flink=f"(SELECT {listed} FROM ({first.flink}))", duck=f"(SELECT {listed} FROM ({first.duck}))", items=[timed] + others, event_time="ts")
    over, again = specification(queries.choices)
    source, alias = source_of(queries, first, *over(first), first.rows * again)
    keys = queries.choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    window = bounds(alias, ["window_start", "window_end"])
    return grouped(queries, source, window, keys, [c.flink for c in window], [c.duck for c in window])


def source_of(queries, table, flink, duck, rows):
    """The table's columns, from other texts."""
    alias = queries.fresh("a")
    return replace(queries.named_source(replace(table, flink=flink, duck=duck), alias), rows=rows, key=()), alias


def grouped(queries, source, window, keys, flink_groups, duck_groups, shows_all=False):
    distinct = "window distinct" in queries.features
    where = queries.where(source.columns, 30)
    having = queries.having(source.columns, source.rows, distinct)
    by = [f" GROUP BY {', '.join(groups + texts)}" for groups, texts in ((flink_groups, [k.flink for k in keys]), (duck_groups, [k.duck for k in keys]))]
    if keys and not having[0] and flink_groups[0].endswith("window_start") and "grouping sets" in queries.features and queries.choices.chance(30):
        sets = queries.sets(keys)
        by = [f" GROUP BY {', '.join(groups + [texts])}" for groups, texts in ((flink_groups, sets[0]), (duck_groups, sets[1]))]
        values = [queries.grouping(keys)] + queries.aggregates(source.columns, source.rows, distinct=distinct)
        return queries.select(window + keys + values, source, where, tuple(by), append_only=True, rows=source.rows * 4)
    shown = window + keys if shows_all or queries.choices.chance(80) else queries.choices.some(window + keys, 0, 2)
    values = queries.aggregates(source.columns, source.rows, distinct=distinct)
    made = queries.select(shown + values, source, where, (by[0] + having[0], by[1] + having[1]), append_only=True)
    complete = len(shown) == len(window + keys)
    return replace(made, key=tuple(item.name for item in made.items[:len(shown)]) if complete else ())


def legacy(queries, depth):
    """GROUP BY TUMBLE(ts, …) or HOP(ts, …)."""
    choices, tables = queries.choices, queries.event_tables()
    if not tables:
        return None
    table = choices.pick(tables)
    _, width_ms = choices.pick(WIDTHS)
    times = choices.pick([1, 2, 3])
    kind = "TUMBLE" if times == 1 else "HOP"
    duck = tumble(table.duck, width_ms) if times == 1 else hop(table.duck, width_ms, width_ms * times)
    source, alias = source_of(queries, table, table.flink, duck, table.rows * times)
    arguments = f"({alias}.ts, {interval(width_ms)}" + ("" if times == 1 else f", {interval(width_ms * times)}") + ")"
    window = [Expression(f"{kind}_{end}{arguments}", f"{alias}.window_{end.lower()}", TIMESTAMP) for end in ("START", "END")]
    keys = choices.some([column for column in source.columns if "CAST" not in column.flink], 0, 2)
    return grouped(queries, source, window, keys, [kind + arguments], [c.duck for c in window])


def sessions(table, alias, keys, gap_ms, where=""):
    """DuckDB's rows of a table with the bounds of their session among those of equal keys. Sessions that touch are one."""
    part = "PARTITION BY " + ", ".join([key.duck.split(".")[1] for key in keys] + ["TRUE"])
    gap = f"epoch_ms(ts) - epoch_ms(lag(ts) OVER ({part} ORDER BY ts, id)) <= {gap_ms}"
    begun = f"(SELECT *, CASE WHEN {gap} THEN 0 ELSE 1 END AS begins FROM {table}{where})"
    numbered = f"(SELECT *, sum(begins) OVER ({part} ORDER BY ts, id) AS island FROM {begun})"
    last = f"epoch_ms(max(ts) OVER ({part}, island))"
    return f"(SELECT *, min(ts) OVER ({part}, island) AS window_start, make_timestamp_ms({last} + {gap_ms}) AS window_end FROM {numbered}) AS {alias}"


def session(queries, depth):
    """GROUP BY SESSION(ts, gap) and at most one column."""
    choices, tables = queries.choices, queries.event_tables()
    if not tables:
        return None
    table = choices.pick(tables)
    _, gap_ms = choices.pick(WIDTHS)
    alias = queries.fresh("a")
    plain = queries.named_source(table, alias)
    keys = choices.some([column for column in plain.columns if "CAST" not in column.flink], 0, 1)
    where = queries.where(plain.columns, 30)
    duck = sessions(plain.duck, alias, keys, gap_ms, where[1])
    arguments = f"({alias}.ts, {interval(gap_ms)})"
    window = [Expression(f"SESSION_{end}{arguments}", f"{alias}.window_{end.lower()}", TIMESTAMP) for end in ("START", "END")]
    by = [f" GROUP BY {', '.join(texts)}" for texts in ([f"SESSION{arguments}"] + [k.flink for k in keys], [c.duck for c in window + keys])]
    values = queries.aggregates(plain.columns, plain.rows, distinct="session distinct" in queries.features)
    return queries.select(window + keys + values, replace(plain, duck=duck), (where[0], ""), tuple(by), append_only=True)


def session_rows(queries, depth):
    """SESSION in FROM: its rows, or groups of them by its bounds and some columns, which need not be those that it is made by."""
    choices, tables = queries.choices, queries.event_tables()
    if not tables:
        return None
    table = choices.pick(tables)
    _, gap_ms = choices.pick(WIDTHS)
    alias = queries.fresh("a")
    plain = queries.named_source(table, alias)
    candidates = [column for column in plain.columns if "CAST" not in column.flink]
    keys = choices.some(candidates, 0, 2)
    partition = f" PARTITION BY ({', '.join(key.duck.split('.')[1] for key in keys)})" if keys else ""
    call = f"TABLE(SESSION(TABLE {table.flink}{partition}, DESCRIPTOR(ts), {interval(gap_ms)})) AS {alias}"
    source = replace(plain, flink=call, duck=sessions(plain.duck, alias, keys, gap_ms))
    window = bounds(alias, ["window_start", "window_end"])
    where = queries.where(source.columns, 30)
    if choices.chance(40):
        return queries.select(choices.some(source.columns, 1, 3) + window, source, where, append_only=True)
    grouped_by = keys if choices.chance(60) else choices.some(candidates, 0, 2)
    by = tuple(f" GROUP BY {', '.join(texts)}" for texts in ([c.flink for c in window + grouped_by], [c.duck for c in window + grouped_by]))
    return queries.select(window + grouped_by + queries.aggregates(source.columns, source.rows), source, where, by, append_only=grouped_by is keys)


def rows(queries, depth):
    """The rows of a window's table function, one for each of a row's windows."""
    made = windowed(queries)
    if not made:
        return None
    table, flink, duck, times = made
    source, alias = source_of(queries, table, flink, duck, table.rows * times)
    listed = queries.choices.some(source.columns, 1, 3) + bounds(alias, ["window_start", "window_end"])
    return queries.select(listed, source, queries.where(source.columns, 30), append_only=True)
