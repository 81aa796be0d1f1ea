// A field for a file: what is chosen is shown, and goes up at once, while the person fills in the rest.
import { Refused } from './ask.js';
import { offer, put, size } from './files.js';
import { say } from './texts.js';
import { Upload } from './tus.js';

export class FileField {
  /** video or audio. */
  name;

  #most;
  #hear;
  #file = null;
  #upload = null;

  /** The upload's id, once all of it has arrived. */
  id = null;

  /** How much of the file has gone out, and whether the line is lost. */
  share = 0;
  isLost = false;

  /** @param {string} name video or audio  @param {number} most bytes  @param {{complain: (name: string, text: string) => void, changed: () => void, moved: () => void}} hear */
  constructor(name, most, hear) {
    [this.name, this.#most, this.#hear] = [name, most, hear];
    offer(name, file => this.#take(file));
    this.#part('remove').addEventListener('click', () => {
      put(name, null);
      document.getElementById(name).focus();
    });
  }

  get file() {
    return this.#file;
  }

  /** Why nothing can be sent; null: it can. */
  get unfit() {
    return !this.#file ? say(`${this.name}.missing`)
      : this.#file.size > this.#most ? say('file.too.large', size(this.#most))
      : this.#file.size === 0 ? say('file.empty')
      : null;
  }

  /** @returns {Promise<string>} the upload's id; what was stopped or broke off before is sent now */
  async arrive() {
    this.#upload ??= new Upload(this.#file, (share, isLost) => this.#show(share, isLost));
    const upload = this.#upload;
    const id = await upload.arrive();
    if (upload === this.#upload && this.id !== id) {
      this.id = id;
      this.#show(1, false);
      this.#hear.changed();
    }
    return id;
  }

  /** The file stays chosen; what has gone out of it is given up. */
  stop() {
    if (!this.id) {
      this.forget();
    }
  }

  /** What was sent of it is given up, or gone: when it is needed, all of it is sent again. */
  forget() {
    this.#giveUp();
    this.#show(0, false);
  }

  #take(file) {
    this.#giveUp();
    this.#file = file ?? null;
    this.#hear.complain(this.name, (file && this.unfit) || '');
    this.#show(0, false);
    this.#hear.changed();
    if (!this.unfit) {
      this.arrive().catch(broken => {
        if (this.#file === file && broken.name !== 'AbortError') {
          this.#show(this.share, false);
          this.#hear.complain(this.name, broken instanceof Refused ? broken.message : say('failed.network'));
        }
      });
    }
  }

  #giveUp() {
    this.#upload?.stop();
    [this.#upload, this.id] = [null, null];
  }

  #show(share, isLost) {
    [this.share, this.isLost] = [share, isLost];
    const isUnderWay = this.#upload !== null && this.id === null;
    this.#part('sent').hidden = !isUnderWay;
    this.#part('sent').value = share;
    this.#part('percent').textContent = isUnderWay && !isLost ? `${Math.floor(share * 100)} %` : '';
    const state = isLost ? say('upload.lost') : this.id ? say('upload.there') : '';
    if (this.#part('state').textContent !== state) {
      this.#part('state').textContent = state; // heard once
    }
    this.#part('file').dataset.state = isLost ? 'lost' : this.id ? 'there' : 'going';
    this.#hear.moved();
  }

  #part(part) {
    return document.getElementById(`${this.name}-${part}`);
  }
}
