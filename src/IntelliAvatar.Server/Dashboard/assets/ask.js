// Requests that outlive a bad line: asked again after growing waits, and known again by their key, so that nothing is made twice.
import { problem } from './actions.js';

const waits = [300, 1000, 2000, 4000, 8000, 15000, 15000]; // milliseconds; after so many failures in a row it is given up
const passing = [408, 409, 423, 425, 429];
const lasting = ['uploads_too_many', 'storage_nearly_full']; // not over in a minute: people must know

/** The API's no: a code for programs, a sentence for people. */
export class Refused extends Error {
  constructor(status, { code, detail }) {
    super(detail);
    Object.assign(this, { status, code });
  }
}

/** How often something failed in a row. */
export class Patience {
  #failures = 0;

  restore() {
    this.#failures = 0;
  }

  /** Waits for the next try; throws what went wrong when no other try would help, or the patience is at its end. */
  async bear(broken, signal) {
    const isFinal = broken instanceof Refused && (lasting.includes(broken.code) || (broken.status < 500 && !passing.includes(broken.status)));
    signal.throwIfAborted();
    if (isFinal || this.#failures >= waits.length) {
      throw broken;
    }
    await pause(waits[this.#failures++], signal);
  }
}

/** @returns {Promise<Response>} only what went well */
export async function ask(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) {
    throw new Refused(answer.status, await problem(answer));
  }
  return answer;
}

/** Has something made, once, however often it must be asked for. */
export async function make(address, order, key, signal, lost) {
  const patience = new Patience();
  for (;;) {
    try {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
      return await (await ask(address, { method: 'POST', headers, body: JSON.stringify(order), signal })).json();
    } catch (broken) {
      if (!(broken instanceof Refused)) {
        lost();
      }
      await patience.bear(broken, signal);
    }
  }
}

/** One key for each order: the same again while the same is asked for. */
export function keys() {
  let [last, key] = [null, null];
  return {
    of(order) {
      const written = JSON.stringify(order);
      if (written !== last) {
        [last, key] = [written, Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')];
      }
      return key;
    },
    forget() {
      last = null;
    },
  };
}

/** Waits, but no longer than until the line is there again. */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const end = outcome => {
      clearTimeout(timer);
      removeEventListener('online', go);
      signal.removeEventListener('abort', stop);
      outcome();
    };
    const [go, stop] = [() => end(resolve), () => end(() => reject(signal.reason))];
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
    signal.addEventListener('abort', stop);
  });
}
