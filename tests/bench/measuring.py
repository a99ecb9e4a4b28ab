"""A measuring process for each registry, and the turns they take."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field

from dc_registry.embedded import BASE_DIR
from tests.bench.cases import Bench
from tests.bench.figures import Pair
from tests.bench.registries import environment


@dataclass
class Result:
    """What came out of one case at one size."""

    pair: Pair = field(default_factory=Pair)
    remarks: list[str] = field(default_factory=list)


class Measurer:
    """The process that measures one registry."""

    def __init__(self, bench: Bench) -> None:
        self.size = bench.size
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker"],
            cwd=BASE_DIR,
            env=environment(bench.url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._write(asdict(bench))

    def ask(self, what: str, case: str, **more: int) -> "str | list[float]":
        """Have it do something and wait for the answer."""
        self._write({"do": what, "case": case, **more})
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"Measuring “{case}” at {self.size:,} failed; the reason is above.")
        answer: str | list[float] = json.loads(line)
        return answer

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(60)

    def _write(self, message: object) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()


def measured(name: str, measurers: list[Measurer], rounds: int) -> dict[int, Result]:
    """One case at every size, the sizes in turns."""
    results = {measurer.size: Result() for measurer in measurers}
    for measurer in measurers:
        results[measurer.size].remarks.append(str(measurer.ask("prepare", name, rounds=rounds)))
    for number in range(rounds):
        for measurer in measurers:
            ours, reference = measurer.ask("round", name, number=number)
            results[measurer.size].pair.add(float(ours), float(reference))
    for measurer in measurers:
        results[measurer.size].remarks.append(str(measurer.ask("done", name)))
    return results
