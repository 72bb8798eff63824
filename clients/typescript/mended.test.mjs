// Something goes wrong, Holdfast mends it, and the SDK notices nothing: it sends one request.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Call, client, sentBySdk, TEXT } from './lab.mjs';

const MEND = {
  '529 twice': ['529x2', 3],
  '503 with an HTML page': ['503;html', 2],
  'a connection reset before the answer': ['reset', 2],
  'half an answer': ['cut-body', 2],
  'a 200 that is an HTML page': ['html', 2],
};

for (const [what, [fault, attempts]] of Object.entries(MEND)) {
  test(`${what}, then an answer`, async () => {
    const call = new Call({ fault });
    const message = await client.messages.create(call.ask(), call.options);
    assert.equal(message.content[0].text, TEXT);
    await sentOnce(call, attempts);
  });
}

const MEND_STREAM = {
  '529 twice': ['529x2', 3],
  'overload as the first event': ['sse-error-first', 2],
  'overload right after message_start': ['sse-error-after-start', 2],
  'a connection reset after message_start': ['reset-after-1-event', 2],
  'a stream that ends before its content': ['end-after-1-event', 2],
};

for (const [what, [fault, attempts]] of Object.entries(MEND_STREAM)) {
  test(`a stream: ${what}, then an answer`, async () => {
    const call = new Call({ fault });
    const starts = [];
    const stream = client.messages.stream(call.ask(), call.options);
    stream.on('streamEvent', (event) => event.type === 'message_start' && starts.push(event));
    const message = await stream.finalMessage();
    assert.equal(message.content[0].text, TEXT);
    assert.equal(message.stop_reason, 'end_turn');
    assert.equal(starts.length, 1);
    await sentOnce(call, attempts);
  });
}

test('429 with retry-after 1 is waited out', async () => {
  const call = new Call({ fault: '429;retry-after=1' });
  const message = await client.messages.create(call.ask(), call.options);
  assert.equal(message.content[0].text, TEXT);
  const [first, second] = await sentOnce(call, 2);
  assert.ok(second.at_ms - first.at_ms >= 1000, `${second.at_ms - first.at_ms} ms`);
});

test('a body of 10 MB is sent again, the same to the byte', async () => {
  const call = new Call({ fault: '529' });
  const body = call.ask({ messages: [{ role: 'user', content: 'Größe 10 MB. '.repeat(750_000) }] });
  const bytes = Buffer.from(JSON.stringify(body));
  assert.ok(bytes.length > 10_000_000);
  await client.messages.create(body, call.options);
  for (const attempt of await sentOnce(call, 2)) {
    assert.equal(attempt.bytes, bytes.length);
    assert.equal(attempt.sha256, createHash('sha256').update(bytes).digest('hex'));
  }
});

/** The attempts: so many, all of them of one request of the SDK. */
async function sentOnce(call, attempts) {
  const seen = await call.attempts();
  assert.equal(seen.length, attempts, JSON.stringify(seen.map((one) => one.fault)));
  assert.equal(sentBySdk(seen), 1);
  return seen;
}
