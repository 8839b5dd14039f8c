// Runs on the browser's audio thread: hands over what the microphone hears, mixed to one channel, in
// pieces that are long enough not to keep the page busy.
const PIECE = 2048;

class Recorder extends AudioWorkletProcessor {
  piece = new Float32Array(PIECE);
  filled = 0;

  process([channels]) {
    // Without a channel nothing is connected yet, or no longer.
    const length = channels[0]?.length ?? 0;
    for (let at = 0; at < length; at += 1) {
      let sum = 0;
      for (const channel of channels) sum += channel[at];
      this.piece[this.filled] = sum / channels.length;
      this.filled += 1;
      if (this.filled === PIECE) this.handOver();
    }
    return true;
  }

  handOver() {
    this.port.postMessage(this.piece, [this.piece.buffer]);
    this.piece = new Float32Array(PIECE);
    this.filled = 0;
  }
}

registerProcessor('recorder', Recorder);
