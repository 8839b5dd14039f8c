import { Keyboard } from '../hands.ts';
import { expect, test } from '../my-route.ts';

const MOBILE = '+31612345678';
const everyone = (always: object) => ({ callForwarding: { always } });

/** Noon in Greenwich so many days from now: the same day there and on the wall of the organisation. */
function noonAfter(days: number): Date {
  const noon = new Date();
  noon.setUTCDate(noon.getUTCDate() + days);
  noon.setUTCHours(12, 0, 0, 0);
  return noon;
}

test('a warning names the conflict before it is saved; undo refuses to trample on what came after', async ({
  routeOf,
  page,
  a11y,
}) => {
  const route = await routeOf('c.smit');
  await route.set('sequentialRing', {
    enabled: true,
    phoneNumbers: [
      { phoneNumber: MOBILE, answerConfirmationRequiredEnabled: true, numberOfRings: 3 },
    ],
  });
  await route.rule('sequentialRing', { callsFrom: 'ANY_PHONE_NUMBER', ringEnabled: true });
  await expect(route.line('Ring other numbers one after another')).toContainText('06 12345678');

  const stop = await route.opens('Forward everyone');
  await stop.getByRole('combobox', { name: 'To', exact: true }).fill('2047');
  await stop.getByRole('switch', { name: 'Forward these calls' }).click();
  await expect(stop).toContainText(
    'Once saved: Ring other numbers one after another does nothing: Forward everyone comes first.',
  );
  // What is typed is tried as if it were saved, and nothing is saved yet.
  await expect(route.line('Forward everyone')).toContainText('(decides)');
  await expect(page.getByText('Tried with changes that are not saved yet.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Worth a look' })).toContainText('comes first');
  await a11y.check();
  await stop.getByRole('button', { name: 'Save' }).click();
  await expect(route.line('Forward everyone')).toContainText('Everyone to Eva Mulder');
  await expect(page.getByText('Tried with changes that are not saved yet.')).toBeHidden();

  const note = page.getByRole('dialog').getByRole('region', { name: 'What was just saved' });
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(note).toContainText('Undone.');
  await expect(route.line('Forward everyone')).toContainText('Calls are not forwarded');

  // Once more, and somebody else changes it in between.
  await expect(stop.getByRole('switch', { name: 'Forward these calls' })).not.toBeChecked();
  await stop.getByRole('combobox', { name: 'To', exact: true }).fill('2047');
  await stop.getByRole('switch', { name: 'Forward these calls' }).click();
  await stop.getByRole('button', { name: 'Save' }).click();
  await expect(route.line('Forward everyone')).toContainText('Everyone to Eva Mulder');
  await route.set('callForwarding', everyone({ enabled: true, destination: '2049' }));
  await expect(route.line('Forward everyone')).toContainText('Everyone to Gijs Peters');
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(note).toContainText('This was changed again since. Nothing was undone.');
  await expect(note.getByRole('link', { name: 'History' })).toBeVisible();
  const kept = await route.stored('callForwarding');
  expect(kept).toMatchObject(everyone({ enabled: true, destination: '2049' }));
});

test('any caller at any time of the day is tried, without asking the server', async ({
  routeOf,
  page,
  a11y,
}) => {
  const [until, later] = [noonAfter(1), noonAfter(3)];
  const route = await routeOf('d.visser');
  await route.set('anonymousCallReject', { enabled: true });
  await route.set('doNotDisturb', { enabled: true, enabledUntil: until.toISOString() });
  const tried = page.getByRole('region', { name: 'Try a call' });
  await expect(tried).toContainText('If somebody from outside calls 2046 now, your phones stay silent');
  await expect(route.line('Do not disturb')).toContainText('(decides)');
  await expect(route.line('Refuse anonymous callers')).toContainText('(passed)');

  await tried.getByRole('combobox', { name: 'Who calls' }).selectOption('Somebody who hides the number');
  await expect(tried).toContainText('you take no calls from hidden numbers');
  await expect(route.line('Refuse anonymous callers')).toContainText('(decides)');
  await expect(route.line('Refuse anonymous callers')).toContainText('This caller hides the number');
  await a11y.check();

  // Two days after its end it is over, whenever one calls.
  await tried.getByRole('combobox', { name: 'Who calls' }).selectOption('Somebody from outside');
  await tried.getByLabel('Day', { exact: true }).fill(later.toISOString().slice(0, 10));
  await expect(route.line('Do not disturb')).not.toContainText('(decides)');

  // The slider goes over a day of which the end of the silence is a part.
  await tried.getByLabel('Day', { exact: true }).fill(until.toISOString().slice(0, 10));
  const slider = tried.getByRole('slider');
  await slider.focus();
  // What is loaded ahead is the last that a page asks for by itself.
  const isAllAhead = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/part-devices-')),
    );
  await expect.poll(isAllAhead).toBe(true);
  const asked: string[] = [];
  // Ten seconds after it was loaded a page tells that somebody is there, whatever is done on it.
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/v1/session/activity') asked.push(request.url());
  });
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^00?:00/);
  await expect(route.line('Do not disturb')).toContainText('(decides)');
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /^23:55/);
  await expect(route.line('Do not disturb')).not.toContainText('(decides)');
  expect(asked).toEqual([]);

  // Whoever opens the link sees the same.
  await page.goto('/route?caller=hidden');
  await expect(tried).toContainText('If somebody who hides the number calls 2046 now');
  await page.goto('/route?caller=2047&at=2031-03-04T10:30');
  await expect(tried).toContainText('If Eva Mulder calls 2046 on 4 March 2031 at 10:30');
});

test('do not disturb for an hour is two presses away, on every page, and so is the way back', async ({
  routeOf,
  page,
  a11y,
}) => {
  const route = await routeOf('e.mulder');
  await page.goto('/calls');
  const avatar = page.getByRole('button', { name: 'My incoming calls' });
  await avatar.click();
  const menu = page.getByRole('dialog', { name: 'My incoming calls' });
  const silence = menu.getByRole('group', { name: 'Do not disturb' });
  await silence.getByRole('button', { name: '1 hour' }).click();
  await expect(menu).toContainText(/your phones stay silent until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d because of do not disturb/);
  await a11y.check();
  const stored = await route.stored('doNotDisturb');
  const minutes = (Date.parse(String(stored['enabledUntil'])) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(55);
  expect(minutes).toBeLessThanOrEqual(60);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner')).toContainText('Do not disturb');

  await page.goto('/');
  const main = page.getByRole('main');
  await expect(main).toContainText(/Do not disturb until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d/);
  await main.getByRole('button', { name: 'Follow my original route' }).click();
  await expect(main).not.toContainText(/Do not disturb until/);
  expect(await route.stored('doNotDisturb')).toMatchObject({ enabled: false });

  // All calls elsewhere, to somebody who is picked by name.
  await page.getByRole('button', { name: /My incoming calls/ }).click();
  const forward = menu.getByRole('group', { name: 'Forward everyone to' });
  await forward.getByRole('combobox', { name: 'Forward everyone to' }).fill('gijs');
  await forward.getByRole('option', { name: /Gijs Peters.*2049/ }).click();
  await forward.getByRole('button', { name: 'Tomorrow 8:00' }).click();
  await expect(menu).toContainText('All calls go to Gijs Peters until tomorrow 8:00');
  await expect(page.getByRole('banner')).toContainText('Forwarded');
  await menu.getByRole('button', { name: 'Follow my original route' }).click();
  await expect(page.getByRole('banner')).not.toContainText('Forwarded');
});

test('the palette does what one types in Dutch, by keyboard alone, and says so before', async ({
  routeOf,
  page,
  a11y,
}) => {
  const route = await routeOf('g.peters', 'nl', 'dark');
  await page.goto('/');
  const calls = page.getByRole('region', { name: 'Recente gesprekken' });
  await expect(calls).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Zoeken en doen' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('niet storen tot morgen');
  const lines = palette.getByRole('option');
  await expect(lines.first()).toContainText(/Niet storen tot morgen 0?8:00/);
  await expect(palette.getByRole('status')).toContainText(/blijven je telefoons tot morgen 0?8:00 stil/);
  await a11y.check();
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('main')).toContainText(/Niet storen tot morgen 0?8:00/);
  expect(await route.stored('doNotDisturb')).toMatchObject({ enabled: true });

  await page.keyboard.press('Control+k');
  await page.keyboard.type('volg mijn oorspronkelijke route');
  await expect(lines.first()).toContainText('Mijn oorspronkelijke route volgen');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('main')).not.toContainText('Niet storen tot');

  // A command that lacks something takes nothing for granted.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('niet storen tot xyz');
  await expect(lines.first()).toContainText('tot wanneer?');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
  expect(await route.stored('doNotDisturb')).toMatchObject({ enabled: false });

  // A page is found as well, also by another word for it.
  await palette.getByRole('combobox').fill('schema');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/calling\/schedules$/);
});

test('the route is read and changed by keyboard alone, on a phone in Dutch', async ({
  routeOf,
  page,
  a11y,
}) => {
  await page.setViewportSize({ width: 360, height: 760 });
  const route = await routeOf('h.deboer', 'nl');
  await expect(page.getByRole('heading', { name: 'Mijn inkomende gesprekken', level: 1 })).toBeVisible();
  const keyboard = new Keyboard(page);
  const name = 'Anonieme bellers weigeren';
  await keyboard.presses(route.line(name));
  const toggle = route.stop(name).getByRole('switch');
  await keyboard.reaches(toggle);
  await page.keyboard.press('Space');
  await expect(route.line(name)).not.toContainText('Toevoegen');
  await a11y.check();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await route.stored('anonymousCallReject')).toEqual({ enabled: true });
});

test('numbers are moved into another order by buttons', async ({ routeOf }) => {
  const route = await routeOf('i.yilmaz');
  const numbers = ['+31612345671', '+31612345672', '+31612345673'];
  await route.set('sequentialRing', {
    enabled: true,
    phoneNumbers: numbers.map((phoneNumber) => ({
      phoneNumber,
      answerConfirmationRequiredEnabled: true,
      numberOfRings: 3,
    })),
  });
  const stop = await route.opens('Ring other numbers one after another');
  const list = stop.getByRole('group', { name: /Numbers/ }).getByRole('listitem');
  await expect(list).toHaveCount(3);
  for (const _ of [1, 2]) {
    await list
      .filter({ hasText: '06 12345671' })
      .getByRole('button', { name: /Move 06 12345671 down/ })
      .click();
  }
  await expect(list.last()).toContainText('06 12345671');
  await list.last().getByRole('button', { name: /Move 06 12345671 up/ }).click();
  await expect(list.nth(1)).toContainText('06 12345671');
  await stop.getByRole('button', { name: 'Save' }).click();
  await expect(stop.getByText('Saved', { exact: true })).toBeVisible();
  const stored = (await route.stored('sequentialRing')) as { phoneNumbers: { phoneNumber: string }[] };
  const order = stored.phoneNumbers.map((it) => it.phoneNumber);
  expect(order).toEqual(['+31612345672', '+31612345671', '+31612345673']);
});
