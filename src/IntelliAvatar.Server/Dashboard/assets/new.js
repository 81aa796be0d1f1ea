// The form for a new video: what it asks, what it refuses before sending, and where the API's answer goes.
import './voices.js';
import { offer, put, size } from './files.js';
import { say } from './texts.js';
import { send } from './upload.js';

const form = document.querySelector('#new');
const $ = id => document.getElementById(id);
const most = { video: Number(form.dataset.mostVideo), audio: Number(form.dataset.mostAudio), text: Number(form.dataset.mostText) };
const kind = () => form.elements.kind.value;
let sending = null;

offer('video', most.video, complain);
offer('audio', most.audio, complain);
form.elements.kind.forEach(choice => choice.addEventListener('change', showKind));
$('text').addEventListener('input', count);
$('user').value = remembered();
$('sample').addEventListener('click', useSample);
$('stop-sending').addEventListener('click', () => sending?.stop());
form.addEventListener('submit', event => {
  event.preventDefault();
  submit();
});
showKind();
count();

function showKind() {
  for (const part of form.querySelectorAll('[data-kind]')) {
    part.hidden = part.dataset.kind !== kind();
  }
}

function count() {
  const left = most.text - $('text').value.length;
  $('text-count').textContent = left < 0 ? say('characters.over', -left) : say('characters.left', left.toLocaleString(document.documentElement.lang));
  $('text-count').classList.toggle('over', left < 0);
  complain('text', '');
}

async function useSample() {
  const answer = await fetch('/sample/presenter.mp4');
  put('video', new File([await answer.blob()], 'presenter.mp4', { type: 'video/mp4' }));
}

/** Says at the field what is wrong with it; '' takes that back. */
function complain(name, text) {
  $(`${name}-error`).textContent = text;
  const field = name === 'form' ? null : $(name);
  if (field) {
    field.toggleAttribute('aria-invalid', Boolean(text));
    if (text) {
      field.setAttribute('aria-invalid', 'true');
    }
  }
}

async function submit() {
  const names = ['video', 'audio', 'text', 'voice', 'user', 'form'];
  names.forEach(name => complain(name, ''));
  const data = new FormData();
  const isText = kind() === 'text';
  data.append('user_id', $('user').value.trim());
  if (isText) {
    const voice = form.elements.voice.value;
    data.append('text', $('text').value);
    data.append(...(voice.startsWith('gender:') ? ['gender', voice.slice('gender:'.length)] : ['voice', voice]));
  }
  for (const name of isText ? ['video'] : ['video', 'audio']) {
    const [file] = $(name).files;
    if (file?.size > most[name]) {
      refuse(name, say('file.too.large', size(most[name])));
      return;
    }
    if (file) {
      data.append(name, file, file.name);
    }
  }
  const address = isText ? '/feature2/text-to-avatar' : `/feature1/create-job?user_id=${encodeURIComponent($('user').value.trim())}`;
  busy(true);
  try {
    sending = send(address, data, progress);
    const { ok, body } = await sending.answer;
    if (ok) {
      remember($('user').value.trim());
      location.assign(`/jobs/${body.job_id}`);
      return;
    }
    refuse(fieldOf(body.code ?? ''), body.detail);
  } catch (broken) {
    refuse('form', say(broken.name === 'AbortError' ? 'upload.cancelled' : 'failed.network'));
  }
  busy(false);
}

function refuse(name, text) {
  complain(name, text);
  (name === 'voice' ? form.querySelector('input[name="voice"]:checked') : name === 'form' ? $('send') : $(name))?.focus();
}

/** The API's codes begin with what they are about. */
function fieldOf(code) {
  const begins = { video: 'video', picture: 'video', image: 'video', audio: 'audio', speech: 'audio', text: 'text', language: 'text', voice: 'voice', gender: 'voice', user: 'user' };
  return begins[code.split('_')[0]] ?? 'form';
}

function busy(isBusy) {
  $('sending').hidden = !isBusy;
  $('stop-sending').hidden = !isBusy;
  $('send').disabled = isBusy;
  progress(0);
}

function progress(share) {
  $('sent').value = share;
  $('sent-text').textContent = share >= 1 ? say('upload.checking') : say('upload.sending', Math.floor(share * 100));
}

function remembered() {
  try {
    return localStorage.getItem('user') ?? '';
  } catch {
    return '';
  }
}

function remember(user) {
  try {
    localStorage.setItem('user', user);
  } catch {
    // Then it is asked again next time.
  }
}
