// The base beside the result: whichever is played, stopped or moved, the other one goes with it. A shorter base goes round.
const near = 0.3; // seconds that are not worth a jump

export function pair() {
  for (const type of ['play', 'pause', 'seeking', 'timeupdate', 'ratechange']) {
    document.addEventListener(type, follow, true);
  }
}

function follow(event) {
  const [result, base] = [document.querySelector('#result'), document.querySelector('#base')];
  if (!result || !base || (event.target !== result && event.target !== base)) {
    return;
  }
  const other = event.target === result ? base : result;
  if (event.type === 'play' || event.type === 'pause') {
    accompany(event.target, other);
  } else if (event.type === 'ratechange') {
    other.playbackRate = event.target.playbackRate;
  }
  if (event.target === result) {
    place(result, base);
  } else if (event.type === 'seeking' && away(result, base) > near) {
    const round = Math.floor(result.currentTime / base.duration) * base.duration;
    result.currentTime = Math.min(round + base.currentTime, result.duration || 0);
  }
}

/** By what is now, not by what happened: what happened may be over. */
function accompany(leader, other) {
  if (leader.paused) {
    other.pause();
  } else if (other.paused) {
    other.play().catch(() => {}); // stopped before it began
  }
}

function place(result, base) {
  if (!base.seeking && away(result, base) > near) {
    base.currentTime = result.currentTime % base.duration;
  }
}

/** How far the base is from where the result is; that it just went round is no distance. */
function away(result, base) {
  if (!Number.isFinite(base.duration) || base.duration === 0) {
    return 0;
  }
  const apart = Math.abs(base.currentTime - (result.currentTime % base.duration));
  return Math.min(apart, base.duration - apart);
}
