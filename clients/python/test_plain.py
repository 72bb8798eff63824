"""Nothing goes wrong, and Holdfast is not noticed."""

import asyncio
import os
import unittest

import anthropic

from lab import TEXT, TOOL, Call, client


class Plain(unittest.TestCase):
    def test_a_plain_call(self):
        call = Call()
        message = client.messages.create(**call.ask())
        self.assertEqual(message.content[0].text, TEXT)
        self.assertEqual(message.stop_reason, "end_turn")
        self.assertGreater(message.usage.output_tokens, 0)
        self.assertEqual(len(call.attempts()), 1)

    def test_a_stream_to_its_end_with_the_final_message(self):
        call = Call()
        with client.messages.stream(**call.ask()) as stream:
            text = "".join(stream.text_stream)
            message = stream.get_final_message()
        self.assertEqual(text, TEXT)
        self.assertEqual(message.content[0].text, TEXT)
        self.assertEqual(message.stop_reason, "end_turn")

    def test_a_tool_call(self):
        choice = {"type": "tool", "name": "weather"}
        message = client.messages.create(**Call().ask(tools=[TOOL], tool_choice=choice))
        self.assert_weather(message)

    def test_a_tool_call_as_a_stream(self):
        asked = Call().ask(tools=[TOOL], tool_choice={"type": "any"})
        with client.messages.stream(**asked) as stream:
            self.assert_weather(stream.get_final_message())

    def assert_weather(self, message):
        use = next(block for block in message.content if block.type == "tool_use")
        self.assertEqual(message.stop_reason, "tool_use")
        self.assertEqual(use.name, "weather")
        self.assertIsInstance(use.input["place"], str)

    def test_thinking_as_a_stream(self):
        thoughts = ""
        with client.messages.stream(**Call(answer="thinking").ask()) as stream:
            for event in stream:
                if event.type == "thinking":
                    thoughts += event.thinking
            message = stream.get_final_message()
        block = next(one for one in message.content if one.type == "thinking")
        self.assertTrue(thoughts)
        self.assertEqual(block.thinking, thoughts)
        self.assertTrue(block.signature)

    def test_a_refusal_stays_a_success(self):
        call = Call(answer="refusal")
        message = client.messages.create(**call.ask())
        self.assertEqual(message.stop_reason, "refusal")
        self.assertEqual(message.stop_details.type, "refusal")
        self.assertEqual(len(call.attempts()), 1)

    def test_counting_tokens(self):
        call = Call()
        asked = call.ask()
        del asked["max_tokens"]
        self.assertGreater(client.messages.count_tokens(**asked).input_tokens, 0)
        self.assertEqual(call.attempts()[0]["target"], "/v1/messages/count_tokens")

    def test_the_list_of_models(self):
        call = Call()
        ids = [model.id for model in client.models.list(limit=100, extra_headers=call.headers)]
        self.assertTrue(any(one.startswith("claude-opus") for one in ids), ids)
        self.assertEqual(call.attempts()[0]["target"], "/v1/models?limit=100")

    def test_a_beta_header_and_beta_true(self):
        call = Call()
        betas = ["some-beta-2031-01-01", "other-beta-2031-02-02"]
        # As Claude Code asks; this SDK has ceased to send it by itself.
        asked = call.ask(betas=betas, extra_query={"beta": "true"})
        message = client.beta.messages.create(**asked)
        [seen] = call.attempts()
        self.assertEqual(message.content[0].text, TEXT)
        self.assertEqual(seen["target"], "/v1/messages?beta=true")
        self.assertEqual(seen["headers"]["anthropic-beta"], ",".join(betas))

    def test_every_header_and_byte_of_a_request_passes(self):
        through, direct = Call(), Call()
        client.messages.create(**through.ask(model="claude-lab"))
        with anthropic.Anthropic(base_url=os.environ["LAB_URL"]) as without:
            without.messages.create(**direct.ask(model="claude-lab"))
        [[seen], [wanted]] = through.attempts(), direct.attempts()
        # These are told anew for each connection; an encoded answer could not be read on its way.
        for hop in ["host", "connection", "accept-encoding", "x-lab-call"]:
            seen["headers"].pop(hop, None)
            wanted["headers"].pop(hop, None)
        self.assertEqual(seen["headers"], wanted["headers"])
        self.assertEqual(seen["sha256"], wanted["sha256"])
        self.assertRegex(seen["headers"]["anthropic-version"], "^20")

    def test_the_request_id_is_that_of_the_upstreams_last_answer(self):
        def named(fault, id):
            return f"{fault};header:request-id={id}"

        call = Call(fault=named("529", "req_one") + "," + named("none", "req_two"))
        response = client.messages.with_raw_response.create(**call.ask())
        self.assertEqual(response.parse()._request_id, "req_two")
        self.assertEqual(response.headers["x-holdfast-attempts"], "2")


class Together(unittest.IsolatedAsyncioTestCase):
    """With the SDK's asynchronous client."""

    async def test_twenty_streams_at_once(self):
        calls = [Call(answer="text;events=70;gap=5ms") for _ in range(20)]
        async with anthropic.AsyncAnthropic() as asynchronous:
            messages = await asyncio.gather(*(final(asynchronous, call) for call in calls))
        for message in messages:
            self.assertEqual(message.content[0].text, TEXT * 10)
        for call in calls:
            self.assertEqual(len(call.attempts()), 1)


async def final(asynchronous, call):
    async with asynchronous.messages.stream(**call.ask()) as stream:
        return await stream.get_final_message()


class Leaving(unittest.TestCase):
    """The upstream must hear of a caller that has left."""

    endless = "text;events=100000;gap=20ms"

    def test_a_caller_that_leaves_mid_stream_is_gone_for_the_upstream_too(self):
        call = Call(answer=self.endless)
        with client.messages.stream(**call.ask()) as stream:
            self.assertTrue(next(stream.text_stream))
        self.assert_gone(call)

    def test_a_caller_that_closes_a_raw_stream_is_gone_for_the_upstream_too(self):
        call = Call(answer=self.endless)
        stream = client.messages.create(stream=True, **call.ask())
        self.assertEqual(next(stream).type, "message_start")
        stream.close()
        self.assert_gone(call)

    def test_a_task_that_is_cancelled_before_the_answer_is_gone_for_the_upstream_too(self):
        call = Call(fault="stall")
        with self.assertRaises(asyncio.CancelledError):
            asyncio.run(cancelled(call))
        self.assert_gone(call)

    def assert_gone(self, call):
        [seen] = call.attempts()
        self.assertEqual(seen["ended"], "client-gone")


async def cancelled(call):
    async with anthropic.AsyncAnthropic() as asynchronous:
        task = asyncio.create_task(asynchronous.messages.create(**call.ask()))
        await asyncio.to_thread(call.begun)
        task.cancel()
        await task
