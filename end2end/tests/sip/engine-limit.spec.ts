import { ANNA_CALLS, BAS, CARLA, expect, reject, ring, step, test } from '../../sip/theatre.ts';

const brief = (...targets: unknown[]) => ({ ...step(...targets), ring_seconds: 1 });

test('limit_seconds takes back what rings and ends the search', async ({ stage }) => {
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

test('limit_seconds is over all the steps of a plan', async ({ stage }) => {
  const numbers = ['+441', '+442', '+443', '+444'].map((user) => stage.crowd.address(user, 180));
  stage.panel.plan = {
    ...ring(...numbers.map((number) => brief(number))),
    limit_seconds: 2,
    on_no_answer: reject(408),
    on_busy: reject(600),
  };
  await stage.anna.isRefused(ANNA_CALLS(BAS), 408).succeeds();
  await stage.panel.ended();
  // Two whole steps; of the third at most a moment.
  const called = stage.crowd.called();
  expect(called.slice(0, 2)).toEqual(['+441', '+442']);
  expect(called.length).toBeLessThanOrEqual(3);
  const story = stage.panel.story();
  expect(story.filter((line) => line.startsWith('leg_ended'))).toEqual(
    called.map((user) => `leg_ended ${user} no_answer`),
  );
});

test('a limit ends as no answer, whatever the legs said and next_on says', async ({ stage }) => {
  const busy = stage.crowd.address('+441', 486);
  const says100 = stage.crowd.address('+442', 100);
  const silent = 'sip:+443@127.0.0.99:5060';
  stage.panel.plan = {
    ...ring(step(busy), { ...step(says100, silent), next_on: ['busy'] }),
    limit_seconds: 1,
    on_no_answer: reject(408),
    on_busy: reject(600),
    on_unreachable: reject(404),
  };
  await stage.anna.isRefused(ANNA_CALLS(BAS), 408).succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'no_answer' });
  expect(stage.panel.story()).toEqual([
    'leg_ended +441 busy',
    expect.stringMatching(/^leg_ended \+44[23] no_answer$/),
    expect.stringMatching(/^leg_ended \+44[23] no_answer$/),
    'ended no_answer',
  ]);
});

test('the plan that follows has a limit of its own', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(step(BAS)),
    limit_seconds: 1,
    on_no_answer: {
      ...ring(brief(stage.crowd.address('+441', 180)), step(CARLA)),
      limit_seconds: 20,
    },
  };
  const first = await stage.bas.rings();
  const last = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([first.succeeds(), last.succeeds()]);
});

test('a limit that is none does not break the call', async ({ stage }) => {
  for (const limit_seconds of [0, -1, 7201, 'soon', 99_999_999_999, {}]) {
    stage.panel.plan = { ...ring(step(stage.crowd.address('+441', 180, 200))), limit_seconds };
    await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  }
});

test('a ring time out of range is brought into it', async ({ stage }) => {
  for (const ring_seconds of [0, -5]) {
    stage.panel.plan = ring({ ...step(stage.crowd.address('+441', 180)), ring_seconds });
    await stage.anna.isRefused(ANNA_CALLS(BAS), 480).succeeds();
  }
  for (const ring_seconds of [181, 99_999_999_999, 'long', null]) {
    stage.panel.plan = ring({ ...step(stage.crowd.address('+442', 180, 200)), ring_seconds });
    await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  }
});
