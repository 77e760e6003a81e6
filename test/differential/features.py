"""What a query may use. Those of BASE always; the others as soon as Millrace runs their probe."""
import os
import re
import subprocess

BASE = ["project", "distinct", "union all", "union", "group", "global", "window", "legacy window", "with"]
TABLES = """CREATE TABLE p (id INT NOT NULL, k INT, s STRING) WITH ('connector'='filesystem', 'path'='p.json', 'format'='json');
CREATE TABLE e (id INT NOT NULL, k INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='filesystem', 'path'='p.json', 'format'='json');
"""
JOIN = "SELECT a.k, b.s FROM p AS a {} JOIN p AS b ON a.k = b.k AND a.id < b.id"
RANKED = "SELECT id, k, n FROM (SELECT *, {} OVER (PARTITION BY k ORDER BY id) AS n FROM p) WHERE n <= 2"
WINDOW = "TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '1' MINUTE))"
PROBES = {
    "session": "SELECT k, COUNT(*) FROM e GROUP BY k, SESSION(ts, INTERVAL '1' MINUTE)",
    "session distinct": "SELECT k, COUNT(DISTINCT id) FROM e GROUP BY k, SESSION(ts, INTERVAL '1' MINUTE)",
    "session rows": "SELECT id, window_end FROM SESSION(TABLE e PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' MINUTE)",
    "grouping sets": "SELECT k, GROUPING(k), COUNT(*) FROM p GROUP BY ROLLUP (k)",
    "window distinct": "SELECT COUNT(DISTINCT k) FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
    "window rows": "SELECT id, window_end FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '1' MINUTE))",
    "inner join": JOIN.format("INNER"),
    "left join": JOIN.format("LEFT"),
    "right join": JOIN.format("RIGHT"),
    "full join": JOIN.format("FULL"),
    "theta join": "SELECT a.k, b.s FROM p AS a JOIN p AS b ON a.id < b.id",
    "interval join": "SELECT a.k FROM e AS a FULL JOIN e AS b ON a.k = b.k AND a.ts BETWEEN b.ts - INTERVAL '1' MINUTE AND b.ts",
    "window join": f"SELECT a.k FROM {WINDOW} AS a FULL JOIN {WINDOW} AS b ON a.window_start = b.window_start AND a.window_end = b.window_end AND a.k = b.k",
    "in": "SELECT id FROM p WHERE k IN (SELECT id FROM p)",
    "not in": "SELECT id FROM p WHERE k NOT IN (SELECT id FROM p)",
    "exists": "SELECT id FROM p AS a WHERE EXISTS (SELECT 1 FROM p AS b WHERE b.id = a.k AND b.s < a.s)",
    "not exists": "SELECT id FROM p AS a WHERE NOT EXISTS (SELECT 1 FROM p AS b WHERE b.id = a.k AND b.s < a.s)",
    "scalar subquery": "SELECT id FROM p WHERE id > (SELECT AVG(k) FROM p)",
    "exists as value": "SELECT id, EXISTS (SELECT 1 FROM p AS b WHERE b.id = a.k AND b.s < a.s) FROM p AS a",
    "in as value": "SELECT id FROM p WHERE id > 3 OR k IN (SELECT id FROM p)",
    "any": "SELECT id, k > ANY (SELECT id FROM p) FROM p",
    "all": "SELECT id FROM p WHERE k <= ALL (SELECT id FROM p)",
    "correlated value": "SELECT id, (SELECT COUNT(*) FROM p AS b WHERE b.id = a.k AND b.s < a.s) FROM p AS a",
    "lateral": "SELECT a.id, l.s FROM p AS a LEFT JOIN LATERAL (SELECT s FROM p AS b WHERE b.id = a.k) AS l ON TRUE",
    "lateral limit": "SELECT a.id, l.s FROM p AS a, LATERAL (SELECT s FROM p AS b WHERE b.k = a.k ORDER BY id LIMIT 2) AS l",
    "unnest": "SELECT id, x FROM p LEFT JOIN UNNEST(ARRAY[id, k]) WITH ORDINALITY AS u(x, o) ON TRUE",
    "row number": RANKED.format("ROW_NUMBER()"),
    "rank": RANKED.format("RANK()"),
    "dense rank": RANKED.format("DENSE_RANK()"),
    "limit": "SELECT k, id FROM p ORDER BY k, id LIMIT 3",
    "keep first": "SELECT id, k FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts) AS n FROM e) WHERE n = 1",
    "keep last": "SELECT id, k FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS n FROM e) WHERE n = 1",
    "over range": "SELECT id, SUM(k) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) FROM e",
    "over rows": "SELECT id, COUNT(*) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM e",
    "intersect": "SELECT k FROM p INTERSECT SELECT id FROM p",
    "intersect all": "SELECT k FROM p INTERSECT ALL SELECT id FROM p",
    "except": "SELECT k FROM p EXCEPT SELECT id FROM p",
    "except all": "SELECT k FROM p EXCEPT ALL SELECT id FROM p",
}


def runs(millrace, folder, query):
    script = os.path.join(folder, "probe.sql")
    with open(script, "w", encoding="utf-8") as file:
        file.write(TABLES + query + ";\n")
    done = subprocess.run([millrace, "run", "-O0", "--quiet", script], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    if done.returncode not in (0, 1) or done.returncode == 1 and not re.search(r"MR04\d\d", done.stderr):
        raise RuntimeError(f"a probe failed:\n{query}\n{done.stderr}")
    return done.returncode == 0


def detect(millrace, folder):
    """All features that run here; a probe that fails without saying `not supported` (MR04..) is an error."""
    open(os.path.join(folder, "p.json"), "w", encoding="utf-8").close()
    return BASE + [name for name, query in PROBES.items() if runs(millrace, folder, query)]
