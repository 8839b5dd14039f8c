import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Panel } from '../../panel.ts';
import { Engine } from '../../sip/engine.ts';
import { Line } from '../../sip/line.ts';
import {
  CALLER,
  ENGINE,
  expect,
  from,
  GREETING,
  MEDIA,
  overSince,
  SPEAKER,
  test as house,
} from '../../sip/mailbox.ts';
import { MediaServer } from '../../sip/media-server.ts';
import { until } from '../../sip/processes.ts';
import type { Peer } from '../../sip/sipp.ts';
import { BEEP } from '../../sip/sound.ts';

const FIRST = MEDIA.slice(0, MEDIA.indexOf(':'));
const SECOND = '127.0.0.53';
const RECORDINGS = '/v1/call-control/recordings';
const AT_ONCE = { sendAllCalls: { enabled: true } };

/** The house with two media servers; the first has a line to the panel that can lose an answer. */
const test = house.extend<object, { line: Line; second: MediaServer }>({
  panel: [
    async ({}, use) => {
      const panel = await Panel.prepare({ media: `${MEDIA},${SECOND}:5060` });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  line: [
    async ({ panel }, use) => {
      const line = await Line.to(panel.callControl);
      await use(line);
      line.close();
    },
    { scope: 'worker' },
  ],
  callControl: [async ({ line }, use) => use(line.address), { scope: 'worker' }],
  engine: [
    async ({ panel }, use) => {
      const engine = await Engine.start({
        panel: panel.callControl,
        secret: panel.secret,
        folder: panel.folder,
        ip: ENGINE,
        trustedPeers: ['127.0.0.50', '127.0.0.52', FIRST, SECOND],
        mediaServers: [FIRST, SECOND],
        md5First: true,
      });
      await use(engine);
      await engine.stop();
    },
    { scope: 'worker' },
  ],
  second: [
    async ({ panel, engine }, use) => {
      const second = await MediaServer.start({
        panel: panel.callControl,
        secret: panel.secret,
        folder: join(panel.folder, 'second'),
        ip: SECOND,
        engine: engine.ip,
      });
      await use(second);
      await second.stop();
    },
    { scope: 'worker' },
  ],
});

// Servers are stopped and started, and messages come later than usual.
test.describe.configure({ timeout: 120_000 });

/** Somebody outside leaves a message of two seconds, and ends it with a key. */
async function leavesMessage(outside: Peer): Promise<void> {
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(GREETING);
  await voice.hearsAllOf(BEEP);
  voice.says(SPEAKER, 2);
  voice.presses('#');
  await call.succeeds();
}

const isEmpty = (server: MediaServer): Promise<boolean> =>
  until('the agent keeps nothing', () => server.files('outbox') + server.files('spool/recording') === 0, 30);

test('the agent is killed while somebody speaks: what was said comes once', async ({
  anna,
  mailbox,
  server,
  outside,
}) => {
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  const since = new Date();
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(BEEP);
  voice.says(SPEAKER, 3);
  await voice.isDone();
  await server.agentIsKilled();
  server.startAgent();
  await call.succeeds();
  const message = await mailbox.brings();
  expect(message).toMatchObject({ caller: { number: CALLER }, reason: 'all' });
  expect(message.tones.get(SPEAKER)).toBeGreaterThan(2);
  await isEmpty(server);
  expect(await mailbox.came()).toHaveLength(1);
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'voicemail', voiceMessage: message.id });
});

test('the panel is killed while the phone rings: the message comes once when it is back', async ({
  panel,
  anna,
  mailbox,
  server,
  annasPhone,
  outside,
}) => {
  await mailbox.greetsWithTone(1);
  // The agent has to have heard once what is said and played.
  await anna.set('voicemail', AT_ONCE);
  await leavesMessage(outside);
  const before = await mailbox.brings();
  await anna.set('voicemail', {
    sendAllCalls: { enabled: false },
    sendUnansweredCalls: { enabled: true, numberOfRings: 2 },
  });

  const since = new Date();
  const desk = await annasPhone.rings();
  const left = leavesMessage(outside);
  await desk.sees('INVITE');
  await panel.dies();
  try {
    await Promise.all([left, desk.succeeds()]);
    // Sound, and what is known of it.
    await until('the message waits', () => server.files('outbox') === 2);
    await server.agentIsKilled();
    server.startAgent();
  } finally {
    await panel.start();
  }
  await isEmpty(server);
  const [message, ...others] = await mailbox.came();
  expect(others.map(({ id }) => id)).toEqual([before.id]);
  expect(message).toMatchObject({ caller: { number: CALLER }, reason: 'noAnswer' });
  // Nobody could say which call it was, but both name it alike.
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ outcome: 'voicemail', voiceMessage: message?.id });
});

test('the panel has no room for sounds: the message waits, and comes once when it has', async ({
  panel,
  anna,
  mailbox,
  server,
  outside,
}) => {
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  // What callers hear is put there when it is first wanted.
  await leavesMessage(outside);
  const before = await mailbox.brings();
  const [sounds, away] = [join(panel.folder, 'sounds'), join(panel.folder, 'sounds away')];
  renameSync(sounds, away);
  writeFileSync(sounds, 'where a folder should be');
  try {
    await leavesMessage(outside);
    await until('the panel does not take it', () => server.hasLogged('a recording was not taken'));
    expect((await mailbox.came()).map(({ id }) => id)).toEqual([before.id]);
    expect(server.files('outbox')).toBe(2);
    await server.agentIsKilled();
    server.startAgent();
  } finally {
    rmSync(sounds);
    renameSync(away, sounds);
  }
  await isEmpty(server);
  expect(await mailbox.came()).toHaveLength(2);
  expect((await mailbox.brings()).tones.get(SPEAKER)).toBeCloseTo(2, 0);
});

test('the panel took a message and nobody heard that it did: sent again, it is there once', async ({
  line,
  anna,
  mailbox,
  server,
  outside,
}) => {
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  line.losesNextAnswer(RECORDINGS);
  const since = new Date();
  await leavesMessage(outside);
  const message = await mailbox.brings();
  await isEmpty(server);
  // Made the first time, known the second.
  expect(line.answered(RECORDINGS)).toEqual([201, 200]);
  expect(await mailbox.came()).toHaveLength(1);
  expect(message.tones.get(SPEAKER)).toBeCloseTo(2, 0);
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'voicemail', voiceMessage: message.id });
});

test('without its agent, and without itself, another media server answers', async ({
  anna,
  mailbox,
  server,
  second,
  outside,
}) => {
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  const stops = [() => server.agentIsKilled(), () => server.asteriskStops()];
  for (const [i, stop] of stops.entries()) {
    await stop();
    await leavesMessage(outside);
    await until('the message has come', async () => (await mailbox.came()).length === i + 1);
  }
  await isEmpty(second);
  server.startAgent();
  server.startAsterisk();
  await server.isReady();
});

test('without any media server the call is missed, until one is back', async ({
  anna,
  mailbox,
  server,
  second,
  outside,
}) => {
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  await Promise.all([server.asteriskStops(), second.asteriskStops()]);
  let since = new Date();
  await outside.isRefused(from(CALLER), 480).succeeds();
  expect((await overSince(anna.api, since)).outcome).toBe('missed');

  server.startAsterisk();
  second.startAsterisk();
  await Promise.all([server.isReady(), second.isReady()]);
  since = new Date();
  await leavesMessage(outside);
  const message = await mailbox.brings();
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'voicemail', voiceMessage: message.id });
});
