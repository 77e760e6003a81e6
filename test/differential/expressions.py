"""Random expressions over the columns in scope, as text of both engines, with what keeps the two comparable: type and bound."""
from dataclasses import dataclass

from forms import AGGREGATES, FORMS
from sqltypes import KINDS, Type, common, decimal, fits, literal, plain

# Literals of each kind, the simplest first.
LITERALS = {
    "BOOLEAN": [True, False],
    "INT": [1, 0, 2, -1, 3, 7, 100],
    "BIGINT": [1, 0, -2, 5, 1000],
    "DECIMAL": [(decimal(3, 2), "1.50"), (decimal(2, 1), "0.5"), (decimal(4, 2), "-10.25"), (decimal(4, 3), "2.125")],
    "DOUBLE": ["1.0", "0.5", "-2.25", "100.75"],
    "STRING": ["a", "", "b", "ab", "A,b", "it's", "é"],
    "DATE": ["2024-01-01", "2024-02-29", "2023-12-31"],
    "TIMESTAMP": ["2024-01-01 00:00:00.000", "2024-01-01 12:30:00.500"],
}


@dataclass(frozen=True)
class Expression:
    """`bound`: the greatest absolute value, or the most characters. `exact`: a DOUBLE whose value no order of additions can change."""
    flink: str
    duck: str
    type: Type
    bound: int = 0
    exact: bool = False


def literal_of(kind, value):
    type_, value = value if kind == "DECIMAL" else (plain(kind), value)
    bound = len(value) if kind == "STRING" else int(abs(float(value))) + 1 if kind in ("INT", "BIGINT", "DOUBLE", "DECIMAL") else 0
    return Expression(*literal(type_, value), type_, bound, True)


class Expressions:
    """Makes expressions of a kind from `columns`, which are expressions too."""

    def __init__(self, choices, columns):
        self.choices = choices
        self.columns = columns

    def of(self, kind, depth):
        if depth == 0 or not self.choices.chance(70):
            return self.leaf(kind)
        form = self.choices.weighted([(f.weight, f) for f in FORMS if f.result in (kind, "T") and kind not in f.never])
        return self.apply(form, kind, depth - 1) or self.leaf(kind)

    def any(self, depth):
        return self.of(self.kind_in_scope(), depth)

    def condition(self, depth=2):
        return self.of("BOOLEAN", depth)

    def kind_in_scope(self, never=()):
        """Mostly the kind of a column."""
        kinds = [column.type.kind for column in self.columns if column.type.kind not in never]
        return self.choices.pick(kinds if kinds and not self.choices.chance(15) else [kind for kind in KINDS if kind not in never])

    def leaf(self, kind):
        columns = [column for column in self.columns if column.type.kind == kind]
        if columns and not self.choices.chance(20):
            return self.choices.pick(columns)
        if kind == "BOOLEAN" and not self.choices.chance(10):
            return self.comparison()
        if self.choices.chance(10):
            type_ = plain(kind)
            return Expression(*literal(type_, None), type_, 0, True)
        return literal_of(kind, self.choices.pick(LITERALS[kind]))

    def comparison(self):
        """A column with a literal, or with another column of its kind."""
        column = self.choices.pick(self.columns)
        others = [other for other in self.columns if other.type == column.type and other is not column]
        other = self.choices.pick(others) if others and self.choices.chance(30) else literal_of(column.type.kind, self.choices.pick(LITERALS[column.type.kind]))
        sign = self.choices.pick(["<", "=", ">=", "<>", ">", "<="])
        return Expression(f"({column.flink} {sign} {other.flink})", f"({column.duck} {sign} {other.duck})", plain("BOOLEAN"))

    def apply(self, form, kind, depth):
        """None if the result might not fit its type."""
        shared = kind if form.result == "T" else None
        texts, operands, alike = [], [], []
        for operand in form.kinds():
            if operand.startswith("'"):
                texts.append((self.choices.pick(operand[1:-1].split("|")),) * 2)
                operands.append(None)
                continue
            if ".." in operand:
                texts.append((str(self.choices.between(*map(int, operand.split("..")))),) * 2)
                operands.append(None)
                continue
            if operand == "T":
                shared = shared or self.kind_in_scope(form.never)
                operand = shared
                alike.append(len(operands))
            made = self.of(operand, depth)
            operands.append(made)
            texts.append((made.flink, made.duck))
        if alike and not common([operands[index].type for index in alike]):
            return None
        return self.result(form, kind, texts, operands, alike)

    def result(self, form, kind, texts, operands, alike):
        made = [operand for operand in operands if operand]
        type_ = plain(kind)
        if kind == "DECIMAL":
            types = [operands[index].type for index in alike] if form.result == "T" else [operand.type for operand in made]
            type_ = form.type(*types) if form.type else common(types)
            if type_ is None:
                return None
        bound = form.bound(*[operand.bound if operand else 0 for operand in operands]) if form.bound else 0
        if not fits(type_, bound):
            return None
        flink, duck = (text.format(*[pair[side] for pair in texts]) for side, text in enumerate((form.flink, form.duck or form.flink)))
        return Expression(flink, duck, type_, bound, form.exact and all(operand.exact for operand in made if operand.type.kind == "DOUBLE"))

    def aggregate(self, rows, distinct=True, over=""):
        """An aggregate over at most `rows` rows. Sums of DOUBLEs are over exact ones: their rows come in any order."""
        kind = self.kind_in_scope()
        form = self.choices.weighted([(a.weight, a) for a in AGGREGATES if a.operand in (None, kind, "T")])
        once = "DISTINCT " if distinct and form.operand and self.choices.chance(20) else ""
        condition = self.condition(1) if not over and self.choices.chance(20) else None
        tails = [f" FILTER (WHERE {text})" for text in (condition.flink, condition.duck)] if condition else [over, over]
        operand = self.of(kind, 1) if form.operand else None
        if operand and kind == "DOUBLE" and form.flink[:3] in ("SUM", "AVG") and not operand.exact:
            operand = literal_of("DOUBLE", "0.5")
        type_ = plain(kind if form.result == "T" else form.result)
        if operand and type_.kind == "DECIMAL":
            type_ = form.type(operand.type)
        bound = form.bound(operand.bound if operand else 0, rows)
        if type_ is None or not fits(type_, bound):
            return Expression(f"COUNT(*){over}", f"COUNT(*){over}", plain("BIGINT"), rows)
        flink = form.flink.format(operand and operand.flink, d=once, f=tails[0])
        duck = (form.duck or form.flink).format(operand and operand.duck, d=once, f=tails[1])
        return Expression(flink, duck, type_, bound, form.flink[:3] != "AVG" and (operand is None or operand.exact))
