"""How long a server process takes until it answers, and how much memory it then has."""

import http.client
import time

from tests.bench.figures import Series
from tests.bench.web import Client, memory, registry_server

QUESTION = "/api/v1/facets/?q=water"
AT_MOST_SECONDS = 10
AT_MOST_BYTES = 400_000_000


def started(url: str, rounds: int) -> tuple[Series, Series, int]:
    """Seconds until ready, seconds until a first question is answered, and the largest process in bytes."""
    ready, answered = Series(), Series()
    largest = 0
    for _round in range(rounds):
        began = time.perf_counter()
        with registry_server(url, workers=1) as web:
            ready.seconds.append(time.perf_counter() - began)
            Client(web.port).get(QUESTION)
            answered.seconds.append(time.perf_counter() - began)
            # What is made ready in the background counts, too.
            time.sleep(3)
            client = Client(web.port)
            for _question in range(5):
                try:
                    client.get(QUESTION)
                except http.client.HTTPException as error:
                    raise AssertionError(QUESTION) from error
            largest = max(largest, *(memory(process, "VmHWM") for process in web.workers()))
    return ready, answered, largest
