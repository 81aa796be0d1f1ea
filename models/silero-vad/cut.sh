#!/bin/sh
# Cuts the 16 kHz weights out of silero_vad_v6.onnx: cut.sh silero_vad_v6.onnx > voicenet.bin
set -eu
echo "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3  $1" | sha256sum -c --quiet >&2
while read -r offset length _; do
    tail -c +$((offset + 1)) "$1" | head -c "$length"
done <<'PARTS'
1280249 198144 encoder.0 weight 128x129x3
1478516 512    encoder.0 bias
1479163 98304  encoder.1 weight 64x128x3
1577589 256    encoder.1 bias
1577979 49152  encoder.2 weight 64x64x3
1627253 256    encoder.2 bias
1627644 98304  encoder.3 weight 128x64x3
1726071 512    encoder.3 bias
1726701 262144 decoder.rnn weight_ih 512x128
1988963 262144 decoder.rnn weight_hh 512x128
2251214 2048   decoder.rnn bias_ih
2253369 2048   decoder.rnn bias_hh
2255538 512    decoder.decoder.2 weight 1x128
2256158 4      decoder.decoder.2 bias
PARTS
