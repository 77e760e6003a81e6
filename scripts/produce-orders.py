#!/usr/bin/env python3
"""Writes orders as JSON lines: the same ones every time. --rows N, or --rate R --seconds S; --speedup F: event seconds per second of rate;
--live: as the clock goes, not all at once."""
import argparse
import datetime
import os
import signal
import sys
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=0)
parser.add_argument("--rate", type=int, default=1000, help="orders per second of event time (divided by --speedup)")
parser.add_argument("--seconds", type=int, default=0)
parser.add_argument("--speedup", type=int, default=1)
parser.add_argument("--live", action="store_true")
options = parser.parse_args()
rows = options.rows or options.rate * options.seconds
start = datetime.datetime(2026, 1, 1)
products = ["apple", "banana", "cherry", "date", "elderberry", "fig", "grape", "hazelnut"]
state, lines = 42, []
began, batch = time.monotonic(), max(1, options.rate // 50) if options.live else 10000
for number in range(rows):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    late_ms = (state >> 40) % 3000  # up to 3 s out of order; the watermark allows 5
    at = start + datetime.timedelta(milliseconds=number * 1000 * options.speedup // options.rate - late_ms)
    cents = (state >> 20) % 100000
    lines.append(f'{{"order_id":"{number}","product":"{products[(state >> 33) % len(products)]}","amount":{cents // 100}.{cents % 100:02},'
                 f'"order_time":"{at.strftime("%Y-%m-%d %H:%M:%S")}.{at.microsecond // 1000:03}"}}\n')
    if len(lines) == batch:
        try:
            sys.stdout.writelines(lines)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read them has had enough
            os._exit(0)
        lines.clear()
        if options.live:
            time.sleep(max(0, began + number / options.rate - time.monotonic()))
sys.stdout.writelines(lines)
