// Choosing files: by a dialog or by dropping them, with a look at them.
import { say } from './texts.js';
import { draw } from './waveform.js';

const $ = id => document.getElementById(id);
const urls = new Map();

export const size = bytes => bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1).replace(/\.0$/, '')} MiB` : `${(bytes / 1024).toFixed(1)} KiB`;

/** @param {string} name video or audio  @param {(file: File | undefined) => void} take */
export function offer(name, take) {
  const input = $(name);
  const area = document.querySelector(`[data-drop="${name}"]`);
  input.addEventListener('change', () => {
    look(name, input.files[0]);
    take(input.files[0]);
  });
  for (const type of ['dragenter', 'dragover']) {
    area.addEventListener(type, event => {
      event.preventDefault();
      area.classList.add('over');
    });
  }
  area.addEventListener('dragleave', event => area.contains(event.relatedTarget) || area.classList.remove('over'));
  area.addEventListener('drop', event => {
    event.preventDefault();
    area.classList.remove('over');
    if (event.dataTransfer.files.length > 0) {
      put(name, event.dataTransfer.files[0]);
    }
  });
}

/** Chooses a file as if by hand; null: none. */
export function put(name, file) {
  const chosen = new DataTransfer();
  if (file) {
    chosen.items.add(file);
  }
  $(name).files = chosen.files;
  $(name).dispatchEvent(new Event('change'));
}

async function look(name, file) {
  document.querySelector(`[data-drop="${name}"]`).classList.toggle('full', Boolean(file));
  $(`${name}-file`).hidden = !file;
  for (const shown of document.querySelectorAll(`[data-drop="${name}"] :is(.preview, audio, canvas)`)) {
    shown.hidden = true;
    shown.removeAttribute('src');
  }
  if (file) {
    $(`${name}-name`).textContent = `${file.name} · ${size(file.size)}`;
    await (name === 'video' ? lookAtVideo(file) : lookAtAudio(file));
  }
}

function lookAtVideo(file) {
  const shown = file.type.startsWith('image/') ? $('picture-preview') : $('video-preview');
  shown.hidden = false;
  shown.onerror = () => {
    if (shown.hasAttribute('src')) {
      shown.hidden = true;
      $('video-name').textContent += ` · ${say('file.unplayable')}`;
    }
  };
  shown.src = urlOf('video', file);
}

async function lookAtAudio(file) {
  const player = $('audio-preview');
  player.src = urlOf('audio', file);
  player.hidden = false;
  $('waveform').hidden = false; // its colour is that of the page
  $('waveform').hidden = !await draw(file, $('waveform'));
}

function urlOf(name, file) {
  URL.revokeObjectURL(urls.get(name));
  urls.set(name, URL.createObjectURL(file));
  return urls.get(name);
}
