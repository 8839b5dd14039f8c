/** A recording as the media server hands it over. */

const RATE = 8000;

/** Syllables of a fifth of a second, loud and soft by turns: WAV, 8 kHz, 16 bit, one channel. */
export function speech(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = Math.round(seconds * RATE);
  const file = new DataView(new ArrayBuffer(44 + samples * 2));
  const text = (at: number, word: string) => [...word].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  file.setUint32(4, 36 + samples * 2, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, samples * 2, true);
  for (let at = 0; at < samples; at += 1) {
    const loud = Math.floor(at / 1600) % 2 ? 700 : 9000;
    file.setInt16(44 + at * 2, loud * Math.sin((at / RATE) * 2 * Math.PI * 220), true);
  }
  return new Uint8Array(file.buffer);
}

/** What goes with it. */
export function recording(mailbox: string, number: string, seconds: number, reason = 'no_answer'): FormData {
  const id = crypto.randomUUID();
  const meta = {
    version: 1,
    id,
    mailbox,
    reason,
    from: { uri: `sip:${number}@trunk.test`, number, display: '' },
    sip_call_id: `${id}@127.0.0.20`,
    started: Date.now() / 1000 - seconds,
    seconds,
    ended_by: 'caller',
  };
  const form = new FormData();
  form.append('meta', new Blob([JSON.stringify(meta)], { type: 'application/json' }));
  form.append('audio', new Blob([speech(seconds)], { type: 'audio/wav' }));
  return form;
}
