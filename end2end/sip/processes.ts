import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';

/** A program that runs beside the tests and never outlives them. */
export class Program {
  private static readonly running = new Set<ChildProcess>();
  /** Exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(command: string, args: string[], options: { log: string; env?: NodeJS.ProcessEnv }) {
    const log = openSync(options.log, 'a');
    this.child = spawn(command, args, {
      stdio: ['ignore', log, log],
      env: options.env ?? process.env,
    });
    closeSync(log);
    Program.running.add(this.child);
    this.exited = new Promise((resolve, reject) => {
      this.child.once('error', (error) => {
        Program.running.delete(this.child);
        reject(error);
      });
      this.child.once('exit', (code) => {
        Program.running.delete(this.child);
        resolve(code);
      });
    });
    // A program nobody waits for may fail to start; whoever waits still sees it.
    this.exited.catch(() => undefined);
  }

  get isRunning(): boolean {
    return Program.running.has(this.child);
  }

  signal(name: NodeJS.Signals): void {
    if (this.isRunning) this.child.kill(name);
  }

  async stop(): Promise<void> {
    // A stopped process takes no signal but these two.
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    const giveUp = setTimeout(() => this.signal('SIGKILL'), 8_000);
    await this.exited;
    clearTimeout(giveUp);
  }

  static killAll(): void {
    for (const child of Program.running) child.kill('SIGKILL');
  }
}

process.once('exit', () => Program.killAll());

/** Waits until `condition` gives something, and says what was waited for when it never does. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 15,
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const given = new Set<number>();

/** A TCP port of 127.0.0.1 that nobody uses at this moment, another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await anyPort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
