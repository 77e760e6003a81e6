"""The numbers that decide what is generated.

Fresh choices come from a seed and are kept; kept ones can be replayed, shortened and lowered. 0 is the simplest choice everywhere, and
a replay that has run out goes on with 0: every list of numbers generates something. That is what makes failures shrink without a rule
for each kind of query.
"""
import random


class Choices:
    def __init__(self, seed=None, recorded=None):
        self._random = random.Random(seed) if recorded is None else None
        self._recorded = recorded
        self.taken = []

    def below(self, bound):
        """A number from 0 to bound - 1."""
        if self._random:
            value = self._random.randrange(bound)
        else:
            value = min(self._recorded[len(self.taken)], bound - 1) if len(self.taken) < len(self._recorded) else 0
        self.taken.append(value)
        return value

    def between(self, least, greatest):
        return least + self.below(greatest - least + 1)

    def pick(self, options):
        return options[self.below(len(options))]

    def weighted(self, options):
        """One of the (weight, option) pairs."""
        at = self.below(sum(weight for weight, _ in options))
        for weight, option in options:
            if at < weight:
                return option
            at -= weight
        raise AssertionError("the weights do not add up")

    def chance(self, percent):
        return self.below(100) >= 100 - percent

    def some(self, options, least, greatest):
        """From least to greatest of the options, in their order, none twice."""
        left = list(range(len(options)))
        count = min(self.between(least, greatest), len(left))
        return [options[index] for index in sorted(left.pop(self.below(len(left))) for _ in range(count))]
