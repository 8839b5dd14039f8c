import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { type APIRequestContext, request } from '@playwright/test';

import { type Mail, readMail } from './mail.ts';
import { recording } from './recording.ts';
import type { Account } from './sip/digest.ts';
import { freePort, Program, until } from './sip/processes.ts';

export const PROGRAM = resolve(
  process.env['BELROUTE_BIN'] ?? join(import.meta.dirname, '../target/debug/belroute'),
);
/** The browser app as it was built. */
export const ASSETS = resolve(process.env['BELROUTE_ASSETS_DIR'] ?? join(import.meta.dirname, '../dist'));

/** Everybody in the demo organisation has it. */
export const PASSWORD = 'Belroute-demo-1';
/** Who was there first in an organisation that is not the demo. */
export const ADMINISTRATOR = { email: 'ada@noordkade.test', password: 'Zeven-tulpen-9' };

/** What a server is told beside what is the same for all. */
interface Setting {
  /** Folder of the browser app: as it was built, unless told otherwise. */
  assets?: string;
  /** Where mail goes: into a folder, unless told otherwise. */
  mail?: string;
  /** Host and port of the media server: there is none, unless told otherwise. */
  media?: string;
  /** Where its agent places calls: nowhere, unless told otherwise. */
  agent?: string;
  /** Address of an empty PostgreSQL database; without one it is SQLite. */
  database?: string | undefined;
}

/** The server as it is shipped, with a database of its own. */
export class Panel {
  /** Databases, logs, and whatever a test wants to keep beside them. */
  readonly folder = mkdtempSync(join(tmpdir(), 'belroute-panel-'));
  /** Shared with the engine. */
  readonly secret = randomBytes(16).toString('hex');
  private readonly contexts = new Map<string, APIRequestContext>();
  private program: Program | undefined;

  private constructor(
    private readonly port: number,
    private readonly callControlPort: number,
    private readonly setting: Setting,
  ) {}

  /** With the demo organisation. */
  static async prepare(setting: Setting = {}): Promise<Panel> {
    const panel = await Panel.make(setting);
    panel.command('demo');
    await panel.start();
    return panel;
  }

  /** With an organisation that has nobody but its administrator, and wants a second factor. */
  static async found(setting: Setting = {}): Promise<Panel> {
    const panel = await Panel.make(setting);
    const { email, password } = ADMINISTRATOR;
    const name = ['--name', 'Noordkade', '--sip-domain', 'noordkade.test'];
    const administrator = ['--email', email, '--first-name', 'Ada', '--last-name', 'Baas', '--extension', '100'];
    panel.run(['organisation', 'create', ...name, ...administrator], password);
    await panel.start();
    return panel;
  }

  private static async make(setting: Setting): Promise<Panel> {
    if (!existsSync(PROGRAM)) throw new Error(`there is no server to test: ${PROGRAM}`);
    const panel = new Panel(await freePort(), await freePort(), setting);
    mkdirSync(panel.mailFolder);
    return panel;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  private get mailFolder(): string {
    return join(this.folder, 'mail');
  }

  /** Waits for the newest mail to an address in which something stands; gives what was found. */
  async mailed(address: string, pattern: RegExp, unlike = ''): Promise<string> {
    let found: string | undefined;
    await until(`a mail to ${address} with ${pattern}`, async () => {
      const mails = readdirSync(this.mailFolder)
        .filter((name) => name.endsWith('.eml'))
        .map((name): Mail => readMail(readFileSync(join(this.mailFolder, name), 'utf8')))
        .filter(({ to }) => to.includes(address));
      const matches = mails.map(({ text }) => pattern.exec(text)?.[0]);
      found = matches.find((match) => match !== undefined && match !== unlike);
      return found !== undefined;
    });
    return found ?? '';
  }

  /** Host and port of the engine's listener. */
  get callControl(): string {
    return `127.0.0.1:${this.callControlPort}`;
  }

  /** Runs a command of the server; gives what it prints. */
  command(...args: string[]): string {
    return this.run(args, '');
  }

  /** The people of the demo organisation may sign in at an identity provider of theirs. */
  setProvider({ issuer, clientId, secret }: { issuer: string; clientId: string; secret: string }): void {
    const where = ['--organisation', 'pbx.test', '--email-domain', 'example.nl'];
    this.run(['organisation', 'set-provider', ...where, '--issuer', issuer, '--client-id', clientId], secret);
  }

  private run(args: string[], input: string): string {
    const env = this.environment();
    return execFileSync(PROGRAM, args, { env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  }

  async start(): Promise<void> {
    this.program = new Program(PROGRAM, ['serve'], {
      log: join(this.folder, 'panel.log'),
      env: this.environment(),
    });
    const listeners = [this.url, `http://${this.callControl}`];
    await until('the panel is ready', async () => {
      if (!this.program?.isRunning) throw new Error(`the panel ended: see ${this.folder}/panel.log`);
      const healthy = (url: string) => fetch(`${url}/healthz`).then(({ ok }) => ok, () => false);
      return (await Promise.all(listeners.map(healthy))).every(Boolean);
    });
  }

  async stop(): Promise<void> {
    await this.program?.stop();
    this.program = undefined;
  }

  /** Ends it as a power cut does. */
  async dies(): Promise<void> {
    this.program?.signal('SIGKILL');
    await this.program?.exited;
  }

  /** Ends it as a power cut does, and starts it anew. */
  async isKilled(): Promise<void> {
    await this.dies();
    await this.start();
  }

  /** Is started anew with another way out for its mail. */
  async mailsThrough(mail: string): Promise<void> {
    await this.stop();
    this.setting.mail = mail;
    await this.start();
  }

  /** Mails that have not gone out and are not given up. */
  waitingMails(): number {
    return Number(this.ask('select count(*) from mail where sealed_message is not null'));
  }

  /** Freezes the panel: it takes connections and never answers. */
  freeze(): void {
    this.program?.signal('SIGSTOP');
  }

  thaw(): void {
    this.program?.signal('SIGCONT');
  }

  /** The API as a script of this user sees it; without a user, as a stranger does. */
  async api(user?: string): Promise<APIRequestContext> {
    const known = this.contexts.get(user ?? '');
    if (known) return known;
    const headers: Record<string, string> = user ? { authorization: `Bearer ${this.token(user)}` } : {};
    const context = await request.newContext({ baseURL: this.url, extraHTTPHeaders: headers });
    this.contexts.set(user ?? '', context);
    return context;
  }

  /** A personal access token. */
  token(user: string): string {
    return this.command('token', 'create', '--user', `${user}@example.nl`).trim();
  }

  /** Makes a device for a user; gives what it has to be told. */
  device(email: string, name: string): Account & { deviceId: string } {
    const told = this.command('device', 'create', '--user', email, '--name', name);
    const fields = new Map(told.trim().split('\n').map((line) => line.split(': ', 2) as [string, string]));
    const field = (key: string): string => {
      const value = fields.get(key);
      if (value === undefined) throw new Error(`no ${key} in ${told}`);
      return value;
    };
    const [address, username, password] = [field('address'), field('username'), field('password')];
    return { address, username, password, deviceId: field('deviceId') };
  }

  /** Posts to the engine's listener as the engine does. */
  engine(path: string, body: unknown, secret = this.secret): Promise<Response> {
    return fetch(`http://${this.callControl}/v1/call-control/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`engine:${secret}`)}`,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Somebody has left a message of so many seconds, and the media server hands it over. */
  async leaveMessage(mailbox: string, number: string, seconds: number, reason = 'no_answer'): Promise<void> {
    const answer = await fetch(`http://${this.callControl}/v1/call-control/recordings`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`engine:${this.secret}`)}` },
      body: recording(mailbox, number, seconds, reason),
    });
    if (answer.status !== 201) throw new Error(`a message was not taken: ${answer.status} ${await answer.text()}`);
  }

  /**
   * Changes the database beside the running panel: what an administrator will do in the company
   * panel, as long as there is none.
   */
  sql(statement: string): void {
    if (Number(this.ask(statement)) < 1) throw new Error(`nothing was changed: ${statement}`);
  }

  /** Asks the database beside the running panel for one number or text. */
  ask(statement: string): string {
    const { database } = this.setting;
    if (database) return execFileSync('psql', [database, '-Atqc', statement], { encoding: 'utf8' }).trim();
    const program = [
      'import sqlite3, sys',
      'with sqlite3.connect(sys.argv[1], timeout=10) as db:',
      '    done = db.execute(sys.argv[2])',
      '    print(done.fetchone()[0] if done.description else done.rowcount)',
    ].join('\n');
    const python = process.env['BELROUTE_PYTHON'] ?? 'python3';
    const args = ['-c', program, join(this.folder, 'belroute.db'), statement];
    return execFileSync(python, args, { encoding: 'utf8' }).trim();
  }

  async close(): Promise<void> {
    await Promise.all([...this.contexts.values()].map((context) => context.dispose()));
    await this.stop();
    if (!process.env['BELROUTE_KEEP']) rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      RUST_LOG: process.env['RUST_LOG'] ?? 'info',
      BELROUTE_LISTEN: `127.0.0.1:${this.port}`,
      BELROUTE_PUBLIC_URL: this.url,
      BELROUTE_DATABASE_URL: this.setting.database ?? `sqlite://${join(this.folder, 'belroute.db')}`,
      BELROUTE_ASSETS_DIR: this.setting.assets ?? ASSETS,
      BELROUTE_CALL_CONTROL_LISTEN: this.callControl,
      BELROUTE_CALL_CONTROL_SECRET: this.secret,
      BELROUTE_ENGINE_RPC_URL: 'http://127.0.0.10:8095/RPC',
      BELROUTE_REGISTRAR: '127.0.0.10:5060',
      BELROUTE_TRUNK: '127.0.0.50:5060',
      ...(this.setting.media ? { BELROUTE_MEDIA_SERVER: this.setting.media } : {}),
      ...(this.setting.agent ? { BELROUTE_MEDIA_AGENT_URL: this.setting.agent } : {}),
      BELROUTE_SECRET_KEY_FILE: join(this.folder, 'secret.key'),
      BELROUTE_SOUNDS_DIR: join(this.folder, 'sounds'),
      BELROUTE_MAIL_URL: this.setting.mail ?? `file:${this.mailFolder}`,
    };
  }
}
