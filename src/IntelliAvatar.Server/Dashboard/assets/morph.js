// Makes a page like another one and touches only what differs: focus, scrolling, open menus and playing videos stay as they are.

/** @param {Element} from what is shown  @param {Element} to what to show */
export function morph(from, to) {
  if (from.isEqualNode(to)) {
    return;
  }
  if (from.hasAttribute('data-keep') && from.getAttribute('src') === to.getAttribute('src')) {
    return;
  }
  alignAttributes(from, to);
  alignChildren(from, to);
}

function alignAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}

function alignChildren(from, to) {
  const known = new Map([...from.children].filter(child => child.id).map(child => [child.id, child]));
  let place = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const match = wanted.id ? known.get(wanted.id) : fits(place, wanted) ? place : null;
    if (match) {
      known.delete(match.id);
      if (match === place) {
        place = place.nextSibling;
      } else {
        from.insertBefore(match, place);
      }
      if (match.nodeType === Node.ELEMENT_NODE) {
        morph(match, wanted);
      } else if (match.data !== wanted.data) {
        match.data = wanted.data;
      }
    } else {
      const added = document.importNode(wanted, true);
      from.insertBefore(added, place);
      if (added.matches?.('tr')) {
        added.classList.add('arrived');
      }
    }
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

const fits = (node, wanted) => node && !node.id && node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName;
