// What would become of the order, said while it is still being written.
import { ask } from './ask.js';
import { say } from './texts.js';
import { about, length } from './times.js';

const calm = 700; // milliseconds without a change, before it is asked

/**
 * @param {HTMLElement} box  where it is said
 * @param {() => object | null} describe  the order as far as it is known; null: nothing can be said yet
 * @param {(problems: {code: string, sentence: string}[]) => void} forbid  hears what makes the job impossible
 */
export function planner(box, describe, forbid) {
  let timer = null;
  let asking = null;
  let last = '';

  function stop() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    busy(false);
  }

  function busy(isBusy) {
    box.setAttribute('aria-busy', String(isBusy));
    box.querySelector('#plan-busy').hidden = !isBusy;
    if (isBusy) {
      box.querySelector('#plan-good').hidden = true; // until it is known of what is there now
    }
  }

  async function look(order) {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const plan = await (await ask('/v1/plan', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(order), signal })).json();
      show(box, plan, !order.text && !order.audio);
      forbid(plan.problems.filter(problem => problem.severity === 'error' && problem.code !== 'speech_missing'));
    } catch {
      if (!signal.aborted) {
        box.hidden = true; // it is only a forecast
        last = '';
      }
    }
    if (!signal.aborted) {
      busy(false);
    }
  }

  return {
    /** Something may have changed. */
    consider() {
      const order = describe();
      const wanted = order ? JSON.stringify(order) : '';
      if (wanted === last) {
        return;
      }
      stop();
      last = wanted;
      if (order) {
        box.hidden = false;
        busy(true);
        timer = setTimeout(() => look(order), calm);
      } else {
        box.hidden = true;
      }
    },
    stop() {
      stop();
      last = '';
    },
  };
}

function show(box, plan, isHalf) {
  const facts = [];
  if (plan.output_seconds !== null) {
    facts.push(say(plan.is_estimate ? 'plan.length.about' : 'plan.length', plan.is_estimate ? about(plan.output_seconds) : length(plan.output_seconds)));
  }
  if (plan.voice) {
    facts.push(say('plan.voice', plan.voice.name));
  }
  if (!isHalf) {
    facts.push(plan.queue_position === 1 ? say('plan.next') : say('queue.position', plan.queue_position));
  }
  if (plan.eta) {
    facts.push(say('plan.eta', about(plan.eta.seconds)));
  }
  if (plan.cost) {
    facts.push(say('plan.cost', new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency: plan.cost.currency }).format(plan.cost.amount)));
  }
  const warnings = plan.problems.filter(problem => problem.severity === 'warning').map(problem => problem.sentence);
  const isGood = plan.problems.every(problem => problem.code === 'speech_missing');
  fill(box.querySelector('#plan-facts'), 'span', facts);
  fill(box.querySelector('#plan-warnings'), 'li', warnings);
  fill(box.querySelector('#plan-changes'), 'li', plan.changes);
  box.querySelector('#plan-changed').hidden = plan.changes.length === 0;
  box.querySelector('#plan-good').hidden = !isGood;
}

function fill(list, kind, texts) {
  list.replaceChildren(...texts.map(text => Object.assign(document.createElement(kind), { textContent: text })));
  list.hidden = texts.length === 0;
}
