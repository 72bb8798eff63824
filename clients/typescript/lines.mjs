// A reporter for node:test: one line of JSON for each test.
export default async function* lines(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details?.error;
    const why = error ? String(error.cause?.stack ?? error.stack ?? error) : null;
    yield `${JSON.stringify({ test: data.name, ok: type === 'test:pass', why })}\n`;
  }
}
