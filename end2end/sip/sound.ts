/** Samples in a second, on the telephone. */
export const RATE = 8_000;
/** Tones that the tests tell apart. Whoever speaks has one of his own. */
export const TONES = [440, 600, 700, 800, 900, 1000];
export const BEEP = 1000;

/** A tone; 0 is silence. */
export function tone(hertz: number, seconds: number): Int16Array {
  return Int16Array.from({ length: Math.round(RATE * seconds) }, (_, i) =>
    Math.round(9_000 * Math.sin((2 * Math.PI * hertz * i) / RATE)),
  );
}

/** The loudest of the tones in a piece of sound; 0 when it is silent. */
export function pitch(samples: Int16Array): number {
  if (!samples.some((sample) => Math.abs(sample) > 300)) return 0;
  const strength = (hertz: number): number => {
    let [re, im] = [0, 0];
    samples.forEach((sample, i) => {
      re += sample * Math.cos((2 * Math.PI * hertz * i) / RATE);
      im += sample * Math.sin((2 * Math.PI * hertz * i) / RATE);
    });
    return Math.hypot(re, im);
  };
  return TONES.reduce((best, hertz) => (strength(hertz) > strength(best) ? hertz : best));
}

/** A WAV file as the media server plays it. */
export function wav(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  const data = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => data.writeInt16LE(sample, i * 2));
  return Buffer.concat([header, data]);
}

/** Length of a WAV file, and how long each tone sounds in it, in seconds. */
export function judge(file: Buffer): { seconds: number; tones: Map<number, number> } {
  const bytes = file.readUInt32LE(40);
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.length !== 44 + bytes) throw new Error('not a WAV file');
  const samples = Int16Array.from({ length: bytes / 2 }, (_, i) => file.readInt16LE(44 + i * 2));
  const tones = new Map<number, number>();
  for (let at = 0; at + 160 <= samples.length; at += 160) {
    const found = pitch(samples.subarray(at, at + 160));
    if (found) tones.set(found, (tones.get(found) ?? 0) + 0.02);
  }
  return { seconds: samples.length / RATE, tones };
}

/** The samples of a WAV file of one channel: 16 bits, or µ-law as the prompts of the program have it. */
export function samplesOf(file: Buffer): Int16Array {
  const at = file.indexOf('data') + 8;
  // What is of odd length is followed by a byte that is no sound.
  const data = file.subarray(at, at + file.readUInt32LE(at - 4));
  if (file.readUInt16LE(20) === 7) return Int16Array.from(data, fromMulaw);
  return Int16Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(i * 2));
}

/** How well the second of two sounds is heard in the first, 0 to 1, wherever it begins there. */
export function likeness(heard: Int16Array, said: Int16Array): number {
  const [loud, wanted] = [loudness(heard), loudness(said)];
  const last = loud.length - wanted.length;
  if (wanted.length === 0 || last < 0) return 0;
  const fits = Array.from({ length: last + 1 }, (_, at) => correlation(loud.subarray(at, at + wanted.length), wanted));
  const near = fits.indexOf(Math.max(...fits)) * STEP;
  let best = 0;
  for (let at = Math.max(0, near - 2 * STEP); at <= near + 2 * STEP; at++) {
    best = Math.max(best, correlation(heard.subarray(at, at + said.length), said));
  }
  return best;
}

/** Samples of which one tells how loud it is there. */
const STEP = 80;

function loudness(samples: Int16Array): Float64Array {
  return Float64Array.from({ length: Math.floor(samples.length / STEP) }, (_, step) =>
    samples.subarray(step * STEP, (step + 1) * STEP).reduce((sum, sample) => sum + Math.abs(sample), 0),
  );
}

function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [both, ones, others] = [0, 0, 0];
  for (let i = 0; i < other.length; i++) {
    const [a, b] = [one[i] ?? 0, other[i] ?? 0];
    both += a * b;
    ones += a * a;
    others += b * b;
  }
  return both / Math.sqrt(ones * others || 1);
}

/** A-law of G.711. */
export function toAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), 32_635);
  let exponent = 7;
  for (let mask = 0x4000; !(size & mask) && exponent > 0; mask >>= 1) exponent -= 1;
  const mantissa = (size >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

export function fromAlaw(code: number): number {
  const value = code ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = (value & 15) << 4;
  const size = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return value & 0x80 ? size : -size;
}

/** µ-law of G.711. */
function fromMulaw(code: number): number {
  const value = ~code & 0xff;
  const size = ((((value & 15) << 3) + 0x84) << ((value >> 4) & 7)) - 0x84;
  return value & 0x80 ? -size : size;
}
