// Draws how loud a recording is over its length.
const longest = 60 << 20; // bytes; more is not worth decoding for a picture

/** @returns {Promise<boolean>} whether there is a picture */
export async function draw(file, canvas) {
  if (file.size > longest) {
    return false;
  }
  const context = new OfflineAudioContext(1, 1, 16000);
  let sound;
  try {
    sound = await context.decodeAudioData(await file.arrayBuffer());
  } catch {
    return false;
  }
  paint(sound.getChannelData(0), canvas);
  return true;
}

function paint(samples, canvas) {
  const brush = canvas.getContext('2d');
  const [width, height, bar] = [canvas.width, canvas.height, 6];
  const bars = Math.floor(width / bar);
  const share = samples.length / bars;
  const peaks = Array.from({ length: bars }, (_, index) => {
    let peak = 0;
    for (let at = Math.floor(index * share); at < (index + 1) * share && at < samples.length; at += 4) {
      peak = Math.max(peak, Math.abs(samples[at]));
    }
    return peak;
  });
  const loudest = Math.max(...peaks, 0.01);
  brush.clearRect(0, 0, width, height);
  brush.fillStyle = getComputedStyle(canvas).color;
  for (const [index, peak] of peaks.entries()) {
    const tall = Math.max(3, (peak / loudest) * (height - 8));
    brush.beginPath();
    brush.roundRect(index * bar + 1, (height - tall) / 2, bar - 2, tall, 2);
    brush.fill();
  }
}
