#!/usr/bin/env python3
"""Writes orders as JSON lines: the same ones every time. --rows N, or --rate R --seconds S; --speedup F: event seconds per second of rate."""
import argparse
import datetime
import sys

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=0)
parser.add_argument("--rate", type=int, default=1000, help="orders per second of event time (divided by --speedup)")
parser.add_argument("--seconds", type=int, default=0)
parser.add_argument("--speedup", type=int, default=1)
options = parser.parse_args()
rows = options.rows or options.rate * options.seconds
start = datetime.datetime(2026, 1, 1)
products = ["apple", "banana", "cherry", "date", "elderberry", "fig", "grape", "hazelnut"]
state, lines = 42, []
for number in range(rows):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    late_ms = (state >> 40) % 3000  # up to 3 s out of order; the watermark allows 5
    at = start + datetime.timedelta(milliseconds=number * 1000 * options.speedup // options.rate - late_ms)
    cents = (state >> 20) % 100000
    lines.append(f'{{"order_id":"{number}","product":"{products[(state >> 33) % len(products)]}","amount":{cents // 100}.{cents % 100:02},'
                 f'"order_time":"{at.strftime("%Y-%m-%d %H:%M:%S")}.{at.microsecond // 1000:03}"}}\n')
    if len(lines) == 10000:
        sys.stdout.writelines(lines)
        lines.clear()
sys.stdout.writelines(lines)
