// The form for a new video. Its files go up as soon as they are chosen; what would become of the order is said while it is written.
import './voices.js';
import { Refused, ask, keys, make } from './ask.js';
import { FileField } from './field.js';
import { put } from './files.js';
import { complain, fieldOf, remember, remembered } from './order.js';
import { planner } from './plan.js';
import { say } from './texts.js';

const form = document.querySelector('#new');
const $ = id => document.getElementById(id);
const most = { video: Number(form.dataset.mostVideo), audio: Number(form.dataset.mostAudio), text: Number(form.dataset.mostText) };
const isText = () => form.elements.kind.value === 'text';
const avatar = () => form.elements.source?.value === 'avatar' ? form.elements.avatar.value : null;
const user = () => $('user').value.trim();

const hear = { complain, changed: () => plan.consider(), moved: () => showProgress() };
const plan = planner($('plan'), sketch, forbid);
const video = new FileField('video', most.video, hear);
const audio = new FileField('audio', most.audio, hear);
const key = keys();
let sending = null; // stops it
let forbidden = []; // fields at which the plan complains

$('user').value = remembered();
$('sample').addEventListener('click', useSample);
$('stop-sending').addEventListener('click', () => sending?.abort());
$('text').addEventListener('input', count);
form.addEventListener('change', event => {
  if (event.target.name === 'kind' || event.target.name === 'source') {
    showParts();
  }
  if (event.target.name === 'source' || event.target.name === 'avatar') {
    complain('video', '');
  }
  plan.consider();
});
form.addEventListener('submit', event => {
  event.preventDefault();
  submit();
});
showParts();
count();

function showParts() {
  for (const part of form.querySelectorAll('[data-kind]')) {
    part.hidden = part.dataset.kind !== form.elements.kind.value;
  }
  for (const part of form.querySelectorAll('[data-source]')) {
    part.hidden = part.dataset.source !== (form.elements.source?.value ?? 'file');
  }
}

function count() {
  const left = most.text - $('text').value.length;
  $('text-count').textContent = left < 0 ? say('characters.over', -left) : say('characters.left', left.toLocaleString(document.documentElement.lang));
  $('text-count').classList.toggle('over', left < 0);
  complain('text', '');
  plan.consider();
}

async function useSample() {
  try {
    put('video', new File([await (await ask('/sample/presenter.mp4')).blob()], 'presenter.mp4', { type: 'video/mp4' }));
  } catch {
    complain('video', say('failed.network'));
  }
}

/** The order, its files being there. */
function order() {
  const head = avatar() ? { avatar: avatar() } : { upload: video.id };
  if (!isText()) {
    return { user_id: user(), video: head, audio: { upload: audio.id } };
  }
  const voice = form.elements.voice.value;
  const speaker = voice.startsWith('gender:') ? { gender: voice.slice('gender:'.length) } : { voice };
  return { user_id: user(), video: head, text: $('text').value, ...speaker };
}

/** The order as far as there is one. */
function sketch() {
  if (sending || !(avatar() ?? video.id)) {
    return null;
  }
  const { audio: sound, text, ...rest } = order();
  const speech = sound?.upload ? { audio: sound } : text?.trim() ? { text } : {};
  return { ...rest, ...speech, user_id: user() || '-' };
}

function forbid(problems) {
  forbidden.forEach(name => complain(name, ''));
  forbidden = problems.map(problem => fieldOf(problem.code));
  if (problems.some(problem => problem.code === 'upload_unknown')) {
    fields().forEach(field => field.forget()); // it has expired, and is sent again with the order
  }
  problems.forEach((problem, index) => complain(forbidden[index], problem.sentence));
}

async function submit() {
  plan.stop();
  ['video', 'audio', 'text', 'voice', 'user', 'form'].forEach(name => complain(name, ''));
  const unfit = fields().find(field => field.unfit);
  if (unfit) {
    refuse(unfit.name, unfit.unfit);
    return;
  }
  busy(new AbortController());
  try {
    await Promise.all(fields().map(field => field.arrive()));
    $('stop-sending').hidden = true; // what is asked for now cannot be taken back here
    const wanted = order();
    const job = await make('/v1/jobs', wanted, key.of(wanted), sending.signal, () => {
      $('sent-text').textContent = say('upload.lost');
    });
    key.forget();
    remember(user());
    fields().forEach(field => field.forget()); // the job has copies of its own
    location.assign(`/jobs/${job.job_id}`);
    return;
  } catch (broken) {
    busy(null);
    if (broken.name === 'AbortError') {
      refuse('form', say('upload.cancelled'));
    } else {
      if (broken.code === 'upload_unknown') {
        fields().forEach(field => field.forget());
      }
      refuse(broken instanceof Refused ? fieldOf(broken.code) : 'form', broken instanceof Refused ? broken.message : say('failed.network'));
    }
  }
}

/** The files that the order needs. */
const fields = () => [...avatar() ? [] : [video], ...isText() ? [] : [audio]];

function refuse(name, text) {
  complain(name, text);
  const place = name === 'video' && avatar() ? form.querySelector('input[name="avatar"]:checked') : name === 'voice' ? form.querySelector('input[name="voice"]:checked') : name === 'form' ? $('send') : $(name);
  place?.focus();
}

function busy(controller) {
  sending = controller;
  $('sending').hidden = !controller;
  $('stop-sending').hidden = !controller;
  $('send').disabled = Boolean(controller);
  controller?.signal.addEventListener('abort', () => fields().forEach(field => field.stop()));
  showProgress();
}

function showProgress() {
  if (!sending || sending.signal.aborted) {
    return;
  }
  const files = fields();
  const bytes = files.reduce((sum, field) => sum + field.file.size, 0);
  const share = bytes === 0 ? 1 : files.reduce((sum, field) => sum + field.share * field.file.size, 0) / bytes;
  $('sent').value = share;
  $('sent-text').textContent = files.some(field => field.isLost) ? say('upload.lost') : share >= 1 ? say('upload.checking') : say('upload.sending', Math.floor(share * 100));
}
