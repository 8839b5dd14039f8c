import { ANNA_CALLS, BAS, CARLA, expect, reject, ring, step, test } from '../../sip/theatre.ts';

/** What follows when a plan comes to nothing, told apart by its status. */
const FOLLOWS = { busy: 600, no_answer: 603, unreachable: 404 };
const follows = {
  on_busy: reject(FOLLOWS.busy),
  on_no_answer: reject(FOLLOWS.no_answer),
  on_unreachable: reject(FOLLOWS.unreachable),
};
type Outcome = keyof typeof FOLLOWS;
const OUTCOMES = Object.keys(FOLLOWS) as Outcome[];

/** What an outside number says, what its leg comes to, and what follows. */
const OUTSIDE: [says: number[], leg: string, then: Outcome][] = [
  [[486], 'busy', 'busy'],
  [[600], 'busy', 'busy'],
  // It rang, so whatever it says in the end, somebody did not answer.
  [[180, 486], 'busy', 'no_answer'],
  [[480], 'unreachable', 'unreachable'],
  [[404], 'unreachable', 'unreachable'],
  [[503], 'unreachable', 'unreachable'],
  [[183, 480], 'no_answer', 'no_answer'],
  [[180, 503], 'no_answer', 'no_answer'],
  [[302], 'no_answer', 'no_answer'],
  [[603], 'declined', 'no_answer'],
  [[607], 'declined', 'no_answer'],
  [[100], 'no_answer', 'no_answer'],
];
for (const [says, leg, then] of OUTSIDE) {
  test(`an outside number that says ${says.join(' and ')} is ${leg}`, async ({ stage }) => {
    const number = stage.crowd.address('+441', ...says);
    // Only who says nothing more has to be given up.
    const brief = says.at(-1) === 100 ? { ring_seconds: 1 } : {};
    stage.panel.plan = { ...ring({ ...step(number), ...brief }), ...follows };
    await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS[then]).succeeds();
    await stage.panel.ended();
    expect(stage.panel.story()).toContain(`leg_ended +441 ${leg}`);
  });
}

/** The same for a desk phone. */
const DESK: [rings: boolean, code: number, leg: string, then: Outcome][] = [
  [false, 486, 'busy', 'busy'],
  [false, 480, 'busy', 'busy'],
  [false, 404, 'unreachable', 'unreachable'],
  [false, 603, 'declined', 'no_answer'],
  [true, 486, 'declined', 'no_answer'],
  [true, 607, 'declined', 'no_answer'],
  [true, 600, 'busy', 'no_answer'],
  [true, 480, 'no_answer', 'no_answer'],
];
for (const [rings, code, leg, then] of DESK) {
  const when = rings ? 'after it rang' : 'at once';
  test(`a desk phone that says ${code} ${when} is ${leg}`, async ({ stage }) => {
    stage.panel.plan = { ...ring(step(BAS)), ...follows };
    const phone = rings ? await stage.bas.declines(code, 200) : await stage.bas.refuses(code);
    await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS[then]).succeeds();
    await phone.succeeds();
    const ended = await stage.panel.ended();
    expect(stage.panel.story()).toContain(`leg_ended 2044 ${leg}`);
    expect(ended.outcome).toBe(leg === 'declined' ? 'declined' : then);
  });
}

const SAYS: Record<Outcome, number[]> = { busy: [486], no_answer: [180, 480], unreachable: [404] };
for (const outcome of OUTCOMES) {
  test(`next_on leads on from ${outcome}, or ends there`, async ({ stage }) => {
    const first = stage.crowd.address('+441', ...SAYS[outcome]);
    const second = stage.crowd.address('+442', 180, 200);
    const others = OUTCOMES.filter((other) => other !== outcome);
    for (const next_on of [others, []]) {
      stage.panel.plan = { ...ring({ ...step(first), next_on }, step(second)), ...follows };
      await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS[outcome]).succeeds();
      expect(stage.crowd.called()).not.toContain('+442');
    }
    for (const more of [{ next_on: [outcome] }, {}]) {
      stage.crowd.heard.length = 0;
      stage.panel.plan = { ...ring({ ...step(first), ...more }, step(second)), ...follows };
      await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
      expect(stage.crowd.called()).toEqual(['+441', '+442']);
    }
  });
}

/** What the legs of each step say, and what they all come to. */
const MIXED: [name: string, steps: number[][][], then: Outcome][] = [
  ['one rang, then one was busy', [[[180, 480]], [[486]]], 'no_answer'],
  ['one was busy, then one rang', [[[486]], [[180, 503]]], 'no_answer'],
  ['one was busy, then one not there', [[[486]], [[404]]], 'busy'],
  ['none was there', [[[404]], [[503]]], 'unreachable'],
  ['one of a step was busy, the other not there', [[[404], [486]]], 'busy'],
  ['one of a step rang, the other was busy', [[[486], [180, 480]]], 'no_answer'],
];
for (const [name, steps, then] of MIXED) {
  test(`over all legs: ${name}`, async ({ stage }) => {
    let count = 0;
    const plan = ring(
      ...steps.map((legs) =>
        step(...legs.map((says) => stage.crowd.address(`+44${++count}`, ...says))),
      ),
    );
    stage.panel.plan = { ...plan, ...follows };
    await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS[then]).succeeds();
    expect(await stage.panel.ended()).toMatchObject({ outcome: then, code: FOLLOWS[then] });
    expect(stage.crowd.called()).toHaveLength(count);
  });
}

test('without a plan for it the caller hears 486 or 480', async ({ stage }) => {
  const expected = { busy: 486, no_answer: 480, unreachable: 480 };
  for (const outcome of OUTCOMES) {
    stage.panel.plan = ring(step(stage.crowd.address('+441', ...SAYS[outcome])));
    await stage.anna.isRefused(ANNA_CALLS(BAS), expected[outcome]).succeeds();
  }
});

test('who declines in the first step ends the search', async ({ stage }) => {
  const second = stage.crowd.address('+442', 180, 200);
  stage.panel.plan = {
    ...ring({ ...step(BAS, CARLA), next_on: ['no_answer', 'busy', 'unreachable'] }, step(second)),
    ...follows,
  };
  const declines = await stage.bas.declines(603);
  const other = await stage.carla.rings();
  await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS.no_answer).succeeds();
  await Promise.all([declines.succeeds(), other.succeeds()]);
  expect(stage.crowd.called()).toEqual([]);
});

test('who declines does not wait for a device that has gone', async ({ stage }) => {
  stage.panel.plan = {
    ...ring({ ...step(BAS, stage.crowd.address('+441', 180)), ring_seconds: 20 }),
    ...follows,
  };
  stage.crowd.gone.add('+441');
  const declines = await stage.bas.declines(603);
  const started = Date.now();
  await stage.anna.isRefused(ANNA_CALLS(BAS), FOLLOWS.no_answer).succeeds();
  expect(Date.now() - started).toBeLessThan(8_000);
  await declines.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'declined' });
  expect(stage.panel.story()).toContain('leg_ended +441 elsewhere');
});
