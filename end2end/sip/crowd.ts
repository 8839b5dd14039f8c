import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/** What somebody in the crowd does when he is called: these statuses, one after the other. */
export type Behaviour = number[];

/** Milliseconds between two of them: the engine reads what comes at once in any order. */
const PACE = 200;

/** A request that came to somebody in the crowd. */
export interface Heard {
  method: string;
  /** The user part of its address. */
  user: string;
  /** Request line. */
  start: string;
  headers: Map<string, string[]>;
}

/**
 * Many phones at one address, told apart by the user part. sipp knows calls by their Call-ID, and
 * one call of the engine rings all of them with the same.
 */
export class Crowd {
  /** Requests, in the order in which they came; no repetitions. */
  readonly heard: Heard[] = [];
  /** Who is not named here is not there: 404. */
  readonly behaviours = new Map<string, Behaviour>();
  /** Who has gone by the time that a call is taken back. */
  readonly gone = new Set<string>();
  private readonly calls = new Map<string, { user: string; text: string }>();
  private readonly takenBack = new Set<string>();

  private constructor(
    private readonly socket: Socket,
    readonly ip: string,
  ) {
    socket.on('message', (data, from) => this.hears(data.toString(), from));
  }

  static async at(ip: string): Promise<Crowd> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(5060, ip, resolve);
    });
    return new Crowd(socket, ip);
  }

  close(): void {
    this.socket.close();
  }

  /** The address of somebody who behaves so. */
  address(user: string, ...behaviour: Behaviour): string {
    this.behaviours.set(user, behaviour);
    return `sip:${user}@${this.ip}:5060`;
  }

  /** Who was called, in the order in which the calls came. */
  called(): string[] {
    return this.heard.filter(({ method }) => method === 'INVITE').map(({ user }) => user);
  }

  forget(): void {
    this.heard.length = 0;
    this.behaviours.clear();
    this.gone.clear();
    this.calls.clear();
    this.takenBack.clear();
  }

  private hears(text: string, from: RemoteInfo): void {
    const [start = '', ...lines] = text.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
    const [, method = '', user = ''] = /^(\w+) sips?:([^@]*)@/.exec(start) ?? [];
    // A CANCEL has the branch of the call that it takes back.
    const branch = /^Via:.*?;branch=([^;,\s]+)/im.exec(text)?.[1] ?? '';
    const say = (status: number, to = text): void =>
      this.socket.send(response(to, status, user, this.ip), from.port, from.address);
    if (method === 'INVITE' && this.calls.has(branch)) return;
    const headers = new Map<string, string[]>();
    for (const line of lines) {
      const name = line.slice(0, line.indexOf(':')).toLowerCase();
      headers.set(name, [...(headers.get(name) ?? []), line.slice(name.length + 1).trim()]);
    }
    const isRepeated = method === 'CANCEL' && this.takenBack.has(branch);
    if (method === 'CANCEL') this.takenBack.add(branch);
    if (method !== '' && !isRepeated) this.heard.push({ method, user, start, headers });
    if (method === 'INVITE') {
      this.calls.set(branch, { user, text });
      const statuses = this.behaviours.get(user) ?? [404];
      // Each waits for the one before: a clock that is late must not bring two at once.
      const answers = (place: number): void => {
        const status = statuses[place];
        if (status === undefined || !this.calls.has(branch)) return;
        say(status);
        setTimeout(answers, PACE, place + 1);
      };
      setTimeout(answers, 0, 0);
    } else if (method === 'CANCEL' && !this.gone.has(user)) {
      say(200);
      const call = this.calls.get(branch);
      if (call) say(487, call.text);
    } else if (method === 'BYE') {
      say(200);
    }
  }
}

function response(request: string, status: number, user: string, ip: string): string {
  const kept = request
    .split('\r\n')
    .filter((line) => /^(Via|From|To|Call-ID|CSeq|Record-Route):/i.test(line))
    .map((line) => (/^To:/i.test(line) && !line.includes(';tag=') ? `${line};tag=${user}` : line));
  const contact = `Contact: <sip:${user}@${ip}:5060>`;
  return [`SIP/2.0 ${status} Crowd`, ...kept, contact, 'Content-Length: 0', '', ''].join('\r\n');
}
