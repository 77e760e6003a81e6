"""UNNEST, LATERAL, and subqueries as values: below OR, in SELECT, for each row around."""
from dataclasses import replace

import joins
from expressions import Expression, Expressions
from sqltypes import INT, plain

SIGNS = ["<", ">=", "=", "<>", ">", "<="]


def of_both(texts, type_, bound=0):
    return Expression(texts[0], texts[1], type_, bound, True)


def test(queries, source, inner):
    """A subquery as a condition of three values; None if none fits."""
    choices = queries.choices
    negated = choices.chance(40)
    kind = choices.pick(queries.has(["exists as value", "in as value", "any", "all"]))
    if kind == "exists as value":
        found = joins.existence(queries, source, inner, negated)
    elif kind == "in as value":
        found = joins.membership(queries, source, inner, negated)
    else:
        candidates = [column for column in inner.columns if column.type.kind not in ("DECIMAL", "BOOLEAN")]
        if not candidates:
            return None
        column = choices.pick(candidates)
        operand = Expressions(choices, source.columns).of(column.type.kind, 1)
        where, sign = queries.where(inner.columns), choices.pick(SIGNS)
        found = (f"{operand.flink} {sign} {kind.upper()} (SELECT {column.flink} FROM {inner.flink}{where[0]})",
                 f"{operand.duck} {sign} {kind.upper()} (SELECT {column.duck} FROM {inner.duck}{where[1]})")
    return found and of_both([f"({text})" for text in found], plain("BOOLEAN"))


def two(queries, depth):
    source, inner = queries.source(depth - 1), queries.source(depth - 1)
    return source, inner, replace(source, tables=source.tables | inner.tables)


def tested(queries, depth):
    """A subquery as a value in SELECT, or below OR."""
    choices = queries.choices
    source, inner, everything = two(queries, depth)
    found = test(queries, source, inner)
    if not found:
        return None
    listed = choices.some(source.columns, 1, 3)
    listed += [column for column in source.columns if column.flink in source.key and column not in listed]
    if choices.chance(50):
        made = queries.select(listed + [found], everything, queries.where(source.columns, 30))
    else:
        other = Expressions(choices, source.columns).condition()
        made = queries.select(listed, everything, tuple(f" WHERE {a} OR {b}" for a, b in ((other.flink, found.flink), (other.duck, found.duck))))
    return replace(made, key=queries.kept_key(source, listed, made))


def correlated(queries, depth):
    """The value of an aggregate for each row around, in SELECT or compared in WHERE."""
    choices = queries.choices
    source, inner, everything = two(queries, depth)
    link = joins.condition(queries, source, inner)
    if not link:
        return None
    value = Expressions(choices, inner.columns).aggregate(inner.rows)
    value = replace(value, flink=f"(SELECT {value.flink} FROM {inner.flink} WHERE {link[0]})", duck=f"(SELECT {value.duck} FROM {inner.duck} WHERE {link[1]})")
    listed = choices.some(source.columns, 1, 3)
    if choices.chance(60):
        return queries.select(listed + [value], everything, queries.where(source.columns, 30))
    other = Expressions(choices, source.columns).of(value.type.kind, 1)
    sign = choices.pick(SIGNS)
    return queries.select(listed, everything, tuple(f" WHERE {a} {sign} {b}" for a, b in ((other.flink, value.flink), (other.duck, value.duck))))


def lateral(queries, depth):
    """The rows of another relation for each row, all or the first ones, or what GROUP BY makes of them."""
    choices = queries.choices
    source, inner, everything = two(queries, depth)
    link = joins.condition(queries, source, inner)
    if not link or source.rows * inner.rows > joins.MOST_ROWS:
        return None
    name, shown = queries.fresh("l"), choices.some(inner.columns, 1, 3)
    tail = ("", "")
    if "lateral limit" in queries.features and inner.key and choices.chance(35):
        if any(sign in link[0] for sign in (" AND ", " OR ")):
            return None
        order = [column for column in inner.columns if column.flink in inner.key]
        count = choices.between(1, 3)
        tail = (f" ORDER BY {', '.join(o.flink for o in order)} LIMIT {count}", f" ORDER BY {', '.join(f'{o.duck} NULLS FIRST' for o in order)} LIMIT {count}")
    flink, duck, items = queries.named(shown)
    queried = f"(SELECT {flink} FROM {inner.flink} WHERE {link[0]}{tail[0]})", f"(SELECT {duck} FROM {inner.duck} WHERE {link[1]}{tail[1]})"
    columns = [replace(item.expression, flink=f"{name}.{item.name}", duck=f"{name}.{item.name}") for item in items]
    word, on = choices.pick([("CROSS JOIN", ""), ("LEFT JOIN", " ON TRUE")])
    made = replace(everything, columns=source.columns + columns, key=(), rows=source.rows * inner.rows + source.rows, append_only=False,
                   flink=f"{source.flink} {word} LATERAL {queried[0]} AS {name}{on}", duck=f"{source.duck} {word} LATERAL {queried[1]} AS {name}{on}")
    return joins.selected(queries, made)


def unnest(queries, depth):
    """Arrays made of a row's values, some of them NULL, and their elements beside it."""
    choices = queries.choices
    source = queries.source(depth - 1)
    kinds = [column.type for column in source.columns if column.type.kind not in ("DECIMAL", "BOOLEAN")]
    if not kinds:
        return None
    type_ = choices.pick(kinds)
    values = [Expressions(choices, source.columns).of(type_.kind, 1) for _ in range(choices.between(1, 3))]
    array = [f"ARRAY[{', '.join(v.flink for v in values)}]", f"[{', '.join(v.duck for v in values)}]"]
    if choices.chance(40):
        there = Expressions(choices, source.columns).condition(1)
        array = [f"CASE WHEN {there.flink} THEN {array[0]} END", f"CASE WHEN {there.duck} THEN {array[1]} END"]
    name = queries.fresh("u")
    element = Expression(f"{name}.x", f"{name}.x", type_, max(v.bound for v in values), all(v.exact for v in values))
    columns, ordinality, names = [element], "", "x"
    if choices.chance(40):
        columns, ordinality, names = [element, Expression(f"{name}.o", f"{name}.o", INT, 3, True)], " WITH ORDINALITY", "x, o"
    # DuckDB has no LEFT JOIN of an UNNEST, but of a query of one.
    word, on = choices.pick([("CROSS JOIN", ""), ("LEFT JOIN", " ON TRUE")])
    made = replace(source, columns=source.columns + columns, key=(), rows=source.rows * len(values),
                   flink=f"{source.flink} {word} UNNEST({array[0]}){ordinality} AS {name}({names}){on}",
                   duck=f"{source.duck} {word} LATERAL (SELECT * FROM UNNEST({array[1]}){ordinality} AS v({names})) AS {name}{on}")
    return joins.selected(queries, made, 50)
