import { expect, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { days, makeSchedule, OWN, time } from '../schedules.ts';

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

// Tall, so that nothing lies half under the header when axe looks at the page.
test.use({ viewport: { width: 1280, height: 2000 } });

const OFFICE = {
  name: 'Office',
  startDate: '2026-01-05',
  endDate: '2026-01-05',
  startTime: '09:00',
  endTime: '17:00',
  allDayEnabled: false,
  recurrence: {
    recurForEver: true,
    recurWeekly: { recurInterval: 1, monday: true, tuesday: true, wednesday: true, thursday: true, friday: true },
  },
};

test('hours of the week are made with the keyboard alone, and are seen in the week and in force now', async ({
  page,
  signInAs,
  a11y,
}) => {
  const keyboard = new Keyboard(page);
  await signInAs('c.smit');
  await page.goto('/calling/settings');
  await keyboard.presses(page.getByRole('navigation', { name: 'Calling' }).getByRole('link', { name: 'Schedules' }));
  await expect(page.getByText('No schedules yet')).toBeVisible();
  await a11y.check();
  await keyboard.presses(page.getByRole('link', { name: 'Make a schedule' }));
  await keyboard.types('Name', 'Office hours');
  await keyboard.presses(page.getByRole('checkbox', { name: 'Friday' }));
  // Browsers write hours as the machine does; the second letter is for those with twelve of them.
  await keyboard.types('Starts at', '0830a');
  await keyboard.types('Ends at', '');
  await page.keyboard.press('ArrowUp');
  await a11y.check();
  await keyboard.sends();

  await expect(page.getByRole('heading', { name: 'Office hours' })).toBeVisible();
  await expect(days(page)).toHaveCount(7);
  await expect(days(page).filter({ hasText: '8:30–18:00' })).toHaveText([/Mon/, /Tue/, /Wed/, /Thu/]);
  await expect(days(page).filter({ hasText: 'not in force' })).toHaveText([/Fri/, /Sat/, /Sun/]);
  await expect(time(page, 'Working hours')).toContainText('Mon–Thu, 8:30–18:00');
  await a11y.check();

  // What is typed is drawn in the week before it is saved.
  await keyboard.presses(page.getByRole('button', { name: 'Add a time' }));
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Today');
  await keyboard.presses(page.getByRole('checkbox', { name: 'All day' }));
  await expect(page.getByText('It is not saved yet.')).toBeVisible();
  await expect(days(page).filter({ hasText: 'today' })).toContainText('all day');
  await a11y.check();
  await keyboard.presses(page.getByRole('button', { name: 'Save' }));
  await expect(page.getByText('In force until the end of today')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a time' })).toBeFocused();
  await expect(page.getByText('2 of 100')).toBeVisible();

  await keyboard.presses(page.getByRole('button', { name: 'The week after' }));
  await expect(page).toHaveURL(/week=\d{4}-\d\d-\d\d$/);
  await expect(days(page).filter({ hasText: 'all day' })).toHaveCount(0);
  await page.goto('/calling/schedules');
  const row = page.getByRole('listitem').filter({ hasText: 'Office hours' });
  await expect(row).toContainText('In force until the end of today');
});

test('how a time comes again is changed, and what cannot be is told beside its field with nothing lost', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const schedule = { name: 'Hours', type: 'businessHours' as const, events: [OFFICE] };
  const id = await makeSchedule(await panel.api('b.devries'), OWN, schedule);
  await signInAs('b.devries');
  await page.goto(`/calling/schedules/business-hours/${id}`);
  const event = time(page, 'Office');
  await event.click();
  await expect(page.getByLabel('Comes again')).toHaveValue('weekly');
  await page.getByRole('checkbox', { name: 'Monday' }).uncheck();
  await page.getByLabel('Every so many weeks').fill('2');
  await page.getByRole('radio', { name: 'So many times' }).check();
  await page.getByLabel('How many times').fill('1000');
  await page.getByLabel('Ends at').fill('08:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Ends at')).toHaveAccessibleDescription('The end has to come after the start.');
  await expect(page.getByLabel('Ends at')).toBeFocused();
  await expect(page.getByLabel('How many times')).toHaveAccessibleDescription('This number is too small or too large.');
  await expect(page.getByLabel('Every so many weeks')).toHaveValue('2');
  await a11y.check();

  await page.getByLabel('Ends at').fill('12:00');
  await page.getByLabel('How many times').fill('999');
  const words = 'Tue–Fri, every 2 weeks, 9:00–12:00, from 6 January 2026, 999 times';
  await expect(page.getByText(`In force: ${words}`)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(event).toContainText(words);
  await expect(event).toBeFocused();

  // Two days long, it would come again before it is over.
  await event.click();
  const again = page.getByLabel('Comes again');
  await again.selectOption('Every so many days');
  await page.getByLabel('Ends on').fill('2026-01-08');
  await page.getByLabel('Every so many days').fill('1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(again).toHaveAccessibleDescription(/^It would come again before it is over\./);
  await expect(again).toHaveValue('daily');
  await expect(page.getByLabel('Ends on')).toHaveValue('2026-01-08');
  await a11y.check();
  await page.getByLabel('Every so many days').fill('7');
  await page.getByRole('radio', { name: 'Until a day' }).check();
  await page.getByLabel('Last day').fill('2031-12-31');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(event).toContainText('Every 7 days, 9:00 to 12:00, 2 days later');
  await page.reload();
  await expect(event).toContainText('until 31 December 2031');

  await event.click();
  await page.getByRole('button', { name: 'Remove this time' }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByText('Without events it is never in force.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Times' })).toBeFocused();
});

test('a schedule that a rule uses stays, says which setting uses it and leads there', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const bas = await panel.api('b.devries');
  const id = await makeSchedule(bas, OWN, { name: 'Quiet hours', type: 'businessHours', events: [OFFICE] });
  const path = `/calling/schedules/business-hours/${id}`;
  const criteria = '/v1/telephony/config/people/me/settings/selectiveReject/criteria';
  const rule = { callsFrom: 'ANY_PHONE_NUMBER', rejectEnabled: true, scheduleName: 'Quiet hours', scheduleType: 'businessHours' };
  await signInAs('b.devries');
  await page.goto(path);
  const uses = page.getByRole('region', { name: 'Used by' });
  await expect(uses).toContainText('No rule uses it.');
  await uses.getByRole('button', { name: 'Remove schedule' }).click();

  // Somebody makes the rule while the question is open: the page follows.
  const answer = await bas.post(criteria, { data: rule });
  expect(answer.status()).toBe(201);
  await expect(uses.getByText('1 rule')).toBeVisible();
  await expect(uses.getByRole('button')).toHaveCount(0);
  await expect(uses).toContainText('It can be removed once no rule uses it.');
  await a11y.check();
  await uses.getByRole('link', { name: 'Turn chosen callers away' }).click();
  await expect(page).toHaveURL(/\/calling\/settings#turn-away$/);

  expect((await bas.delete(`${criteria}/${(await answer.json()).id}`)).status()).toBe(204);
  await page.goto(path);
  await uses.getByRole('button', { name: 'Remove schedule' }).click();
  await uses.getByRole('button', { name: 'Remove it for good' }).click();
  await expect(page).toHaveURL(/\/calling\/schedules$/);
  await expect(page.getByRole('heading', { name: 'Your schedules' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Quiet hours' })).toHaveCount(0);
});
