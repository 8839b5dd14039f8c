import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

import { until } from './processes.ts';
import { fromAlaw, likeness, pitch, samplesOf, toAlaw, tone } from './sound.ts';

/** A stretch of one tone that was heard. */
export interface Heard {
  hertz: number;
  seconds: number;
  /** Whether it has ended. */
  isOver: boolean;
}

const ALAW = 8;
const KEYS = 101;
const FRAME_MS = 20;
const KEY_FRAMES = 8;

/**
 * Mouth, ear and fingers of a phone: real RTP beside the signalling of sipp. As a phone does, it
 * sends all the time, silence too, from the moment when the other side is heard.
 */
export class Voice {
  private readonly stretches: (Heard & { last: number; stamp: number })[] = [];
  private readonly received: number[] = [];
  private to: RemoteInfo | undefined;
  private readonly frames: Buffer[] = [];
  private sequence = 1;
  private stamp = 160;
  private beganAt = 0;
  private sent = 0;
  private clock: NodeJS.Timeout | undefined;

  private constructor(
    private readonly socket: Socket,
    readonly port: number,
  ) {
    socket.on('message', (packet, from) => this.take(packet, from));
  }

  static async at(ip: string): Promise<Voice> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, ip, resolve);
    });
    return new Voice(socket, socket.address().port);
  }

  close(): void {
    clearInterval(this.clock);
    this.socket.close();
  }

  /** What was heard so far; what is shorter than a tenth of a second is no tone. */
  heard(): Heard[] {
    return this.stretches
      .filter(({ seconds }) => seconds >= 0.1)
      .map(({ hertz, seconds, last }) => ({ hertz, seconds, isOver: Date.now() - last > 100 }));
  }

  /** How well a WAV file was heard so far, 0 to 1: what is no tone, such as words. */
  likeness(file: Buffer): number {
    // What has been cut short is all the less like it.
    const silence = new Array<number>(4_000).fill(0);
    return likeness(Int16Array.from([...this.received, ...silence]), samplesOf(file));
  }

  /** All that came so far, pauses between two sounds left out. */
  sound(): Int16Array {
    return Int16Array.from(this.received);
  }

  /** Waits until as much has come as a sound is long but for a frame: nothing tells where words end. */
  async hearsAsMuchAs(sound: Int16Array): Promise<void> {
    await until('a sound of this length is heard', () => this.received.length > sound.length - 160, 20);
  }

  /** Waits until a tone begins; gives it as far as it has come. */
  hears(hertz: number): Promise<Heard> {
    return until(`${hertz} Hz is heard`, () => this.heard().find((it) => it.hertz === hertz), 20);
  }

  /** Waits until a tone has ended. */
  hearsAllOf(hertz: number): Promise<Heard> {
    const over = (): Heard | undefined => this.heard().find((it) => it.hertz === hertz && it.isOver);
    return until(
      `${hertz} Hz is heard to its end`,
      async () => {
        if (!over()) return undefined;
        // What came while this machine was busy is read first.
        await new Promise((resolve) => setTimeout(resolve, 150));
        return over();
      },
      30,
    );
  }

  /** Says a tone after whatever is being said. */
  says(hertz: number, seconds: number): void {
    const samples = tone(hertz, seconds);
    for (let at = 0; at + 160 <= samples.length; at += 160) {
      this.frames.push(Buffer.from(samples.subarray(at, at + 160).map(toAlaw)));
    }
  }

  /** Presses a key after whatever is being said (RFC 4733). */
  presses(key: string): void {
    const code = '0123456789*#'.indexOf(key);
    for (let frame = 1; frame <= KEY_FRAMES; frame++) {
      const isOver = frame > KEY_FRAMES - 3;
      const event = Buffer.alloc(5);
      event.writeUInt8(code, 0);
      event.writeUInt8((isOver ? 0x80 : 0) | 10, 1);
      event.writeUInt16BE(Math.min(frame, KEY_FRAMES - 2) * 160, 2);
      // Marked, so that it is known from sound; its first packet begins a stretch.
      event.writeUInt8(frame, 4);
      this.frames.push(event);
    }
  }

  /** Waits until everything is said. */
  async isDone(): Promise<void> {
    await until('everything is said', () => this.frames.length === 0, 20);
  }

  private take(packet: Buffer, from: RemoteInfo): void {
    if (packet.length < 13) return;
    if (!this.to) {
      this.to = from;
      this.beganAt = Date.now();
      this.clock = setInterval(() => this.send(), FRAME_MS / 2);
    }
    this.to = from;
    if ((packet.readUInt8(1) & 0x7f) !== ALAW) return;
    const samples = Int16Array.from(packet.subarray(12), fromAlaw);
    this.received.push(...samples);
    const hertz = pitch(samples);
    if (!hertz) return;
    const [now, stamp, seconds] = [Date.now(), packet.readUInt32BE(4), (packet.length - 12) / 8_000];
    const last = this.stretches.at(-1);
    // By the clock of whoever sends it goes on, also where this machine was busy for a moment, and
    // where he was: then his clock has gone on, too. Two tones that are two are a second apart.
    const isNext = last !== undefined && stamp - last.stamp < 4_000 && now - last.last < 1_000;
    if (last?.hertz === hertz && (isNext || now - last.last < 100)) {
      last.seconds += seconds;
      last.last = now;
      last.stamp = stamp;
    } else {
      this.stretches.push({ hertz, seconds, isOver: false, last: now, stamp });
    }
  }

  /** Sends what is due by now; a machine that is busy for a moment catches up. */
  private send(): void {
    const { to } = this;
    if (!to) return;
    for (; this.sent * FRAME_MS < Date.now() - this.beganAt; this.sent++) {
      const frame = this.frames.shift() ?? SILENCE;
      const isKey = frame.length === 5;
      const header = Buffer.alloc(12);
      header.writeUInt8(0x80, 0);
      const isFirst = isKey && frame.readUInt8(4) === 1;
      header.writeUInt8((isKey ? KEYS : ALAW) | (isFirst ? 0x80 : 0), 1);
      header.writeUInt16BE(this.sequence++ & 0xffff, 2);
      // All packets of a key have the stamp of its beginning.
      const stamp = isKey ? this.stamp - (frame.readUInt8(4) - 1) * 160 : this.stamp;
      header.writeUInt32BE(stamp >>> 0, 4);
      header.writeUInt32BE(0x11223344, 8);
      this.stamp += 160;
      this.socket.send(Buffer.concat([header, isKey ? frame.subarray(0, 4) : frame]), to.port, to.address);
    }
  }
}

const SILENCE = Buffer.alloc(160, toAlaw(0));
