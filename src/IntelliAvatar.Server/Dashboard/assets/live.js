// Keeps a page fresh: hears of every change, and asks for the page again when one concerns what it shows.
import { morph } from './morph.js';
import { localise } from './times.js';

const calm = 400; // milliseconds between two looks
const patience = 1200; // before anybody is told that the server is silent
const comeBack = 1500;

const main = document.querySelector('#main');
const banner = document.querySelector('#connection');
let stream = null;
let isLost = false;
let silence = null;
let isLooking = false;
let isStale = false;

export function follow() {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close(); // a browser has few connections to a server for all its tabs together
    } else if (main.dataset.live) {
      open();
      refresh();
    }
  });
  if (main.dataset.live && !document.hidden) {
    open();
  }
  setInterval(() => {
    if (document.querySelector('[data-periodic]') && !document.hidden && !isLost) {
      refresh();
    }
  }, 5000);
}

/** Asks for this page again and takes over what differs. */
export async function refresh() {
  if (isLooking) {
    isStale = true;
    return;
  }
  isLooking = true;
  isStale = false;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (answer.ok || answer.status === 404) {
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    }
  } catch {
    // The stream says so, and what is shown stays.
  }
  await new Promise(done => setTimeout(done, calm));
  isLooking = false;
  if (isStale) {
    refresh();
  }
}

function show(page) {
  const wanted = page.querySelector('#main');
  localise(wanted);
  morph(main, wanted);
  document.title = page.title;
  if (!main.dataset.live) {
    close();
  }
}

function open() {
  close();
  stream = new EventSource(main.dataset.live);
  stream.addEventListener('open', found);
  stream.addEventListener('error', lost);
  stream.addEventListener('job', event => hear(JSON.parse(event.data)));
  stream.addEventListener('deleted', event => {
    if (shown(JSON.parse(event.data).job_id)) {
      refresh();
    }
  });
  stream.addEventListener('queue', event => {
    const queue = JSON.parse(event.data);
    if (main.dataset.queue && main.dataset.queue !== `${queue.waiting} ${queue.running} ${queue.paused ? 'True' : 'False'} ${queue.not_accepting ? 'True' : 'False'}`) {
      refresh();
    }
  });
  stream.addEventListener('reset', refresh);
}

function close() {
  stream?.close();
  stream = null;
  clearTimeout(silence);
  silence = null;
}

const shown = id => document.querySelector(`[data-job="${CSS.escape(id)}"]`);

function hear(job) {
  const place = shown(job.job_id);
  const state = [job.status, job.step, job.attempt, job.stopping ? 'stopping' : ''].map(part => part ?? '').join(' ').trimEnd();
  if (place?.dataset.state === state && job.status === 'IN_PROGRESS') {
    advance(job);
  } else if (place?.dataset.state !== state || job.status === 'QUEUED') {
    refresh();
  }
}

/** The one thing that changes all the time is written at once. */
function advance(job) {
  const share = Math.min(1, Math.max(0, job.progress ?? 0));
  for (const bar of document.querySelectorAll(`[data-progress="${CSS.escape(job.job_id)}"]`)) {
    bar.value = share;
  }
  for (const text of document.querySelectorAll(`[data-percent="${CSS.escape(job.job_id)}"]`)) {
    text.textContent = `${Math.round(share * 100)} %`;
    const until = text.parentElement.querySelector('[data-until]');
    if (until && job.eta) {
      until.dataset.until = job.eta.at;
    } else if (job.eta) {
      refresh(); // now there is a forecast
    }
  }
}

function found() {
  clearTimeout(silence);
  silence = null;
  if (isLost) {
    isLost = false;
    banner.textContent = banner.dataset.back;
    banner.dataset.state = 'back';
    setTimeout(() => isLost || (banner.textContent = ''), 2500);
    refresh();
  }
}

function lost() {
  silence ??= setTimeout(() => {
    isLost = true;
    banner.textContent = banner.dataset.lost;
    banner.dataset.state = 'lost';
  }, patience);
  if (stream?.readyState === EventSource.CLOSED) {
    stream = null;
    setTimeout(() => !stream && !document.hidden && main.dataset.live && open(), comeBack);
  }
}
