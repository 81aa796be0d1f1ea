// Choosing files: by a dialog or by dropping them, with a look at them.
import { say } from './texts.js';
import { draw } from './waveform.js';

const $ = id => document.getElementById(id);
const urls = new Map();

export const size = bytes => bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1).replace(/\.0$/, '')} MiB` : `${(bytes / 1024).toFixed(1)} KiB`;

/** @param {string} name video or audio  @param {number} most bytes  @param {(name: string, text: string) => void} complain */
export function offer(name, most, complain) {
  const input = $(name);
  const area = document.querySelector(`[data-drop="${name}"]`);
  input.addEventListener('change', () => look(name, input.files[0], most, complain));
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

/** Chooses a file as if by hand. */
export function put(name, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  $(name).files = chosen.files;
  $(name).dispatchEvent(new Event('change'));
}

async function look(name, file, most, complain) {
  complain(name, '');
  document.querySelector(`[data-drop="${name}"]`).classList.toggle('full', Boolean(file));
  const line = $(`${name}-name`);
  line.hidden = !file;
  if (!file) {
    return;
  }
  line.textContent = `${file.name} · ${size(file.size)}`;
  if (file.size > most) {
    complain(name, say('file.too.large', size(most)));
  }
  await (name === 'video' ? lookAtVideo(file, line) : lookAtAudio(file));
}

function lookAtVideo(file, line) {
  const isPicture = file.type.startsWith('image/');
  const [shown, other] = isPicture ? [$('picture-preview'), $('video-preview')] : [$('video-preview'), $('picture-preview')];
  other.hidden = true;
  shown.hidden = false;
  shown.onerror = () => {
    shown.hidden = true;
    line.textContent += ` · ${say('file.unplayable')}`;
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
