#!/usr/bin/env python3
"""Runs every example by JIT and as a built binary and compares with its `expected` (lines; order counts only if `ordered` exists);
examples/nexmark has rules of its own (nexmark.py)."""
import glob
import os
import subprocess
import sys
import tempfile

import nexmark

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def lines_of(text, ordered):
    lines = text.strip().split("\n") if text.strip() else []
    return lines if ordered else sorted(lines)


def main():
    millrace = os.path.abspath(os.path.join(sys.argv[1], "bin/millrace"))
    passed = failed = 0
    for query in sorted(glob.glob(os.path.join(ROOT, "examples/*/query.sql"))):
        folder = os.path.dirname(query)
        ordered = os.path.exists(os.path.join(folder, "ordered"))
        with open(os.path.join(folder, "expected"), encoding="utf-8") as file:
            expected = lines_of(file.read(), ordered)
        with tempfile.TemporaryDirectory() as scratch:
            binary = os.path.join(scratch, "query")
            commands = {
                "jit": [[millrace, "run", "query.sql"]],
                "unoptimised": [[millrace, "run", "-O0", "query.sql"]],
                "binary": [[millrace, "build", "query.sql", "-o", binary], [binary]],
            }
            for way, steps in commands.items():
                for step in steps:
                    done = subprocess.run(step, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)
                    if done.returncode != 0:
                        break
                if done.returncode == 0 and lines_of(done.stdout, ordered) == expected:
                    passed += 1
                    continue
                failed += 1
                print(f"{os.path.basename(folder)} by {way}: exit {done.returncode}\n{done.stderr}\nexpected:\n" + "\n".join(expected) + f"\ngot:\n{done.stdout}")
    with tempfile.TemporaryDirectory() as scratch:
        more_passed, more_failed = nexmark.check(millrace, scratch)
    passed, failed = passed + more_passed, failed + more_failed
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
