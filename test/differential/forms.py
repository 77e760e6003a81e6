"""How expressions are written: one table for both engines, with every translation that equal results need.

A form is a result kind, the kinds of its operands, Flink's text and DuckDB's (None: the same text). Operand kinds are those of sqltypes, and
  T          any kind, the same for all T of one form; as a result the kind that is asked for
  5..9       a whole number of that range            'a|b'   one of these texts, as it stands
Sizes keep values where both engines agree: Flink's integers wrap and DuckDB's fail, so `bound` (from the operands' bounds to that of the
result) lets the generator leave out what might not fit. `type` gives the type of a DECIMAL result from the operands' types; without
it the result has the common type of the T operands. `exact` says that a DOUBLE result has no rounding error as long as its operands have none.
"""
import re
from dataclasses import dataclass
from typing import Callable, Optional

from sqltypes import common, decimal

OPERAND = re.compile(r"'[^']*'|\S+")


@dataclass(frozen=True)
class Form:
    result: str
    operands: str
    flink: str
    duck: Optional[str] = None
    bound: Optional[Callable] = None
    type: Optional[Callable] = None
    exact: bool = False
    weight: int = 2
    never: tuple = ()  # kinds that T does not stand for

    def kinds(self):
        return OPERAND.findall(self.operands)


def total(a, b):
    return a + b


def product(a, b):
    return a * b


def first(a, *_):
    return a


def widest(*bounds):
    return max(bounds)


def sum_type(a, b):
    scale = max(a.scale, b.scale)
    return decimal(max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale)


def product_type(a, b):
    return decimal(a.precision + b.precision, a.scale + b.scale)


def cast_type(precision, scale):
    return lambda *_: decimal(precision, scale)


def whole_type(a, *_):
    return decimal(a.precision, 0)


def rounded_type(a, *_):
    return decimal(a.precision - a.scale + 2, 1) if a.scale > 1 else a


def own_type(a, *_):
    return a


def quotient_type(a, *_):
    """None where Flink's scale is not what `quotient` gives."""
    return decimal(18, 6) if a.scale <= 6 and a.precision <= 24 else None


def mean_type(a):
    return decimal(38, 6) if a.scale <= 6 and a.precision - a.scale <= 18 else None


ARITHMETIC = [Form(kind, f"{kind} {kind}", "({0} + {1})", bound=total, exact=True, weight=4) for kind in ("INT", "BIGINT", "DOUBLE")] + \
    [Form(kind, f"{kind} {kind}", "({0} - {1})", bound=total, exact=True, weight=4) for kind in ("INT", "BIGINT", "DOUBLE")] + \
    [Form(kind, f"{kind} {kind}", "({0} * {1})", bound=product) for kind in ("INT", "BIGINT", "DOUBLE")] + \
    [Form(kind, kind, "(- {0})", bound=first, exact=True) for kind in ("INT", "BIGINT", "DOUBLE")] + \
    [Form(kind, kind, "ABS({0})", bound=first, exact=True) for kind in ("INT", "BIGINT", "DOUBLE")] + [
    Form("BIGINT", "BIGINT INT", "({0} + {1})", bound=total),
    Form("BIGINT", "INT BIGINT", "({0} - {1})", bound=total),
    # Flink divides whole numbers towards zero and fails on zero; DuckDB's `/` gives a DOUBLE.
    Form("INT", "INT 2..9", "({0} / {1})", "({0} // {1})", bound=first),
    Form("INT", "INT INT", "({0} / NULLIF({1}, 0))", "({0} // NULLIF({1}, 0))", bound=first),
    Form("BIGINT", "BIGINT 2..9", "({0} / {1})", "({0} // {1})", bound=first),
    Form("BIGINT", "BIGINT BIGINT", "({0} / NULLIF({1}, 0))", "({0} // NULLIF({1}, 0))", bound=first),
    Form("INT", "INT 2..9", "MOD({0}, {1})", bound=first),
    Form("INT", "INT INT", "({0} % NULLIF({1}, 0))", bound=first),
    Form("BIGINT", "BIGINT BIGINT", "MOD({0}, NULLIF({1}, 0))", bound=first),
    Form("INT", "INT", "SIGN({0})", "CAST(sign({0}) AS INTEGER)", bound=lambda a: 1),
    Form("BIGINT", "BIGINT", "SIGN({0})", "CAST(sign({0}) AS BIGINT)", bound=lambda a: 1),
    Form("DOUBLE", "DOUBLE", "FLOOR({0})", bound=lambda a: a + 1, exact=True),
    Form("DOUBLE", "DOUBLE", "CEIL({0})", bound=lambda a: a + 1, exact=True),
    Form("DOUBLE", "DOUBLE", "SQRT(ABS({0}))", bound=lambda a: a + 1),
    Form("DOUBLE", "DOUBLE DOUBLE", "({0} / NULLIF(FLOOR({1}), 0))", bound=first),
    Form("DECIMAL", "DECIMAL DECIMAL", "({0} + {1})", bound=total, type=sum_type, weight=4),
    Form("DECIMAL", "DECIMAL DECIMAL", "({0} - {1})", bound=total, type=sum_type, weight=4),
    # DuckDB gives a product of 18 digits at most, unless a factor has more.
    Form("DECIMAL", "DECIMAL DECIMAL", "({0} * {1})", "(({0} * 1::DECIMAL(19, 0)) * {1})", bound=product, type=product_type),
    # Exact and then rounded half away from zero; DuckDB divides into a DOUBLE.
    Form("DECIMAL", "DECIMAL 2..9", "CAST({0} / {1} AS DECIMAL(18, 6))", "quotient({0}, {1})", bound=first, type=quotient_type),
    Form("DECIMAL", "DECIMAL", "(- {0})", bound=first, type=own_type),
    Form("DECIMAL", "DECIMAL", "ABS({0})", bound=first, type=own_type),
    Form("DECIMAL", "DECIMAL", "FLOOR({0})", bound=lambda a: a + 1, type=whole_type),
    Form("DECIMAL", "DECIMAL", "CEIL({0})", bound=lambda a: a + 1, type=whole_type),
    Form("DECIMAL", "DECIMAL", "ROUND({0}, 1)", bound=lambda a: a + 1, type=rounded_type),
]

CASTS = [
    Form("BIGINT", "INT", "CAST({0} AS BIGINT)", bound=first, weight=4),
    Form("INT", "BIGINT", "CAST({0} AS INT)", bound=first),
    Form("INT", "BOOLEAN", "CAST({0} AS INT)", bound=lambda a: 1),
    # Fractions are cut off here and rounded by DuckDB.
    Form("INT", "DECIMAL", "CAST({0} AS INT)", "CAST(trunc({0}) AS INTEGER)", bound=first),
    Form("BIGINT", "DECIMAL", "CAST({0} AS BIGINT)", "CAST(trunc({0}) AS BIGINT)", bound=first),
    Form("BIGINT", "DOUBLE", "CAST({0} AS BIGINT)", "CAST(trunc({0}) AS BIGINT)", bound=first),
    Form("INT", "'12|-7|x|3y|2147483648|'", "TRY_CAST('{0}' AS INT)", "TRY_CAST('{0}' AS INTEGER)", bound=lambda a: 12, weight=1),
    Form("DECIMAL", "INT", "CAST({0} AS DECIMAL(12, 1))", bound=first, type=cast_type(12, 1)),
    Form("DECIMAL", "BIGINT", "CAST({0} AS DECIMAL(20, 2))", bound=first, type=cast_type(20, 2)),
    Form("DECIMAL", "DECIMAL", "CAST({0} AS DECIMAL(9, 1))", bound=lambda a: a + 1, type=cast_type(9, 1)),
    Form("DECIMAL", "DECIMAL", "CAST({0} AS DECIMAL(14, 5))", bound=lambda a: a + 1, type=cast_type(14, 5)),
    Form("DOUBLE", "INT", "CAST({0} AS DOUBLE)", bound=first, exact=True),
    Form("DOUBLE", "DECIMAL", "CAST({0} AS DOUBLE)", bound=first),
    Form("STRING", "INT", "CAST({0} AS STRING)", bound=lambda a: 11),
    Form("STRING", "BIGINT", "CAST({0} AS STRING)", bound=lambda a: 20),
    Form("STRING", "DECIMAL", "CAST({0} AS STRING)", bound=lambda a: 40),
    Form("STRING", "DATE", "CAST({0} AS STRING)", bound=lambda a: 10),
    # Words and digits as Flink writes them.
    Form("STRING", "BOOLEAN", "CAST({0} AS STRING)", "upper(CAST({0} AS VARCHAR))", bound=lambda a: 5),
    Form("STRING", "TIMESTAMP", "CAST({0} AS STRING)", "strftime({0}, '%Y-%m-%d %H:%M:%S.%g')", bound=lambda a: 23),
    Form("BOOLEAN", "INT", "CAST({0} AS BOOLEAN)"),
    Form("DATE", "TIMESTAMP", "CAST({0} AS DATE)"),
    Form("TIMESTAMP", "DATE", "CAST({0} AS TIMESTAMP(3))", "CAST({0} AS TIMESTAMP)"),
]

STRINGS = [
    Form("STRING", "STRING STRING", "({0} || {1})", bound=total),
    # A NULL makes it NULL; DuckDB's concat leaves NULLs out.
    Form("STRING", "STRING STRING STRING", "CONCAT({0}, {1}, {2})", "({0} || {1} || {2})", bound=lambda a, b, c: a + b + c),
    Form("STRING", "STRING", "UPPER({0})", bound=first),
    Form("STRING", "STRING", "LOWER({0})", bound=first),
    Form("STRING", "STRING", "TRIM({0})", bound=first),
    Form("STRING", "STRING", "REVERSE({0})", bound=first),
    Form("STRING", "STRING 1..4 0..3", "SUBSTRING({0} FROM {1} FOR {2})", bound=first),
    Form("STRING", "STRING 1..4", "SUBSTRING({0}, {1})", bound=first),
    Form("STRING", "STRING 1..3", "LEFT({0}, {1})", bound=first),
    Form("STRING", "STRING 1..3", "RIGHT({0}, {1})", bound=first),
    Form("STRING", "STRING 0..3", "REPEAT({0}, {1})", bound=lambda a, _: 3 * a),
    Form("STRING", "STRING 1..6 'x|-+'", "LPAD({0}, {1}, '{2}')", bound=lambda *_: 6),
    Form("STRING", "STRING 1..6 'x|-+'", "RPAD({0}, {1}, '{2}')", bound=lambda *_: 6),
    Form("STRING", "STRING 'a|b|ab| ' '|b|zz'", "REPLACE({0}, '{1}', '{2}')", bound=lambda a, *_: 2 * a),
    # A part that is not there is NULL, also the first of an empty text.
    Form("STRING", "STRING 0..2", "SPLIT_INDEX({0}, ',', {1})", "CASE WHEN {0} <> '' THEN string_split({0}, ',')[{1} + 1] END", bound=first),
    Form("INT", "STRING", "CHAR_LENGTH({0})", "CAST(length({0}) AS INTEGER)", bound=first),
    Form("INT", "'a|b|ab|,' STRING", "POSITION('{0}' IN {1})", "CAST(position('{0}' IN {1}) AS INTEGER)", bound=lambda _, b: b),
    Form("BOOLEAN", "STRING 'a%|%b|_b%|%'", "({0} LIKE '{1}')"),
    Form("BOOLEAN", "STRING '%a!_%|!%%|%!%!_'", "({0} NOT LIKE '{1}' ESCAPE '!')"),
]

TIMES = [
    Form("BIGINT", "'YEAR|MONTH|DAY|QUARTER|DOY|WEEK' DATE", "EXTRACT({0} FROM {1})", bound=lambda *_: 9999),
    Form("BIGINT", "'YEAR|MONTH|DAY|HOUR|MINUTE|SECOND' TIMESTAMP", "EXTRACT({0} FROM {1})", bound=lambda *_: 9999),
    # Sunday is 1 here and 0 in DuckDB.
    Form("BIGINT", "DATE", "EXTRACT(DOW FROM {0})", "(EXTRACT(DOW FROM {0}) + 1)", bound=lambda *_: 7),
    # Days stay dates.
    Form("DATE", "DATE 1..40 'DAY|MONTH|YEAR'", "({0} + INTERVAL '{1}' {2})", "CAST({0} + INTERVAL '{1}' {2} AS DATE)"),
    Form("DATE", "DATE 'MONTH|QUARTER|YEAR'", "FLOOR({0} TO {1})", "CAST(date_trunc('{1}', {0}) AS DATE)"),
    Form("TIMESTAMP", "TIMESTAMP 1..40 'SECOND|MINUTE|HOUR|DAY|MONTH'", "({0} - INTERVAL '{1}' {2})"),
    Form("TIMESTAMP", "TIMESTAMP 'SECOND|MINUTE|HOUR|DAY|MONTH'", "FLOOR({0} TO {1})", "CAST(date_trunc('{1}', {0}) AS TIMESTAMP)"),
    Form("INT", "'SECOND|MINUTE|HOUR|DAY' TIMESTAMP TIMESTAMP", "TIMESTAMPDIFF({0}, {1}, {2})", "CAST(date_sub('{0}', {1}, {2}) AS INTEGER)",
         bound=lambda *_: 10**9),
]

MANY = {
    "INT": [str(i) for i in range(-2, 60, 3)],
    "DECIMAL": ["1.50", "0.5", "-10.25", "2.125"] + [f"{i}.{i % 10}" for i in range(3, 18)],
    "STRING": ["'a'", "''", "'A,b'", "'it''s'", "'é'"] + [f"'{'ab' * i}'" for i in range(1, 14)],
    "DATE": ["DATE '2024-02-29'"] + [f"DATE '2024-01-{day:02}'" for day in range(1, 20)],
}

LOGIC = [Form("BOOLEAN", "T T", f"({{0}} {sign} {{1}})", weight=4) for sign in ("=", "<", ">=", "<>", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")] + \
    [Form("BOOLEAN", kinds, f"({{0}} {sign} {{1}})") for kinds in ("INT BIGINT", "BIGINT DECIMAL", "DOUBLE INT", "DECIMAL DOUBLE") for sign in ("=", ">")] + \
    [Form("BOOLEAN", "BOOLEAN", f"({{0}} IS {word})") for word in ("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN", "NOT UNKNOWN")] + [
    Form("BOOLEAN", "BOOLEAN BOOLEAN", "({0} AND {1})", weight=8),
    Form("BOOLEAN", "BOOLEAN BOOLEAN", "({0} OR {1})", weight=8),
    Form("BOOLEAN", "BOOLEAN", "(NOT {0})", weight=4),
    Form("BOOLEAN", "T", "({0} IS NULL)", weight=4),
    Form("BOOLEAN", "T", "({0} IS NOT NULL)", weight=4),
    Form("BOOLEAN", "T T T", "({0} BETWEEN {1} AND {2})"),
    Form("BOOLEAN", "T T T", "({0} NOT BETWEEN {1} AND {2})"),
    Form("BOOLEAN", "T T T", "({0} IN ({1}, {2}))"),
    Form("BOOLEAN", "T T T", "({0} NOT IN ({1}, {2}))"),
] + [
    # Lists that are looked up in a set.
    Form("BOOLEAN", kind, f"({{0}} {sign} ({', '.join(values)}))", weight=1) for sign in ("IN", "NOT IN") for kind, values in MANY.items()
] + [
    Form("T", "BOOLEAN T T", "CASE WHEN {0} THEN {1} ELSE {2} END", bound=lambda _, b, c: max(b, c), exact=True),
    Form("T", "BOOLEAN T", "CASE WHEN {0} THEN {1} END", bound=lambda _, b: b, exact=True),
    Form("T", "INT 0..3 T T", "CASE {0} WHEN {1} THEN {2} ELSE {3} END", bound=lambda _, b, c, d: max(c, d), exact=True, weight=1),
    Form("T", "BOOLEAN T T", "IF({0}, {1}, {2})", "CASE WHEN {0} THEN {1} ELSE {2} END", bound=lambda _, b, c: max(b, c), exact=True),
    Form("T", "T T", "COALESCE({0}, {1})", bound=widest, exact=True),
    Form("T", "T T", "NULLIF({0}, {1})", bound=widest, type=own_type, exact=True),
    # One NULL makes it NULL; DuckDB leaves NULLs out.
    Form("T", "T T", "GREATEST({0}, {1})", "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN greatest({0}, {1}) END", bound=widest, exact=True, weight=1, never=("BOOLEAN",)),
    Form("T", "T T", "LEAST({0}, {1})", "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN least({0}, {1}) END", bound=widest, exact=True, weight=1, never=("BOOLEAN",)),
]

FORMS = ARITHMETIC + CASTS + STRINGS + TIMES + LOGIC


@dataclass(frozen=True)
class Aggregate:
    """`{d}` stands for DISTINCT or nothing, `{f}` for the FILTER clause; `bound` takes the operand's bound and the most rows there can be."""
    result: str
    operand: Optional[str]
    flink: str
    duck: Optional[str] = None
    bound: Optional[Callable] = None
    type: Optional[Callable] = None
    weight: int = 2


AGGREGATES = [
    Aggregate("BIGINT", None, "COUNT(*){f}", bound=lambda a, rows: rows, weight=6),
    Aggregate("BIGINT", "T", "COUNT({d}{0}){f}", bound=lambda a, rows: rows, weight=6),
    Aggregate("T", "T", "MIN({d}{0}){f}", bound=lambda a, rows: a, type=own_type, weight=5),
    Aggregate("T", "T", "MAX({d}{0}){f}", bound=lambda a, rows: a, type=own_type, weight=5),
    # Sums of whole numbers keep their type; so do means, cut off towards zero.
    Aggregate("INT", "INT", "SUM({d}{0}){f}", "CAST(SUM({d}{0}){f} AS INTEGER)", bound=lambda a, rows: a * rows),
    Aggregate("BIGINT", "BIGINT", "SUM({d}{0}){f}", "CAST(SUM({d}{0}){f} AS BIGINT)", bound=lambda a, rows: a * rows),
    Aggregate("DOUBLE", "DOUBLE", "SUM({d}{0}){f}", bound=lambda a, rows: a * rows),
    Aggregate("DECIMAL", "DECIMAL", "SUM({d}{0}){f}", bound=lambda a, rows: a * rows, type=lambda a: decimal(38, a.scale)),
    Aggregate("INT", "INT", "AVG({d}{0}){f}", "CAST(SUM({d}{0}){f} // COUNT({d}{0}){f} AS INTEGER)", bound=lambda a, rows: a),
    # The sum behind it is a BIGINT too.
    Aggregate("BIGINT", "BIGINT", "AVG({d}{0}){f}", "CAST(SUM({d}{0}){f} // COUNT({d}{0}){f} AS BIGINT)", bound=lambda a, rows: a * rows),
    Aggregate("DOUBLE", "DOUBLE", "AVG({d}{0}){f}", bound=lambda a, rows: a),
    # Six digits behind the point at least, rounded half away from zero.
    Aggregate("DECIMAL", "DECIMAL", "AVG({d}{0}){f}", "quotient(SUM({d}{0}){f}, COUNT({d}{0}){f})", bound=lambda a, rows: a, type=mean_type),
]

# What the DuckDB texts call.
MACROS = """
CREATE MACRO rounded(n, d) AS sign(n) * ((2 * abs(n) + d) // (2 * d));
CREATE MACRO quotient(a, n) AS CAST(rounded(CAST(CAST(a AS DECIMAL(30,6)) * 1000000::DECIMAL(7,0) AS HUGEINT), CAST(n AS HUGEINT)) AS DECIMAL(30,0))
  * 0.000001::DECIMAL(6,6);
CREATE MACRO floor_ms(ts, size_ms, offset_ms) AS make_timestamp_ms(epoch_ms(ts) - (epoch_ms(ts) - offset_ms) % size_ms);
"""

