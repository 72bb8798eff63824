// The same faults without and with Holdfast, everything at its default: one line of JSON for each.
import Anthropic from '@anthropic-ai/sdk';
import { VERSION } from '@anthropic-ai/sdk/version';
import { Call, client, readOut, TEXT } from './lab.mjs';

const WAYS = { direct: new Anthropic({ baseURL: process.env.LAB_URL }), holdfast: client };

const PLAIN = {
  '529 twice, then an answer': '529x2',
  '529 four times, then an answer': '529x4',
  '529 for ever': '529*',
  '429 with retry-after 1, four times': '429x4;retry-after=1',
  '429: the monthly spend limit': 'spend-limit*',
  '500 for ever': '500*',
  '503 with an HTML page, three times': '503x3;html',
  'connection reset before the answer, three times': 'resetx3',
  'half an answer, then a whole one': 'cut-body',
  'HTML page with status 200, then an answer': 'html',
  '400, a bad request': '400',
};

const STREAM = {
  'stream: 529 four times': '529x4',
  'stream: overload as the first event': 'sse-error-first',
  'stream: overload as the first event, for ever': 'sse-error-first*',
  'stream: overload after five events': 'sse-error-after-5=overloaded_error',
  'stream: connection reset after five events': 'reset-after-5-events',
  'stream: clean end after five events': 'end-after-5-events',
  'stream: all but message_stop': 'no-message-stop',
};

async function plain(way, fault) {
  const call = new Call({ fault });
  return observe(call, async () => {
    const message = await WAYS[way].messages.create(call.ask(), call.options);
    return message?.content?.[0]?.text === TEXT ? 'the answer' : `no error: ${typeof message}`;
  });
}

/** Iterated event by event. */
async function stream(way, fault) {
  const call = new Call({ fault });
  return observe(call, async () => {
    const body = call.ask({ stream: true });
    const { text, error } = await readOut(await WAYS[way].messages.create(body, call.options));
    if (error) return `${text ? `“${text}”, then ` : ''}${name(error)}`;
    return text === TEXT && fault !== 'no-message-stop' ? 'the answer' : `“${text}”, no error`;
  });
}

/** Waited for as a whole. */
async function final(way, fault) {
  const call = new Call({ fault });
  return observe(call, async () => {
    const message = await WAYS[way].messages.stream(call.ask(), call.options).finalMessage();
    return `“${message.content[0].text}” as a message, no error`;
  });
}

async function observe(call, act) {
  const start = performance.now();
  const sees = await act().catch(name);
  const seconds = (performance.now() - start) / 1000;
  return { sees, seconds, attempts: (await call.attempts()).length };
}

function name(error) {
  const more = [error.status, error.type].filter(Boolean).join(' ');
  return more ? `${error.name} (${more})` : `${error.name}: ${error.message}`;
}

/** All situations at once, for most of the time is spent waiting. */
async function all(way) {
  const line = async (situation, seen) => JSON.stringify({ situation, way, ...(await seen) });
  const helper = 'stream: clean end after five events; final message';
  await plain(way, 'none');
  return Promise.all([
    ...Object.entries(PLAIN).map(([situation, fault]) => line(situation, plain(way, fault))),
    ...Object.entries(STREAM).map(([situation, fault]) => line(situation, stream(way, fault))),
    line(helper, final(way, 'end-after-5-events')),
  ]);
}

console.log(JSON.stringify({ sdk: `@anthropic-ai/sdk ${VERSION}, Node.js ${process.version}` }));
for (const way of Object.keys(WAYS)) for (const line of await all(way)) console.log(line);
