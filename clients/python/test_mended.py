"""Something goes wrong, Holdfast mends it, and the SDK notices nothing: it sends one request."""

import unittest

from lab import TEXT, Call, client, sent_by_sdk

MEND = {
    "529 twice": ("529x2", 3),
    "503 with an HTML page": ("503;html", 2),
    "a connection reset before the answer": ("reset", 2),
    "half an answer": ("cut-body", 2),
    "a 200 that is an HTML page": ("html", 2),
}

MEND_STREAM = {
    "529 twice": ("529x2", 3),
    "overload as the first event": ("sse-error-first", 2),
    "overload right after message_start": ("sse-error-after-start", 2),
    "a connection reset after message_start": ("reset-after-1-event", 2),
    "a stream that ends before its content": ("end-after-1-event", 2),
}


class Mended(unittest.TestCase):
    def test_plain_calls(self):
        for what, (fault, attempts) in MEND.items():
            with self.subTest(what=f"{what}, then an answer"):
                call = Call(fault=fault)
                message = client.messages.create(**call.ask())
                self.assertEqual(message.content[0].text, TEXT)
                self.sent_once(call, attempts)

    def test_streams(self):
        for what, (fault, attempts) in MEND_STREAM.items():
            with self.subTest(what=f"a stream: {what}, then an answer"):
                call = Call(fault=fault)
                with client.messages.stream(**call.ask()) as stream:
                    starts = sum(event.type == "message_start" for event in stream)
                    message = stream.get_final_message()
                self.assertEqual(message.content[0].text, TEXT)
                self.assertEqual(message.stop_reason, "end_turn")
                self.assertEqual(starts, 1)
                self.sent_once(call, attempts)

    def test_429_with_retry_after_1_is_waited_out(self):
        call = Call(fault="429;retry-after=1")
        self.assertEqual(client.messages.create(**call.ask()).content[0].text, TEXT)
        first, second = self.sent_once(call, 2)
        self.assertGreaterEqual(second["at_ms"] - first["at_ms"], 1000)

    def test_a_body_of_10_MB_is_sent_again_the_same_to_the_byte(self):
        call = Call(fault="529")
        content = "Größe 10 MB. " * 750_000
        client.messages.create(**call.ask(messages=[{"role": "user", "content": content}]))
        first, second = self.sent_once(call, 2)
        self.assertGreater(first["bytes"], 10_000_000)
        self.assertEqual(first["bytes"], second["bytes"])
        self.assertEqual(first["bytes"], int(first["headers"]["content-length"]))
        self.assertEqual(first["sha256"], second["sha256"])

    def sent_once(self, call, attempts):
        """The attempts: so many, all of them of one request of the SDK."""
        seen = call.attempts()
        self.assertEqual(len(seen), attempts, [one["fault"] for one in seen])
        self.assertEqual(sent_by_sdk(seen), 1)
        return seen
