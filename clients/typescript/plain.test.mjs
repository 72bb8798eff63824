// Nothing goes wrong, and Holdfast is not noticed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic, { APIUserAbortError } from '@anthropic-ai/sdk';
import { Call, client, TEXT, TOOL } from './lab.mjs';

test('a plain call', async () => {
  const call = new Call();
  const message = await client.messages.create(call.ask(), call.options);
  assert.equal(message.content[0].text, TEXT);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.output_tokens > 0);
  assert.equal((await call.attempts()).length, 1);
});

test('a stream to its end, with the final message', async () => {
  const call = new Call();
  const stream = client.messages.stream(call.ask(), call.options);
  let text = '';
  stream.on('text', (piece) => (text += piece));
  const message = await stream.finalMessage();
  assert.equal(text, TEXT);
  assert.equal(message.content[0].text, TEXT);
  assert.equal(message.stop_reason, 'end_turn');
});

test('a tool call', async () => {
  const call = new Call();
  const body = call.ask({ tools: [TOOL], tool_choice: { type: 'tool', name: 'weather' } });
  const message = await client.messages.create(body, call.options);
  const use = message.content.find((block) => block.type === 'tool_use');
  assert.equal(message.stop_reason, 'tool_use');
  assert.equal(use.name, 'weather');
  assert.equal(typeof use.input.place, 'string');
});

test('a tool call as a stream', async () => {
  const call = new Call();
  const body = call.ask({ tools: [TOOL], tool_choice: { type: 'any' } });
  const message = await client.messages.stream(body, call.options).finalMessage();
  const use = message.content.find((block) => block.type === 'tool_use');
  assert.equal(message.stop_reason, 'tool_use');
  assert.equal(use.name, 'weather');
  assert.equal(typeof use.input.place, 'string');
});

test('thinking as a stream', async () => {
  const call = new Call({ answer: 'thinking' });
  const stream = client.messages.stream(call.ask(), call.options);
  let thoughts = '';
  stream.on('thinking', (piece) => (thoughts += piece));
  const message = await stream.finalMessage();
  const block = message.content.find((one) => one.type === 'thinking');
  assert.ok(thoughts.length > 0);
  assert.equal(block.thinking, thoughts);
  assert.ok(block.signature.length > 0);
});

test('a refusal stays a success', async () => {
  const call = new Call({ answer: 'refusal' });
  const message = await client.messages.create(call.ask(), call.options);
  assert.equal(message.stop_reason, 'refusal');
  assert.equal(message.stop_details.type, 'refusal');
  assert.equal((await call.attempts()).length, 1);
});

test('counting tokens', async () => {
  const call = new Call();
  const { model, messages } = call.ask();
  const count = await client.messages.countTokens({ model, messages }, call.options);
  assert.ok(count.input_tokens > 0);
  assert.equal((await call.attempts())[0].target, '/v1/messages/count_tokens');
});

test('the list of models', async () => {
  const call = new Call();
  const ids = [];
  for await (const model of client.models.list({ limit: 100 }, call.options)) ids.push(model.id);
  assert.ok(ids.some((id) => id.startsWith('claude-opus')), ids.join());
  assert.equal((await call.attempts())[0].target, '/v1/models?limit=100');
});

test('a beta header and ?beta=true', async () => {
  const call = new Call();
  const body = call.ask({ betas: ['some-beta-2031-01-01', 'other-beta-2031-02-02'] });
  // As Claude Code asks; this SDK has ceased to send it by itself.
  const options = { ...call.options, query: { beta: true } };
  const message = await client.beta.messages.create(body, options);
  const [seen] = await call.attempts();
  assert.equal(message.content[0].text, TEXT);
  assert.equal(seen.target, '/v1/messages?beta=true');
  assert.equal(seen.headers['anthropic-beta'], 'some-beta-2031-01-01,other-beta-2031-02-02');
});

test('every header and byte of a request passes', async () => {
  const through = new Call();
  const direct = new Call();
  const body = { ...through.ask(), model: 'claude-lab' };
  await client.messages.create(body, through.options);
  await new Anthropic({ baseURL: process.env.LAB_URL }).messages.create(body, direct.options);
  const [[seen], [wanted]] = [await through.attempts(), await direct.attempts()];
  for (const { headers } of [seen, wanted]) {
    // These are told anew for each connection; an encoded answer could not be read on its way.
    for (const hop of ['host', 'connection', 'accept-encoding', 'x-lab-call']) delete headers[hop];
  }
  assert.deepEqual(seen.headers, wanted.headers);
  assert.equal(seen.sha256, wanted.sha256);
  assert.match(seen.headers['anthropic-version'], /^20/);
});

test("the request id is that of the upstream's last answer", async () => {
  const named = (fault, id) => `${fault};header:request-id=${id}`;
  const call = new Call({ fault: `${named('529', 'req_one')},${named('none', 'req_two')}` });
  const { data, response, request_id } = await client.messages
    .create(call.ask(), call.options)
    .withResponse();
  assert.equal(data._request_id, 'req_two');
  assert.equal(request_id, 'req_two');
  assert.equal(response.headers.get('x-holdfast-attempts'), '2');
});

test('twenty streams at once', async () => {
  const calls = Array.from({ length: 20 }, () => new Call({ answer: 'text;events=70;gap=5ms' }));
  const messages = await Promise.all(
    calls.map((call) => client.messages.stream(call.ask(), call.options).finalMessage()),
  );
  for (const message of messages) assert.equal(message.content[0].text, TEXT.repeat(10));
  for (const call of calls) assert.equal((await call.attempts()).length, 1);
});

test('a caller that aborts mid-stream is gone for the upstream too', async () => {
  const call = new Call({ answer: 'text;events=100000;gap=20ms' });
  const leaving = new AbortController();
  const options = { ...call.options, signal: leaving.signal };
  const stream = await client.messages.create(call.ask({ stream: true }), options);
  let deltas = 0;
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && ++deltas === 3) leaving.abort();
  }
  const attempts = await call.attempts();
  assert.equal(attempts.length, 1);
  assert.equal(attempts[0].ended, 'client-gone');
});

test('a caller that breaks off reading is gone for the upstream too', async () => {
  const call = new Call({ answer: 'text;events=100000;gap=20ms' });
  const stream = await client.messages.create(call.ask({ stream: true }), call.options);
  for await (const event of stream) {
    if (event.type === 'content_block_delta') break;
  }
  assert.equal((await call.attempts())[0].ended, 'client-gone');
});

test('a caller that aborts before the answer is gone for the upstream too', async () => {
  const call = new Call({ fault: 'stall' });
  const leaving = new AbortController();
  const options = { ...call.options, signal: leaving.signal };
  const left = assert.rejects(client.messages.create(call.ask(), options), APIUserAbortError);
  await call.begun();
  leaving.abort();
  await left;
  const attempts = await call.attempts();
  assert.equal(attempts.length, 1);
  assert.equal(attempts[0].ended, 'client-gone');
});
