// Every page: its times, its buttons, and the events that keep it fresh.
import { listen } from './actions.js';
import { follow } from './live.js';
import { pair } from './player.js';
import { offerThemes } from './themes.js';
import { localise, tick } from './times.js';

localise(document);
listen();
offerThemes();
follow();
pair();
setInterval(() => tick(document), 1000);

document.querySelector('#find select')?.addEventListener('change', event => event.target.form.requestSubmit());
document.addEventListener('error', event => {
  if (event.target.matches?.('.thumb img')) {
    event.target.remove();
  }
}, true);
