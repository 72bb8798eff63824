"""What cannot be mended is told, as the SDK's own error, and nobody tries again in vain."""

import unittest

import anthropic

from lab import TEXT, Call, client, read_out, sent_by_sdk

CUT = {
    "a connection reset after five events": "reset-after-5-events",
    "a connection closed after five events": "half-close-after-5-events",
    "a clean end after five events": "end-after-5-events",
}

REFUSED = {
    "400": ("400", anthropic.BadRequestError, "invalid_request_error"),
    "401": ("401", anthropic.AuthenticationError, "authentication_error"),
    "403": ("403", anthropic.PermissionDeniedError, "permission_error"),
    "404": ("404", anthropic.NotFoundError, "not_found_error"),
    "413": ("413", anthropic.ContentTooLargeError, "request_too_large"),
    "a spend limit (429)": ("spend-limit", anthropic.RateLimitError, "rate_limit_error"),
}


class Streams(unittest.TestCase):
    def test_cut_streams(self):
        for what, fault in CUT.items():
            with self.subTest(what=f"a stream: {what} is an error, not a short answer"):
                call = Call(fault=fault)
                text, error = raw(call)
                self.assertEqual(text, "All is ")
                self.assertIsInstance(error, anthropic.APIError)
                self.assertIn("holdfast: ", str(error))
                self.assertEqual(len(call.attempts()), 1)

    def test_cut_streams_with_the_stream_helper(self):
        for what, fault in CUT.items():
            with self.subTest(what=f"a stream: {what} leaves no final message"):
                with client.messages.stream(**Call(fault=fault).ask()) as stream:
                    with self.assertRaises(anthropic.APIError):
                        stream.get_final_message()

    def test_a_stream_without_message_stop_is_an_error(self):
        call = Call(fault="no-message-stop")
        text, error = raw(call)
        self.assertEqual(text, TEXT)
        self.assertIsInstance(error, anthropic.APIError)
        self.assertEqual(len(call.attempts()), 1)

    def test_a_stream_the_upstreams_own_error_event_passes(self):
        call = Call(fault="sse-error-after-5=overloaded_error")
        text, error = raw(call)
        self.assertEqual(text, "All is ")
        self.assertIsInstance(error, anthropic.APIError)
        self.assertEqual(error.type, "overloaded_error")
        self.assertEqual(error.api_message, "Overloaded")
        self.assertEqual(len(call.attempts()), 1)


class Refusals(unittest.TestCase):
    def test_refusals(self):
        for what, (fault, kind, word) in REFUSED.items():
            with self.subTest(what=f"{what} is told at once"):
                call = Call(fault=fault)
                with self.assertRaises(kind) as thrown:
                    client.messages.create(**call.ask())
                [seen] = call.attempts()
                self.assertEqual(thrown.exception.type, word)
                self.assertEqual(thrown.exception.status_code, seen["status"])
                self.assertNotIn("holdfast", str(thrown.exception))


class GivingUp(unittest.TestCase):
    def test_a_lasting_529_is_told_after_the_budget_and_the_SDK_does_not_go_on_by_itself(self):
        call = Call(fault="529*")
        with self.assertRaises(anthropic.OverloadedError) as thrown:
            client.messages.create(**call.ask())
        self.assertEqual(thrown.exception.type, "overloaded_error")
        self.gave_up(call, thrown.exception)

    def test_a_stream_lasting_overload_as_the_first_event_is_a_529(self):
        call = Call(fault="sse-error-first*")
        with self.assertRaises(anthropic.OverloadedError) as thrown:
            with client.messages.stream(**call.ask()) as stream:
                stream.get_final_message()
        self.gave_up(call, thrown.exception)

    def test_a_stream_connections_that_are_always_reset_are_a_502(self):
        call = Call(fault="reset*")
        with self.assertRaises(anthropic.InternalServerError) as thrown:
            with client.messages.stream(**call.ask()) as stream:
                stream.get_final_message()
        self.assertEqual(thrown.exception.status_code, 502)
        self.gave_up(call, thrown.exception)

    def gave_up(self, call, error):
        """Holdfast has tried for its two seconds; then the SDK believed it."""
        attempts = call.attempts()
        headers = error.response.headers
        self.assertEqual(sent_by_sdk(attempts), 1)
        self.assertEqual(headers["x-should-retry"], "false")
        self.assertEqual(int(headers["x-holdfast-attempts"]), len(attempts))
        self.assertEqual(headers["x-holdfast-reason"], "budget-spent")
        self.assertGreater(len(attempts), 3)
        self.assertLessEqual(attempts[-1]["at_ms"] - attempts[0]["at_ms"], 4000)


def raw(call):
    return read_out(client.messages.create(stream=True, **call.ask()))
