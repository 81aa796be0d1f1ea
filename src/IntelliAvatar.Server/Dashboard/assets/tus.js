// Sends a file in pieces and goes on where it was cut off: the tus protocol 1.0 (https://tus.io/protocols/resumable-upload).
import { Patience, Refused, ask } from './ask.js';
import { sender } from './order.js';
import { say } from './texts.js';

const spoken = { 'Tus-Resumable': '1.0.0' };
const pieceBytes = 8 << 20;

export class Upload {
  #file;
  #tell;
  #stopping = new AbortController();
  #running = null;
  #address = null;
  #offset = 0;
  #isUnsure = false; // of the offset: only the server knows what has come

  /** @param {File} file  @param {(share: number, isLost: boolean) => void} tell */
  constructor(file, tell) {
    this.#file = file;
    this.#tell = tell;
  }

  /** Sends it, or goes on with that. @returns {Promise<string>} the upload's id, when all of it has arrived */
  arrive() {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Gives it up, and has the server forget it. */
  stop() {
    this.#stopping.abort();
    if (this.#address) {
      fetch(this.#address, { method: 'DELETE', headers: spoken, keepalive: true }).catch(() => {}); // else it expires
    }
  }

  async #send() {
    const patience = new Patience();
    while (!this.#address || this.#offset < this.#file.size) {
      const before = this.#offset;
      try {
        await this.#step();
        this.#told(this.#offset, false);
        if (this.#offset > before) {
          patience.restore();
        }
      } catch (broken) {
        const hasExpired = broken.status === 404 && this.#address;
        if (hasExpired) {
          [this.#address, this.#offset, this.#isUnsure] = [null, 0, false];
        }
        this.#told(this.#offset, !(broken.status < 500));
        await patience.bear(hasExpired ? new Error('expired') : broken, this.#stopping.signal);
      }
    }
    return this.#address.split('/').at(-1);
  }

  async #step() {
    const signal = this.#stopping.signal;
    if (!this.#address) {
      const about = { user_id: sender(), filename: this.#file.name.slice(0, 100), filetype: this.#file.type };
      const metadata = Object.entries(about).filter(([, text]) => text).map(([word, text]) => `${word} ${base64(text)}`).join(',');
      const created = await ask('/v1/uploads', { method: 'POST', headers: { ...spoken, 'Upload-Length': this.#file.size, 'Upload-Metadata': metadata }, signal });
      this.#address = created.headers.get('Location');
    } else if (this.#isUnsure) {
      const asked = await ask(this.#address, { method: 'HEAD', headers: spoken, signal });
      this.#offset = Number(asked.headers.get('Upload-Offset'));
      this.#isUnsure = false;
    } else {
      this.#isUnsure = true;
      this.#offset = await this.#append();
      this.#isUnsure = false;
    }
  }

  /** One piece. By the older interface, since only that one tells how much has gone out. */
  #append() {
    const [from, signal] = [this.#offset, this.#stopping.signal];
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const abort = () => request.abort();
      signal.addEventListener('abort', abort);
      request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
      request.upload.addEventListener('progress', event => this.#told(from + event.loaded, false));
      request.addEventListener('load', () => request.status === 204
        ? resolve(Number(request.getResponseHeader('Upload-Offset')))
        : reject(new Refused(request.status, parse(request.responseText))));
      request.addEventListener('error', () => reject(new Error('network')));
      request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      request.open('PATCH', this.#address);
      for (const [name, value] of Object.entries({ ...spoken, 'Upload-Offset': from, 'Content-Type': 'application/offset+octet-stream' })) {
        request.setRequestHeader(name, value);
      }
      request.send(this.#file.slice(from, from + pieceBytes));
    });
  }

  #told(bytes, isLost) {
    if (!this.#stopping.signal.aborted) {
      this.#tell(Math.min(1, bytes / this.#file.size), isLost);
    }
  }
}

const base64 = text => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { code: '', detail: say('failed.network') };
  }
}
