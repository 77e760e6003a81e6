#!/usr/bin/env python3
"""instruction_count.py MAX < LLVM IR: fails, and lists the functions, where definitions hold more than MAX instructions."""
import re
import sys

sizes, name = {}, None
for line in sys.stdin:
    if line.startswith("define "):
        name = re.search(r'@"?([\w.$]+)', line)[1]
        sizes[name] = 0
    elif line.startswith("}"):
        name = None
    elif name and re.match(r"  +[^ ;]", line) and not line.startswith("    "):
        sizes[name] += 1
total = sum(sizes.values())
for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
    print(f"{size:6} {name}")
print(f"{total:6} in all, at most {sys.argv[1]}")
sys.exit(1 if total > int(sys.argv[1]) or total == 0 else 0)
