"""Random queries as text of both engines.

A relation is a table or a query. What it keeps beside its columns decides where it may stand: its key (columns that no two rows share), how
many rows there can be, whether rows are only added, its event-time attribute.
"""
from dataclasses import dataclass, field, replace

import joins
import ranks
import subqueries
import windows
from expressions import LITERALS, Expression, Expressions, literal_of
from sqltypes import BIGINT, fits
from tables import MOST_ROWS

MOST_IN_A_RELATION = 40_000


@dataclass(frozen=True)
class Item:
    """A column of a relation."""
    name: str
    expression: Expression  # its text is the bare name


@dataclass(frozen=True)
class Relation:
    flink: str
    duck: str
    items: list
    rows: int
    key: tuple = ()
    append_only: bool = False
    event_time: str = ""
    unique_time: bool = False
    tables: frozenset = field(default_factory=frozenset)

    def types(self):
        return [item.expression.type for item in self.items]


@dataclass(frozen=True)
class Source:
    """What stands behind FROM, with the columns in scope. An event-time attribute is in scope as a plain TIMESTAMP."""
    flink: str
    duck: str
    columns: list
    key: tuple  # Flink's texts of the columns that no two rows share
    rows: int
    tables: frozenset
    append_only: bool


def named_source(relation, alias):
    columns = []
    for item in relation.items:
        name = f"{alias}.{item.name}"
        flink = f"CAST({name} AS TIMESTAMP(3))" if item.name == relation.event_time else name
        columns.append(replace(item.expression, flink=flink, duck=name))
    return Source(f"{relation.flink} AS {alias}", f"{relation.duck} AS {alias}", columns, tuple(f"{alias}.{name}" for name in relation.key), relation.rows,
                  relation.tables, relation.append_only)


def table_relation(table):
    items = [Item(c.name, Expression(c.name, c.name, c.type, c.bound, True)) for c in table.columns]
    return Relation(table.name, table.name, items, MOST_ROWS, ("id",), table.kind in ("append", "event"), "ts" if table.kind == "event" else "",
                    table.unique_time, frozenset([table.name]))


class Queries:
    """Makes queries over `tables` from `choices`, with the operators that `features` names."""

    def __init__(self, choices, tables, features):
        self.choices = choices
        self.relations = [table_relation(table) for table in tables]
        self.names = 0
        self.makers = [(weight, maker) for weight, needs, maker in MAKERS if set(needs) & set(features)]
        self.features = features

    def has(self, names):
        return [name for name in names if name in self.features]

    def fresh(self, letter):
        self.names += 1
        return f"{letter}{self.names}"

    # Relations and scopes

    def query(self, depth):
        """A SELECT of at most `depth` levels below it."""
        return self.choices.weighted(self.makers)(self, depth) or self.project(depth)

    def relation(self, depth):
        if depth <= 0 or not self.choices.chance(35):
            return self.choices.pick(self.relations)
        made = self.query(depth - 1)
        return replace(made, flink=f"({made.flink})", duck=f"({made.duck})")

    def source(self, depth):
        return named_source(self.relation(depth), self.fresh("a"))

    def named_source(self, relation, alias):
        return named_source(relation, alias)

    def event_tables(self):
        return [relation for relation in self.relations if relation.event_time]

    def where(self, scope, percent=50):
        if not self.choices.chance(percent):
            return "", ""
        condition = Expressions(self.choices, scope).condition()
        return f" WHERE {condition.flink}", f" WHERE {condition.duck}"

    def named(self, expressions):
        """Expressions as (Flink's list, DuckDB's list, items)."""
        items = []
        flink, duck = [], []
        for expression in expressions:
            name = self.fresh("c")
            flink.append(f"{expression.flink} AS {name}")
            duck.append(f"{expression.duck} AS {name}")
            items.append(Item(name, replace(expression, flink=name, duck=name)))
        return ", ".join(flink), ", ".join(duck), items

    def select(self, expressions, source, where=("", ""), tail=("", ""), **properties):
        flink, duck, items = self.named(expressions)
        properties = {"rows": source.rows, "tables": source.tables, **properties}
        return Relation(f"SELECT {flink} FROM {source.flink}{where[0]}{tail[0]}", f"SELECT {duck} FROM {source.duck}{where[1]}{tail[1]}", items, **properties)

    def kept_key(self, source, expressions, made):
        """The source's key by its new names, if all of it is selected."""
        names = {expression.flink: item.name for expression, item in zip(expressions, made.items)}
        key = [names.get(column) for column in source.key]
        return tuple(key) if key and all(key) else ()

    # Queries

    def project(self, depth):
        source = self.source(depth)
        scope = source.columns
        expressions = Expressions(self.choices, scope)
        listed = [self.choices.pick(scope) if self.choices.chance(40) else expressions.any(2) for _ in range(self.choices.between(1, 4))]
        if self.choices.chance(50):
            listed += [column for column in scope if column.flink in source.key and column not in listed]
        made = self.select(listed, source, self.where(scope), append_only=source.append_only)
        return replace(made, key=self.kept_key(source, listed, made))

    def distinct(self, depth):
        source = self.source(depth)
        scope = source.columns
        expressions = Expressions(self.choices, scope)
        listed = [self.choices.pick(scope) if self.choices.chance(70) else expressions.any(1) for _ in range(self.choices.between(1, 3))]
        made = self.select(listed, source, self.where(scope))
        return replace(made, flink="SELECT DISTINCT" + made.flink[6:], duck="SELECT DISTINCT" + made.duck[6:], key=tuple(i.name for i in made.items))

    def keys(self, scope, least):
        expressions = Expressions(self.choices, scope)
        keys = []
        for _ in range(self.choices.between(least, 2)):
            key = self.choices.pick(scope) if self.choices.chance(70) else expressions.any(1)
            if any(column.flink in key.flink for column in scope) and key not in keys:
                keys.append(key)
        return keys or [scope[0]]

    def aggregates(self, scope, rows, least=1, distinct=True):
        expressions = Expressions(self.choices, scope)
        return [expressions.aggregate(rows, distinct) for _ in range(self.choices.between(least, 3))]

    def having(self, scope, rows, distinct=True):
        if not self.choices.chance(25):
            return "", ""
        condition = Expressions(self.choices, self.aggregates(scope, rows, distinct=distinct)).condition(1)
        return f" HAVING {condition.flink}", f" HAVING {condition.duck}"

    def group(self, depth):
        source = self.source(depth)
        scope, rows = source.columns, source.rows
        keys = self.keys(scope, 1)
        by = tuple(" GROUP BY " + ", ".join(texts) for texts in ([k.flink for k in keys], [k.duck for k in keys]))
        where, having = self.where(scope), self.having(scope, rows)
        shown = keys if self.choices.chance(85) else keys[1:]
        made = self.select(shown + self.aggregates(scope, rows, least=0 if shown else 1), source, where, (by[0] + having[0], by[1] + having[1]))
        return replace(made, key=tuple(item.name for item in made.items[:len(keys)]) if shown is keys else ())

    def sets(self, keys):
        """What stands in GROUP BY for grouping sets of keys, for both engines: no set stands twice, every key is in one and left out by another."""
        form = self.choices.pick(["ROLLUP", "CUBE", "GROUPING SETS"])
        if form != "GROUPING SETS":
            return tuple(f"{form} ({', '.join(texts)})" for texts in ([k.flink for k in keys], [k.duck for k in keys]))
        wanted = [[key for key in keys if self.choices.chance(50)] for _ in range(self.choices.between(1, 3))]
        wanted += [[key] for key in keys if not any(key in chosen for chosen in wanted)]
        lists = [[]] + [chosen for place, chosen in enumerate(wanted) if chosen and chosen not in wanted[:place]]
        return tuple(f"GROUPING SETS ({', '.join('(' + ', '.join(getattr(key, engine) for key in chosen) + ')' for chosen in lists)})" for engine in ("flink", "duck"))

    def grouping(self, keys):
        """GROUPING of some keys: two bits at most."""
        asked = self.choices.some(keys, 1, 2)
        return Expression(f"GROUPING({', '.join(k.flink for k in asked)})", f"GROUPING({', '.join(k.duck for k in asked)})", BIGINT, 3, True)

    def group_by_sets(self, depth):
        """Without any row Flink's stream has no group, where DuckDB gives one of the empty set."""
        source = self.source(depth)
        scope, rows = source.columns, source.rows
        keys = self.keys(scope, 2)
        if rows * 8 > MOST_IN_A_RELATION:
            return None
        sets = self.sets(keys)
        where = self.where(scope)
        return self.select(keys + [self.grouping(keys)] + self.aggregates(scope, rows), source, where, (" GROUP BY " + sets[0], f" GROUP BY {sets[1]} HAVING COUNT(*) > 0"),
                           rows=rows * 4)

    def global_aggregate(self, depth):
        """Without any row Flink's stream has no result, where DuckDB gives one row."""
        source = self.source(depth)
        scope, rows = source.columns, source.rows
        where, having = self.where(scope), self.having(scope, rows)
        duck_having = " HAVING COUNT(*) > 0" + (f" AND ({having[1][8:]})" if having[1] else "")
        return self.select(self.aggregates(scope, rows), source, where, (having[0], duck_having), rows=1)

    def columns_of(self, types, depth):
        """A SELECT whose columns have these types."""
        source = self.source(depth)
        expressions = Expressions(self.choices, source.columns)
        listed = []
        for type_ in types:
            made = expressions.of(type_.kind, 1)
            made = made if fits(type_, made.bound) else literal_of(type_.kind, LITERALS[type_.kind][0])
            listed.append(replace(made, flink=f"CAST({made.flink} AS {type_.flink()})", duck=f"CAST({made.duck} AS {type_.duck()})", type=type_)
                          if made.type != type_ else made)
        return self.select(listed, source, self.where(source.columns), append_only=source.append_only)

    def combine(self, left, right, word):
        items = [Item(a.name, replace(a.expression, bound=max(a.expression.bound, b.expression.bound), exact=a.expression.exact and b.expression.exact))
                 for a, b in zip(left.items, right.items)]
        return Relation(f"{left.flink} {word} {right.flink}", f"{left.duck} {word} {right.duck}", items, left.rows + right.rows,
                        append_only=word == "UNION ALL" and left.append_only and right.append_only, tables=left.tables | right.tables)

    def two(self, depth):
        if depth > 0 and self.choices.chance(30):
            left = self.query(depth - 1)
            left = replace(left, flink=f"({left.flink})", duck=f"({left.duck})")
        else:
            left = self.project(depth - 1)
        if any(type_.precision > 30 for type_ in left.types()):
            return None
        return left, self.columns_of(left.types(), depth - 1)

    def union(self, depth):
        pair = self.two(depth)
        if not pair:
            return None
        word = "UNION" if "union" in self.features and self.choices.chance(30) else "UNION ALL"
        made = self.combine(*pair, word)
        return replace(made, key=tuple(item.name for item in made.items)) if word == "UNION" else made

    def set_operation(self, depth):
        pair = self.two(depth)
        if not pair:
            return None
        word = self.choices.pick(self.has(["intersect", "except", "intersect all", "except all"])).upper()
        made = self.combine(*pair, word)
        return replace(made, key=() if "ALL" in word else tuple(item.name for item in made.items))

    def whole(self):
        """A query as it stands in a script: some with a WITH clause, whose query is used as often as a table."""
        if "with" not in self.features or not self.choices.chance(12):
            return self.query(2)
        first = self.query(1)
        name = self.fresh("w")
        self.relations = [replace(first, flink=name, duck=name)] + self.relations[:1]
        rest = self.query(2)
        return replace(rest, flink=f"WITH {name} AS ({first.flink}) {rest.flink}", duck=f"WITH {name} AS ({first.duck}) {rest.duck}",
                       tables=rest.tables | first.tables)


# (weight, the features of which it needs one, how it is made)
MAKERS = [
    (16, ["project"], Queries.project),
    (6, ["distinct"], Queries.distinct),
    (16, ["group"], Queries.group),
    (6, ["grouping sets"], Queries.group_by_sets),
    (5, ["global"], Queries.global_aggregate),
    (5, ["union all"], Queries.union),
    (8, ["window"], windows.table_function),
    (3, ["window"], windows.again),
    (3, ["window"], windows.cascade),
    (3, ["legacy window"], windows.legacy),
    (2, ["session"], windows.session),
    (2, ["session rows"], windows.session_rows),
    (2, ["window rows"], windows.rows),
    (16, ["inner join", "left join", "right join", "full join"], joins.join),
    (3, ["theta join"], joins.theta),
    (4, ["interval join"], joins.interval),
    (4, ["window join"], joins.window),
    (8, ["in", "not in", "exists", "not exists"], joins.semi),
    (4, ["scalar subquery"], joins.scalar),
    (6, ["exists as value", "in as value", "any", "all"], subqueries.tested),
    (5, ["correlated value"], subqueries.correlated),
    (5, ["lateral"], subqueries.lateral),
    (6, ["unnest"], subqueries.unnest),
    (8, ["row number", "rank", "dense rank"], ranks.top),
    (4, ["limit"], ranks.limit),
    (3, ["keep first", "keep last"], ranks.deduplicate),
    (4, ["over range", "over rows"], ranks.over),
    (5, ["intersect", "intersect all", "except", "except all"], Queries.set_operation),
]
