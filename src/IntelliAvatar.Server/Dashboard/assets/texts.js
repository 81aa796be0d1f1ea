// The sentences that scripts say, in the page's language.
const texts = JSON.parse(document.querySelector('#texts').textContent);

export function say(name, ...values) {
  return texts[name].replace(/\{(\d)\}/g, (_, index) => values[index]);
}
