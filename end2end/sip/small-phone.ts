import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';

import { type Account, type Algorithm, answer, type Challenge, domainOf, readChallenge } from './digest.ts';

export interface Response {
  status: number;
  /** Values of a header, by name in lower case. */
  headers: Map<string, string[]>;
  challenges: Challenge[];
}

export interface Request {
  method: 'REGISTER' | 'INVITE';
  /** Request URI. */
  uri: string;
  from: string;
  to: string;
  /** Of a request inside a dialog. */
  toTag?: string;
  /** Further header lines. */
  headers?: string[];
  /** A request that is sent again has the same; without one it is new. */
  branch?: string;
}

/**
 * As much of a phone as it takes to prove who one is, message by message: sipp answers the first
 * challenge only and knows no SHA-256.
 */
export class SmallPhone {
  private sequence = 0;
  private readonly callId = randomBytes(8).toString('hex');

  private constructor(
    private readonly socket: Socket,
    readonly ip: string,
    private readonly engine: string,
  ) {}

  static async at(ip: string, engine: string): Promise<SmallPhone> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(5060, ip, resolve);
    });
    return new SmallPhone(socket, ip, engine);
  }

  close(): void {
    this.socket.close();
  }

  /** Registers, answering the challenge of this algorithm. */
  async registers(account: Account, algorithm: Algorithm, seconds = 600): Promise<Response> {
    const request = this.registration(account.address, seconds);
    const { challenges } = await this.asks(request);
    return this.asks(this.answered(request, pick(challenges, algorithm), account));
  }

  registration(address: string, seconds = 600): Request {
    const contact = `Contact: <sip:small@${this.ip}:5060>`;
    return {
      method: 'REGISTER',
      uri: `sip:${domainOf(address)}`,
      from: address,
      to: address,
      headers: [contact, `Expires: ${seconds}`],
    };
  }

  /** Places a call as far as its refusal, answering the challenge of this algorithm. */
  async calls(to: string, account: Account, algorithm: Algorithm, from = account.address): Promise<Response> {
    const request = this.call(from, to);
    const { challenges } = await this.asks(request);
    return this.asks(this.answered(request, pick(challenges, algorithm), account));
  }

  call(from: string, to: string): Request {
    return {
      method: 'INVITE',
      uri: to,
      from,
      to,
      headers: [`Contact: <sip:small@${this.ip}:5060>`],
    };
  }

  /** The request with the answer to a challenge. */
  answered(request: Request, challenge: Challenge, account: Account, count = 1): Request {
    const name = request.method === 'REGISTER' ? 'Authorization' : 'Proxy-Authorization';
    const value = answer(challenge, account, request.method, request.uri, count);
    return { ...request, headers: [...(request.headers ?? []), `${name}: ${value}`] };
  }

  /** Sends a request and gives its final response; acknowledges one to an INVITE. */
  async asks(request: Request): Promise<Response> {
    const { method, uri, from, to, toTag, headers = [] } = request;
    const branch = request.branch ?? `z9hG4bK${randomBytes(8).toString('hex')}`;
    const sequence = request.branch === undefined ? ++this.sequence : this.sequence;
    const head = (of: string, ...more: string[]): string =>
      [
        `${of} ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP ${this.ip}:5060;branch=${branch}`,
        'Max-Forwards: 70',
        `From: <${from}>;tag=small`,
        `Call-ID: ${this.callId}`,
        `CSeq: ${sequence} ${of}`,
        ...more,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n');
    const heard = this.hears(branch);
    this.sends(head(method, `To: <${to}>${toTag ? `;tag=${toTag}` : ''}`, ...headers));
    const response = await heard;
    if (method === 'INVITE') this.sends(head('ACK', `To: ${response.headers.get('to')?.[0]}`));
    return response;
  }

  private sends(text: string): void {
    this.socket.send(text, 5060, this.engine);
  }

  private hears(branch: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(patience);
        this.socket.off('message', listen);
      };
      const listen = (data: Buffer): void => {
        const response = read(data.toString());
        const via = response.headers.get('via')?.[0] ?? '';
        if (response.status < 200 || !via.includes(branch)) return;
        done();
        resolve(response);
      };
      const patience = setTimeout(() => {
        done();
        reject(new Error(`${this.ip} waited in vain for a response`));
      }, 10_000);
      this.socket.on('message', listen);
    });
  }
}

/** The challenge of an algorithm. */
export function pick(challenges: Challenge[], algorithm: Algorithm): Challenge {
  const found = challenges.find((challenge) => challenge.algorithm === algorithm);
  if (!found) throw new Error(`no challenge with ${algorithm} among ${JSON.stringify(challenges)}`);
  return found;
}

function read(text: string): Response {
  const [start = '', ...lines] = text.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const offers = [...(headers.get('www-authenticate') ?? []), ...(headers.get('proxy-authenticate') ?? [])];
  return { status: Number(start.split(' ')[1]), headers, challenges: offers.map(readChallenge) };
}
