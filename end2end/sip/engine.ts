import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Program, until } from './processes.ts';

export interface EngineOptions {
  /** Host and port of the panel's call-control listener. */
  panel: string;
  secret: string;
  /** Folder for the engine's own files and its log. */
  folder: string;
  ip?: string;
  domains?: string[];
  trustedPeers?: string[];
  mediaServers?: string[];
  /** Offers MD5 first, for sipp, which looks at the first challenge only and knows no SHA-256. */
  md5First?: boolean;
  /** Further settings that are numbers. */
  numbers?: Record<string, number>;
}

const CONFIGURATION = resolve(import.meta.dirname, '../../server/kamailio/kamailio.cfg');

/** Kamailio with the configuration that we ship. */
export class Engine {
  readonly ip: string;
  private readonly program: Program;
  private readonly secret: string;

  private constructor(options: EngineOptions) {
    this.ip = options.ip ?? '127.0.0.10';
    this.secret = options.secret;
    const run = join(options.folder, 'run');
    mkdirSync(run, { recursive: true });
    const definitions = {
      SIP_IP: this.ip,
      PANEL: `panel=>http://engine:${options.secret}@${options.panel}`,
      HOME_DOMAINS: (options.domains ?? ['pbx.test', 'noord.test']).join(','),
      MEDIA_SERVERS: (options.mediaServers ?? ['127.0.0.51']).join(','),
      TRUSTED_PEERS: (options.trustedPeers ?? ['127.0.0.50', '127.0.0.51']).join(','),
    };
    this.program = new Program(
      'kamailio',
      [
        ...['-DD', '-E', '-f', CONFIGURATION, '-Y', run, '-P', join(run, 'kamailio.pid')],
        ...['-m', '64', '-M', '64'],
        ...(options.md5First ? ['-A', 'MD5_FIRST'] : []),
        ...Object.entries(options.numbers ?? {}).flatMap(([name, value]) => ['-A', `${name}=${value}`]),
        ...Object.entries(definitions).flatMap(([name, value]) => ['-A', `${name}="${value}"`]),
      ],
      { log: join(options.folder, 'kamailio.log') },
    );
  }

  static async start(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options);
    await until('the engine answers', async () => {
      if (!engine.program.isRunning) throw new Error(`the engine ended: see ${options.folder}`);
      return engine.command('core.version').catch(() => false as const);
    });
    return engine;
  }

  /** Sends a command as the panel does; gives its result. */
  async command(method: string, params: unknown = []): Promise<unknown> {
    const response = await fetch(`http://${this.ip}:8095/RPC`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`engine:${this.secret}`)}` },
      body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
    });
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } };
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }

  /** Waits until the engine asks the panel again, which it does not for a while after a failure. */
  async asksThePanel(): Promise<void> {
    await until('the engine asks the panel', async () => {
      const answer = JSON.stringify(await this.command('pv.shvGet', ['panel_skip_until']));
      const skipUntil = /"value":"?(\d+)/.exec(answer)?.[1];
      if (skipUntil === undefined) throw new Error(`no moment in ${answer}`);
      return Number(skipUntil) * 1_000 <= Date.now();
    });
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
