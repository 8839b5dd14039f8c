import { createHash } from 'node:crypto';

import type { Json } from './scripted-panel.ts';
import { tone, wav } from './sound.ts';

/** What the media server asks. */
export interface MediaQuestion {
  user: string;
  request_uri: string;
  cause: number | null;
  from: { uri: string; number: string; display: string };
  sip_call_id: string;
  diversion: string | null;
  at: number;
}

/** What it tells of a recording. */
export interface Meta extends Json {
  id: string;
  kind: string;
  mailbox: string;
  call: string | null;
  reason: string;
  from: { uri: string; number: string; display: string };
  sip_call_id: string;
  diversion: string | null;
  started: number;
  seconds: number;
  ended_by: string;
}

export interface Recording {
  meta: Meta;
  audio: Buffer;
}

/** What the scripted panel answers the media server. */
export class MediaDesk {
  readonly questions: MediaQuestion[] = [];
  /** Every recording that was sent, however it was answered. */
  readonly recordings: Recording[] = [];
  /** Answers by the user part of the address. */
  readonly scripts = new Map<string, Json>();
  /** Status for the next recordings; 0 takes them and loses the answer. */
  recordingStatus = 201;
  private readonly sounds = new Map<string, Buffer>();

  forget(): void {
    this.questions.length = 0;
    this.recordings.length = 0;
    this.scripts.clear();
    this.recordingStatus = 201;
  }

  /** Keeps a tone as a sound; gives its name. */
  sound(hertz: number, seconds: number): string {
    const file = wav(tone(hertz, seconds));
    const name = `${createHash('sha256').update(file).digest('hex')}.wav`;
    this.sounds.set(name, file);
    return name;
  }

  /** Status and content of an answer; undefined is none at all. */
  async answer(path: string, type: string, body: Buffer): Promise<[number, Json | Buffer] | undefined> {
    const name = /^\/v1\/call-control\/sounds\/(.*)$/.exec(path)?.[1];
    if (name !== undefined) {
      const sound = this.sounds.get(name);
      return sound ? [200, sound] : [404, {}];
    }
    if (path === '/v1/call-control/recordings') return this.take(type, body);
    const question = JSON.parse(body.toString()) as MediaQuestion;
    this.questions.push(question);
    const script = this.scripts.get(question.user);
    return script ? [200, { version: 1, ...script }] : [404, {}];
  }

  private async take(type: string, body: Buffer): Promise<[number, Json] | undefined> {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const part = async (name: string): Promise<Buffer> => {
      const value = form.get(name);
      if (value === null) throw new Error(`no ${name}`);
      return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
    };
    const meta = JSON.parse((await part('meta')).toString()) as Meta;
    const isKnown = this.recordings.some((it) => it.meta.id === meta.id);
    const status = this.recordingStatus;
    if (status < 300) this.recordings.push({ meta, audio: await part('audio') });
    if (status === 0) return undefined;
    return [status === 201 && isKnown ? 200 : status, {}];
  }
}
