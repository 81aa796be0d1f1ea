// Sends a form and tells how much of it has gone out; fetch cannot.

/** @returns {{answer: Promise<{ok: boolean, body: object}>, stop: () => void}} */
export function send(address, form, onProgress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', event => event.lengthComputable && onProgress(event.loaded / event.total));
    request.upload.addEventListener('load', () => onProgress(1));
    request.addEventListener('load', () => {
      try {
        resolve({ ok: request.status < 300, body: JSON.parse(request.responseText) });
      } catch (broken) {
        reject(broken);
      }
    });
    request.addEventListener('error', () => reject(new Error('network')));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
  });
  request.open('POST', address);
  request.setRequestHeader('Accept', 'application/json');
  request.send(form);
  return { answer, stop: () => request.abort() };
}
