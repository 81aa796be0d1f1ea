// Voices by language and gender, languages by their names.
import { say } from './texts.js';

const list = document.querySelector('[data-voices]');
const filters = document.querySelectorAll('[data-voice-filters] select');
const count = document.querySelector('[data-voice-count]');
const names = new Intl.DisplayNames(document.documentElement.lang, { type: 'language', fallback: 'code' });

const options = [...document.querySelectorAll('option[data-language]')];
for (const option of options) {
  option.textContent = names.of(option.value);
}
const select = options[0]?.parentElement;
select?.append(...options.sort(byName));

// On their own page they are in groups; that of the page's language stays the first.
const groups = [...document.querySelectorAll('[data-voice-group]')];
for (const group of groups) {
  const name = group.querySelector('[data-language-name]');
  name.textContent = names.of(name.dataset.languageName);
}
list?.append(...groups.slice(0, 1), ...groups.slice(1).sort(byName));

function byName(a, b) {
  return a.textContent.trim().localeCompare(b.textContent.trim(), document.documentElement.lang);
}

function sift() {
  const [language, gender] = [...filters].map(filter => filter.value);
  let left = 0;
  for (const item of list.querySelectorAll('li')) {
    const speaks = !language || item.dataset.languages === '*' || item.dataset.languages.split(' ').includes(language);
    item.hidden = !speaks || (gender && item.dataset.gender !== gender);
    left += item.hidden ? 0 : 1;
  }
  for (const group of groups) {
    const voices = group.querySelectorAll('li:not([hidden])').length;
    group.hidden = voices === 0 || (language !== '' && group.dataset.voiceGroup !== language);
    group.querySelector('.count').textContent = voices;
    group.open ||= group.dataset.voiceGroup === language;
  }
  count.textContent = left === 0 ? say('voices.none') : '';
}

// One voice at a time; pressed again it is silent.
const player = new Audio();
let pressed = null;

function hush() {
  pressed?.setAttribute('aria-pressed', 'false');
  pressed = null;
  player.pause();
}

function hear(event) {
  const button = event.target.closest('[data-listen]');
  if (!button) {
    return;
  }
  const again = button === pressed;
  hush();
  if (!again) {
    pressed = button;
    button.setAttribute('aria-pressed', 'true');
    player.src = button.dataset.listen;
    player.play().catch(() => {
      if (pressed === button) {
        hush();
        count.textContent = say('voice.silent');
      }
    });
  }
}

if (list) {
  list.addEventListener('click', hear);
  player.addEventListener('ended', hush);
  filters.forEach(filter => filter.addEventListener('change', sift));
  const own = document.documentElement.lang;
  if (list.querySelector('input') && options.some(option => option.value === own)) {
    select.value = own; // the page's language comes first
    sift();
  }
}
