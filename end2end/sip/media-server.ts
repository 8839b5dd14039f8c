import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { PROGRAM } from '../panel.ts';
import { freePort, Program, until } from './processes.ts';

const START = resolve(import.meta.dirname, '../../server/asterisk/start.sh');

export interface MediaOptions {
  /** Host and port of the panel's call-control listener. */
  panel: string;
  secret: string;
  folder: string;
  /** Address of its own, and that of the engine. */
  ip: string;
  engine: string;
  /** Where the agent listens; any free port, unless told otherwise. */
  port?: number;
}

/** Asterisk as we ship its configuration, and the agent beside it. */
export class MediaServer {
  private agent: Program | undefined;
  private asterisk: Program | undefined;

  private constructor(
    private readonly options: MediaOptions,
    private readonly port: number,
  ) {}

  static async start(options: MediaOptions): Promise<MediaServer> {
    const server = new MediaServer(options, options.port ?? (await freePort()));
    mkdirSync(server.folder, { recursive: true });
    server.startAgent();
    server.startAsterisk();
    await server.isReady();
    return server;
  }

  /** The address of something that it does, such as `vm-2041`. */
  address(user: string, parameters = ''): string {
    return `sip:${user}@${this.options.ip}:5060${parameters}`;
  }

  private get folder(): string {
    return join(this.options.folder, 'media');
  }

  /** How many files lie in a folder of the agent. */
  files(folder: string): number {
    const path = join(this.folder, folder);
    return existsSync(path) ? readdirSync(path).length : 0;
  }

  /** Whether the agent has written this into its log. */
  hasLogged(text: string): boolean {
    return readFileSync(join(this.options.folder, 'media.log'), 'utf8').includes(text);
  }

  startAgent(): void {
    const { panel, secret } = this.options;
    this.agent = new Program(PROGRAM, ['media'], {
      log: join(this.options.folder, 'media.log'),
      env: {
        PATH: process.env['PATH'],
        RUST_LOG: process.env['RUST_LOG'] ?? 'info',
        BELROUTE_CALL_CONTROL_SECRET: secret,
        BELROUTE_MEDIA_LISTEN: `127.0.0.1:${this.port}`,
        BELROUTE_MEDIA_PANEL_URL: `http://${panel}`,
        BELROUTE_MEDIA_FOLDER: this.folder,
      },
    });
  }

  startAsterisk(): void {
    const { folder, secret, ip, engine } = this.options;
    this.asterisk = new Program(START, [], {
      log: join(folder, 'asterisk.log'),
      env: {
        PATH: process.env['PATH'],
        ROOT: resolve(process.env['BELROUTE_ASTERISK'] ?? join(import.meta.dirname, '../../target/asterisk')),
        RUN: join(folder, 'asterisk'),
        FOLDER: this.folder,
        SECRET: secret,
        AGENT: `127.0.0.1:${this.port}`,
        MEDIA_IP: ip,
        ENGINE_IP: engine,
      },
    });
  }

  /** Waits until calls can be taken. */
  async isReady(): Promise<void> {
    await until('the media server is ready', () =>
      fetch(`http://127.0.0.1:${this.port}/healthz`).then(({ ok }) => ok, () => false),
    );
  }

  /** Ends the agent as a power cut does. */
  async agentIsKilled(): Promise<void> {
    this.agent?.signal('SIGKILL');
    await this.agent?.exited;
  }

  async asteriskStops(): Promise<void> {
    await this.asterisk?.stop();
  }

  /** Asks for a call between two parties. */
  places(from: string, to: string, callerId: string, secret = this.options.secret): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`engine:${secret}`)}` },
      body: JSON.stringify({ from, to, caller_id: callerId }),
    });
  }

  async stop(): Promise<void> {
    await this.asterisk?.stop();
    await this.agent?.stop();
  }
}
