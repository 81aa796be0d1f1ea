const pause = 2000;
const state = document.querySelector('#state');
const table = document.querySelector('table');
const rows = document.querySelector('tbody');

function cell(row, text) {
  const td = row.insertCell();
  td.textContent = text ?? '';
  return td;
}

function result(job, td) {
  if (job.status === 'COMPLETED') {
    const link = document.createElement('a');
    link.href = `feature1/download/${encodeURIComponent(job.job_id)}`;
    link.textContent = 'Download';
    td.append(link);
  } else {
    td.textContent = job.error ?? job.waiting_for ?? '';
  }
}

function status(job, td) {
  td.dataset.status = job.status;
  if (job.status === 'IN_PROGRESS' && job.progress !== null) {
    const bar = document.createElement('progress');
    bar.value = job.progress;
    bar.setAttribute('aria-label', `${Math.round(job.progress * 100)} % done`);
    td.append(bar);
  }
}

function show(jobs) {
  state.hidden = jobs.length > 0;
  state.textContent = 'No jobs yet. The page “API” shows how to submit one.';
  table.hidden = jobs.length === 0;
  rows.replaceChildren();
  for (const job of jobs.reverse()) {
    const row = rows.insertRow();
    cell(row, job.job_id);
    cell(row, job.feature);
    cell(row, job.user_id);
    status(job, cell(row, job.status));
    cell(row, job.created_at);
    cell(row, job.started_at);
    cell(row, job.completed_at);
    result(job, cell(row, ''));
  }
}

async function refresh() {
  try {
    const answer = await fetch('feature1/jobs', { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    show(await answer.json());
  } catch {
    state.hidden = false;
    state.textContent = 'The server does not answer. Trying again…';
  }
  setTimeout(refresh, pause);
}

refresh();
