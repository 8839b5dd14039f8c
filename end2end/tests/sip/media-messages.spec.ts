import { until } from '../../sip/processes.ts';
import { BEEP, judge } from '../../sip/sound.ts';
import {
  CALL,
  CALLER,
  ANSWERER,
  expect,
  expectMessage,
  GREETING,
  mailbox,
  PROMPT,
  recorded,
  REFUSAL,
  test,
  unless,
} from '../../sip/studio.ts';
import { ANNA_CALLS, BAS, CARLA, ring, step } from '../../sip/theatre.ts';

const deposit = (greeting: string, more = {}) => ({
  action: 'deposit',
  call: CALL,
  mailbox: '2044',
  greeting,
  ...more,
});

test('nobody answers: the caller hears greeting and beep, and leaves a message', async ({ stage, server }) => {
  const { panel, anna, bas } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 2)));
  panel.plan = unless({ on_no_answer: mailbox(server, 408, 'no-answer') });
  const phone = await bas.rings();
  const voice = await anna.speaks();
  const call = anna.calls(ANNA_CALLS(BAS), 10_000);
  const beep = await voice.hearsAllOf(BEEP);
  expect(voice.heard().find(({ hertz }) => hertz === GREETING)?.seconds).toBeCloseTo(2, 1);
  expect(beep.seconds).toBeCloseTo(0.4, 1);
  voice.says(CALLER, 3);
  await call.succeeds();
  await phone.succeeds();

  const recording = await recorded(panel.media.recordings);
  const tones = expectMessage(recording, {
    reason: 'no_answer',
    ended_by: 'caller',
    from: { uri: 'sip:2041@pbx.test', number: '2041', display: 'Anna Jansen' },
  });
  expect(tones.get(CALLER)).toBeCloseTo(3, 0);
  // Neither greeting nor beep.
  expect([...tones.keys()]).toEqual([CALLER]);
  expect(recording.meta.diversion).toContain(BAS);
  expect(panel.media.questions[0]).toMatchObject({ user: 'vm-2044', cause: 408 });
  // The engine and the media server mean the same call.
  expect(recording.meta.sip_call_id).toBe(panel.questions[0]?.sip_call_id);
  await until('the agent keeps nothing', () => server.files('outbox') === 0);
});

test('the phone is busy, and # ends the message', async ({ stage, server }) => {
  const { panel, anna, bas } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 0.5)));
  panel.plan = unless({ on_busy: mailbox(server, 486, 'user-busy') });
  const phone = await bas.refuses(486);
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 2);
  voice.presses('#');
  await Promise.all([call.succeeds(), phone.succeeds()]);
  const recording = await recorded(panel.media.recordings);
  const tones = expectMessage(recording, { reason: 'busy', ended_by: 'key' });
  expect(tones.get(CALLER)).toBeCloseTo(2, 0);
  expect(recording.meta.seconds).toBeLessThan(3.5);
});

test('a message is no longer than it may be', async ({ stage, server }) => {
  const { panel, anna } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 0.5), { max_seconds: 3 }));
  panel.plan = mailbox(server, 302, 'unconditional');
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 8);
  await call.succeeds();
  const recording = await recorded(panel.media.recordings);
  expectMessage(recording, { reason: 'all', ended_by: 'limit' });
  // Asterisk counts whole seconds.
  expect(recording.meta.seconds).toBeGreaterThan(2.5);
  expect(recording.meta.seconds).toBeLessThan(4.5);
});

test('0 during the greeting reaches the operator instead', async ({ stage, server }) => {
  const { panel, anna, carla } = stage;
  const script = deposit(panel.media.sound(GREETING, 4), { operator: CARLA });
  panel.media.scripts.set('vm-2044', script);
  panel.plan = mailbox(server, 408, 'no-answer');
  panel.plans.set(CARLA, ring(step(CARLA)));
  const operator = await carla.speaks();
  const phone = await carla.talks(300);
  const voice = await anna.speaks();
  const call = anna.calls(ANNA_CALLS(BAS), 6_000);
  await voice.hears(GREETING);
  voice.presses('0');
  await phone.sees('ACK');
  voice.says(CALLER, 3);
  await operator.hears(CALLER);
  operator.says(ANSWERER, 1);
  await voice.hears(ANSWERER);
  await Promise.all([call.succeeds(), phone.succeeds()]);
  expect(voice.heard().find(({ hertz }) => hertz === GREETING)?.seconds).toBeLessThan(3);
  expect(voice.heard().some(({ hertz }) => hertz === BEEP)).toBe(false);
  expect(panel.media.recordings).toEqual([]);
});

test('whom no operator answers can still leave a message', async ({ stage, server }) => {
  const { panel, anna, carla } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 2), { operator: CARLA }));
  panel.plan = mailbox(server, 408, 'no-answer');
  panel.plans.set(CARLA, ring(step(CARLA)));
  const phone = await carla.refuses(486);
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await voice.hears(GREETING);
  voice.presses('0');
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 2);
  voice.presses('#');
  await Promise.all([call.succeeds(), phone.succeeds()]);
  expectMessage(await recorded(panel.media.recordings), { ended_by: 'key' });
});

test('the panel dies while the phone rings: the message is kept, and handed over once', async ({
  stage,
  server,
}) => {
  const { panel, anna, bas } = stage;
  const script = deposit(panel.media.sound(GREETING, 1));
  panel.media.scripts.set('vm-2044', script);
  panel.plan = mailbox(server, 408, 'no-answer');
  // The agent has to have heard once what is to be said and played.
  const first = await anna.speaks();
  const before = anna.isHungUpOn(ANNA_CALLS(BAS));
  await first.hearsAllOf(BEEP);
  first.says(CALLER, 2);
  first.presses('#');
  await before.succeeds();
  await recorded(panel.media.recordings);
  panel.forget();
  panel.media.scripts.set('vm-2044', script);

  panel.plan = unless({ on_no_answer: mailbox(server, 408, 'no-answer') });
  const phone = await bas.rings();
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await phone.sees('INVITE');
  const port = panel.port;
  await panel.stop();
  await voice.hearsAllOf(GREETING);
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 2);
  voice.presses('#');
  await Promise.all([call.succeeds(), phone.succeeds()]);
  await until('the message waits', () => server.files('outbox') === 2);
  await server.agentIsKilled();
  panel.media.recordingStatus = 503;
  panel.port = port;
  await panel.start();
  server.startAgent();
  await server.isReady();
  expect(panel.media.recordings).toEqual([]);
  panel.media.recordingStatus = 201;
  const recording = await recorded(panel.media.recordings, 30);
  // Who was asked nothing gave no id of the call.
  expectMessage(recording, { reason: 'no_answer', ended_by: 'key', call: null });
  await until('the agent keeps nothing', () => server.files('outbox') === 0);
  expect(panel.media.recordings).toHaveLength(1);
});

test('the agent is killed while somebody speaks: what was said is handed over', async ({ stage, server }) => {
  const { panel, anna } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 0.5)));
  panel.plan = mailbox(server, 408, 'no-answer');
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 3);
  await voice.isDone();
  await server.agentIsKilled();
  server.startAgent();
  await call.succeeds();
  const tones = expectMessage(await recorded(panel.media.recordings), { ended_by: 'lost' });
  expect(tones.get(CALLER)).toBeGreaterThan(2);
  await until('the agent keeps nothing', () => server.files('spool/recording') === 0);
});

test('a greeting is recorded by phone; an answer that got lost brings it twice under one id', async ({
  stage,
  server,
}) => {
  const { panel, anna } = stage;
  panel.media.scripts.set('rec-2041', {
    ...deposit(panel.media.sound(PROMPT, 1)),
    mailbox: '2041',
    kind: 'greeting',
    greeting_for: 'busy',
  });
  panel.plan = ring(step(server.address('rec-2041')));
  panel.media.recordingStatus = 0;
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS('sip:*90@pbx.test'));
  await voice.hears(PROMPT);
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 2);
  voice.presses('#');
  await call.succeeds();
  await recorded(panel.media.recordings);
  panel.media.recordingStatus = 201;
  await until('the agent keeps nothing', () => server.files('outbox') === 0);
  const sent = panel.media.recordings;
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(sent.map(({ meta }) => meta.id)).size).toBe(1);
  expect(sent[0]?.meta).toMatchObject({ kind: 'greeting', greeting_for: 'busy', mailbox: '2041' });
  expect(judge(sent[0]?.audio ?? Buffer.alloc(0)).tones.get(CALLER)).toBeCloseTo(2, 0);
});

test('what the panel will never take is kept aside', async ({ stage, server }) => {
  const { panel, anna } = stage;
  panel.media.scripts.set('vm-2044', deposit(panel.media.sound(GREETING, 0.5)));
  panel.plan = mailbox(server, 408, 'no-answer');
  panel.media.recordingStatus = 404;
  const voice = await anna.speaks();
  const call = anna.isHungUpOn(ANNA_CALLS(BAS));
  await voice.hearsAllOf(BEEP);
  voice.says(CALLER, 2);
  voice.presses('#');
  await call.succeeds();
  await until('it is put aside', () => server.files('refused') === 2);
  expect(server.files('outbox')).toBe(0);
});

test('a mailbox that takes no message says why to the end, longer than it may ring', async ({ stage, server }) => {
  const { panel, anna } = stage;
  const sound = panel.media.sound(REFUSAL, 4.5);
  panel.media.scripts.set('vm-2044', { action: 'announce', sound, cause: 19 });
  panel.plan = mailbox(server, 408, 'no-answer');
  const voice = await anna.speaks();
  await anna.isRefused(ANNA_CALLS(BAS), 480).succeeds();
  expect(voice.heard()[0]?.hertz).toBe(REFUSAL);
  expect(voice.heard()[0]?.seconds).toBeGreaterThan(4);
});
