"""What every test needs: the SDK as anybody would make it, and calls the lab can tell apart."""

import json
import os
import urllib.request
import uuid

import anthropic

# Base URL and key come from the environment; all else is the SDK's default.
client = anthropic.Anthropic()

TEXT = "All is calm at the lab."
"""The lab's sample answer."""

TOOL = {
    "name": "weather",
    "description": "The weather at a place",
    "input_schema": {
        "type": "object",
        "properties": {"place": {"type": "string"}},
        "required": ["place"],
    },
}


class Call:
    """One call: what the lab shall do to it, and afterwards what the lab saw of it."""

    def __init__(self, fault=None, answer=None):
        """`fault` and `answer` as `holdfast lab upstream --help` describes them."""
        self.id = str(uuid.uuid4())
        self.headers = {"x-lab-call": self.id}
        if fault:
            self.headers["x-lab-fault"] = fault
        if answer:
            self.headers["x-lab-answer"] = answer

    def ask(self, **extra):
        """The arguments of a request, the lab's orders among them as headers. Each call has a
        model of its own, so that no call knows another's troubles."""
        body = {
            "model": f"claude-lab-{self.id}",
            "max_tokens": 1024,
            "messages": [{"role": "user", "content": "How is it going?"}],
            "extra_headers": self.headers,
        }
        return {**body, **extra}

    def begun(self):
        """Waits until the upstream has seen something of it."""
        self.witnessed("/begun")

    def attempts(self):
        """What the upstream saw, once all of it has ended."""
        return self.witnessed("")["attempts"]

    def witnessed(self, what):
        url = f"{os.environ['WITNESS_URL']}/{self.id}{what}"
        with urllib.request.urlopen(url, timeout=30) as seen:
            return json.load(seen)


def sent_by_sdk(attempts):
    """How often the SDK itself has sent the call: it counts in this header, from 0."""
    return 1 + max(int(one["headers"]["x-stainless-retry-count"]) for one in attempts)


def read_out(stream):
    """Iterates a raw stream; returns the text that came and what was raised, if anything was."""
    text = ""
    try:
        for event in stream:
            if event.type == "content_block_delta":
                text += getattr(event.delta, "text", "")
    except Exception as error:  # The point is to see which.
        return text, error
    return text, None
