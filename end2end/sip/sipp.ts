import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type Account, domainOf } from './digest.ts';
import { Program, until } from './processes.ts';
import { Voice } from './voice.ts';

const SCENARIOS = resolve(import.meta.dirname, 'scenarios');

/** One SIP message as sipp saw it. */
export interface Message {
  at: Date;
  direction: 'sent' | 'received';
  /** Request or status line. */
  start: string;
  headers: Map<string, string[]>;
}

/** Reads what sipp wrote with -trace_msg. */
export function readMessages(log: string): Message[] {
  // A line of dashes with the moment, one line that tells the direction, then the message.
  const parts = log.split(/^-{20,} (\d{4}-\d\d-\d\d[\sT][\d:.]+)\s*$/m).slice(1);
  const messages: Message[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [, how = '', text = ''] = /^\s*(.*)\r?\n\r?\n([\s\S]*)$/.exec(parts[i + 1] ?? '') ?? [];
    const [head = ''] = text.split(/\r?\n\r?\n/);
    const [start = '', ...lines] = head.trim().split(/\r?\n/);
    const headers = new Map<string, string[]>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).trim().toLowerCase();
      headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
    }
    messages.push({
      at: new Date((parts[i] ?? '').replace(' ', 'T') + 'Z'),
      direction: /received/i.test(how) ? 'received' : 'sent',
      start,
      headers,
    });
  }
  return messages;
}

/** One run of a scenario. */
export class Run {
  constructor(
    private readonly what: string,
    private readonly program: Program,
    private readonly log: string,
    private readonly output: string,
  ) {}

  /** Waits for the end; fails unless everything went as the scenario says. */
  async succeeds(): Promise<void> {
    const code = await this.program.exited;
    if (code !== 0) {
      const messages = this.messages().map(({ direction, start }) => `${direction} ${start}`);
      throw new Error(
        `${this.what}: sipp ended with ${code}\n${messages.join('\n')}\nsee ${this.output}`,
      );
    }
  }

  messages(): Message[] {
    return existsSync(this.log) ? readMessages(readFileSync(this.log, 'utf8')) : [];
  }

  /** Waits for a message whose first line begins so. */
  sees(start: string, direction: Message['direction'] = 'received'): Promise<Message> {
    return until(`${this.what} ${direction} ${start}`, () =>
      this.messages().find(
        (message) => message.direction === direction && message.start.startsWith(start),
      ),
    );
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}

export interface Caller {
  /** The whole of the address that calls, such as `"Anna" <sip:2041@pbx.test>`. */
  from: string;
  /** The address that is called. */
  to: string;
  /** Further header lines. */
  headers?: string[];
  /** What the caller proves himself with; without one, what he has registered with, if anything. */
  account?: Account;
}

/** What a phone says of itself. */
export interface Answerer {
  /** The name in its Contact, with what sets it apart from the address. */
  name?: string;
  /** Further header lines. */
  headers?: string[];
}

/** Seconds after which a scenario is given up. */
const PATIENCE = 40;

/**
 * A phone is told of messages at any moment, which is a call of its own to sipp: it is answered, and
 * the run is over after the other one.
 */
const lit = (): Record<string, string> => {
  const [light, over] = ['light', 'over'].map((part) =>
    readFileSync(join(SCENARIOS, `${part}.part.xml`), 'utf8').trim(),
  );
  return { LIGHT: light ?? '', OVER: over ?? '' };
};

const said = ({ name = '', headers = [] }: Answerer): Record<string, string> => ({
  NAME: name,
  HEADERS: headers.map((line) => `\n${line}`).join(''),
});

/** Something that speaks SIP at a loopback address of its own. */
export class Peer {
  private static count = 0;
  private readonly runs: Run[] = [];
  /** Where its sound goes to and comes from; without one it has none. */
  private voice: Voice | undefined;
  /** Since it has registered, it calls as this user. */
  private account: Account | undefined;

  constructor(
    readonly ip: string,
    private readonly engine: string,
    private readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** From now on its calls have sound. */
  async speaks(): Promise<Voice> {
    this.voice?.close();
    return (this.voice = await Voice.at(this.ip));
  }

  /** Registers this address for a user. */
  async registers(account: Account, seconds = 3600): Promise<void> {
    await this.registering(account, 200, seconds).succeeds();
    this.callsAs(account);
  }

  /** Is no longer registered; calls as before. */
  async leaves(account: Account): Promise<void> {
    await this.registers(account, 0);
  }

  /** Calls as this user from now on, without being reachable. */
  callsAs(account: Account): void {
    this.account = account;
  }

  /** Registers, and expects to be refused with this status after it has answered a challenge. */
  isNotRegistered(account: Account, code: number): Run {
    return this.registering(account, code, 3600);
  }

  /** The address under which the engine reaches a user registered here. */
  contact(user: string): string {
    return `sip:${user}@${this.ip}:5060`;
  }

  /** Answers after a while and waits for the caller to hang up. */
  talks(ringMs = 200, who: Answerer = {}): Promise<Run> {
    return this.waiting('phone_talks', { RING: ringMs, ...said(who) });
  }

  /** Answers after a while, talks, and hangs up itself. */
  hangsUp(talkMs: number, ringMs = 200): Promise<Run> {
    return this.waiting('phone_hangs_up', { RING: ringMs, TALK: talkMs });
  }

  /** Answers, is put on hold, puts the caller on hold, and waits for him to hang up. */
  holds(ringMs = 200, who: Answerer = {}): Promise<Run> {
    return this.waiting('phone_holds', { RING: ringMs, ...said(who) });
  }

  /** Rings until the call is taken back. */
  rings(): Promise<Run> {
    return this.waiting('phone_rings', {});
  }

  /** Refuses at once. */
  refuses(code: number): Promise<Run> {
    return this.waiting('phone_refuses', { CODE: code });
  }

  /** Rings, then refuses. */
  declines(code: number, ringMs = 300): Promise<Run> {
    return this.waiting('phone_declines', { CODE: code, RING: ringMs });
  }

  /** Calls, talks, hangs up. */
  calls(caller: Caller, talkMs = 300): Run {
    return this.calling('caller_talks', { ...this.dressed(caller), TALK: talkMs });
  }

  /** Calls, puts the other side on hold, is put on hold by it, hangs up. */
  callsAndHolds(caller: Caller): Run {
    return this.calling('caller_holds', this.dressed(caller));
  }

  /** Calls, and the other side hangs up, within so many seconds. */
  isHungUpOn(caller: Caller, seconds = PATIENCE): Run {
    return this.calling('caller_is_hung_up_on', this.dressed(caller), seconds);
  }

  /** Calls, and hangs up while it rings. */
  givesUp(caller: Caller, waitMs = 500): Run {
    return this.calling('caller_gives_up', { ...this.dressed(caller), WAIT: waitMs });
  }

  /** Calls, and hangs up before anything rings. */
  givesUpEarly(caller: Caller, waitMs: number): Run {
    return this.calling('caller_gives_up_early', { ...this.dressed(caller), WAIT: waitMs });
  }

  /** Calls, and expects to be refused with this status. */
  isRefused(caller: Caller, code: number): Run {
    return this.calling('caller_is_refused', { ...this.dressed(caller), CODE: code });
  }

  /** Ends what still runs here. */
  async stop(): Promise<void> {
    await Promise.all(this.runs.splice(0).map((run) => run.stop()));
    this.voice?.close();
    this.voice = undefined;
  }

  private registering(account: Account, code: number, seconds: number): Run {
    const [, user = ''] = /^sip:([^@]*@)/.exec(account.address) ?? [];
    return this.calling('register', {
      ADDRESS: account.address,
      USER: user,
      DOMAIN: domainOf(account.address),
      USERNAME: account.username,
      PASSWORD: account.password,
      AGENT: 'sipp',
      SECONDS: seconds,
      CODE: code,
    });
  }

  private dressed({ from, to, headers = [], account = this.account }: Caller): Record<string, string> {
    const lines = [...headers];
    if (account) lines.push(`[authentication username=${account.username} password=${account.password}]`);
    return {
      // Before the rest, which stands in it too.
      CHALLENGE: account ? readFileSync(join(SCENARIOS, 'challenge.part.xml'), 'utf8') : '',
      FROM: from,
      TO: to,
      HEADERS: lines.map((line) => `\n${line}`).join(''),
    };
  }

  private async waiting(scenario: string, values: Record<string, string | number>): Promise<Run> {
    const run = this.run(scenario, { ...values, ...lit() }, []);
    await until(`${this.ip} listens`, () => isBound(this.ip, 5060));
    return run;
  }

  private calling(scenario: string, values: Record<string, string | number>, seconds = PATIENCE): Run {
    return this.run(scenario, values, [`${this.engine}:5060`], seconds);
  }

  private run(
    scenario: string,
    values: Record<string, string | number>,
    more: string[],
    seconds = PATIENCE,
  ): Run {
    let text = readFileSync(join(SCENARIOS, `${scenario}.xml`), 'utf8');
    for (const [name, value] of Object.entries(values)) {
      text = text.replaceAll(`@${name}@`, () => String(value));
    }
    if (this.voice) {
      const keys = 'a=rtpmap:101 telephone-event/8000\na=fmtp:101 0-16';
      text = text
        .replace('m=audio [media_port] RTP/AVP 8', `m=audio ${this.voice.port} RTP/AVP 8 101`)
        .replace('a=rtpmap:8 PCMA/8000', `a=rtpmap:8 PCMA/8000\n${keys}`);
    }
    const name = join(this.folder, `${++Peer.count}-${this.ip}-${scenario}`);
    writeFileSync(`${name}.xml`, text);
    const program = new Program(
      'sipp',
      [
        ...['-sf', `${name}.xml`, '-i', this.ip, '-p', '5060', '-nostdin'],
        // A phone that waits says itself when it is done.
        ...('LIGHT' in values ? [] : ['-m', '1']),
        ...['-trace_msg', '-message_file', `${name}.messages`, '-message_overwrite', 'true'],
        ...['-timeout', `${seconds}s`, '-timeout_error', ...more],
      ],
      { log: `${name}.out`, env: { ...process.env, TZ: 'UTC', TERM: 'dumb' } },
    );
    const run = new Run(`${scenario} at ${this.ip}`, program, `${name}.messages`, `${name}.out`);
    this.runs.push(run);
    return run;
  }
}

/** Whether a program has bound this UDP port, by the kernel's own table. */
function isBound(ip: string, port: number): boolean {
  const hex = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, '0');
  const address = ip
    .split('.')
    .reverse()
    .map((part) => hex(Number(part), 2))
    .join('');
  return readFileSync('/proc/net/udp', 'utf8').includes(` ${address}:${hex(port, 4)} `);
}
