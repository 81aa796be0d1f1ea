// What the form says, as the API takes it.

/** Says at the field what is wrong with it; '' takes that back. */
export function complain(name, text) {
  document.getElementById(`${name}-error`).textContent = text;
  const field = document.getElementById(name);
  if (field && text) {
    field.setAttribute('aria-invalid', 'true');
  } else {
    field?.removeAttribute('aria-invalid');
  }
}

/** Where a refusal is said: the API's codes name what they are about. */
export function fieldOf(code) {
  const about = {
    video: 'video', picture: 'video', image: 'video', avatar: 'video', face: 'video', audio: 'audio', speech: 'audio', text: 'text', language: 'text',
    voice: 'voice', gender: 'voice', user: 'user', name: 'name',
  };
  const name = code.split('_').map(word => about[word]).find(Boolean);
  const place = document.getElementById(`${name}-error`);
  return place && !place.closest('[hidden]') ? name : 'form';
}

/** The name that was given last. */
export function remembered() {
  try {
    return localStorage.getItem('user') ?? '';
  } catch {
    return '';
  }
}

const anonymous = `browser-${Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, '0')).join('')}`;

/** Who sends files: what may be on its way is bounded for each user, and people who gave no name yet are not one. */
export const sender = () => remembered() || anonymous;

export function remember(user) {
  try {
    localStorage.setItem('user', user);
  } catch {
    // Then it is asked again next time.
  }
}
