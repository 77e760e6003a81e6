#!/usr/bin/env python3
"""Talks to the REPL through a pseudo-terminal: repl_session.py MILLRACE. Each step says what would break; exits 1 at the first that fails."""
import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

PROMPT = "millrace> "


class Session:
    def __init__(self, program, home):
        self.output = ""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve(program, [program], {**os.environ, "HOME": home, "TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"})

    def send(self, text):
        os.write(self.terminal, text.encode())

    def expect(self, pattern, why, seconds=20):
        """Waits for a pattern in what came since the last match."""
        deadline = time.time() + seconds
        while True:
            match = re.search(pattern, self.output, re.S)
            if match:
                self.output = self.output[match.end():]
                return match
            left = deadline - time.time()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                sys.exit(f"FAILED: {why}\nwanted {pattern!r}, got:\n{self.output}")
            try:
                self.output += os.read(self.terminal, 65536).decode(errors="replace").replace("\r", "")
            except OSError:
                sys.exit(f"FAILED: {why}\nthe session ended; wanted {pattern!r}, got:\n{self.output}")

    def exit_code(self):
        for _ in range(200):
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.child, signal.SIGKILL)
        sys.exit("FAILED: the session does not end")


def main():
    home = tempfile.mkdtemp(prefix="millrace-repl")
    session = Session(sys.argv[1], home)
    session.expect(re.escape(PROMPT), "no prompt")

    session.send("SELECT 1 AS a;\n")
    session.expect(r"\| op \| +a \|", "no header with the op column")
    session.expect(r"\| \+I \| +1 \|", "no row")
    session.expect(r"Received a total of 1 row \(\d+\.\d+ seconds\)", "no row count and time")
    session.expect(re.escape(PROMPT), "no prompt after a query")

    session.send("SELECT\n")
    session.expect(r" +> ", "a statement of several lines needs another prompt")
    session.send("2 AS b\n;\n")
    session.expect(r"\| \+I \| +2 \|", "a statement over three lines does not run")
    session.expect(re.escape(PROMPT), "no prompt after it")

    session.send("SELECT nothing;\n")
    session.expect(r"error\[MR0301\].*<repl>:1:8", "an error must look as in a file")
    session.expect(re.escape(PROMPT), "an error must not end the session")

    session.send("CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '50');\n")
    session.expect(re.escape(PROMPT), "DDL does not come back")
    session.send("SHOW TABLES;\n")
    session.expect(r"\| +numbers \|", "a table created before is not listed")
    session.expect(re.escape(PROMPT), "SHOW does not come back")

    session.send("SELECT n FROM numbers;\n")
    session.expect(r"\| \+I \|", "an unbounded query shows its rows while it runs")
    session.send("\x03")
    session.expect(r"query stopped", "Ctrl-C must stop the query")
    session.expect(re.escape(PROMPT), "Ctrl-C must not stop the session")

    session.send("SELECT 'half")
    session.send("\x03")
    session.expect(re.escape(PROMPT), "Ctrl-C drops the line being typed")

    session.send("SELECT n FROM numb\t")
    session.expect(r"numbers", "Tab completes a table's name")
    session.send("\x03")
    session.expect(re.escape(PROMPT), "no prompt after a dropped line")
    session.send("sel\t")
    session.expect(r"select ", "Tab completes keywords as they are typed")
    session.send("3 AS c;\n")
    session.expect(r"\| \+I \| +3 \|", "a completed line does not run")
    session.expect(re.escape(PROMPT), "no prompt after it")

    session.send("\x1b[A\n")
    session.expect(r"\| \+I \| +3 \|", "the arrow key brings the last statement back")
    session.expect(re.escape(PROMPT), "no prompt after it")

    session.send("QUIT;\n")
    code = session.exit_code()
    if code != 0:
        sys.exit(f"FAILED: exit code {code}")
    with open(os.path.join(home, ".millrace_history"), encoding="utf-8") as history:
        if "3 AS c" not in history.read().replace("\\040", " "):  # libedit writes spaces so
            sys.exit("FAILED: the history was not kept")
    print("the session holds")


main()
