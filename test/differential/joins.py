"""Joins, and the subqueries that become joins."""
from dataclasses import replace

import windows
from expressions import Expressions

WORDS = {"inner": "JOIN", "left": "LEFT JOIN", "right": "RIGHT JOIN", "full": "FULL JOIN"}
MOST_ROWS = 40_000


def both(left, right, flink, duck, rows):
    return replace(left, flink=flink, duck=duck, columns=left.columns + right.columns, key=left.key + right.key if left.key and right.key else (), rows=rows,
                   tables=left.tables | right.tables, append_only=False)


def equality(choices, left, right):
    """(Flink's text, DuckDB's) of an equality of one column each; None if no two have the same kind."""
    pairs = [(a, b) for a in left.columns for b in right.columns if a.type.kind == b.type.kind or {a.type.kind, b.type.kind} == {"INT", "BIGINT"}]
    if not pairs:
        return None
    short = [pair for pair in pairs if pair[0].flink.endswith(".k") and pair[1].flink.endswith((".k", ".id"))]
    a, b = choices.pick(short if short and not choices.chance(50) else pairs)
    return f"{a.flink} = {b.flink}", f"{a.duck} = {b.duck}"


def condition(queries, left, right):
    """Equalities of columns, and sometimes any condition on both sides beside them."""
    choices = queries.choices
    found = [equality(choices, left, right) for _ in range(1 + choices.chance(20))]
    if not found[0]:
        return None
    if choices.chance(30):
        rest = Expressions(choices, left.columns + right.columns).condition()
        found.append((rest.flink, rest.duck))
    return [" AND ".join(texts) for texts in zip(*found)]


def joined(queries, left, right):
    """None if there is no condition or there might be too many rows."""
    rows = left.rows * right.rows + left.rows + right.rows
    found = condition(queries, left, right) if rows <= MOST_ROWS else None
    if not found:
        return None
    word = WORDS[queries.choices.pick([kind for kind in WORDS if f"{kind} join" in queries.features])]
    return both(left, right, f"{left.flink} {word} {right.flink} ON {found[0]}", f"{left.duck} {word} {right.duck} ON {found[1]}", rows)


def selected(queries, source, percent=30):
    choices = queries.choices
    listed = choices.some(source.columns, 1, 4)
    if choices.chance(30):
        listed.append(Expressions(choices, source.columns).any(2))
    if choices.chance(40):
        listed += [column for column in source.columns if column.flink in source.key and column not in listed]
    made = queries.select(listed, source, queries.where(source.columns, percent))
    return replace(made, key=queries.kept_key(source, listed, made))


def join(queries, depth):
    """Two relations, now and then three or four."""
    source = joined(queries, queries.source(depth - 1), queries.source(depth - 1))
    if not source:
        return None
    for _ in range(2):
        if queries.choices.chance(25):
            source = joined(queries, source, queries.source(0)) or source
    return selected(queries, source)


def interval(queries, depth):
    """Event times bound to each other, with an equality beside them."""
    choices = queries.choices
    if not queries.event_tables():
        return None
    names = [queries.fresh("a"), queries.fresh("a")]
    left, right = (queries.named_source(choices.pick(queries.event_tables()), name) for name in names)
    equal = equality(choices, left, right)
    before, after = (windows.interval(choices.pick(windows.WIDTHS)[1]) for _ in range(2))
    bound = f"{names[0]}.ts BETWEEN {names[1]}.ts - {before} AND {names[1]}.ts + {after}"
    word = choices.pick(list(WORDS.values()))
    return selected(queries, both(left, right, f"{left.flink} {word} {right.flink} ON {equal[0]} AND {bound}",
                                  f"{left.duck} {word} {right.duck} ON {equal[1]} AND {bound}", left.rows * right.rows + left.rows + right.rows))


def window(queries, depth):
    """Rows of equal windows."""
    choices = queries.choices
    if not queries.event_tables():
        return None
    over, times = windows.specification(choices)
    sides, names = [], []
    for _ in range(2):
        table = choices.pick(queries.event_tables())
        source, name = windows.source_of(queries, table, *over(table), table.rows * times)
        sides.append(source)
        names.append(name)
    equal = equality(choices, *sides)
    bounds = " AND ".join(f"{names[0]}.{bound} = {names[1]}.{bound}" for bound in ("window_start", "window_end"))
    word = choices.pick(list(WORDS.values()))
    rows = sides[0].rows * sides[1].rows
    return selected(queries, both(*sides, f"{sides[0].flink} {word} {sides[1].flink} ON {bounds} AND {equal[0]}",
                                  f"{sides[0].duck} {word} {sides[1].duck} ON {bounds} AND {equal[1]}", rows))


def theta(queries, depth):
    """A join without an equality."""
    left, right = queries.source(depth - 1), queries.source(depth - 1)
    if left.rows * right.rows > MOST_ROWS:
        return None
    on = Expressions(queries.choices, left.columns + right.columns).condition()
    return selected(queries, both(left, right, f"{left.flink} JOIN {right.flink} ON {on.flink}", f"{left.duck} JOIN {right.duck} ON {on.duck}",
                                  left.rows * right.rows))


def membership(queries, source, inner, negated):
    """[NOT] IN over one column of a relation; None if no column has the kind."""
    choices = queries.choices
    candidates = [column for column in inner.columns if column.type.kind != "DECIMAL"]
    if not candidates:
        return None
    column = choices.pick(candidates)
    value = Expressions(choices, source.columns).of(column.type.kind, 1)
    where = queries.where(inner.columns)
    word = "NOT IN" if negated else "IN"
    return f"{value.flink} {word} (SELECT {column.flink} FROM {inner.flink}{where[0]})", f"{value.duck} {word} (SELECT {column.duck} FROM {inner.duck}{where[1]})"


def existence(queries, source, inner, negated):
    found = condition(queries, source, inner)
    if not found:
        return None
    word = "NOT EXISTS" if negated else "EXISTS"
    return f"{word} (SELECT 1 FROM {inner.flink} WHERE {found[0]})", f"{word} (SELECT 1 FROM {inner.duck} WHERE {found[1]})"


def semi(queries, depth):
    """Rows of a relation for which another one has a row, or has none."""
    choices = queries.choices
    source, inner = queries.source(depth - 1), queries.source(depth - 1)
    name = choices.pick(queries.has(["in", "exists", "not in", "not exists"]))
    found = (membership if name.endswith("in") else existence)(queries, source, inner, name.startswith("not"))
    if not found:
        return None
    if choices.chance(30):
        rest = Expressions(choices, source.columns).condition()
        found = f"{found[0]} AND {rest.flink}", f"{found[1]} AND {rest.duck}"
    listed = choices.some(source.columns, 1, 4)
    listed += [column for column in source.columns if column.flink in source.key and column not in listed]
    made = queries.select(listed, replace(source, tables=source.tables | inner.tables), (f" WHERE {found[0]}", f" WHERE {found[1]}"))
    return replace(made, key=queries.kept_key(source, listed, made))


def scalar(queries, depth):
    """A subquery of one value in a condition or in the select list. Over no rows it is NULL, whatever the aggregate."""
    choices = queries.choices
    source, inner = queries.source(depth - 1), queries.source(depth - 1)
    value = Expressions(choices, inner.columns).aggregate(inner.rows)
    where = queries.where(inner.columns)
    subquery = replace(value, flink=f"(SELECT {value.flink} FROM {inner.flink}{where[0]})",
                       duck=f"(SELECT {value.duck} FROM {inner.duck}{where[1]} HAVING COUNT(*) > 0)")
    everything = replace(source, tables=source.tables | inner.tables)
    listed = choices.some(source.columns, 1, 3)
    if choices.chance(50):
        return queries.select(listed + [subquery], everything, queries.where(source.columns, 30))
    other = Expressions(choices, source.columns).of(value.type.kind, 1)
    sign = choices.pick([">", "=", "<>", "<="])
    return queries.select(listed, everything, tuple(f" WHERE {a} {sign} {b}" for a, b in ((other.flink, subquery.flink), (other.duck, subquery.duck))))
