"""The same faults without and with Holdfast, all at its default: one line of JSON for each."""

import json
import os
import platform
import time
from concurrent.futures import ThreadPoolExecutor

import anthropic

from lab import TEXT, Call, client, read_out

WAYS = {"direct": anthropic.Anthropic(base_url=os.environ["LAB_URL"]), "holdfast": client}

PLAIN = {
    "529 twice, then an answer": "529x2",
    "529 four times, then an answer": "529x4",
    "529 for ever": "529*",
    "429 with retry-after 1, four times": "429x4;retry-after=1",
    "429: the monthly spend limit": "spend-limit*",
    "500 for ever": "500*",
    "503 with an HTML page, three times": "503x3;html",
    "connection reset before the answer, three times": "resetx3",
    "half an answer, then a whole one": "cut-body",
    "HTML page with status 200, then an answer": "html",
    "400, a bad request": "400",
}

STREAM = {
    "stream: 529 four times": "529x4",
    "stream: overload as the first event": "sse-error-first",
    "stream: overload as the first event, for ever": "sse-error-first*",
    "stream: overload after five events": "sse-error-after-5=overloaded_error",
    "stream: connection reset after five events": "reset-after-5-events",
    "stream: clean end after five events": "end-after-5-events",
    "stream: all but message_stop": "no-message-stop",
}


def plain(way, call):
    message = WAYS[way].messages.create(**call.ask())
    content = getattr(message, "content", None)
    whole = content and content[0].text == TEXT
    return "the answer" if whole else f"no error: {type(message).__name__}"


def stream(way, call):
    """Iterated event by event."""
    text, error = read_out(WAYS[way].messages.create(stream=True, **call.ask()))
    if error:
        return (f"“{text}”, then " if text else "") + name(error)
    whole = text == TEXT and call.headers["x-lab-fault"] != "no-message-stop"
    return "the answer" if whole else f"“{text}”, no error"


def final(way, call):
    """Waited for as a whole."""
    with WAYS[way].messages.stream(**call.ask()) as events:
        message = events.get_final_message()
    return f"“{message.content[0].text}” as a message, no error"


def name(error):
    known = [getattr(error, "status_code", None), getattr(error, "type", None)]
    more = " ".join(str(one) for one in known if one)
    return type(error).__name__ + (f" ({more})" if more else f": {error}")


def observe(situation, fault, way, act):
    call = Call(fault=fault)
    start = time.perf_counter()
    try:
        sees = act(way, call)
    except Exception as error:  # The point is to see which.
        sees = name(error)
    seconds = time.perf_counter() - start
    attempts = len(call.attempts())
    seen = {"sees": sees, "seconds": seconds, "attempts": attempts}
    return json.dumps({"situation": situation, "way": way, **seen})


def all_at_once(way, threads):
    """All situations at once, for most of the time is spent waiting."""
    faults = [(what, fault, plain) for what, fault in PLAIN.items()]
    faults += [(what, fault, stream) for what, fault in STREAM.items()]
    faults += [("stream: clean end after five events; final message", "end-after-5-events", final)]
    plain(way, Call())
    lines = [threads.submit(observe, what, fault, way, act) for what, fault, act in faults]
    return [line.result() for line in lines]


def main():
    python = f"Python {platform.python_version()}"
    print(json.dumps({"sdk": f"anthropic {anthropic.__version__}, {python}"}))
    with ThreadPoolExecutor(max_workers=32) as threads:
        for way in WAYS:
            for line in all_at_once(way, threads):
                print(line)


if __name__ == "__main__":
    main()
