"""Every Nexmark query that runs here and on Flink 2.3.0: events a second and processor seconds of both, over one JSON file, parallelism 1 each.

Ours is the executable of `millrace build`, measured from its start to its end. Flink is one warm JVM that runs every query once before it
counts; measured from the first task's start to the job's end, as its log says, so neither planning nor deployment count. Results go into
blackhole on both sides; only q10, whose result is files, writes files. The best of some rounds is shown.
"""
import datetime
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "test/flink"))
import engine
import nexmark

RATE = 10_000  # events per second of event time
PAGE = os.path.join(ROOT, "docs/benchmarks.md")
LOG = """rootLogger.level = OFF
logger.states.name = org.apache.flink.runtime.executiongraph
logger.states.level = INFO
logger.states.appenderRef.file.ref = file
appender.file.name = file
appender.file.type = File
appender.file.fileName = {path}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{{UNIX_MILLIS}} %m%n
"""
HERTZ = os.sysconf("SC_CLK_TCK")


def events_file(count):
    path = os.path.join(ROOT, f"build/bench/nexmark-{count}.jsonl")
    if not os.path.isfile(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run([engine.millrace_path(), "bench", "nexmark", "--events", str(count), "--rate", str(RATE), "--out", path], check=True)
    return path


class Bench:
    def __init__(self, events_count, rounds, folder):
        self.count, self.rounds, self.folder = events_count, rounds, folder
        self.events = events_file(events_count)
        self.side_input = os.path.join(folder, "side_input.csv")
        nexmark.write_side_input(self.side_input)

    def text(self, query, results):
        return nexmark.from_files(nexmark.read("tables") + nexmark.read(query), self.events, self.side_input, results)

    # Ours

    def build(self, query):
        """The executable's path, or None where the query does not run."""
        script, program = os.path.join(self.folder, query + ".sql"), os.path.join(self.folder, query)
        with open(script, "w", encoding="utf-8") as file:
            file.write(self.text(query, os.path.join(self.folder, "ours-" + query)))
        done = subprocess.run([engine.millrace_path(), "build", script, "-o", program], capture_output=True, text=True)
        if done.returncode:
            print(f"{query}: not here ({', '.join(sorted(set(re.findall(r'MR[0-9]{4}', done.stderr)))) or done.stderr.strip()[:300]})", flush=True)
        return None if done.returncode else program

    def ours(self, program):
        """Best (seconds, processor seconds)."""
        taken = []
        for _ in range(self.rounds + 1):
            began = time.monotonic()
            process = subprocess.Popen([program, "-p", "1"], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            errors = process.stderr.read()
            _, status, used = os.wait4(process.pid, 0)
            if status:
                sys.exit(f"{program} failed: {errors.decode(errors='replace')[:600]}")
            taken.append((time.monotonic() - began, used.ru_utime + used.ru_stime))
        return min(taken[1:])

    # Flink

    def flink(self, queries):
        """query -> best (seconds, processor seconds), or None where a job did not end."""
        log = os.path.join(self.folder, "flink.log")
        scripts = []
        for query in queries:
            statements = nexmark.statements_for_flink(self.text(query, "file://" + os.path.join(self.folder, "flink-" + query)))
            inserts = [statement for statement in statements if statement.lstrip().upper().startswith("INSERT")]
            scripts.append((query, statements + inserts * self.rounds))
        command, environment = engine.client(self.folder, "4g", LOG.format(path=log))
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment)
        used = []
        sampler = threading.Thread(target=sample, args=(process, used))
        sampler.start()
        output = process.communicate("\n".join(engine.session(scripts)) + "\n")[0]
        sampler.join()
        with open(log, encoding="utf-8") as file:
            jobs = finished_jobs(file)
        best = {}
        for query in queries:
            times = [(end - begin, processor_seconds(used, begin, end)) for begin, end in jobs.get(query, [])]
            best[query] = min(times[1:]) if len(times) == self.rounds + 1 else None
            if not best[query]:
                print(f"{query}: {len(times)} of {self.rounds + 1} runs ended on Flink; its last words:\n{output[-600:]}", flush=True)
        return best


def sample(process, used):
    """(time, processor seconds so far) of a process, every few milliseconds, until it ends."""
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return
        used.append((time.time(), (int(fields[11]) + int(fields[12])) / HERTZ))
        time.sleep(0.005)


def processor_seconds(used, begin, end):
    inside = [seconds for at, seconds in used if begin <= at <= end]
    return inside[-1] - inside[0] if inside else 0.0


def finished_jobs(lines):
    """database -> [(begin, end)] in seconds since 1970: from the first task that initialises to the job's end."""
    found, begin, query = {}, None, None
    for line in lines:
        at = re.match(r"(\d{13}) ", line)
        job = re.search(r"Job insert-into_default_catalog\.(\w+)\..* switched from state (\w+) to (\w+)", line)
        if not at:
            continue
        if job and job[3] == "RUNNING":
            query, begin = job[1], None
        elif begin is None and " to INITIALIZING" in line:
            begin = int(at[1]) / 1000
        elif job and job[3] == "FINISHED" and query == job[1] and begin:
            found.setdefault(query, []).append((begin, int(at[1]) / 1000))
    return found


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"^model name\s*: (.*)$", file.read(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release().split('-')[0]}"


def page(bench, rows, command):
    java = re.search(r'"([^"]+)"', subprocess.run(["java", "-version"], capture_output=True, text=True).stderr)
    lines = ["# Benchmarks", "", "## Nexmark, against Flink", "",
             f"Made by `{command}` on {datetime.date.today()}. {machine()}. Apache Flink {engine.VERSION} on Java {java[1] if java else '?'}, one warm JVM with 4 GB.", "",
             f"{bench.count:,} events ({os.path.getsize(bench.events) / 1e6:,.0f} MB) read from one JSON file, parallelism 1 each, results into blackhole; the best of {bench.rounds} "
             "rounds. Ours is the executable from start to end; Flink's time leaves out planning and deployment and follows a warm-up run of the same query. Processor",
             "seconds count all threads of the process, Flink's with its compiler and garbage collector.", "",
             "| query | events/s here | events/s Flink | times | processor s here | processor s Flink | times |", "|---|---|---|---|---|---|---|"]
    for query, (seconds, used), (flink_seconds, flink_used) in rows:
        lines.append(f"| {query} | {bench.count / seconds:,.0f} | {bench.count / flink_seconds:,.0f} | {flink_seconds / seconds:.1f} | {used:.2f} | {flink_used:.2f} | "
                     f"{flink_used / max(used, 0.01):.1f} |")
    return "\n".join(lines) + "\n"


def run(events_count, rounds, wanted, target):
    """Writes the page to `target`, and prints its table."""
    engine.install()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(events_count, rounds, folder)
        programs = {query: bench.build(query) for query in nexmark.QUERIES if not wanted or query in wanted}
        ours = {query: bench.ours(program) for query, program in programs.items() if program}
        flink = bench.flink([query for query in ours if query not in nexmark.NOT_ON_FLINK])
        rows = [(query, ours[query], taken) for query, taken in flink.items() if taken]
        command = f"scripts/bench nexmark --events {events_count} --rounds {rounds}" + "".join(" " + query for query in wanted)
        text = page(bench, rows, command)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)
    print("\n".join(line for line in text.split("\n") if line.startswith("|")))
    slowest = min((flink_taken[0] / taken[0], query) for query, taken, flink_taken in rows)
    print(f"{len(rows)} queries; the least is {slowest[0]:.1f} times ({slowest[1]}); written to {os.path.relpath(target, ROOT)}")
