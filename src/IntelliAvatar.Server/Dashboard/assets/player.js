// The base beside the result: it plays, stops and goes back with it.
export function pair() {
  document.addEventListener('play', follow, true);
  document.addEventListener('pause', follow, true);
  document.addEventListener('seeking', follow, true);
}

function follow(event) {
  const base = document.querySelector('#base');
  if (event.target.id !== 'result' || !base) {
    return;
  }
  if (event.type === 'pause') {
    base.pause();
    return;
  }
  if (Number.isFinite(base.duration) && base.duration > 0) {
    base.currentTime = event.target.currentTime % base.duration;
  }
  if (!event.target.paused) {
    base.play().catch(() => {}); // stopped before it began
  }
}
