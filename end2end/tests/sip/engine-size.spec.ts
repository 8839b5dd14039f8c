import { ANNA_CALLS, BAS, CARLA, expect, reject, ring, step, test } from '../../sip/theatre.ts';
import type { Json } from '../../sip/scripted-panel.ts';

/** `depth` plans, each in the one before, with `last` in the innermost. */
function nested(depth: number, rings: (level: number) => Json, last: Json): Json {
  let plan = last;
  for (let level = depth; level >= 1; level--) {
    plan = { ...rings(level), on_busy: plan };
  }
  return plan;
}

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}`);

test('plans stand in each other seven deep', async ({ stage }) => {
  stage.panel.plan = nested(
    7,
    (level) => ring(step(stage.crowd.address(`+44${level}`, 486))),
    reject(600, 'Seventh'),
  );
  const call = stage.anna.isRefused(ANNA_CALLS(BAS), 600);
  await call.succeeds();
  expect((await call.sees('SIP/2.0 600')).start).toBe('SIP/2.0 600 Seventh');
  expect(stage.crowd.called()).toEqual(['+441', '+442', '+443', '+444', '+445', '+446', '+447']);
});

test('twenty-one numbers ring together, then five in turn, then a mailbox', async ({ stage }) => {
  const together = names('+441', 21);
  const inTurn = names('+442', 5);
  stage.panel.plan = {
    ...ring(
      step(...together.map((name) => stage.crowd.address(name, 180, 480))),
      ...inTurn.map((name) => step(stage.crowd.address(name, 180, 480))),
    ),
    on_no_answer: ring(step('sip:vm-2044@127.0.0.51:5060;cause=408')),
  };
  const mailbox = await stage.mediaServer.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await mailbox.succeeds();
  const called = stage.crowd.called();
  expect(called.slice(0, 21).sort()).toEqual(together);
  expect(called.slice(21)).toEqual(inTurn);
  await stage.panel.ended();
  const story = stage.panel.story();
  for (const name of [...together, ...inTurn]) {
    expect(story).toContain(`ringing ${name}`);
    expect(story).toContain(`leg_ended ${name} no_answer`);
  }
});

test('the first of twenty-one to answer wins, and the others are taken back', async ({ stage }) => {
  const others = names('+441', 20);
  stage.panel.plan = ring(
    step(
      ...others.map((name) => stage.crowd.address(name, 180)),
      stage.crowd.address('+44299', 180, 183, 200),
    ),
  );
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await stage.panel.ended();
  const story = stage.panel.story();
  expect(story).toContain('answered +44299');
  const ofMethod = (method: string) =>
    stage.crowd.heard.filter((it) => it.method === method).map(({ user }) => user);
  expect(ofMethod('CANCEL').sort()).toEqual(others);
  for (const name of others) expect(story).toContain(`leg_ended ${name} elsewhere`);
  for (const { headers, method } of stage.crowd.heard) {
    if (method === 'CANCEL') expect(headers.get('reason')?.[0]).toContain('cause=200');
  }
});

test.describe('more numbers than one transaction of the engine holds', () => {
  const first = names('+441', 21);
  const second = names('+442', 21);
  const third = names('+443', 21);

  test('the search goes on, and somebody answers', async ({ stage }) => {
    const busy = (all: string[]) => step(...all.map((name) => stage.crowd.address(name, 486)));
    stage.panel.plan = {
      ...ring(busy(first), busy(second)),
      caller_id: { uri: 'sip:+442079460000@pbx.test', display: 'Sales', anonymous: false },
      on_busy: ring(busy(third), step({ uri: BAS, busy_at: 1 }, 'sip:2099@pbx.test')),
    };
    const phone = await stage.bas.talks();
    const call = stage.anna.calls(ANNA_CALLS(BAS));
    await Promise.all([call.succeeds(), phone.succeeds()]);
    expect(stage.crowd.called().sort()).toEqual([...first, ...second, ...third]);
    const ended = await stage.panel.ended();
    expect(ended).toMatchObject({ outcome: 'answered', target: BAS, ended_by: 'caller' });
    const story = stage.panel.story();
    expect(story.filter((line) => line.endsWith(' busy'))).toHaveLength(63);
    expect(story.filter((line) => line.includes('2099'))).toEqual(['leg_ended 2099 unreachable']);
    expect(story.slice(-3)).toEqual(['ringing 2044', 'answered 2044', 'ended 2044 answered']);
    // One call all along: the caller sees himself, the phone what it is to see.
    expect((await call.sees('SIP/2.0 200')).headers.get('from')?.[0]).toContain('"Anna Jansen"');
    expect(stage.panel.questions).toHaveLength(1);
    expect(new Set(stage.panel.events.map(({ call: id }) => id)).size).toBe(1);
    const invite = await phone.sees('INVITE');
    expect([...invite.headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
  });

  test('the caller hears how it ends', async ({ stage }) => {
    const busy = (all: string[]) => step(...all.map((name) => stage.crowd.address(name, 486)));
    stage.panel.plan = {
      ...ring(busy(first), busy(second), step(stage.crowd.address('+444', 404))),
      on_busy: reject(486, 'Nobody Left'),
    };
    const call = stage.anna.isRefused(ANNA_CALLS(BAS), 486);
    await call.succeeds();
    expect((await call.sees('SIP/2.0 486')).start).toBe('SIP/2.0 486 Nobody Left');
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'busy', code: 486 });
  });

  test('the caller gives up', async ({ stage }) => {
    stage.panel.plan = ring(
      step(...first.map((name) => stage.crowd.address(name, 486))),
      step(...second.map((name) => stage.crowd.address(name, 486))),
      step(CARLA),
    );
    // Only the second step rings.
    stage.crowd.behaviours.set('+44221', [180]);
    await stage.anna.givesUp(ANNA_CALLS(BAS)).succeeds();
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
    await expect
      .poll(() => stage.crowd.heard.filter(({ method }) => method === 'CANCEL').map(({ user }) => user))
      .toEqual(['+44221']);
    expect(stage.panel.story()).toContain('leg_ended +44221 cancelled');
  });

  test('a limit and a decline hold there too', async ({ stage }) => {
    const busy = step(...first.map((name) => stage.crowd.address(name, 486)));
    const rings = step(
      ...second.map((name) => stage.crowd.address(name, 486)),
      stage.crowd.address('+444', 180),
    );
    stage.panel.plan = { ...ring(busy, rings), limit_seconds: 2, on_no_answer: reject(408) };
    await stage.anna.isRefused(ANNA_CALLS(BAS), 408).succeeds();
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'no_answer', code: 408 });

    stage.panel.forget();
    stage.crowd.behaviours.set('+444', [180, 603]);
    stage.panel.plan = {
      ...ring(busy, { ...rings, next_on: ['busy'] }, step(CARLA)),
      on_no_answer: reject(408),
    };
    await stage.anna.isRefused(ANNA_CALLS(BAS), 408).succeeds();
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'declined', code: 408 });
  });
});

test('an answer of one mebibyte is carried out', async ({ stage }) => {
  const numbers = names('+441', 5);
  const plan = nested(
    5,
    (level) => ring(step(stage.crowd.address(numbers[level - 1] ?? '', 486))),
    ring(step({ uri: BAS, alert_info: '<urn:alert:last>', padding: '$'.repeat(20_000) })),
  );
  const envelope = JSON.stringify({ version: 1, call: 'a-call-of-the-panel', ...plan }).length;
  const padding = '$'.repeat(1024 * 1024 - envelope - ',"padding":""'.length);
  stage.panel.plan = { ...plan, padding };
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(stage.crowd.called()).toEqual(numbers);
  expect((await phone.sees('INVITE')).headers.get('alert-info')).toEqual(['<urn:alert:last>']);
});
