import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { APIRequestContext } from '@playwright/test';

import { expect, test as base } from '../fixtures.ts';
import type { Account } from './digest.ts';
import { Engine } from './engine.ts';
import { Peer } from './sipp.ts';

export { expect };

interface WorkerFixtures {
  engine: Engine;
  /** What the desk phones of both were given. */
  accounts: { anna: Account; bas: Account };
}

interface TestFixtures {
  /** Every test begins with a panel that is asked, whatever the one before did to it. */
  asked: void;
  /** Anna's desk phone, registered. */
  annasPhone: Peer;
  /** Bas's desk phone, registered. */
  basPhone: Peer;
  /** The way out, and where calls from outside come from. */
  trunk: Peer;
}

export const ENGINE = '127.0.0.10';
export const ANNA = { address: 'sip:2041@pbx.test', direct: '+442079460041' };
export const BAS = { address: 'sip:2044@pbx.test', direct: '+442079460044' };

/** The address under which a trunk calls a public number. */
export const atEngine = (number: string): string => `sip:${number}@${ENGINE}`;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: [
    async ({ panel }, use) => {
      const engine = await Engine.start({
        panel: panel.callControl,
        secret: panel.secret,
        folder: panel.folder,
        ip: ENGINE,
        // The trunk, the media server, and a second way in: one that rings cannot call as well.
        trustedPeers: ['127.0.0.50', '127.0.0.51', '127.0.0.52'],
        md5First: true,
      });
      await use(engine);
      await engine.stop();
    },
    { scope: 'worker' },
  ],
  accounts: [
    async ({ panel }, use) => {
      const anna = panel.device('a.jansen@example.nl', 'Desk of Anna');
      const bas = panel.device('b.devries@example.nl', 'Desk of Bas');
      await use({ anna, bas });
    },
    { scope: 'worker' },
  ],
  asked: [
    async ({ engine }, use) => {
      await engine.asksThePanel();
      await use();
    },
    { auto: true },
  ],
  annasPhone: async ({ engine, panel, accounts }, use) => {
    const phone = peer('127.0.0.31', engine, panel.folder);
    await phone.registers(accounts.anna);
    await use(phone);
    await phone.stop();
  },
  basPhone: async ({ engine, panel, accounts }, use) => {
    const phone = peer('127.0.0.32', engine, panel.folder);
    await phone.registers(accounts.bas);
    await use(phone);
    await phone.stop();
  },
  trunk: async ({ engine, panel }, use) => {
    const trunk = peer('127.0.0.50', engine, panel.folder);
    await use(trunk);
    await trunk.stop();
  },
});

export function peer(ip: string, engine: Engine, folder: string): Peer {
  const logs = join(folder, 'sip');
  mkdirSync(logs, { recursive: true });
  return new Peer(ip, engine.ip, logs);
}

/** A row of `GET /v1/calls`, as far as these tests look at it. */
export interface Call {
  id: string;
  direction: 'incoming' | 'outgoing';
  outcome: string;
  isInternal: boolean;
  party: { name?: string; number?: string; isAnonymous: boolean };
  via: { kind: string; label?: string; number?: string };
  isNew?: boolean;
  talkSeconds?: number;
  startedAt: string;
  endedAt?: string;
}

export async function callsOf(api: APIRequestContext): Promise<Call[]> {
  const response = await api.get('/v1/calls?max=10');
  expect(response.status()).toBe(200);
  return ((await response.json()) as { calls: Call[] }).calls;
}

/** Waits until the user's newest call, placed after `since`, is over; gives it. */
export async function overSince(api: APIRequestContext, since: Date): Promise<Call> {
  const newest = async (): Promise<Call | undefined> =>
    (await callsOf(api)).find(({ startedAt }) => Date.parse(startedAt) >= since.getTime());
  await expect.poll(async () => (await newest())?.endedAt, { message: 'the call is over' }).toBeTruthy();
  const call = await newest();
  if (!call) throw new Error('the call is gone again');
  return call;
}
