// Adding to the library of avatars.
import { Refused, keys, make } from './ask.js';
import { toast } from './actions.js';
import { FileField } from './field.js';
import { put } from './files.js';
import { refresh } from './live.js';
import { complain, fieldOf, remember, remembered } from './order.js';
import { say } from './texts.js';

const form = document.querySelector('#add-form');
const $ = id => document.getElementById(id);
const key = keys();
const video = new FileField('video', Number(form.dataset.mostVideo), { complain, changed: suggest, moved: () => {} });
let isNamed = false;
let stopping = null;

$('user').value = remembered();
$('name').addEventListener('input', () => {
  isNamed = $('name').value.trim() !== '';
  complain('name', '');
});
$('stop-sending').addEventListener('click', () => stopping?.abort());
form.addEventListener('submit', event => {
  event.preventDefault();
  add();
});

/** A file's name says for a start who is seen. */
function suggest() {
  if (!isNamed) {
    $('name').value = video.file?.name.replace(/\.[^.]*$/, '').replace(/[_-]+/g, ' ') ?? '';
  }
}

async function add() {
  ['video', 'name', 'user', 'form'].forEach(name => complain(name, ''));
  if (video.unfit) {
    refuse('video', video.unfit);
    return;
  }
  busy(new AbortController());
  try {
    const upload = await video.arrive();
    $('stop-sending').hidden = true;
    $('add-text').textContent = say('upload.checking');
    const wanted = { user_id: $('user').value.trim(), name: $('name').value.trim(), upload };
    await make('/v1/avatars', wanted, key.of(wanted), stopping.signal, () => {
      $('add-text').textContent = say('upload.lost');
    });
    key.forget();
    remember(wanted.user_id);
    toast(say('avatar.added', wanted.name));
    isNamed = false;
    put('video', null);
    await refresh();
  } catch (broken) {
    if (broken.name === 'AbortError') {
      refuse('form', say('upload.cancelled'));
    } else {
      if (broken.code === 'upload_unknown') {
        video.forget();
      }
      refuse(broken instanceof Refused ? fieldOf(broken.code) : 'form', broken instanceof Refused ? broken.message : say('failed.network'));
    }
  }
  busy(null);
}

function refuse(name, text) {
  complain(name, text);
  (name === 'form' ? $('send') : $(name)).focus();
}

function busy(controller) {
  stopping = controller;
  stopping?.signal.addEventListener('abort', () => video.stop());
  $('send').disabled = Boolean(controller);
  $('stop-sending').hidden = !controller;
  $('add-text').textContent = '';
}
