import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from '@playwright/test';

import { inventAccount } from '../../sip/digest.ts';
import { Engine } from '../../sip/engine.ts';
import { ScriptedPanel } from '../../sip/scripted-panel.ts';
import { Peer } from '../../sip/sipp.ts';

/** The engine and its peers, with a panel that says what the test wants. */
interface Stage {
  panel: ScriptedPanel;
  engine: Engine;
  anna: Peer;
  bas: Peer;
  carla: Peer;
  trunk: Peer;
  /** Has no credentials. */
  visitor: Peer;
}

const ADDRESS = '127.0.1.10';
const ANNA = 'sip:2041@pbx.test';
const BAS = 'sip:2044@pbx.test';
const CARLA = 'sip:2045@pbx.test';
const PHONES = { anna: inventAccount(ANNA), bas: inventAccount(BAS), carla: inventAccount(CARLA) };
const ANNA_CALLS = (to: string) => ({ from: `"Anna Jansen" <${ANNA}>`, to });
const step = (...targets: unknown[]) => ({ targets, ring_seconds: 10 });
const ring = (...steps: unknown[]) => ({ action: 'ring', steps });
const reject = (code: number) => ({ action: 'reject', code, reason: 'Not Now' });

const test = base.extend<{ stage: Stage }, { theatre: Stage }>({
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
        // Each call begins with a question about its caller, which the other tests seldom see.
        numbers: { CREDENTIALS_SECONDS: 0 },
      });
      const peer = (ip: string) => new Peer(ip, ADDRESS, folder);
      const stage = {
        panel,
        engine,
        anna: peer('127.0.0.31'),
        bas: peer('127.0.0.32'),
        carla: peer('127.0.0.33'),
        trunk: peer('127.0.0.50'),
        visitor: peer('127.0.0.36'),
      };
      await stage.anna.registers(PHONES.anna);
      await stage.bas.registers(PHONES.bas);
      await stage.carla.registers(PHONES.carla);
      await use(stage);
      await engine.stop();
      await panel.stop();
      if (!process.env['BELROUTE_KEEP']) rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  stage: async ({ theatre }, use) => {
    theatre.panel.forget();
    await use(theatre);
    await Promise.all([theatre.anna, theatre.bas, theatre.carla, theatre.trunk, theatre.visitor].map((p) => p.stop()));
  },
});

test('the panel is asked once, with all that it needs to decide', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS('sip:2044@PBX.test:5060;user=phone')).succeeds();
  await phone.succeeds();
  const ended = await stage.panel.ended();
  expect(stage.panel.questions).toHaveLength(1);
  expect(stage.panel.questions[0]).toMatchObject({
    version: 1,
    node: ADDRESS,
    from: { uri: ANNA, display: 'Anna Jansen', origin: 'user', anonymous: false, unavailable: false },
    to: { uri: BAS, active_calls: 0, registered: true },
  });
  expect(stage.panel.story()).toEqual(['ringing 2044', 'answered 2044', 'ended 2044 answered']);
  expect(ended).toMatchObject({
    call: 'a-call-of-the-panel',
    from: ANNA,
    to: BAS,
    contact: stage.bas.contact('2044'),
    ended_by: 'caller',
  });
});

test('a trunk may assert and hide an identity, and a phone never learns it', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.trunk
    .calls({
      from: '"Anonymous" <sip:anonymous@anonymous.invalid>',
      to: `sip:+442079460044@${ADDRESS}`,
      headers: ['Privacy: id', 'P-Asserted-Identity: <sip:+447700900123@trunk.test>'],
    })
    .succeeds();
  const invite = await phone.sees('INVITE');
  expect(invite.headers.has('p-asserted-identity')).toBe(false);
  expect(stage.panel.questions[0]?.from).toMatchObject({
    origin: 'trunk',
    anonymous: true,
    unavailable: false,
    asserted: 'sip:+447700900123@trunk.test',
  });
  const ended = await stage.panel.ended();
  expect(ended.from).toBe('sip:anonymous@anonymous.invalid');
});

test('a caller without a usable number is told apart from one who hides', async ({ stage }) => {
  stage.panel.plan = reject(480);
  const from = '<sip:unavailable@trunk.test>';
  await stage.trunk.isRefused({ from, to: `sip:+442079460044@${ADDRESS}` }, 480).succeeds();
  expect(stage.panel.questions[0]?.from).toMatchObject({ anonymous: false, unavailable: true });
});

test('a caller from nowhere is refused without asking', async ({ stage }) => {
  const from = '<sip:somebody@elsewhere.test>';
  await stage.visitor.isRefused({ from, to: BAS }, 403).succeeds();
  expect(stage.panel.questions).toEqual([]);
});

test('a dialled # reaches the panel as such', async ({ stage }) => {
  stage.panel.plan = reject(404);
  await stage.anna.isRefused(ANNA_CALLS('sip:%2321%23@pbx.test'), 404).succeeds();
  expect(stage.panel.questions[0]?.to.uri).toBe('sip:#21#@pbx.test');
});

test('targets of one step ring together; who is slower is told why', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS, CARLA));
  const slower = await stage.bas.rings();
  const faster = await stage.carla.talks(500);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([slower.succeeds(), faster.succeeds()]);
  await stage.panel.ended();
  const story = stage.panel.story();
  expect(story.slice(0, 2).sort()).toEqual(['ringing 2044', 'ringing 2045']);
  expect(story.slice(2)).toEqual([
    'answered 2045',
    'leg_ended 2044 elsewhere',
    'ended 2045 answered',
  ]);
});

test('steps ring one after the other', async ({ stage }) => {
  stage.panel.plan = ring({ ...step(BAS), ring_seconds: 1 }, step(CARLA));
  const first = await stage.bas.rings();
  const second = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([first.succeeds(), second.succeeds()]);
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual([
    'ringing 2044',
    'leg_ended 2044 no_answer',
    'ringing 2045',
    'answered 2045',
    'ended 2045 answered',
  ]);
});

test('next_on ends the steps on other outcomes', async ({ stage }) => {
  stage.panel.plan = {
    ...ring({ ...step(BAS), next_on: ['no_answer'] }, step(CARLA)),
    on_busy: reject(600),
  };
  const busy = await stage.bas.refuses(486);
  await stage.anna.isRefused(ANNA_CALLS(BAS), 600).succeeds();
  await busy.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'busy', code: 600 });
  expect(stage.panel.story()).toEqual(['leg_ended 2044 busy', 'ended busy']);
});

test('a busy phone leads to the plan for busy', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(step(BAS)),
    on_busy: ring({
      ...step('sip:vm-2044@127.0.0.50:5060;cause=486'),
      diversion: { uri: BAS, reason: 'user-busy', privacy: 'full' },
    }),
  };
  const busy = await stage.bas.refuses(486);
  const mailbox = await stage.trunk.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await busy.succeeds();
  const invite = await mailbox.sees('INVITE');
  expect(invite.start).toContain(';cause=486');
  expect(invite.headers.get('diversion')).toEqual([`<${BAS}>;reason=user-busy;privacy=full`]);
  await stage.panel.ended();
  expect(stage.panel.story()[0]).toBe('leg_ended 2044 busy');
});

test("a phone's own do-not-disturb key counts as busy", async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.refuses(480);
  await stage.anna.isRefused(ANNA_CALLS(BAS), 486).succeeds();
  await phone.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['leg_ended 2044 busy', 'ended busy']);
});

for (const code of [486, 603]) {
  test(`who declines with ${code} ends the ringing of all, whatever next_on says`, async ({ stage }) => {
    stage.panel.plan = {
      ...ring({ ...step(BAS, CARLA), next_on: ['no_answer'] }, step(BAS)),
      on_no_answer: reject(480),
    };
    const declines = await stage.bas.declines(code);
    const other = await stage.carla.rings();
    await stage.anna.isRefused(ANNA_CALLS(BAS), 480).succeeds();
    await Promise.all([declines.succeeds(), other.succeeds()]);
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'declined', code: 480 });
    expect(stage.panel.story()).toContain('leg_ended 2044 declined');
    expect(stage.panel.story()).toContain('leg_ended 2045 elsewhere');
  });
}

test('one refusal of several does not end the ringing of the others', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS, CARLA));
  const busy = await stage.bas.refuses(600);
  const phone = await stage.carla.talks(800);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([busy.succeeds(), phone.succeeds()]);
  await stage.panel.ended();
  expect(stage.panel.story()).toContain('answered 2045');
});

test('not reachable is treated as busy where the plan says nothing else', async ({ stage }) => {
  stage.panel.plan = { ...ring(step('sip:2099@pbx.test')), on_busy: ring(step(CARLA)) };
  const phone = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS('sip:2099@pbx.test')).succeeds();
  await phone.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()[0]).toBe('leg_ended 2099 unreachable');

  stage.panel.forget();
  stage.panel.plan = {
    ...ring(step('sip:2099@pbx.test')),
    on_busy: reject(486),
    on_unreachable: reject(404),
  };
  await stage.anna.isRefused(ANNA_CALLS('sip:2099@pbx.test'), 404).succeeds();
});

test('a phone that says nothing at all is given up after three seconds', async ({ stage }) => {
  stage.panel.plan = ring(step('sip:+442079460999@127.0.0.99:5060'));
  const started = Date.now();
  await stage.anna.isRefused(ANNA_CALLS('sip:+442079460999@pbx.test'), 480).succeeds();
  expect(Date.now() - started).toBeLessThan(5_000);
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'unreachable' });
});

test('limit_seconds ends the whole search', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(step(BAS), step(CARLA)),
    limit_seconds: 1,
    on_no_answer: reject(408),
  };
  const phone = await stage.bas.rings();
  await stage.anna.isRefused(ANNA_CALLS(BAS), 408).succeeds();
  await phone.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual([
    'ringing 2044',
    'leg_ended 2044 no_answer',
    'ended no_answer',
  ]);
});

test('each target is dressed on its own', async ({ stage }) => {
  const shown = { uri: 'sip:+442079460000@pbx.test', display: 'Sales "inside"', anonymous: false };
  stage.panel.plan = {
    ...ring(
      step(
        { uri: BAS, alert_info: '<http://pbx.test/ring>;info=priority', hide_answerer: true },
        { uri: 'sip:+447700900123@127.0.0.50:5060', caller_id: shown },
      ),
    ),
  };
  const desk = await stage.bas.rings();
  const mobile = await stage.trunk.talks(500);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  const atDesk = await desk.sees('INVITE');
  const atMobile = await mobile.sees('INVITE');
  expect(atDesk.headers.get('alert-info')).toEqual(['<http://pbx.test/ring>;info=priority']);
  expect(atDesk.headers.get('from')?.[0]).toContain(`"Anna Jansen" <${ANNA}>`);
  expect(atMobile.headers.has('alert-info')).toBe(false);
  expect(atMobile.headers.get('from')?.[0]).toContain('"Sales inside" <sip:+442079460000@pbx.test>');
});

test('a user cannot assert an identity', async ({ stage }) => {
  stage.panel.plan = ring(step('sip:+447700900123@127.0.0.50:5060'));
  const trunk = await stage.trunk.talks();
  const headers = ['P-Asserted-Identity: <sip:+442079460099@pbx.test>', 'Diversion: <sip:x@y.test>'];
  await stage.anna.calls({ ...ANNA_CALLS('sip:+447700900123@pbx.test'), headers }).succeeds();
  const invite = await trunk.sees('INVITE');
  expect(invite.headers.has('p-asserted-identity')).toBe(false);
  expect(invite.headers.has('diversion')).toBe(false);
  expect(stage.panel.questions[0]).not.toHaveProperty('diversion');
});

test('busy_at leaves a phone alone that has enough calls', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks(100);
  const first = stage.anna.calls(ANNA_CALLS(BAS), 3_000);
  await first.sees('SIP/2.0 200');
  stage.panel.plan = ring(step({ uri: BAS, busy_at: 1 }));
  const from = '<sip:2045@pbx.test>';
  await stage.carla.isRefused({ from, to: BAS }, 486).succeeds();
  expect(stage.panel.questions.map(({ to }) => to.active_calls)).toEqual([0, 1]);
  await Promise.all([first.succeeds(), phone.succeeds()]);
});

test('the called side hangs up', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.hangsUp(600);
  await stage.anna.isHungUpOn(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'answered', ended_by: 'callee' });
});

test('both sides put the call on hold, and nobody is asked who he is again', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.holds();
  const call = stage.anna.callsAndHolds(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), phone.succeeds()]);
  const challenges = call.messages().filter(({ start }) => start.startsWith('SIP/2.0 407'));
  expect(challenges).toHaveLength(1);
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['ringing 2044', 'answered 2044', 'ended 2044 answered']);
});

test('the caller gives up while it rings', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.rings();
  await stage.anna.givesUp(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
  expect(stage.panel.story()).toEqual([
    'ringing 2044',
    'leg_ended 2044 cancelled',
    'ended cancelled',
  ]);
});

test('the caller gives up while the panel thinks', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  stage.panel.delayMs = 700;
  await stage.anna.givesUpEarly(ANNA_CALLS(BAS), 200).succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
  expect(stage.panel.story()).toEqual(['ended cancelled']);
});

test('a plan that nobody understands rings the phone', async ({ stage }) => {
  stage.panel.plan = { action: 'juggle' };
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
});

test('a panel without an opinion is asked again at the next call', async ({ stage }) => {
  stage.panel.questionStatus = 404;
  for (const _ of [1, 2]) {
    const phone = await stage.bas.talks();
    await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
    await phone.succeeds();
  }
  expect(stage.panel.questions).toHaveLength(2);
});

test('a silent panel never silences a phone, and is left alone for a while', async ({ stage }) => {
  // Learn where the public number leads.
  stage.panel.plan = ring(step(BAS));
  const number = `sip:+442079460044@${ADDRESS}`;
  const from = '<sip:+447700900123@trunk.test>';
  const learnt = await stage.bas.talks();
  await stage.trunk.calls({ from, to: number }).succeeds();
  await learnt.succeeds();

  stage.panel.delayMs = 4_000;
  const phone = await stage.bas.talks();
  const call = stage.trunk.calls({ from, to: number });
  const placed = await call.sees('INVITE', 'sent');
  const rang = await phone.sees('INVITE');
  expect(rang.at.getTime() - placed.at.getTime()).toBeLessThan(1_500);
  await Promise.all([call.succeeds(), phone.succeeds()]);

  const asked = stage.panel.questions.length;
  const again = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await again.succeeds();
  await stage.anna.isRefused(ANNA_CALLS('sip:*21@pbx.test'), 480).succeeds();
  expect(stage.panel.questions).toHaveLength(asked);
});

test('events wait for the panel and arrive in order', async ({ stage }) => {
  await stage.panel.stop();
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  const [callId] = (await phone.sees('INVITE')).headers.get('call-id') ?? [];
  stage.panel.eventStatus = 503;
  await stage.panel.start();
  await stage.bas.registers(PHONES.bas);
  stage.panel.eventStatus = 204;
  const arrived = () =>
    stage.panel.events
      .filter(({ sip_call_id }) => sip_call_id === callId || sip_call_id === undefined)
      .map(({ event }) => event);
  await expect.poll(arrived).toEqual(['ringing', 'answered', 'ended', 'registered']);
});

test('an event that the panel refuses for good does not hold up the others', async ({ stage }) => {
  stage.panel.eventStatus = 400;
  await stage.bas.registers(PHONES.bas);
  stage.panel.eventStatus = 204;
  await stage.carla.registers(PHONES.carla);
  const { username } = PHONES.carla;
  await expect.poll(() => stage.panel.events.map((it) => it.username)).toContain(username);
});

test('registrations are told, and the panel can take those of a device away', async ({
  stage,
}, testInfo) => {
  const folder = testInfo.outputPath('visitors');
  const address = 'sip:2046@pbx.test';
  const [first, second] = ['127.0.0.34', '127.0.0.35'].map((ip) => {
    const account = inventAccount(address);
    stage.panel.accounts.push(account);
    return { peer: new Peer(ip, ADDRESS, folder), account };
  });
  if (!first || !second) throw new Error('two phones');
  const told = (event: string) =>
    expect.poll(() => stage.panel.events.findLast((it) => it.event === event));
  const contact = first.peer.contact('2046');
  const { username } = first.account;
  await first.peer.registers(first.account, 600);
  await told('registered').toMatchObject({ aor: address, contact, username, expires: 600 });
  await first.peer.registers(first.account, 0);
  await told('unregistered').toMatchObject({ aor: address, contact, username });

  await first.peer.registers(first.account, 600);
  await second.peer.registers(second.account, 600);
  const gone = await stage.engine.command('belroute.forget', { username, address });
  expect(gone).toEqual({ contacts: 1 });
  const left = JSON.stringify(await stage.engine.command('ul.lookup', ['location', '2046@pbx.test']));
  expect(left).not.toContain(contact);
  expect(left).toContain(second.peer.contact('2046'));
});

test('commands need the secret', async () => {
  const post = (url: string, headers = {}) => fetch(url, { method: 'POST', body: '{}', headers });
  expect((await post(`http://${ADDRESS}:8095/RPC`)).status).toBe(401);
  const wrong = { authorization: `Basic ${btoa('engine:guess')}` };
  expect((await post(`http://${ADDRESS}:8095/RPC`, wrong)).status).toBe(401);
  expect((await post(`http://${ADDRESS}:8095/`)).status).toBe(404);
});
