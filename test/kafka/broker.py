"""What the Kafka tests run: a broker of their own, pipelines by JIT and as executables, and the peer (KafkaPeer.cpp)."""
import os
import signal
import socket
import subprocess
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def free_port():
    """A port that is free together with the next one."""
    for port in range(21092, 21992, 10):
        try:
            for candidate in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", candidate))
            return port
        except OSError:
            continue
    raise RuntimeError("no free ports")


class Broker:
    def __init__(self, port):
        self.port = port
        self.address = f"localhost:{port}"

    def call(self, verb):
        done = subprocess.run([os.path.join(ROOT, "scripts/kafka"), verb], env={**os.environ, "KAFKA_PORT": str(self.port)},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(done.stdout)


class Running:
    """A process whose output is read as it comes."""

    def __init__(self, command, folder):
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        start_new_session=True)
        self.out, self.err = [], []
        self.readers = [threading.Thread(target=self.read, args=pair, daemon=True)
                        for pair in ((self.process.stdout, self.out), (self.process.stderr, self.err))]
        for reader in self.readers:
            reader.start()

    @staticmethod
    def read(stream, lines):
        for line in stream:
            lines.append(line.rstrip("\n"))

    def wait_until(self, condition, what, seconds=20):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or (self.process.poll() is not None and not condition()):
                raise AssertionError(f"{what}: not within {seconds} s; exit code {self.process.poll()}\n"
                                     + "\n".join(["out:"] + self.out[-20:] + ["err:"] + self.err[-20:]))
            time.sleep(0.01)

    def wait_for_lines(self, count, seconds=20):
        self.wait_until(lambda: len(self.out) >= count, f"{count} lines", seconds)

    def wait_for_error(self, text, seconds=20):
        self.wait_until(lambda: any(text in line for line in self.err), f"`{text}` on standard error", seconds)

    def end(self, seconds=20):
        """Exit code after it ended by itself."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"does not end within {seconds} s; its errors: {self.err[-10:]}") from None
        for reader in self.readers:
            reader.join()
        return self.process.returncode

    def interrupt(self, seconds=5):
        self.process.send_signal(signal.SIGINT)
        return self.end(seconds)

    def interrupt_all(self):
        """As a terminal does: the process and those that it started."""
        os.killpg(self.process.pid, signal.SIGINT)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Place:
    """A folder for one test: its scripts, its executables, its running processes."""

    def __init__(self, build, broker, folder):
        self.build, self.broker, self.folder = build, broker, folder
        self.millrace = os.path.join(build, "bin/millrace")
        self.running = []
        self.scripts = 0

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def script(self, sql):
        self.scripts += 1
        return self.path(f"q{self.scripts}.sql", sql)

    def jit(self, sql, *flags):
        return [self.millrace, "run", self.script(sql), *flags]

    def executable(self, sql, *flags):
        script = self.script(sql)
        subprocess.run([self.millrace, "build", script, "-o", script[:-4]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return [script[:-4], *flags]

    def ways(self, sql, *flags):
        """The same script by JIT and as executable."""
        return [("jit", self.jit(sql, *flags)), ("executable", self.executable(sql, *flags))]

    def start(self, command):
        started = Running(command, self.folder)
        self.running.append(started)
        return started

    def run(self, command, seconds=30):
        """Lines that a bounded run prints."""
        started = self.start(command)
        code = started.end(seconds)
        assert code == 0, f"{command} ended with {code}: {started.err[-10:]}"
        return started.out

    def peer(self, *words, text=""):
        done = subprocess.run([os.path.join(self.build, "bin/kafkaPeer"), self.broker.address, *words], input=text, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def produce(self, topic, *records):
        """Records (partition, value) or (partition, timestamp, key, headers, value)."""
        rows = [(r[0], "-", "-", "-", r[1]) if len(r) == 2 else r for r in records]
        self.peer("produce", topic, text="".join("\t".join(str(part) for part in row) + "\n" for row in rows))

    def table(self, name, columns, topic, format="json", **options):
        given = {"connector": "kafka", "topic": topic, "properties.bootstrap.servers": self.broker.address, "format": format}
        given.update({key.replace("__", ".").replace("_", "-"): value for key, value in options.items()})
        return f"CREATE TABLE {name} ({columns}) WITH (" + ", ".join(f"'{key}' = '{value}'" for key, value in given.items()) + ");\n"

    def clean_up(self):
        for process in self.running:
            process.kill()
