import type { Message, Run } from '../../sip/sipp.ts';
import { ANNA, ANNA_CALLS, BAS, CARLA, expect, ring, step, test } from '../../sip/theatre.ts';

const MOBILE = 'sip:+447700900123@127.0.0.50:5060';
const shown = (number: string, display?: string) => ({
  uri: `sip:${number}@pbx.test`,
  ...(display ? { display } : {}),
  anonymous: false,
});
const header = (message: Message, name: string): string => message.headers.get(name)?.join(', ') ?? '';
const from = (message: Message): string => header(message, 'from').replace(/;tag=.*$/, '');

/** Every message of one kind that a run heard. */
const heard = (run: Run, start: string): Message[] =>
  run.messages().filter((it) => it.direction === 'received' && it.start.startsWith(start));

test('the own desk and an outside number ring together, each dressed on its own', async ({ stage }) => {
  stage.panel.plan = ring(
    step(
      { uri: BAS, alert_info: '<http://pbx.test/ring>;info=priority' },
      {
        uri: MOBILE,
        caller_id: shown('+442079460000', 'Sales "inside"'),
        diversion: { uri: BAS, reason: 'unconditional', privacy: 'full' },
      },
    ),
  );
  const desk = await stage.bas.rings();
  const mobile = await stage.trunk.talks(500);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([desk.succeeds(), mobile.succeeds()]);
  const atDesk = await desk.sees('INVITE');
  const atMobile = await mobile.sees('INVITE');
  expect(header(atDesk, 'alert-info')).toBe('<http://pbx.test/ring>;info=priority');
  expect(from(atDesk)).toBe(`"Anna Jansen" <${ANNA}>`);
  expect(atDesk.headers.has('diversion')).toBe(false);
  expect(atMobile.headers.has('alert-info')).toBe(false);
  expect(from(atMobile)).toBe('"Sales inside" <sip:+442079460000@pbx.test>');
  expect(header(atMobile, 'diversion')).toBe(`<${BAS}>;reason=unconditional;privacy=full`);
  expect(header(atMobile, 'p-asserted-identity')).toBe('<sip:+442079460000@pbx.test>');
});

test('what a target says wins over its step, and that over the plan', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(
      {
        ...step(BAS, { uri: CARLA, caller_id: shown('3', 'Target'), alert_info: '<urn:alert:target>' }),
        ring_seconds: 1,
        caller_id: shown('2', 'Step'),
        alert_info: '<urn:alert:step>',
        diversion: { uri: ANNA, reason: 'user-busy' },
      },
      step(MOBILE),
    ),
    caller_id: shown('1', 'Plan'),
  };
  const bas = await stage.bas.rings();
  const carla = await stage.carla.rings();
  const mobile = await stage.trunk.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([bas.succeeds(), carla.succeeds(), mobile.succeeds()]);
  const [atBas, atCarla, atMobile] = await Promise.all(
    [bas, carla, mobile].map((run) => run.sees('INVITE')),
  );
  if (!atBas || !atCarla || !atMobile) throw new Error('three calls');
  expect(from(atBas)).toBe('"Step" <sip:2@pbx.test>');
  expect(header(atBas, 'alert-info')).toBe('<urn:alert:step>');
  expect(header(atBas, 'diversion')).toBe(`<${ANNA}>;reason=user-busy`);
  expect(from(atCarla)).toBe('"Target" <sip:3@pbx.test>');
  expect(header(atCarla, 'alert-info')).toBe('<urn:alert:target>');
  expect(header(atCarla, 'diversion')).toBe(`<${ANNA}>;reason=user-busy`);
  // Nothing of one step leaks into the next.
  expect(from(atMobile)).toBe('"Plan" <sip:1@pbx.test>');
  expect(atMobile.headers.has('alert-info')).toBe(false);
  expect(atMobile.headers.has('diversion')).toBe(false);
});

test('one target is called anonymously, the other sees who calls', async ({ stage }) => {
  const hidden = { ...shown('+442079460041'), anonymous: true };
  stage.panel.plan = ring(step(BAS, { uri: MOBILE, caller_id: hidden }));
  const desk = await stage.bas.talks(500);
  const mobile = await stage.trunk.rings();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([desk.succeeds(), mobile.succeeds()]);
  const atMobile = await mobile.sees('INVITE');
  expect(from(atMobile)).toBe('"Anonymous" <sip:anonymous@anonymous.invalid>');
  expect(header(atMobile, 'privacy')).toBe('id');
  // Only a trusted hop is told who it is.
  expect(header(atMobile, 'p-asserted-identity')).toBe('<sip:+442079460041@pbx.test>');
  const atDesk = await desk.sees('INVITE');
  expect(from(atDesk)).toBe(`"Anna Jansen" <${ANNA}>`);
  expect(atDesk.headers.has('privacy')).toBe(false);
});

test('who answers goes on seeing the caller as he rang', async ({ stage }) => {
  // The mobile is dressed last and does not answer.
  stage.panel.plan = ring(step(BAS, { uri: MOBILE, caller_id: shown('+442079460000', 'Sales') }));
  const mobile = await stage.trunk.rings();
  const desk = await stage.bas.talks(500);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([desk.succeeds(), mobile.succeeds()]);
  for (const start of ['INVITE', 'ACK', 'BYE']) {
    expect(from(await desk.sees(start)), start).toBe(`"Anna Jansen" <${ANNA}>`);
  }

  stage.panel.forget();
  stage.panel.plan = ring(
    step(
      { uri: MOBILE, caller_id: shown('+442079460000', 'Sales') },
      { uri: BAS, caller_id: shown('+442079460001') },
    ),
  );
  const silent = await stage.bas.rings();
  const answers = await stage.trunk.talks(500);
  const call = stage.anna.calls(ANNA_CALLS(BAS));
  await call.succeeds();
  await Promise.all([silent.succeeds(), answers.succeeds()]);
  for (const start of ['INVITE', 'ACK', 'BYE']) {
    const message = await answers.sees(start);
    expect(from(message), start).toBe('"Sales" <sip:+442079460000@pbx.test>');
  }
  // A caller is never told what was made of him.
  expect(from(await call.sees('SIP/2.0 200'))).toBe(`"Anna Jansen" <${ANNA}>`);
  // Without a name there is none.
  expect(from(await silent.sees('INVITE'))).toBe('<sip:+442079460001@pbx.test>');
});

test('a name is shown as written, whatever it means to the engine', async ({ stage }) => {
  const name = 'Café $rU & $(var(x)) 50% \\"';
  stage.panel.plan = { ...ring(step(BAS)), caller_id: shown('1', name) };
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(from(await phone.sees('INVITE'))).toBe('"Café $rU & $(var(x)) 50% " <sip:1@pbx.test>');
});

test('fields that say null count as left out', async ({ stage }) => {
  stage.panel.plan = {
    ...ring({
      ...step({ uri: BAS, caller_id: null, diversion: null, alert_info: null, busy_at: null }),
      caller_id: null,
      next_on: null,
    }),
    caller_id: null,
    limit_seconds: null,
    splash: null,
    on_busy: null,
    on_unreachable: null,
  };
  const phone = await stage.bas.refuses(404);
  await stage.anna.isRefused(ANNA_CALLS(BAS), 480).succeeds();
  await phone.succeeds();
  const invite = await phone.sees('INVITE');
  expect(from(invite)).toBe(`"Anna Jansen" <${ANNA}>`);
  expect(invite.headers.has('alert-info')).toBe(false);
});

test('how a phone rings is not for the caller to say', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  const headers = ['Alert-Info: <http://www.notused.com>;info=alert-autoanswer;delay=0'];
  await stage.anna.calls({ ...ANNA_CALLS(BAS), headers }).succeeds();
  await phone.succeeds();
  expect((await phone.sees('INVITE')).headers.has('alert-info')).toBe(false);
});

const IDENTITY = [`P-Asserted-Identity: "Bas" <${BAS}>`, `Remote-Party-ID: <${BAS}>;party=called`];
const NAME = '"Bas de Vries, <mobile>" ';

test('the caller is told who answered', async ({ stage }) => {
  stage.panel.plan = ring(step({ uri: BAS, hide_answerer: false }));
  const phone = await stage.bas.talks(200, { headers: IDENTITY });
  const call = stage.anna.calls(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), phone.succeeds()]);
  for (const start of ['SIP/2.0 180', 'SIP/2.0 200']) {
    const answer = await call.sees(start);
    expect(answer.headers.has('p-asserted-identity'), start).toBe(true);
    expect(answer.headers.has('remote-party-id'), start).toBe(true);
  }
});

test('hide_answerer keeps from the caller who answered, as long as they talk', async ({ stage }) => {
  stage.panel.plan = ring(step({ uri: BAS, hide_answerer: true }));
  const phone = await stage.bas.holds(200, { name: NAME, headers: IDENTITY });
  const call = stage.anna.callsAndHolds(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), phone.succeeds()]);
  // The answers to both of his requests, and that of the phone.
  const ringing = heard(call, 'SIP/2.0 180');
  const talking = [...heard(call, 'SIP/2.0 200'), ...heard(call, 'INVITE')];
  expect(ringing).toHaveLength(1);
  expect(talking.length).toBeGreaterThanOrEqual(3);
  for (const message of [...ringing, ...talking]) {
    expect(message.headers.has('p-asserted-identity'), message.start).toBe(false);
    expect(message.headers.has('remote-party-id'), message.start).toBe(false);
    expect(header(message, 'contact'), message.start).not.toContain('Vries');
  }
});

test('hide_answerer hides the leg that it belongs to, not the others', async ({ stage }) => {
  stage.panel.plan = ring(step({ uri: BAS, hide_answerer: true }, CARLA));
  const hidden = await stage.bas.rings();
  const phone = await stage.carla.talks(400, { headers: IDENTITY });
  const call = stage.anna.calls(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), phone.succeeds(), hidden.succeeds()]);
  expect((await call.sees('SIP/2.0 200')).headers.has('p-asserted-identity')).toBe(true);
});

test('a mailbox is called with its parameters as written', async ({ stage }) => {
  const mailbox = 'sip:vm-2044@127.0.0.51:5060;cause=486;target=sip%3A2044%40pbx.test';
  stage.panel.plan = ring(step(mailbox));
  const server = await stage.mediaServer.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await server.succeeds();
  expect((await server.sees('INVITE')).start).toBe(`INVITE ${mailbox} SIP/2.0`);
  await stage.panel.ended();
  expect(stage.panel.events.find(({ event }) => event === 'answered')?.target).toBe(mailbox);
});

test('busy_at leaves alone who has enough calls, and rings the others', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks(100);
  const first = stage.anna.calls(ANNA_CALLS(BAS), 5_000);
  await first.sees('SIP/2.0 200');
  const call = { from: '<sip:2045@pbx.test>', to: BAS };

  stage.panel.plan = ring(step({ uri: BAS, busy_at: 1 }));
  await stage.carla.isRefused(call, 486).succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['leg_ended 2044 busy', 'ended busy']);
  expect(stage.panel.questions.map(({ to }) => to.active_calls)).toEqual([0, 1]);

  // Anna is in the same call; outside numbers have no count.
  const mobile = stage.crowd.address('+447700900123', 180, 200);
  stage.panel.plan = ring(step({ uri: ANNA, busy_at: 1 }, { uri: BAS, busy_at: 1 }, mobile));
  await stage.carla.calls(call).succeeds();
  await stage.panel.ended();
  const story = stage.panel.story();
  expect(story.slice(0, 2)).toEqual(['leg_ended 2041 busy', 'leg_ended 2044 busy']);
  expect(story).toContain('answered +447700900123');
  await Promise.all([first.succeeds(), phone.succeeds()]);
});

test('busy_at lets a phone ring that has fewer calls', async ({ stage }) => {
  stage.panel.plan = ring(step({ uri: BAS, busy_at: 1 }, { uri: CARLA, busy_at: 2 }));
  const phone = await stage.bas.talks();
  const other = await stage.carla.rings();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([phone.succeeds(), other.succeeds()]);
});
