import type { Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server';

import { type Mail, readMail } from './mail.ts';
import { until } from './sip/processes.ts';

/** What the server does with a mail that it is given. */
type Mood =
  /** Says yes and delivers it. */
  | 'takes'
  /** Says at once that the sender is to come back later (RFC 5321, 4.2.1: 451). */
  | 'is busy'
  /** Hears the whole mail, delivers it, and is gone before its yes is out. */
  | 'hangs up'
  /** Hears the recipient's name and says nothing more. */
  | 'ponders'
  /** Hears the whole mail, delivers it, and says nothing more. */
  | 'keeps its yes';

const refusal = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

/** A mail server whose mood can be chosen, and which delivers into a list. */
export class MailServer {
  /** All that was delivered, in order. */
  readonly delivered: Mail[] = [];
  /** Each time that somebody wanted to hand a mail over: to whom. */
  readonly offered: string[] = [];
  /** Nobody lives there. */
  readonly unknown = new Set<string>();
  mood: Mood = 'takes';
  private port = 0;
  private server: SMTPServer | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly login: { name: string; password: string } | undefined) {}

  /** With a login it takes mail from nobody else. */
  static async start(login?: { name: string; password: string }): Promise<MailServer> {
    const server = new MailServer(login);
    await server.open();
    return server;
  }

  /** What the panel is told. */
  url(login = this.login): string {
    const who = login ? `${login.name}:${login.password}@` : '';
    return `smtp://${who}127.0.0.1:${this.port}`;
  }

  /** Listens, at the port that it had before. */
  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: this.login === undefined,
      authMethods: ['PLAIN', 'LOGIN'],
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onAuth: ({ username, password }, _, answer) => {
        const fits = username === this.login?.name && password === this.login?.password;
        if (fits) answer(null, { user: username });
        else answer(refusal(535, 'Authentication failed'));
      },
      onRcptTo: ({ address }, _, answer) => this.asked(address, answer),
      onData: (stream, { envelope }, answer) => void this.heard(stream, envelope.rcptTo, answer),
    });
    // A client that goes away in the middle is what some tests are about.
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Is gone: who connects is refused. */
  async close(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => (this.server ? this.server.close(resolve) : resolve()));
    this.server = undefined;
  }

  /** Waits for so many mails to somebody; gives them. */
  async receives(to: string, count = 1, seconds = 45): Promise<Mail[]> {
    return until(`${count} mails to ${to}`, () => {
      const mails = this.to(to);
      return mails.length >= count && mails;
    }, seconds);
  }

  /** Waits for the newest of so many mails to somebody. */
  async newest(to: string, count: number): Promise<Mail> {
    const mails = await this.receives(to, count);
    const newest = mails.at(-1);
    if (!newest) throw new Error(`no mail to ${to}`);
    return newest;
  }

  to(address: string): Mail[] {
    return this.delivered.filter(({ to }) => to.includes(address));
  }

  private asked(address: string, answer: (refused?: Error | null) => void): void {
    this.offered.push(address);
    if (this.unknown.has(address)) answer(refusal(550, `5.1.1 <${address}>: user unknown`));
    else if (this.mood === 'is busy') answer(refusal(451, '4.7.1 Try again later'));
    else if (this.mood !== 'ponders') answer();
  }

  private async heard(
    stream: SMTPServerDataStream,
    recipients: SMTPServerAddress[],
    answer: (refused?: Error | null) => void,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream) chunks.push(chunk as Buffer);
    } catch {
      // Half a mail is none.
      return;
    }
    const mail = readMail(Buffer.concat(chunks).toString('utf8'));
    for (const { address } of recipients) this.delivered.push({ ...mail, to: address });
    if (this.mood === 'hangs up') this.hangUp();
    else if (this.mood !== 'keeps its yes') answer();
  }

  private hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
