import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

import { type Account, answer, domainOf, readChallenge } from './digest.ts';
import { until } from './processes.ts';

/** What a device was told of the messages of its owner. */
export interface Light {
  isOn: boolean;
  /** New and old messages, such as `2/8`. */
  counts: string;
  /** Value of `Subscription-State`. */
  state: string;
  callId: string;
}

/** A phone as far as its light for messages: it registers, asks for the light, is told, and rings. */
export class Lamp {
  readonly lights: Light[] = [];
  /** What it answers when it is told something. */
  status = '200 OK';
  /** What it answers when somebody calls: it rings, or refuses. */
  called = '180 Ringing';
  private readonly callId = randomBytes(8).toString('hex');
  private readonly answers: { status: number; text: string }[] = [];
  /** Questions that were answered. */
  private readonly known = new Set<string>();
  /** The newest call. */
  private call = '';
  private sequence = 0;
  private toTag = '';

  private constructor(
    private readonly socket: Socket,
    private readonly ip: string,
    private readonly engine: string,
    private readonly account: Account,
  ) {
    socket.on('message', (data, from) => this.take(data.toString(), from));
  }

  static async at(ip: string, engine: string, account: Account): Promise<Lamp> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(5060, ip, resolve);
    });
    return new Lamp(socket, ip, engine, account);
  }

  close(): void {
    this.socket.close();
  }

  async registers(seconds = 600): Promise<number> {
    return this.asks('REGISTER', `sip:${domainOf(this.account.address)}`, `r${this.callId}`, seconds, []);
  }

  /** Asks for the light, or goes on asking; with 0 seconds asks no more. */
  async subscribes(seconds = 600): Promise<number> {
    return this.asks('SUBSCRIBE', this.account.address, this.callId, seconds, [
      'Event: message-summary',
      'Accept: application/simple-message-summary',
    ]);
  }

  /** Asks for something else. */
  async asksFor(event: string): Promise<number> {
    return this.asks('SUBSCRIBE', this.account.address, `${event}${this.callId}`, 600, [`Event: ${event}`]);
  }

  /** Waits for the next light, which nobody has looked at yet. */
  told(): Promise<Light> {
    return until(`${this.ip} is told of messages`, () => this.lights.shift());
  }

  /** Whether what it was told belongs to what it asked for. */
  isAsked(light: Light): boolean {
    return light.callId === this.callId;
  }

  private async asks(
    method: string,
    uri: string,
    callId: string,
    seconds: number,
    more: string[],
  ): Promise<number> {
    const { address } = this.account;
    const headers = [`Contact: <sip:lamp@${this.ip}:5060>`, `Expires: ${seconds}`, ...more];
    const send = async (lines: string[]): Promise<{ status: number; text: string }> => {
      this.answers.length = 0;
      const tag = method === 'SUBSCRIBE' && this.toTag ? `;tag=${this.toTag}` : '';
      const text = [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP ${this.ip}:5060;branch=z9hG4bK${randomBytes(8).toString('hex')}`,
        'Max-Forwards: 70',
        `From: <${address}>;tag=lamp`,
        `To: <${address}>${tag}`,
        `Call-ID: ${callId}`,
        `CSeq: ${++this.sequence} ${method}`,
        ...lines,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n');
      this.socket.send(text, 5060, this.engine);
      return until(`an answer to ${method}`, () => this.answers.shift());
    };
    const first = await send(headers);
    if (first.status !== 401) return first.status;
    const offers = [...first.text.matchAll(/^WWW-Authenticate: (.*)$/gim)].map(([, it = '']) => readChallenge(it));
    const [challenge] = offers;
    if (!challenge) throw new Error(`no challenge in ${first.text}`);
    const proof = answer(challenge, this.account, method, uri, 1);
    const second = await send([...headers, `Authorization: ${proof}`]);
    if (method === 'SUBSCRIBE') this.toTag = /^To:.*;tag=([^\s;]+)/im.exec(second.text)?.[1] ?? '';
    return second.status;
  }

  private take(text: string, from: RemoteInfo): void {
    const status = /^SIP\/2\.0 (\d{3})/.exec(text)?.[1];
    if (status !== undefined) {
      if (Number(status) >= 200) this.answers.push({ status: Number(status), text });
      return;
    }
    const value = (name: string): string => new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(text)?.[1] ?? '';
    const [method = ''] = text.split(' ');
    const reply = (to: string, status: string): void => {
      const head = to.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
      const lines = [`SIP/2.0 ${status}`, ...head.map(tagged), 'Content-Length: 0', '', ''];
      this.socket.send(lines.join('\r\n'), from.port, from.address);
    };
    if (method === 'INVITE') {
      this.call = text;
      return reply(text, this.called);
    }
    if (method === 'CANCEL') {
      reply(text, '200 OK');
      return reply(this.call, '487 Request Terminated');
    }
    if (method !== 'NOTIFY') return;
    reply(text, this.status);
    // Sent again because the answer came late.
    const branch = /;branch=([^;,\s]+)/i.exec(value('Via'))?.[1] ?? '';
    if (this.known.has(branch)) return;
    this.known.add(branch);
    this.lights.push({
      isOn: value('Messages-Waiting') === 'yes',
      counts: value('Voice-Message').split(' ')[0] ?? '',
      state: value('Subscription-State'),
      callId: value('Call-ID'),
    });
  }
}

const tagged = (line: string): string => (/^To:(?!.*;tag=)/i.test(line) ? `${line};tag=lamp` : line);
