"""DuckDB over the tables' last contents: from PyPI, installed into third_party/duckdb."""
import os
import subprocess
import sys
from collections import Counter

import tables as tables_module
from forms import MACROS
from sqltypes import comparable

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "third_party/duckdb")
VERSION = "1.5.6"


def install():
    """Once; then the module can be imported."""
    if not os.path.isdir(os.path.join(FOLDER, f"duckdb-{VERSION}.dist-info")):
        print(f"==> installing DuckDB {VERSION}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--root-user-action=ignore", "--no-deps", "--upgrade",
                        "--target", FOLDER, f"duckdb=={VERSION}"], check=True)
    if FOLDER not in sys.path:
        sys.path.insert(0, FOLDER)


def rows(connection, relation):
    import duckdb  # after install()

    types = relation.types()
    try:
        found = connection.execute(relation.duck).fetchall()
    except duckdb.Error as error:
        return f"DuckDB: {error}"
    return Counter(tuple(comparable(type_, value) for type_, value in zip(types, row)) for row in found)


def run(tables, queries):
    """name -> Counter of rows, or the error as text."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(MACROS)
        for table in tables:
            for statement in tables_module.duck_ddl(table):
                connection.execute(statement)
        return {name: rows(connection, relation) for name, relation in queries.items()}
