#!/usr/bin/env python3
"""test/kafka/kafka.py BUILD [NAME ...]: the kafka connector on a real broker, which is started and stopped here (scripts/kafka, loopback, free ports).

Every live query runs by JIT and as executable. Latency is measured: a window's rows must be there within 50 ms (p99) after the record
that moves the watermark past it was acknowledged. Ends with `N passed, N failed`.
"""
import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from broker import ROOT, Broker, Place, free_port  # noqa: E402

ORDERS = "order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3), WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND"
ORDERS_QUERY = """SELECT product, TUMBLE_START(order_time, INTERVAL '1' MINUTE) AS window_start, COUNT(*) AS order_count, SUM(amount) AS total_amount
FROM orders GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE);
"""
BOUNDED = {"scan__startup__mode": "earliest-offset", "scan__bounded__mode": "latest-offset"}
LATENCY_LIMIT_MS = 50


def order(product, amount, at):
    return json.dumps({"order_id": "1", "product": product, "amount": amount, "order_time": f"2026-01-01 {at}"})


def has(lines, wanted):
    assert sorted(lines) == sorted(wanted), "expected\n  " + "\n  ".join(sorted(wanted)) + "\nfound\n  " + "\n  ".join(sorted(lines))


# ---- What a topic holds comes back


ROUND_TRIP = """CREATE TABLE lines (id INT, name STRING, price DECIMAL(10,2), ratio DOUBLE, good BOOLEAN, made TIMESTAMP(3), day_of DATE)
WITH ('connector' = 'filesystem', 'path' = '{path}', 'format' = 'json');
"""
ROUND_TRIP_COLUMNS = "id INT, name STRING, price DECIMAL(10,2), ratio DOUBLE, good BOOLEAN, made TIMESTAMP(3), day_of DATE"
ROUND_TRIP_INPUT = """{"id":1,"name":"tea; \\"green\\", \\u00e4","price":2.5,"ratio":0.25,"good":true,"made":"2026-01-01 10:00:01.5","day_of":"2026-01-02"}
{"id":2,"name":"two\\nlines","price":-1234567.89,"ratio":1e300,"good":false,"made":"1969-12-31 23:59:59","day_of":"1969-12-31"}
{"id":3,"name":"","price":0,"ratio":-0.5,"good":true,"made":"2026-06-30 00:00:00","day_of":"2026-06-30"}
"""
ROUND_TRIP_ROWS = ["+I[1, tea; \"green\", ä, 2.50, 0.25, true, 2026-01-01T10:00:01.500, 2026-01-02]",
                   "+I[2, two", "lines, -1234567.89, 1.0E300, false, 1969-12-31T23:59:59, 1969-12-31]",
                   "+I[3, , 0.00, -0.5, true, 2026-06-30T00:00, 2026-06-30]"]


def round_trip(place, topic, format, rows, **options):
    path = place.path("in.jsonl", ROUND_TRIP_INPUT + rows)
    place.peer("create", topic, "2")
    place.run(place.jit(ROUND_TRIP.format(path=path) + place.table("sink", ROUND_TRIP_COLUMNS, topic, format, **options)
                        + "INSERT INTO sink SELECT * FROM lines;\n"))
    return place.ways(place.table("source", ROUND_TRIP_COLUMNS, topic, format, **BOUNDED, **options) + "SELECT * FROM source;\n")


def test_json_round_trip(place):
    """Every value that goes into a topic as JSON comes out of it again, NULLs included."""
    for way, command in round_trip(place, "json", "json", '{"id":4}\n'):
        has(place.run(command), ROUND_TRIP_ROWS + ["+I[4, null, null, null, null, null, null]"])


def test_csv_round_trip(place):
    """As CSV: delimiters, quotes and line ends inside of values are part of the message."""
    for way, command in round_trip(place, "csv", "csv", "", csv__field_delimiter=";"):
        has(place.run(command), ROUND_TRIP_ROWS)


def test_topic_list(place):
    """`topic` = 'a;b' reads both."""
    place.produce("list_a", (0, '{"n":1}'))
    place.produce("list_b", (0, '{"n":2}'))
    has(place.run(place.jit(place.table("t", "n INT", "list_a;list_b", **BOUNDED) + "SELECT * FROM t;")), ["+I[1]", "+I[2]"])


def test_bounded_ends_at_the_latest_offsets(place):
    """Three partitions, one empty, one with a record that is no row: one shard and three find every record once and end."""
    place.peer("create", "bounded", "3")
    place.produce("bounded", *[(n % 2, json.dumps({"n": n})) for n in range(1000)], (0, "-", "key", "-", "-"))
    sql = place.table("t", "n INT", "bounded", **BOUNDED) + "SELECT COUNT(*), SUM(n) FROM t;"
    for parallelism in ("1", "3"):
        for way, command in place.ways(sql, "-p", parallelism):
            last = place.run(command)[-1]
            assert last.endswith("+U[1000, 499500]"), f"{way} -p {parallelism}: {last}"


# ---- Where reading starts


def test_startup_modes(place):
    """earliest-offset reads what is there, latest-offset only what comes, group-offsets goes on where the group was."""
    place.produce("modes", *[(0, json.dumps({"n": n})) for n in (1, 2, 3)])
    rows = "SELECT * FROM t;"
    has(place.run(place.jit(place.table("t", "n INT", "modes", **BOUNDED) + rows)), ["+I[1]", "+I[2]", "+I[3]"])

    latest = place.start(place.jit(place.table("t", "n INT", "modes", scan__startup__mode="latest-offset") + rows))
    number = 100
    while not latest.out and number < 160:  # it says nothing when it is ready
        place.produce("modes", (0, json.dumps({"n": number})))
        number += 1
        time.sleep(0.1)
    assert latest.interrupt() == 0
    assert latest.out and all(int(line[3:-1]) >= 100 for line in latest.out), latest.out

    group = {"properties__group__id": "readers"}
    first = place.run(place.jit(place.table("t", "n INT", "modes", **BOUNDED, **group) + rows))
    assert place.peer("committed", "readers", "modes", "0") == [str(len(first))]
    place.produce("modes", (0, '{"n":7}'), (0, '{"n":8}'))
    go_on = place.table("t", "n INT", "modes", scan__bounded__mode="latest-offset", scan__startup__mode="group-offsets", **group)
    has(place.run(place.jit(go_on + rows)), ["+I[7]", "+I[8]"])
    has(place.run(place.jit(go_on + rows)), [])
    # group-offsets is the default where there is a group
    place.produce("modes", (0, '{"n":9}'))
    has(place.run(place.jit(place.table("t", "n INT", "modes", scan__bounded__mode="latest-offset", **group) + rows)), ["+I[9]"])


def test_a_group_without_offsets(place):
    """A group that has read nothing starts as `auto.offset.reset` says, else at the earliest offset, and that is said."""
    place.produce("fresh", (0, '{"n":1}'))
    options = {"scan__bounded__mode": "latest-offset", "scan__startup__mode": "group-offsets", "properties__group__id": "nobody"}
    started = place.start(place.jit(place.table("t", "n INT", "fresh", **options) + "SELECT * FROM t;"))
    assert started.end() == 0 and started.out == ["+I[1]"], started.out
    assert any("nobody" in line and "earliest" in line for line in started.err), started.err
    options.update({"properties__group__id": "nobody2", "properties__auto__offset__reset": "latest"})
    has(place.run(place.jit(place.table("t", "n INT", "fresh", **options) + "SELECT * FROM t;")), [])


def test_no_startup_mode_and_no_group(place):
    """Neither given: reading starts at the earliest offset, and a line on standard error says so."""
    place.produce("neither", (0, '{"n":1}'))
    for way, command in place.ways(place.table("t", "n INT", "neither") + "SELECT * FROM t;"):
        started = place.start(command)
        started.wait_for_lines(1)
        assert any("`t`" in line and "earliest offset" in line for line in started.err), (way, started.err)
        assert started.interrupt() == 0, way


# ---- Metadata columns

METADATA = """n INT, topic_name STRING METADATA FROM 'topic' VIRTUAL, `partition` INT METADATA VIRTUAL, `offset` BIGINT METADATA VIRTUAL,
`timestamp` TIMESTAMP_LTZ(3) METADATA VIRTUAL, kind STRING METADATA FROM 'timestamp-type' VIRTUAL, headers MAP<STRING, BYTES> METADATA VIRTUAL"""


def test_metadata_columns(place):
    """Every metadata key, under its own name and another; rows of the complete decoder have them too, and casts to the declared type."""
    place.peer("create", "meta", "2")
    records = [(1, 1767225600123, "key", "a=1;b=two;a=3", '{"n":1}'), (1, 1767225601000, "-", "-", '{ "x": [1], "n" : "2"}'), (0, 1767225602000, "-", "b=", '{"n":3}')]
    place.produce("meta", *records)
    expected = ["+I[1, meta, 1, 0, 2026-01-01T00:00:00.123Z, CreateTime, {a=[51], b=[116, 119, 111]}]",
                "+I[2, meta, 1, 1, 2026-01-01T00:00:01Z, CreateTime, {}]", "+I[3, meta, 0, 0, 2026-01-01T00:00:02Z, CreateTime, {b=[]}]"]
    for way, command in place.ways(place.table("t", METADATA, "meta", **BOUNDED) + "SELECT * FROM t;"):
        has(place.run(command), expected)
    has(place.run(place.jit(place.table("t", METADATA, "meta", **BOUNDED) + "SELECT * FROM t;", "-O0", "-p", "2")), ["2> " + expected[0], "2> " + expected[1], "1> " + expected[2]])
    # other formats, other types, a filter on metadata, no physical column read
    cast = "line STRING, at_ TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL, `offset` STRING METADATA VIRTUAL, `partition` BIGINT METADATA VIRTUAL"
    sql = "SET 'table.local-time-zone' = 'Europe/Berlin';\n" + place.table("t", cast, "meta", "raw", **BOUNDED) + "SELECT at_, `offset` || '!' FROM t WHERE `partition` = 1;"
    has(place.run(place.jit(sql)), ["+I[2026-01-01T01:00:00.123, 0!]", "+I[2026-01-01T01:00:01, 1!]"])


def test_written_metadata(place):
    """A sink writes timestamp and headers of columns that are not VIRTUAL; NULL is now and none. Others are refused."""
    columns = "n INT, at_ TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', headers MAP<STRING, BYTES> METADATA, `offset` BIGINT METADATA VIRTUAL"
    place.peer("create", "copy", "1")
    place.produce("original", (0, 1767225600123, "-", "a=1;b=two", '{"n":1}'), (0, 1767225601000, "-", "-", '{"n":2}'))
    sql = (place.table("original", columns, "original", **BOUNDED) + place.table("copy", columns, "copy")
           + "INSERT INTO copy SELECT n, at_, headers FROM original;\nINSERT INTO copy VALUES (3, CAST(NULL AS TIMESTAMP_LTZ(3)), CAST(NULL AS MAP<STRING, BYTES>));\n")
    before = int(time.time() * 1000)
    for way, command in place.ways(sql):
        place.run(command)
    records = sorted((json.loads(line) for line in place.peer("read", "copy", "6", "10000")), key=lambda record: record["value"])
    assert [record["value"] for record in records] == ['{"n":1}', '{"n":1}', '{"n":2}', '{"n":2}', '{"n":3}', '{"n":3}'], records
    assert all(record["timestamp"] == 1767225600123 and record["headers"] == {"a": "1", "b": "two"} for record in records[:2]), records
    assert all(record["timestamp"] == 1767225601000 and record["headers"] == {} for record in records[2:4]), records
    assert all(record["timestamp"] >= before and record["headers"] == {} for record in records[4:]), records
    refused = place.start(place.jit(place.table("t", "n INT, `partition` INT METADATA", "copy") + "INSERT INTO t VALUES (1, 2);"))
    assert refused.end() == 1 and any("`partition` can only be read" in line for line in refused.err), refused.err


# ---- Watermarks of partitions


def windows(place, topic, **options):
    return place.table("orders", ORDERS, topic, scan__watermark__emit__strategy="on-event", scan__startup__mode="earliest-offset", **options) + ORDERS_QUERY


def test_partitions_hold_the_watermark_back(place):
    """A window closes when every partition has passed it; rows of a partition that is behind are not late."""
    place.peer("create", "held", "2")
    for way, command in place.ways(windows(place, "held")):
        started = place.start(command)
        if way == "jit":
            place.produce("held", (0, order("tea", 1, "10:00:10")), (0, order("tea", 1, "10:05:00")))
            time.sleep(1)
            assert started.out == [], started.out
            place.produce("held", (1, order("tea", 2, "10:00:20")), (1, order("tea", 4, "10:01:10")))
        started.wait_for_lines(1)
        assert started.out[0] == "+I[tea, 2026-01-01T10:00, 2, 3.00]", started.out
        assert started.interrupt() == 0, way


def test_an_idle_partition_is_left_out(place):
    """With `scan.watermark.idle-timeout` a silent partition holds nothing back once the time is over, not before."""
    place.peer("create", "idle", "2")
    place.produce("idle", (0, order("tea", 1, "10:00:10")), (0, order("tea", 1, "10:05:00")))
    for way, command in place.ways(windows(place, "idle", scan__watermark__idle_timeout="1500 ms")):
        started = place.start(command)
        began = time.monotonic()
        started.wait_for_lines(1)
        assert started.out == ["+I[tea, 2026-01-01T10:00, 1, 1.00]"], started.out
        assert time.monotonic() - began >= 1.4, "it did not wait for the idle timeout"
        assert started.interrupt() == 0, way


# ---- The orders query, live


def live_orders(place, topic):
    return place.ways(place.table("orders", ORDERS, topic) + ORDERS_QUERY)


def test_orders_live(place):
    """The orders query with nothing but topic, servers and format: rows while it runs, the open window when Ctrl-C ends it."""
    place.produce("live", (0, order("tea", "2.50", "10:00:01")), (0, order("tea", 4, "10:00:30")), (0, order("ice", 1, "10:00:59.999")))
    expected = ["+I[ice, 2026-01-01T10:00, 1, 1.00]", "+I[tea, 2026-01-01T10:00, 2, 6.50]"]
    for number, (way, command) in enumerate(live_orders(place, "live")):
        started = place.start(command)
        if number == 0:
            place.produce("live", (0, order("rum", 3, "10:01:04.998")))
            time.sleep(0.5)
            assert started.out == [], f"{way}: 10:00:59.998 is not past the window"
            place.produce("live", (0, order("rum", 5, "10:01:04.999")))
        started.wait_for_lines(2)
        has(started.out, expected)
        assert started.interrupt() == 0, way
        has(started.out, expected + ["+I[rum, 2026-01-01T10:01, 2, 8.00]"])


def test_interrupt_under_load(place):
    """Ctrl-C ends a run that has hundreds of thousands of records before it."""
    template = order("tea", "1.00", "10:00:00")
    path = place.path("load.txt", "".join(template + "\n" for _ in range(400000)))
    place.run(place.jit(f"CREATE TABLE lines (line STRING) WITH ('connector' = 'filesystem', 'path' = '{path}', 'format' = 'raw');\n"
                        + place.table("topic", "line STRING", "load", "raw") + "INSERT INTO topic SELECT line FROM lines;\n"))
    sql = place.table("orders", ORDERS, "load", scan__watermark__emit__strategy="on-event") + "SELECT order_id FROM orders;"
    for way, command in place.ways(sql):
        started = place.start(command)
        started.wait_for_lines(1000)
        assert started.interrupt(3) == 0, way
        assert len(started.out) < 400000, f"{way}: it read everything first"


def test_windows_close_in_time(place):
    """p99 of the time from the acknowledgement to a window's last row, with few records and with many."""
    sql = place.table("orders", ORDERS, "{topic}") + ORDERS_QUERY
    peer = [os.path.join(place.build, "bin/kafkaPeer"), place.broker.address, "latency"]
    for load, per_window, pause_us in (("a record every 10 ms", 2, 10000), ("1,000 records a second", 20, 1000)):
        for number, way in enumerate((place.jit, place.executable)):
            topic = f"latency_{per_window}_{number}"
            started = place.start(peer + [topic, "200", str(per_window), str(pause_us), str(LATENCY_LIMIT_MS)] + way(sql.replace("{topic}", topic)))
            code = started.end(60)
            print(f"    {'JIT' if number == 0 else 'executable'}, {load}: {' '.join(started.out)}", flush=True)
            assert code == 0, started.err[-10:]


# ---- Brokers that are away, topics that are not there


def test_a_broker_that_is_not_there_yet(place):
    """A pipeline that starts before its broker names it, tries again, and reads once it is up. Ctrl-C ends the wait."""
    sql = place.table("t", "n INT", "away") + "SELECT * FROM t;"
    place.produce("away", (0, '{"n":1}'))
    place.broker.call("stop")
    try:
        commands = place.ways(sql)
        waiting = [place.start(command) for _, command in commands]
        impatient = place.start(commands[1][1])
        for started in waiting + [impatient]:
            started.wait_for_error(place.broker.address)
            started.wait_for_error("trying again")
        assert impatient.interrupt(3) == 0
    finally:
        place.broker.call("restart")
    for started in waiting:
        started.wait_for_lines(1)
        assert started.out == ["+I[1]"]
        assert started.interrupt() == 0


def test_a_broker_that_goes_and_comes(place):
    """A running pipeline names the broker that went away and goes on when it is back; Ctrl-C ends one that still waits."""
    place.produce("gone", (0, '{"n":1}'))
    group = {"properties__group__id": "patient", "properties__reconnect__backoff__max__ms": "500"}
    commands = place.ways(place.table("t", "n INT", "gone", scan__startup__mode="earliest-offset", **group) + "SELECT * FROM t;")
    running = [place.start(command) for _, command in commands]
    impatient = place.start(commands[1][1])
    for started in running + [impatient]:
        started.wait_for_lines(1)
    place.broker.call("stop")
    try:
        for started in running + [impatient]:
            started.wait_for_error(place.broker.address)
        assert impatient.interrupt(8) == 0
    finally:
        place.broker.call("restart")
    place.produce("gone", (0, '{"n":2}'))
    for started in running:
        started.wait_for_lines(2)
        assert started.out == ["+I[1]", "+I[2]"]
        assert started.interrupt(8) == 0


def test_a_sink_waits_for_its_broker(place):
    """Records that are written while the broker is away are delivered when it is back."""
    place.peer("create", "late_sink", "1")
    path = place.path("in.jsonl", '{"n":1}\n{"n":2}\n')
    sql = (f"CREATE TABLE f (n INT) WITH ('connector' = 'filesystem', 'path' = '{path}', 'format' = 'json');\n"
           + place.table("k", "n INT", "late_sink", properties__reconnect__backoff__max__ms="500") + "INSERT INTO k SELECT n FROM f;\n")
    place.broker.call("stop")
    try:
        started = [place.start(command) for _, command in place.ways(sql)]
        for one in started:
            one.wait_for_error(place.broker.address)
    finally:
        place.broker.call("restart")
    for one in started:
        assert one.end() == 0, one.err
    values = [json.loads(line)["value"] for line in place.peer("read", "late_sink", "4", "10000")]
    has(values, ['{"n":1}', '{"n":1}', '{"n":2}', '{"n":2}'])


def test_what_is_wrong_is_named(place):
    """A topic that does not exist and a property that librdkafka does not know end the run with their names, exit code 2 and 1."""
    missing = place.start(place.jit(place.table("t", "n INT", "nowhere") + "SELECT * FROM t;"))
    assert missing.end() == 2
    assert any("nowhere" in line and place.broker.address in line for line in missing.err), missing.err
    place.produce("there", (0, '{"n":1}'))
    unknown = place.start(place.jit(place.table("t", "n INT", "there", properties__no__such="1") + "SELECT * FROM t;"))
    assert unknown.end() == 1
    assert any("properties.no.such" in line for line in unknown.err), unknown.err


def test_bad_records(place):
    """A record that is no JSON names topic, partition and offset; skipped, it is counted."""
    place.produce("bad", (0, '{"n":1}'), (0, '{"n":}'), (0, '{"n":3}'))
    sql = place.table("t", "n INT", "bad", **BOUNDED) + "SELECT * FROM t;"
    for way, command in place.ways(sql):
        failing = place.start(command)
        assert failing.end() == 2, way
        text = "\n".join(failing.err)
        assert "bad-0" in text and "offset 1" in text, text
    for way, command in place.ways("SET 'millrace.bad-records' = 'skip';\n" + sql):
        skipping = place.start(command)
        assert skipping.end() == 0, way
        assert skipping.out == ["+I[1]", "+I[3]"] and any("1 bad records skipped" in line for line in skipping.err), skipping.err


def test_build_says_what_a_pipeline_needs(place):
    """`build` names librdkafka with its package, and the executable needs nothing else beside libc and libm."""
    import subprocess
    script = place.script(place.table("t", "n INT", "any") + "SELECT * FROM t;")
    done = subprocess.run([place.millrace, "build", script, "-o", place.path("needs")], capture_output=True, text=True, check=True)
    assert "librdkafka.so.1" in done.stderr and "librdkafka1" in done.stderr, done.stderr
    needed = subprocess.run(["readelf", "-d", place.path("needs")], capture_output=True, text=True, check=True).stdout
    libraries = sorted(line.split("[")[1].rstrip("]") for line in needed.splitlines() if "NEEDED" in line)
    assert "librdkafka.so.1" in libraries and set(libraries) <= {"ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6", "librdkafka.so.1"}, libraries


def start_demo(place, seconds):
    port = str(free_port())
    return port, place.start(["env", f"KAFKA_PORT={port}", f"DEMO_SECONDS={seconds}", os.path.join(ROOT, "scripts/demo"), "--kafka"])


def check_demo_ended(port, demo, code):
    shutil.rmtree(os.path.join(ROOT, f"build/kafka/{port}"), ignore_errors=True)
    assert code == 0, demo.err[-10:]
    assert any("Kafka stopped" in line for line in demo.err), demo.err[-3:]


def test_demo(place):
    """`scripts/demo --kafka` shows windows by JIT and as executable, and leaves no broker behind."""
    port, demo = start_demo(place, 3)
    check_demo_ended(port, demo, demo.end(180))
    rows = [line for line in demo.out if line.startswith("+I[apple, 2026-01-01T00:00, ")]
    assert len(rows) == 2 and rows[0] == rows[1], f"the first window by JIT and by the executable: {rows}"


def test_demo_interrupted(place):
    """Ctrl-C (to all processes of the terminal) ends the demo in the middle, its broker and its producer too, without a word of distress."""
    port, demo = start_demo(place, 100)
    demo.wait_until(lambda: any(line.startswith("+I[") for line in demo.out), "a window", 120)
    demo.interrupt_all()
    check_demo_ended(port, demo, demo.end(60))
    assert not any("Traceback" in line or "error" in line for line in demo.err), demo.err[-10:]


# What runs beside others, by itself, and while the broker comes and goes.
ALONE = ["windows_close_in_time"]
RESTARTS = ["a_broker_that_is_not_there_yet", "a_broker_that_goes_and_comes", "a_sink_waits_for_its_broker"]
DEMOS = ["demo", "demo_interrupted"]


def run_test(name, function, build, broker):
    """True when it passed; what it says is printed when it ends."""
    folder = tempfile.mkdtemp(prefix="millrace-kafka-")
    place = Place(build, broker, folder)
    since = time.monotonic()
    try:
        function(place)
        print(f"  {name}: ok, {time.monotonic() - since:.1f} s", flush=True)
        return True
    except Exception:
        print(f"  {name}: FAILED\n{traceback.format_exc()}", flush=True)
        return False
    finally:
        place.clean_up()
        shutil.rmtree(folder)


def main():
    build = os.path.abspath(sys.argv[1])
    try:  # other work on the machine must not be what is measured; the broker and the pipelines inherit it
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except PermissionError:
        print("without root other work on this machine takes part in the figures")
    tests = {name[5:]: function for name, function in globals().items() if name.startswith("test_")}
    chosen = sys.argv[2:] or list(tests)
    broker = Broker(free_port())
    began = time.monotonic()
    broker.call("start")
    print(f"Kafka on {broker.address} after {time.monotonic() - began:.1f} s", flush=True)
    passed = 0
    try:
        with ThreadPoolExecutor(3) as pool:
            def run_all(names):
                return sum(run_test(name, tests[name], build, broker) for name in names if name in chosen)

            passed += sum(pool.map(run_all, [[name] for name in chosen if name not in ALONE + RESTARTS + DEMOS]))
            passed += run_all(ALONE)
            passed += sum(pool.map(run_all, [RESTARTS, DEMOS]))
    finally:
        broker.call("stop")
        shutil.rmtree(os.path.join(ROOT, f"build/kafka/{broker.port}"), ignore_errors=True)
    print(f"{passed} passed, {len(chosen) - passed} failed in {time.monotonic() - began:.0f} s")
    sys.exit(0 if passed == len(chosen) else 1)


main()
