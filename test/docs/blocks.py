#!/usr/bin/env python3
"""Runs the code blocks of README.md and docs/: a newcomer copies them, so they must work.

```sh   is run by bash; the blocks of one page share a folder and find `millrace` in PATH.
```sql  is checked by `millrace check`; after `<!-- file: NAME -->` it is written to NAME in that folder instead, as any block is.
```text after `<!-- output -->` is what the `sh` block before it must print.
A block after `<!-- not run: reason -->` is passed over and counted.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BLOCK = re.compile(r"(?:<!--\s*(?P<note>[^\n]*?)\s*-->\n+)?```(?P<lang>\w+)\n(?P<body>.*?)```", re.S)


def run_page(page, bin_folder):
    failures, count, passed_over = [], 0, 0
    env = {**os.environ, "PATH": bin_folder + ":" + os.environ["PATH"], "NO_COLOR": "1", "MILLRACE_ROOT": ROOT}
    with tempfile.TemporaryDirectory() as folder, open(page, encoding="utf-8") as file:
        last_output = ""
        for match in BLOCK.finditer(file.read()):
            note, lang, body = match["note"] or "", match["lang"], match["body"]
            if note.startswith("not run:"):
                passed_over += 1
                continue
            if note.startswith("file:"):
                with open(os.path.join(folder, note[5:].strip()), "w", encoding="utf-8") as out:
                    out.write(body)
                continue
            if lang == "sql":
                count += 1
                with open(os.path.join(folder, "block.sql"), "w", encoding="utf-8") as out:
                    out.write(body)
                done = subprocess.run(["millrace", "check", "block.sql"], cwd=folder, env=env, capture_output=True, text=True)
            elif lang == "sh":
                count += 1
                done = subprocess.run(["bash", "-euo", "pipefail", "-c", body], cwd=folder, env=env, capture_output=True, text=True, timeout=120,
                                      stdin=subprocess.DEVNULL)
                last_output = done.stdout
            elif lang == "text" and note == "output":
                count += 1
                if body.strip() != last_output.strip():
                    failures.append(f"expected:\n{body}\ngot:\n{last_output}")
                continue
            else:
                continue
            if done.returncode != 0:
                failures.append(f"{lang} block failed ({done.returncode}):\n{body}\n{done.stdout}{done.stderr}")
    return failures, count, passed_over


def main():
    bin_folder = os.path.abspath(os.path.join(sys.argv[1], "bin"))
    passed = failed = 0
    for page in [os.path.join(ROOT, "README.md"), os.path.join(ROOT, "CONTRIBUTING.md")] + sorted(glob.glob(os.path.join(ROOT, "docs/**/*.md"), recursive=True)):
        if not os.path.isfile(page):
            continue
        failures, count, _ = run_page(page, bin_folder)
        passed += count - len(failures)
        failed += len(failures)
        for failure in failures:
            print(f"{os.path.relpath(page, ROOT)}: {failure}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
