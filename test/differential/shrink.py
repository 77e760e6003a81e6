"""Makes a failing case smaller: fewer and lower choices for its query, fewer rows and fewer versions of them in its tables."""
from dataclasses import dataclass, replace

from choices import Choices
from queries import Queries
from tables import History, with_histories


@dataclass(frozen=True)
class Case:
    """Tables, and the choices for each query: one, unless queries fail only together."""
    tables: list
    recorded: list
    features: list

    def queries(self):
        return {f"q{number}": Queries(Choices(recorded=recorded), self.tables, self.features).whole() for number, recorded in enumerate(self.recorded)}

    def text(self):
        return "; ".join(relation.flink for relation in self.queries().values())

    def used_tables(self):
        return frozenset().union(*(relation.tables for relation in self.queries().values()))


def without(values, at, count):
    return values[:at] + values[at + count:]


def lists_below(values):
    """Shorter lists first, then lower numbers."""
    count = max(1, len(values) // 2)
    while count:
        for at in range(0, len(values), count):
            yield without(values, at, count)
        count //= 2
    for at, value in enumerate(values):
        for lower in {0, value // 2, value - 1}:
            if 0 <= lower < value:
                yield values[:at] + [lower] + values[at + 1:]


def histories_below(histories):
    count = max(1, len(histories) // 2)
    while histories and count:
        for at in range(0, len(histories), count):
            yield without(histories, at, count)
        count //= 2
    for at, history in enumerate(histories):
        shorter = [replace(history, deleted=None)] if history.deleted is not None else []
        shorter += [History(without(history.places, place, 1), without(history.versions, place, 1), history.deleted) for place in range(len(history.versions) - 1)]
        for other in shorter:
            yield histories[:at] + [other] + histories[at + 1:]


class Shrinker:
    """`fails` tells whether a case still fails in the same way; it is asked at most `attempts` times."""

    def __init__(self, fails, attempts):
        self.fails = fails
        self.attempts = attempts
        self.seen = set()

    def smaller(self, case, candidates):
        """The first candidate that fails, or None."""
        for candidate in candidates:
            if self.attempts and self.worth(candidate, case):
                self.attempts -= 1
                if self.fails(candidate):
                    return candidate
        return None

    def worth(self, candidate, case):
        """Not tried yet, and not the same text again over as many rows."""
        text = candidate.text()
        key = (text, str([table.histories for table in candidate.tables]))
        known = key in self.seen
        self.seen.add(key)
        return not known and (candidate.tables != case.tables or text != case.text())

    def fewer_queries(self, case):
        count = max(1, len(case.recorded) // 2)
        while count and len(case.recorded) > 1:
            for at in range(0, len(case.recorded), count):
                yield replace(case, recorded=without(case.recorded, at, count))
            count //= 2

    def simpler_queries(self, case):
        for at, recorded in enumerate(case.recorded):
            for below in lists_below(recorded):
                yield replace(case, recorded=case.recorded[:at] + [below] + case.recorded[at + 1:])

    def fewer_rows(self, case):
        for at, table in enumerate(case.tables):
            for histories in histories_below(table.histories):
                yield replace(case, tables=case.tables[:at] + [with_histories(table, histories)] + case.tables[at + 1:])

    def run(self, case):
        for step in (self.fewer_queries, self.fewer_rows, self.simpler_queries, self.fewer_rows):
            while smaller := self.smaller(case, step(case)):
                case = smaller
        used = case.used_tables()
        return replace(case, tables=[table if table.name in used else with_histories(table, []) for table in case.tables])
