import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { type Account, domainOf, ha1 } from './digest.ts';
import { MediaDesk } from './media-desk.ts';
import { until } from './processes.ts';

export type Json = Record<string, unknown>;

/** What the engine asks. */
export interface Question {
  from: {
    uri: string;
    display?: string;
    origin: string;
    anonymous: boolean;
    unavailable: boolean;
    asserted?: string;
  };
  to: { uri: string; active_calls: number; registered: boolean };
  sip_call_id: string;
  diversion?: string;
  offered_by?: { kind: string; uri: string };
  panel_call?: string;
}

/** What the engine reports. */
export interface EngineEvent {
  event: string;
  at: string;
  sip_call_id?: string;
  call?: string;
  from?: string;
  to?: string;
  target?: string;
  contact?: string;
  outcome?: string;
  code?: number;
  ended_by?: string;
  aor?: string;
  username?: string;
  expires?: number;
}

/**
 * A panel that answers with the plan it was told to: how the engine carries plans out that no
 * setting of ours leads to yet.
 */
export class ScriptedPanel {
  readonly questions: Question[] = [];
  readonly events: EngineEvent[] = [];
  /** What the media server is told. */
  readonly media = new MediaDesk();
  /** Messages by address of the owner; whoever has none is not known to have a mailbox. */
  readonly messages = new Map<string, { new: number; old: number }>();
  /** Devices that it knows; whoever else is asked about does not exist. */
  readonly accounts: Account[] = [];
  /** User names that it was asked about. */
  readonly askedAbout: string[] = [];
  /** Answer to the next questions. */
  plan: Json = {};
  /** Answers to questions about these addresses. */
  readonly plans = new Map<string, Json>();
  /** Status of the answers to questions, and of those to events. */
  questionStatus = 200;
  eventStatus = 204;
  /** Milliseconds before a question is answered. */
  delayMs = 0;
  /** Status of the answers about credentials of devices that it knows. */
  credentialsStatus = 200;
  private server: Server | undefined;
  port = 0;

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.answer(request, response));
    // Whoever keeps a connection finds it open.
    server.keepAliveTimeout = 0;
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    const address = server.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  forget(): void {
    this.questions.length = 0;
    this.events.length = 0;
    this.askedAbout.length = 0;
    this.media.forget();
    this.plans.clear();
    this.messages.clear();
    this.credentialsStatus = 200;
    this.questionStatus = 200;
    this.eventStatus = 204;
    this.delayMs = 0;
  }

  /** Events of the newest call as short words: `ringing 2041`, `ended busy`. */
  story(): string[] {
    return this.ofNewestCall()
      .sort((a, b) => Number(a.at) - Number(b.at))
      .map(({ event, target, outcome }) =>
        [event, target?.replace(/^sip:/, '').replace(/@.*$/, ''), outcome].filter(Boolean).join(' '),
      );
  }

  /** Waits until the newest call is over. */
  ended(): Promise<EngineEvent> {
    return until('the call is over', () =>
      this.ofNewestCall().find(({ event }) => event === 'ended'),
    );
  }

  /** The call of the test before may still have something to tell. */
  private ofNewestCall(): EngineEvent[] {
    const newest = this.questions.at(-1)?.sip_call_id;
    return this.events.filter(({ sip_call_id }) => newest !== undefined && sip_call_id === newest);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    if (/^\/v1\/call-control\/(media|recordings|sounds\/.*)$/.test(path)) {
      const type = request.headers['content-type'] ?? '';
      const answer = await this.media.answer(path, type, Buffer.concat(chunks));
      if (answer) sendTo(response, ...answer);
      else response.destroy();
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    if (request.url === '/v1/call-control/events') {
      if (this.eventStatus < 300) this.events.push(body as EngineEvent);
      response.writeHead(this.eventStatus).end();
      return;
    }
    if (path === '/v1/call-control/message-waiting') {
      const counts = this.messages.get((body as { address: string }).address);
      sendTo(response, counts ? 200 : 404, { version: 1, ...counts });
      return;
    }
    const [status, content] =
      request.url === '/v1/call-control/credentials'
        ? this.credentials(body as { username: string; realm: string })
        : this.route(body as Question);
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ version: 1, ...content }));
  }

  private route(question: Question): [number, Json] {
    this.questions.push(question);
    const plan = this.plans.get(question.to.uri) ?? this.plan;
    return [this.questionStatus, { call: 'a-call-of-the-panel', ...plan }];
  }

  private credentials({ username, realm }: { username: string; realm: string }): [number, Json] {
    this.askedAbout.push(username);
    const account = this.accounts.find(
      (one) => one.username === username && domainOf(one.address) === realm,
    );
    if (!account) return [404, {}];
    const hashes = { sha256: ha1('SHA-256', account), md5: ha1('MD5', account) };
    return [this.credentialsStatus, { address: account.address, ...hashes }];
  }
}

function sendTo(response: ServerResponse, status: number, content: Json | Buffer): void {
  const isFile = Buffer.isBuffer(content);
  response.writeHead(status, { 'content-type': isFile ? 'audio/wav' : 'application/json' });
  response.end(isFile ? content : JSON.stringify(content));
}
