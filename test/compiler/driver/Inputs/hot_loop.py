#!/usr/bin/env python3
"""Reads `--dump=asm`: hot_loop.py < asm. No indirect call anywhere, and only allow-listed calls: those are slow paths, or work that is a
function by nature. A new name here needs its reason."""
import re
import sys

ALLOWED = {
    # room: once per many rows, the check for it is inline
    "mr_out_grow": "a full output buffer", "mr_emit_make_room": "a full batch", "mr_arena_grow": "a full arena block",
    "mr_arena_empty": "once per batch", "mr_table_add_entry": "a new key", "mr_table_copy_page": "the first write after a freeze",
    "mr_state_store_bytes": "a string kept in state",
    # windows: once per slice or firing
    "mr_local_emptied": "local aggregates were sent on",
    "mr_slices_open": "a new slice", "mr_slices_next_table": "a firing", "mr_slices_close_window": "a firing",
    "mr_table_next": "a firing", "_ZNK8millrace6Slices18firstUnfiredWindowEl": "a firing",
    # keys
    "_ZN8millrace11hashLongKeyEPKhm": "keys of more than 16 bytes",
    "_ZN8millrace10StateTable20findOrInsertForWriteEmPKhjPb": "a probe of a table: inlined, each would cost 150 instructions to compile",
    # watermarks: only where one advances
    "mr_emit_watermark": "the watermark advanced", "mr_watermark_recompute": "the watermark of one of several channels advanced",
    # what the fast decoder gives up on
    "mr_json_open_slow": "once per chunk", "mr_json_record_slow": "a surprising record", "mr_json_begin_slow": "a message, or blank lines",
    "mr_json_size_missed": "a value of another length than the last ones", "mr_json_skip_slow": "an unread value that is no plain string",
    "mr_json_string_slow": "escapes and UTF-8", "mr_json_decimal_slow": "a decimal to round", "mr_json_integer_slow": "another shape", "mr_json_timestamp_slow": "another shape",
    # failures
    "mr_fail_null_rowtime": "the run ends", "mr_fail_function": "the run ends", "mr_fail_not_null": "the run ends",
    "mr_cpp_fail": "the run ends", "_ZSt9terminatev": "no memory for its message", "__cxa_begin_catch": "no memory for its message",
    # libc's vector code
    "bcmp": "keys longer than a register", "memcmp": "keys longer than a register", "memcpy": "copies of unknown size",
    "memmove": "copies of unknown size", "memset": "zeroing of unknown size", "memchr": "search",
}
CALL = re.compile(r"^\s+(?:call|jmp)q?\s+(\*?)([^\s#]+)")


def main():
    indirect, unknown, calls, function, functions = [], {}, 0, "?", 0
    jump_tables = re.compile(r"^\s+jmpq?\s+\*%r")
    local = set()
    text = sys.stdin.read().split("\n")
    for line in text:
        match = re.match(r"^\"?([A-Za-z_$][\w$.]*)\"?:", line)
        if match:
            local.add(match[1])
    for line in text:
        label = re.match(r"^\"?([A-Za-z_$][\w$.]*)\"?:", line)
        if label and not label[1].startswith((".L", "L")):
            function = label[1]
            functions += 1
            continue
        if jump_tables.match(line):
            continue  # a switch
        match = CALL.match(line)
        if not match:
            continue
        target = match[2].split("@")[0].strip('"')
        if target.startswith(".L") or (line.split()[0].startswith("j") and target in local):
            continue
        # PIC code calls the library through the GOT where it may be far: `callq *name@GOTPCREL(%rip)` names its target
        named = re.match(r"^([A-Za-z_$][\w$.]*)@GOTPCREL\(%rip\)", match[2])
        if match[1] and not named:
            indirect.append(f"{function}: {line.strip()}")
            continue
        target = named[1] if named else target
        calls += 1
        if target not in ALLOWED and target not in local:
            unknown.setdefault(target, set()).add(function)
    for line in indirect:
        print(f"indirect call in {line}")
    for target, where in sorted(unknown.items()):
        print(f"call of {target} in {', '.join(sorted(where))}")
    print(f"{functions} functions, {calls} calls, {len(indirect)} indirect, {len(unknown)} not allowed")
    sys.exit(1 if indirect or unknown or functions == 0 else 0)


main()
