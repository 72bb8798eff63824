// What cannot be mended is told, as the SDK's own error, and nobody tries again in vain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { Call, client, readOut, sentBySdk, TEXT } from './lab.mjs';

const CUT = {
  'a connection reset after five events': 'reset-after-5-events',
  'a connection closed after five events': 'half-close-after-5-events',
  'a clean end after five events': 'end-after-5-events',
};

for (const [what, fault] of Object.entries(CUT)) {
  test(`a stream: ${what} is an error, not a short answer`, async () => {
    const call = new Call({ fault });
    const { text, error } = await raw(call);
    assert.equal(text, 'All is ');
    assert.ok(error instanceof Anthropic.APIError, String(error));
    assert.match(error.message, /holdfast: /);
    assert.equal((await call.attempts()).length, 1);
  });

  test(`a stream: ${what} leaves no final message`, async () => {
    const call = new Call({ fault });
    const stream = client.messages.stream(call.ask(), call.options);
    await assert.rejects(stream.finalMessage(), Anthropic.APIError);
  });
}

test('a stream without message_stop is an error', async () => {
  const call = new Call({ fault: 'no-message-stop' });
  const { text, error } = await raw(call);
  assert.equal(text, TEXT);
  assert.ok(error instanceof Anthropic.APIError, String(error));
  assert.equal((await call.attempts()).length, 1);
});

test("a stream: the upstream's own error event passes", async () => {
  const call = new Call({ fault: 'sse-error-after-5=overloaded_error' });
  const { text, error } = await raw(call);
  assert.equal(text, 'All is ');
  assert.ok(error instanceof Anthropic.APIError, String(error));
  assert.equal(error.type, 'overloaded_error');
  assert.equal(error.apiMessage, 'Overloaded');
  assert.equal((await call.attempts()).length, 1);
});

const REFUSED = {
  400: ['400', Anthropic.BadRequestError, 'invalid_request_error'],
  401: ['401', Anthropic.AuthenticationError, 'authentication_error'],
  403: ['403', Anthropic.PermissionDeniedError, 'permission_error'],
  404: ['404', Anthropic.NotFoundError, 'not_found_error'],
  413: ['413', Anthropic.ContentTooLargeError, 'request_too_large'],
  'a spend limit (429)': ['spend-limit', Anthropic.RateLimitError, 'rate_limit_error'],
};

for (const [what, [fault, type, word]] of Object.entries(REFUSED)) {
  test(`${what} is told at once`, async () => {
    const call = new Call({ fault });
    const error = await refused(client.messages.create(call.ask(), call.options));
    assert.ok(error instanceof type, String(error));
    assert.equal(error.type, word);
    const attempts = await call.attempts();
    assert.equal(attempts.length, 1);
    assert.equal(error.status, attempts[0].status);
    assert.doesNotMatch(error.message, /holdfast/, 'the body is not ours');
  });
}

test('a lasting 529 is told after the budget, and the SDK does not go on by itself', async () => {
  const call = new Call({ fault: '529*' });
  const error = await refused(client.messages.create(call.ask(), call.options));
  assert.ok(error instanceof Anthropic.OverloadedError, String(error));
  assert.equal(error.type, 'overloaded_error');
  await gaveUp(call, error);
});

test('a stream: lasting overload as the first event is a 529', async () => {
  const call = new Call({ fault: 'sse-error-first*' });
  const error = await refused(client.messages.stream(call.ask(), call.options).finalMessage());
  assert.ok(error instanceof Anthropic.OverloadedError, String(error));
  await gaveUp(call, error);
});

test('a stream: connections that are always reset are a 502', async () => {
  const call = new Call({ fault: 'reset*' });
  const error = await refused(client.messages.stream(call.ask(), call.options).finalMessage());
  assert.ok(error instanceof Anthropic.InternalServerError, String(error));
  assert.equal(error.status, 502);
  await gaveUp(call, error);
});

async function raw(call) {
  return readOut(await client.messages.create(call.ask({ stream: true }), call.options));
}

/** The error of what must not succeed. */
async function refused(promise) {
  let error;
  await assert.rejects(promise, (thrown) => {
    error = thrown;
    return true;
  });
  return error;
}

/** Holdfast has tried for its two seconds; then the SDK believed it. */
async function gaveUp(call, error) {
  const attempts = await call.attempts();
  const span = attempts.at(-1).at_ms - attempts[0].at_ms;
  assert.equal(sentBySdk(attempts), 1);
  assert.equal(error.headers.get('x-should-retry'), 'false');
  assert.equal(Number(error.headers.get('x-holdfast-attempts')), attempts.length);
  assert.equal(error.headers.get('x-holdfast-reason'), 'budget-spent');
  assert.ok(attempts.length > 3, `${attempts.length} attempts`);
  assert.ok(span <= 4000, `${span} ms`);
}
