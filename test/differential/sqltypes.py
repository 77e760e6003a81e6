"""SQL types that both engines speak, with their literals and the values that results are compared by."""
import datetime
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Type:
    kind: str
    precision: int = 0
    scale: int = 0

    def flink(self):
        return {"DECIMAL": f"DECIMAL({self.precision}, {self.scale})", "TIMESTAMP": "TIMESTAMP(3)"}.get(self.kind, self.kind)

    def duck(self):
        return {"DECIMAL": f"DECIMAL({self.precision},{self.scale})", "STRING": "VARCHAR", "INT": "INTEGER"}.get(self.kind, self.kind)


BOOLEAN, INT, BIGINT, DOUBLE, STRING, DATE, TIMESTAMP = (Type(k) for k in ("BOOLEAN", "INT", "BIGINT", "DOUBLE", "STRING", "DATE", "TIMESTAMP"))
KINDS = ("INT", "STRING", "BIGINT", "DECIMAL", "BOOLEAN", "DOUBLE", "DATE", "TIMESTAMP")
GREATEST = {"INT": 2**31 - 1, "BIGINT": 2**63 - 1, "STRING": 200, "DOUBLE": 10**12}


def decimal(precision, scale):
    return Type("DECIMAL", precision, scale)


def plain(kind):
    return decimal(8, 2) if kind == "DECIMAL" else Type(kind)


def fits(type_, bound):
    """Whether every value of at most this size (characters of a STRING) is one of the type."""
    if type_.kind == "DECIMAL":
        return type_.precision <= 38 and bound < 10 ** (type_.precision - type_.scale)
    return bound <= GREATEST.get(type_.kind, bound)


def common(types):
    """The type that holds the values of all; None if that is a DECIMAL of more than 38 digits."""
    if types[0].kind != "DECIMAL":
        return types[0]
    scale = max(t.scale for t in types)
    whole = max(t.precision - t.scale for t in types)
    return decimal(whole + scale, scale) if whole + scale <= 38 else None


def literal(type_, value):
    """The value as text of SQL, the same in both engines but for the name of the type after a NULL: (Flink, DuckDB)."""
    if value is None:
        return f"CAST(NULL AS {type_.flink()})", f"CAST(NULL AS {type_.duck()})"
    if type_.kind == "BIGINT" or type_.kind == "DOUBLE":
        return (f"CAST({value} AS {type_.kind})",) * 2
    if type_.kind == "STRING":
        text = "'" + value.replace("'", "''") + "'"
    elif type_.kind in ("DATE", "TIMESTAMP"):
        text = f"{type_.kind} '{value}'"
    elif type_.kind == "BOOLEAN":
        text = "TRUE" if value else "FALSE"
    else:
        text = f"({value})" if str(value).startswith("-") else str(value)
    return text, text


def comparable(type_, value):
    """A result's value from JSON or from DuckDB, so that equal ones are equal here."""
    if value is None:
        return None
    if type_.kind == "DECIMAL":
        return Decimal(value)
    if type_.kind == "DOUBLE":
        return float(value) + 0.0
    if type_.kind == "TIMESTAMP":
        return value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(value)
    if type_.kind == "DATE":
        return value.isoformat() if isinstance(value, datetime.date) else value
    return value
