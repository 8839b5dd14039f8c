import { until } from '../../sip/processes.ts';
import {
  ANSWERER,
  CALL,
  CALLER,
  expect,
  GREETING,
  mailbox,
  PROMPT,
  REFUSAL,
  test,
} from '../../sip/studio.ts';
import { ANNA_CALLS, BAS, reject, ring, step } from '../../sip/theatre.ts';

const NUMBER = '+447700900123';
const OUTSIDE = `sip:${NUMBER}@127.0.0.50`;
const connect = (sound: string, more = {}) => ({
  action: 'connect',
  target: `${OUTSIDE}:5060`,
  ring_seconds: 12,
  headers: { 'X-Panel-Call': CALL },
  confirm: { sound, repeat: 2, wait_seconds: 1, ...more },
});

test('1 connects whom the prompt asked, and the desk phone stops', async ({ stage, server }) => {
  const { panel, anna, bas, trunk } = stage;
  panel.media.scripts.set('confirm-1', connect(panel.media.sound(PROMPT, 1)));
  panel.plan = ring(step(BAS, server.address('confirm-1')));
  panel.plans.set(OUTSIDE, ring(step(`${OUTSIDE}:5060`)));
  const mobile = await trunk.speaks();
  const [desk, answers] = [await bas.rings(), await trunk.talks(300)];
  const voice = await anna.speaks();
  const call = anna.calls(ANNA_CALLS(BAS), 4_000);
  await mobile.hears(PROMPT);
  mobile.presses('1');
  await desk.sees('CANCEL');
  voice.says(CALLER, 2);
  mobile.says(ANSWERER, 2);
  await mobile.hears(CALLER);
  await voice.hears(ANSWERER);
  await Promise.all([call.succeeds(), desk.succeeds(), answers.succeeds()]);
  // Nobody but the one asked hears the prompt.
  expect(voice.heard().some(({ hertz }) => hertz === PROMPT)).toBe(false);
  const answered = await until('somebody has answered', () =>
    panel.events.find(({ event, to }) => event === 'answered' && to === BAS),
  );
  expect(answered.target).toBe(server.address('confirm-1'));
  // The panel is asked about the leg as a part of the call, and told of it by the call alone.
  const leg = panel.questions.find(({ to }) => to.uri === OUTSIDE);
  expect(leg).toMatchObject({ panel_call: CALL, from: { origin: 'media', asserted: 'sip:2041@pbx.test' } });
  expect(panel.events.filter(({ to }) => to === OUTSIDE)).toEqual([]);
  expect((await answers.sees('INVITE')).headers.has('x-panel-call')).toBe(false);
});

test('any digit counts where no certain one is asked for', async ({ stage, server }) => {
  const { panel, anna, trunk } = stage;
  panel.media.scripts.set('confirm-1', connect(panel.media.sound(PROMPT, 1)));
  panel.plan = ring(step(server.address('confirm-1')));
  panel.plans.set(OUTSIDE, ring(step(`${OUTSIDE}:5060`)));
  const mobile = await trunk.speaks();
  const answers = await trunk.talks(300);
  const call = anna.calls(ANNA_CALLS(BAS), 500);
  await mobile.hears(PROMPT);
  mobile.presses('7');
  await Promise.all([call.succeeds(), answers.succeeds()]);
});

test('without a key the number is given up after the second prompt, and the desk rings on', async ({
  stage,
  server,
}) => {
  const { panel, anna, bas, trunk } = stage;
  panel.media.scripts.set('confirm-1', connect(panel.media.sound(PROMPT, 0.5)));
  panel.plan = ring({ ...step(BAS, server.address('confirm-1')), ring_seconds: 25 });
  panel.plans.set(OUTSIDE, ring(step(`${OUTSIDE}:5060`)));
  const mobile = await trunk.speaks();
  const [desk, answers] = [await bas.talks(9_000), await trunk.talks(300)];
  const call = anna.calls(ANNA_CALLS(BAS), 500);
  await answers.succeeds();
  expect(mobile.heard().filter(({ hertz }) => hertz === PROMPT)).toHaveLength(2);
  // It was given up before anybody had answered.
  expect(call.messages().some(({ start }) => start.startsWith('SIP/2.0 200'))).toBe(false);
  await Promise.all([call.succeeds(), desk.succeeds()]);
});

test('the desk phone answers first: the number is rung no longer', async ({ stage, server }) => {
  const { panel, anna, bas, trunk } = stage;
  panel.media.scripts.set('confirm-1', connect(panel.media.sound(PROMPT, 1)));
  panel.plan = ring(step(BAS, server.address('confirm-1')));
  panel.plans.set(OUTSIDE, ring(step(`${OUTSIDE}:5060`)));
  const [desk, mobile] = [await bas.talks(5_000), await trunk.rings()];
  const call = anna.calls(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), desk.succeeds(), mobile.succeeds()]);
});

test('a refusal is said before it comes, without an answer', async ({ stage, server }) => {
  const { panel, anna } = stage;
  const sound = panel.media.sound(REFUSAL, 1.5);
  panel.media.scripts.set('say-anonymous', { action: 'announce', sound, cause: 21 });
  const refusal = reject(433, 'Anonymity Disallowed');
  panel.plan = {
    ...ring(step(server.address('say-anonymous', ';code=433'))),
    on_busy: refusal,
    on_no_answer: refusal,
  };
  const voice = await anna.speaks();
  const call = anna.isRefused(ANNA_CALLS(BAS), 433);
  await call.succeeds();
  expect(voice.heard().map(({ hertz }) => hertz)).toEqual([REFUSAL]);
  expect(voice.heard()[0]?.seconds).toBeGreaterThan(1.3);
});

test('click to call rings the own phone, then the number, and joins both', async ({ stage, server }) => {
  const { panel, bas, trunk } = stage;
  panel.plan = ring(step(BAS));
  panel.plans.set(OUTSIDE, ring(step(`${OUTSIDE}:5060`)));
  const [own, other] = [await bas.speaks(), await trunk.speaks()];
  const [desk, answers] = [await bas.hangsUp(4_000), await trunk.talks(300)];
  const refused = await server.places(BAS, `${OUTSIDE}:5060`, '+442079460000', 'somebody else');
  expect(refused.status).toBe(401);
  const placed = await server.places(BAS, `${OUTSIDE}:5060`, '+442079460000');
  expect(placed.status).toBe(202);
  await answers.sees('ACK');
  own.says(CALLER, 2);
  await other.hears(CALLER);
  await Promise.all([desk.succeeds(), answers.succeeds()]);
  expect((await answers.sees('INVITE')).headers.get('from')?.[0]).toContain('+442079460000');
});

test('without its agent, and without itself, the next media server answers', async ({ stage, server }) => {
  const { panel, anna, bas } = stage;
  panel.media.scripts.set('vm-2044', {
    action: 'deposit',
    mailbox: '2044',
    greeting: panel.media.sound(GREETING, 1),
  });
  const first = mailbox(server, 408, 'no-answer');
  // Bas's phone plays the second one.
  const plan = { ...first, steps: [...first.steps, step(BAS)] };
  panel.plan = plan;
  await server.agentIsKilled();
  let phone = await bas.talks();
  await anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  await server.asteriskStops();
  phone = await bas.talks();
  await anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  server.startAgent();
  server.startAsterisk();
  await server.isReady();
});
