import { expect } from '@playwright/test';

import type { Meta, Recording } from './media-desk.ts';
import { MediaServer } from './media-server.ts';
import { until } from './processes.ts';
import { judge } from './sound.ts';
import { ADDRESS, BAS, ring, step, test as theatre } from './theatre.ts';

export { expect };

/** The theatre with a real media server, which the scripted panel tells what to do. */
export const test = theatre.extend<object, { server: MediaServer }>({
  server: [
    async ({ theatre }, use) => {
      const server = await MediaServer.start({
        panel: `127.0.0.1:${theatre.panel.port}`,
        secret: 's3cret-of-16-or-more',
        folder: theatre.folder,
        ip: '127.0.0.53',
        engine: ADDRESS,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** The panel's id of a call. */
export const CALL = '0193a1b2-0000-7000-8000-000000000001';
/** What a greeting, a prompt, a refusal and the people sound like. */
export const [CALLER, GREETING, ANSWERER, PROMPT, REFUSAL] = [440, 600, 700, 800, 900];
/** One second to ring, then this. */
export const unless = (...rest: Record<string, unknown>[]) =>
  Object.assign({ ...ring({ ...step(BAS), ring_seconds: 1 }) }, ...rest) as Record<string, unknown>;
/** A mailbox as a plan has it. */
export const mailbox = (server: MediaServer, cause: number, reason: string) => ({
  ...ring({
    targets: [server.address('vm-2044', `;cause=${cause}`)],
    ring_seconds: 3,
    diversion: { uri: BAS, reason },
  }),
});

/** Waits until the panel has one recording, and gives it. */
export function recorded(recordings: Recording[], seconds = 15): Promise<Recording> {
  return until('a recording is handed over', () => recordings[0], seconds);
}

/** What every message of these tests has in common. */
export function expectMessage({ meta, audio }: Recording, expected: Partial<Meta>): Map<number, number> {
  const { seconds, tones } = judge(audio);
  expect(meta).toMatchObject({ version: 1, kind: 'message', mailbox: '2044', call: CALL, ...expected });
  expect(meta.seconds).toBeCloseTo(seconds, 1);
  expect(Math.abs(meta.started * 1_000 - Date.now())).toBeLessThan(90_000);
  return tones;
}
