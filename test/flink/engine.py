"""Real Apache Flink 2.3.0 in this process's reach: installed into third_party/flink, driven by one SQL client session.

The session is embedded and runs every job in its own process (`execution.target` = local), one after the other, parallelism 1: what a
`print` sink writes reaches our standard output. Statements must be one line each.
"""
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FLINK = os.path.join(ROOT, "third_party/flink")
VERSION = "2.3.0"
OPENS = ["java.util", "java.lang", "java.net", "java.nio", "java.time", "java.util.concurrent", "java.text", "java.math"]
SETTINGS = {
    "execution.target": "local",
    "table.dml-sync": "true",
    "pipeline.auto-watermark-interval": "0",
    "parallelism.default": "1",
    "sql-client.execution.result-mode": "tableau",
}


def millrace_path():
    return os.environ.get("MILLRACE", os.path.join(ROOT, "build/release/bin/millrace"))


def install():
    lib = os.path.join(FLINK, "pyflink/lib")
    if os.path.isfile(os.path.join(lib, f"flink-sql-gateway-api-{VERSION}.jar")):
        return
    os.makedirs(FLINK, exist_ok=True)
    print("==> installing Flink " + VERSION, file=sys.stderr)
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", FLINK, f"apache-flink-libraries=={VERSION}"], check=True)
    for wheel in [f for f in os.listdir(FLINK) if f.endswith(".whl")]:
        shutil.unpack_archive(os.path.join(FLINK, wheel), FLINK, "zip")
        os.remove(os.path.join(FLINK, wheel))
    for artifact in ("flink-sql-gateway", "flink-sql-gateway-api"):
        subprocess.run(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact=org.apache.flink:{artifact}:{VERSION}", f"-DoutputDirectory={lib}"], check=True)


def split_statements(text):
    """At `;` outside of quotes and comments; keeps EXECUTE STATEMENT SET BEGIN ... END together."""
    parts, current, quote, depth = [], "", None, 0
    for token in re.findall(r"'|`|;|--[^\n]*|\bBEGIN\b|\bEND\b|.|\n", text, re.I):
        if quote:
            quote = None if token == quote else quote
        elif token in "'`":
            quote = token
        elif token.startswith("--"):
            continue
        elif token.upper() == "BEGIN" and re.search(r"STATEMENT\s+SET\s*$", current, re.I):
            depth = 1
        elif token.upper() == "END" and depth:
            depth = 0
        if token == ";" and not quote and not depth:
            parts.append(current)
            current = ""
        else:
            current += token
    return parts + [current]


def one_line(statement):
    return " ".join(re.sub(r"--[^\n]*", "", statement).split("\n")).strip()


def session(scripts):
    """[(database, [statement])] as the text of one session; every script begins with the settings and a database of its own."""
    text = []
    for database, statements in scripts:
        text += ["RESET;"] + [f"SET '{key}'='{value}';" for key, value in SETTINGS.items()]
        text += [f"CREATE DATABASE {database};", f"USE {database};"] + [one_line(s) + ";" for s in statements]
    return text + ["QUIT;"]


def client(folder, heap, log="rootLogger.level = OFF\n"):
    """(command, environment) of an SQL client that reads statements from its standard input. `folder` is a scratch folder, `log` its log4j2 properties."""
    conf = os.path.join(folder, "conf")
    os.makedirs(conf, exist_ok=True)
    with open(os.path.join(conf, "config.yaml"), "w", encoding="utf-8") as file:
        file.write("jobmanager.rpc.address: localhost\nrestart-strategy.type: none\n")
        file.write(f"execution.checkpointing.storage: filesystem\nexecution.checkpointing.dir: file://{folder}/checkpoints\n")
    with open(os.path.join(conf, "log4j.properties"), "w", encoding="utf-8") as file:
        file.write(log)
    command = ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", f"-Dlog4j.configurationFile=file:{conf}/log4j.properties", "-Duser.timezone=UTC", f"-Duser.home={folder}"]
    command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS]
    command += ["-cp", f"{FLINK}/pyflink/lib/*:{FLINK}/pyflink/opt/*", "org.apache.flink.table.client.SqlClient", "embedded"]
    return command, {**os.environ, "FLINK_CONF_DIR": conf, "TZ": "UTC"}


def run_flink(scripts, folder, heap="2g", timeout_s=3000):
    """What the session printed. `folder` is a scratch folder."""
    command, environment = client(folder, heap)
    done = subprocess.run(command, input="\n".join(session(scripts)) + "\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout_s,
                          errors="replace", env=environment)
    if os.environ.get("FLINK_CHECK_LOG"):
        with open(os.environ["FLINK_CHECK_LOG"], "w", encoding="utf-8") as log:
            log.write(done.stdout)
    return done.stdout
