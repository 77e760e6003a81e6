#!/usr/bin/env python3
"""The rules of STYLE and ARCHITECTURE that a machine can check; each rule is one function that yields complaints."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.chdir(ROOT)
FILES = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True).stdout.split("\n")
FILES = [f for f in FILES if f and os.path.isfile(f)]
CODE = [f for f in FILES if f.endswith((".cpp", ".h", ".td", ".def"))]


def text_of(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def files_are_short():
    """600 lines at most; the lexer's keyword list and tables of records are exempt."""
    for path in FILES:
        if path.endswith((".cpp", ".h", ".td", ".g4", ".py")) and not path.endswith("Lexer.g4") and "Records" not in path:
            lines = text_of(path).count("\n")
            if lines > 600:
                yield f"{path}: {lines} lines"


def names_are_the_field_s():
    """No type or file is called after nothing in particular."""
    banned = re.compile(r"\b(?:class|struct|enum class)\s+(\w*(?:Manager|Handler|Processor|Helpers?|Utils?|Common|Impl2))\b")
    for path in CODE:
        if re.search(r"(Manager|Handler|Processor|Helper|Utils|Common)\.(cpp|h)$", path):
            yield f"{path}: file name"
        for match in banned.finditer(text_of(path)):
            yield f"{path}: `{match.group(1)}`"


ORDER = ["source", "diagnostics", "ast", "parse", "catalog", "sql", "rel", "bind", "flow", "lower", "codegen", "driver", "tools"]


def layers_hold():
    """Compiler folders include only folders before them, of the runtime only abi; the runtime never includes the compiler; public headers
    include what is installed with them."""
    for path in CODE:
        parts = path.split("/")
        for include in re.findall(r'^#include "([^"]+)"', text_of(path), re.M):
            target = include.split("/")
            if parts[0] in ("runtime", "stdlib") and target[0] == "compiler":
                yield f"{path}: includes {include}"
            if parts[0] == "stdlib" and target[0] == "runtime" and target[1] not in ("abi", "kernels", "time", "row"):
                yield f"{path}: includes {include}"
            if parts[0] == "include" and target[0] != "millrace" and include not in ("runtime/abi/FunctionContext.h", "runtime/abi/Values.h"):
                yield f"{path}: includes {include}, which is not installed"
            if parts[0] != "compiler" or len(parts) < 3 or len(target) < 3:
                continue
            if target[0] == "compiler" and target[1] in ORDER and ORDER.index(target[1]) > ORDER.index(parts[1]):
                yield f"{path}: includes {include}, a later stage"
            late = parts[1] in ("driver", "tools", "codegen")
            if target[0] == "runtime" and target[1] != "abi" and not late:
                yield f"{path}: includes {include}; only runtime/abi is the compiler's"


def passes_have_files_and_tests():
    """A pass `rel-push-down-filter` lives in PushDownFilter.cpp and is tested by push-down-filter.mlir."""
    for path in FILES:
        if not path.endswith("Passes.td"):
            continue
        folder = os.path.dirname(path)
        for name in re.findall(r'def \w+ : Pass<"([^"]+)"', text_of(path)):
            dialect, _, stem = name.partition("-")
            file = "".join(word.capitalize() for word in stem.split("-")) + ".cpp"
            if not os.path.isfile(f"{folder}/{file}"):
                yield f"{path}: pass {name} has no {folder}/{file}"
            if not os.path.isfile(f"test/{folder}/{stem}.mlir"):
                yield f"{path}: pass {name} has no test/{folder}/{stem}.mlir"


def no_conflict_marks():
    """A merge that was not finished."""
    for path in FILES:
        if re.search(r"^(<{7} |>{7} )", text_of(path), re.M):
            yield f"{path}: conflict marks"


def no_unfinished_work():
    """No word that announces work left undone, in code or docs."""
    words = re.compile(r"\b(TODO|FIXME|XXX|for now|placeholder|not yet implemented)\b", re.I)
    for path in FILES:
        if path.startswith("test/tidy/") or not path.endswith((".cpp", ".h", ".td", ".md", ".py", ".g4", ".def")):
            continue
        for number, line in enumerate(text_of(path).split("\n"), 1):
            if words.search(line):
                yield f"{path}:{number}: {line.strip()}"


def no_machine_paths():
    """No absolute path of one machine."""
    for path in FILES:
        if path.endswith((".cpp", ".h", ".md", ".py", ".td", ".sql", ".sh")) or path.startswith("scripts/"):
            for number, line in enumerate(text_of(path).split("\n"), 1):
                if re.search(r"/(work|farm|home|root)/\w", line) and "test/tidy" not in path:
                    yield f"{path}:{number}: {line.strip()}"


def diagnostics_are_tested():
    """Every diagnostic id appears in a test."""
    records = "compiler/diagnostics/DiagnosticIds.def"
    if not os.path.isfile(records):
        return
    tests = "".join(text_of(f) for f in FILES if f.startswith("test/") and f.endswith((".sql", ".expected", ".cpp", ".mlir", ".test", ".txt", ".py")))
    for number, symbol in re.findall(r"^MR_DIAGNOSTIC\((\d+), (\w+)", text_of(records), re.M):
        identifier = f"MR{int(number):04}"
        if identifier not in tests and symbol not in tests:
            yield f"{records}: no test for {identifier} {symbol}"


def headers_open_with_a_contract():
    """A public header says first what it is for."""
    for path in FILES:
        if path.endswith(".h") and path.startswith(("compiler/", "runtime/", "stdlib/", "include/")) and not path.endswith("Pch.h"):
            head = text_of(path).lstrip()
            if not head.startswith("//"):
                yield f"{path}: no opening comment"


RULES = [files_are_short, names_are_the_field_s, layers_hold, passes_have_files_and_tests, no_conflict_marks, no_unfinished_work, no_machine_paths,
         diagnostics_are_tested, headers_open_with_a_contract]


def main():
    failed = 0
    for rule in RULES:
        complaints = list(rule())
        failed += bool(complaints)
        if complaints:
            print(f"{rule.__name__}: {rule.__doc__}")
            for complaint in complaints[:40]:
                print(f"  {complaint}")
    print(f"{len(RULES) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
