// Buttons that ask the API for something: data-method and data-address say what, data-sure asks back, data-then says what comes after.
import { refresh } from './live.js';
import { say } from './texts.js';

const dialog = document.querySelector('#sure');
const toasts = document.querySelector('#toasts');

export function listen() {
  document.addEventListener('click', event => {
    const copied = event.target.closest('[data-copy]');
    const button = event.target.closest('[data-address]');
    if (copied) {
      navigator.clipboard.writeText(copied.dataset.copy).then(() => toast(say('copied')), () => {});
    } else if (button) {
      act(button);
    }
  });
}

async function act(button) {
  if (button.dataset.sure && !await isSure(button.dataset.sure)) {
    return;
  }
  button.disabled = true;
  try {
    const answer = await fetch(button.dataset.address, { method: button.dataset.method });
    if (!answer.ok) {
      toast((await problem(answer)).detail, true);
    } else if (button.dataset.then === 'job') {
      location.assign(`/jobs/${(await answer.json()).job_id}`);
      return;
    } else if (button.dataset.then?.startsWith('/')) {
      location.assign(button.dataset.then);
      return;
    }
    await refresh();
  } catch {
    toast(say('failed.network'), true);
  } finally {
    button.disabled = false;
  }
}

/** What the API says is wrong: a code for programs, a sentence for people. */
export async function problem(answer) {
  try {
    const { code, detail } = await answer.json();
    return { code, detail: detail ?? `${answer.status}` };
  } catch {
    return { code: '', detail: say('failed.network') };
  }
}

function isSure(question) {
  document.querySelector('#sure-text').textContent = question;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(answer => dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true }));
}

export function toast(text, isBad = false) {
  const line = document.createElement('p');
  line.className = isBad ? 'toast bad' : 'toast';
  line.textContent = text;
  toasts.append(line);
  setTimeout(() => line.remove(), isBad ? 8000 : 2500);
}
