// What every test needs: the SDK as anybody would make it, and calls that the lab can tell apart.
import Anthropic from '@anthropic-ai/sdk';
import { randomUUID } from 'node:crypto';

/** Base URL and key come from the environment; all else is the SDK's default. */
export const client = new Anthropic();

/** The lab's sample answer. */
export const TEXT = 'All is calm at the lab.';

export const TOOL = {
  name: 'weather',
  description: 'The weather at a place',
  input_schema: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
};

/** One call: what the lab shall do to it, and afterwards what the lab saw of it. */
export class Call {
  #id = randomUUID();
  #headers = { 'x-lab-call': this.#id };

  /** `fault` and `answer` as `holdfast lab upstream --help` describes them. */
  constructor({ fault, answer } = {}) {
    if (fault) this.#headers['x-lab-fault'] = fault;
    if (answer) this.#headers['x-lab-answer'] = answer;
  }

  /** A request body. Each call has a model of its own, so that no call knows another's troubles. */
  ask(extra = {}) {
    return {
      model: `claude-lab-${this.#id}`,
      max_tokens: 1024,
      messages: [{ role: 'user', content: 'How is it going?' }],
      ...extra,
    };
  }

  /** The SDK's per-request options; they carry the lab's orders and nothing else. */
  get options() {
    return { headers: this.#headers };
  }

  /** Waits until the upstream has seen something of it. */
  async begun() {
    await this.#witnessed('/begun');
  }

  /** What the upstream saw, once all of it has ended. */
  async attempts() {
    return (await this.#witnessed('')).attempts;
  }

  async #witnessed(what) {
    const seen = await fetch(`${process.env.WITNESS_URL}/${this.#id}${what}`);
    if (!seen.ok) throw new Error(`the witness says ${seen.status}: ${await seen.text()}`);
    return seen.json();
  }
}

/** How often the SDK itself has sent the call: it counts in this header, from 0. */
export function sentBySdk(attempts) {
  return 1 + Math.max(...attempts.map((one) => Number(one.headers['x-stainless-retry-count'])));
}

/** Iterates a raw stream; says which text came, and what it threw, if it did. */
export async function readOut(stream) {
  let text = '';
  try {
    for await (const event of stream) {
      if (event.type === 'content_block_delta') text += event.delta.text ?? '';
    }
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}
