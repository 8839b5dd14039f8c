import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from '@playwright/test';

import { Crowd } from './crowd.ts';
import { inventAccount } from './digest.ts';
import { Engine } from './engine.ts';
import { until } from './processes.ts';
import { ScriptedPanel } from './scripted-panel.ts';
import { Peer } from './sipp.ts';

/** The engine and its peers, with a panel that says what the test wants. */
interface Stage {
  /** Logs, and whatever a test wants to keep beside them. */
  folder: string;
  panel: ScriptedPanel;
  engine: Engine;
  anna: Peer;
  bas: Peer;
  carla: Peer;
  trunk: Peer;
  /** Trusted, as the trunk is. */
  mediaServer: Peer;
  /** Has no credentials. */
  visitor: Peer;
  /** Outside numbers. */
  crowd: Crowd;
}

export { expect };

export const ADDRESS = '127.0.1.10';
export const ANNA = 'sip:2041@pbx.test';
export const BAS = 'sip:2044@pbx.test';
export const CARLA = 'sip:2045@pbx.test';
export const PHONES = { anna: inventAccount(ANNA), bas: inventAccount(BAS), carla: inventAccount(CARLA) };
export const ANNA_CALLS = (to: string) => ({ from: `"Anna Jansen" <${ANNA}>`, to });
export const step = (...targets: unknown[]) => ({ targets, ring_seconds: 10 });
export const ring = (...steps: unknown[]) => ({ action: 'ring', steps });
export const reject = (code: number, reason = 'Not Now') => ({ action: 'reject', code, reason });

export const test = base.extend<{ stage: Stage }, { theatre: Stage }>({
  theatre: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'belroute-engine-'));
      const panel = await new ScriptedPanel().start();
      panel.accounts.push(...Object.values(PHONES));
      const engine = await Engine.start({
        panel: `127.0.0.1:${panel.port}`,
        secret: 's3cret',
        folder,
        ip: ADDRESS,
        md5First: true,
        trustedPeers: ['127.0.0.50', '127.0.0.51', '127.0.0.53'],
        mediaServers: ['127.0.0.53'],
        // Each call begins with a question about its caller, which the other tests seldom see.
        numbers: { CREDENTIALS_SECONDS: 0 },
      });
      const peer = (ip: string) => new Peer(ip, ADDRESS, folder);
      const stage = {
        folder,
        panel,
        engine,
        anna: peer('127.0.0.31'),
        bas: peer('127.0.0.32'),
        carla: peer('127.0.0.33'),
        trunk: peer('127.0.0.50'),
        mediaServer: peer('127.0.0.51'),
        visitor: peer('127.0.0.36'),
        crowd: await Crowd.at('127.0.0.60'),
      };
      await stage.anna.registers(PHONES.anna);
      await stage.bas.registers(PHONES.bas);
      await stage.carla.registers(PHONES.carla);
      // What is told of them late would be taken for a part of the first test.
      await until('the panel knows the phones', () => panel.events.length >= 3);
      await use(stage);
      stage.crowd.close();
      await engine.stop();
      await panel.stop();
      if (!process.env['BELROUTE_KEEP']) rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', auto: true },
  ],
  stage: async ({ theatre }, use) => {
    const { panel, crowd, anna, bas, carla, trunk, mediaServer, visitor } = theatre;
    panel.forget();
    crowd.forget();
    await use(theatre);
    await Promise.all([anna, bas, carla, trunk, mediaServer, visitor].map((peer) => peer.stop()));
  },
});
