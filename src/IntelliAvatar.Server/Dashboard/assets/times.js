// Moments in the reader's own time, and lengths that run on. Dashboard/Words.cs writes lengths in the same way.
import { say } from './texts.js';

const language = document.documentElement.lang;
const today = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const earlier = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const whole = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });

export function length(seconds) {
  seconds = Math.max(0, seconds);
  const two = number => String(number).padStart(2, '0');
  if (seconds < 9.95) {
    return say('length.s', seconds.toFixed(1));
  }
  if (seconds < 59.5) {
    return say('length.s', Math.round(seconds));
  }
  if (seconds < 3599.5) {
    const rounded = Math.round(seconds);
    return say('length.min', Math.floor(rounded / 60), two(rounded % 60));
  }
  const minutes = Math.round(seconds / 60);
  return say('length.h', Math.floor(minutes / 60), two(minutes % 60));
}

export const about = seconds => seconds < 59.5 ? say('length.s', Math.max(1, Math.round(seconds))) : length(seconds);

/** Times in a page or in a part of one. */
export function localise(root) {
  const day = new Date().toDateString();
  for (const element of root.querySelectorAll('time')) {
    const at = new Date(element.dateTime);
    element.textContent = (at.toDateString() === day ? today : earlier).format(at);
    element.title = whole.format(at);
  }
  tick(root);
}

export function tick(root) {
  const now = Date.now();
  for (const element of root.querySelectorAll('[data-since]')) {
    element.textContent = length((now - Date.parse(element.dataset.since)) / 1000);
  }
  for (const element of root.querySelectorAll('[data-until]')) {
    element.textContent = say(element.dataset.about || 'eta', about((Date.parse(element.dataset.until) - now) / 1000));
  }
}
