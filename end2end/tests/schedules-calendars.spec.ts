import type { APIRequestContext } from '@playwright/test';

import { expect, test } from '../fixtures.ts';
import { days, OWN, time } from '../schedules.ts';

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

// Tall, so that nothing lies half under the header when axe looks at the page.
test.use({ viewport: { width: 1280, height: 2000 } });

const AT_WORK = ['DTSTART;TZID=Europe/Amsterdam:20310106T090000', 'DTEND;TZID=Europe/Amsterdam:20310106T170000'];

async function names(api: APIRequestContext): Promise<string[]> {
  const { schedules } = await (await api.get(OWN)).json();
  return schedules.map(({ name }: { name: string }) => name);
}

/** A calendar with these events, each as its own lines. */
function calendar(...events: string[][]): Buffer {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return Buffer.from(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
}

test('national holidays are offered, looked at and taken, and a name that is taken is told', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const bas = await panel.api('b.devries');
  await signInAs('b.devries');
  await page.goto('/calling/schedules/new');
  await page.getByLabel('Name').fill('Days off');
  await page.getByRole('radio', { name: 'Days off' }).check();
  await expect(page.getByRole('radio', { name: 'Holidays of a country' })).toBeChecked();
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByText('Choose a calendar, and at least one of its times.')).toBeVisible();
  await page.getByLabel('Country', { exact: true }).selectOption('Netherlands');
  const offers = page.getByRole('group', { name: 'What will be in it' });
  const newYear = offers.getByRole('checkbox', { name: 'Nieuwjaarsdag 2031' });
  await expect(newYear).toBeChecked();
  await a11y.check();
  await offers.getByRole('button', { name: 'Choose none' }).click();
  await newYear.check();
  await offers.getByRole('checkbox', { name: 'Koningsdag 2031' }).check();
  expect(await names(bas)).not.toContain('Days off');
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByRole('heading', { name: 'Days off' })).toBeVisible();
  await expect(time(page, 'Nieuwjaarsdag 2031')).toContainText(/Wednesday,? 1 January 2031, all day/);
  await expect(page.getByText('2 of 100')).toBeVisible();

  // The week in which it begins is a press away.
  await page.getByRole('button', { name: /^Show Wednesday,? 1 January 2031$/ }).click();
  await expect(days(page).filter({ hasText: 'all day' })).toHaveText([/Wed/]);

  // More of the same calendar: what is there already is not taken twice.
  await page.getByRole('button', { name: 'Add holidays or a calendar' }).click();
  await page.getByLabel('Country', { exact: true }).selectOption('Netherlands');
  await expect(newYear).toBeDisabled();
  await a11y.check();
  await offers.getByRole('button', { name: 'Choose none' }).click();
  await offers.getByRole('checkbox', { name: 'Hemelvaartsdag 2031' }).check();
  await page.getByRole('button', { name: 'Add 1 time' }).click();
  await expect(page.getByText('3 of 100')).toBeVisible();

  // Years of them are a long list, of which those that come first are shown.
  await page.getByRole('button', { name: 'Add holidays or a calendar' }).click();
  await page.getByLabel('Country', { exact: true }).selectOption('Belgium');
  await expect(offers.getByRole('checkbox').first()).toBeChecked();
  await page.getByRole('button', { name: /^Add \d+ times$/ }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  const rows = page.getByRole('region', { name: 'Times' }).getByRole('listitem');
  await expect(rows).toHaveCount(12);
  await a11y.check();
  await page.getByRole('button', { name: /^Show all \d+$/ }).click();
  await expect(rows.nth(12)).toBeFocused();
  await expect(time(page, 'Koningsdag 2031')).toBeVisible();

  await page.goto('/calling/schedules/new');
  await page.getByLabel('Name').fill('days  OFF');
  await page.getByRole('radio', { name: 'Days off' }).check();
  await page.getByRole('radio', { name: 'Nothing' }).check();
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Another one already has this name.');
  await expect(page.getByLabel('Name')).toHaveValue('days  OFF');
  await expect(page.getByLabel('Name')).toBeFocused();
  await a11y.check();
});

test('a calendar file is looked at before it is saved, and one that cannot be read is refused in words', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const bas = await panel.api('b.devries');
  await signInAs('b.devries');
  await page.goto('/calling/schedules/new');
  await page.getByLabel('Name').fill('Shifts');
  await page.getByRole('radio', { name: 'A calendar file' }).check();
  const input = page.getByLabel('Choose a calendar file, or drop it here');
  const choose = (buffer: Buffer) => input.setInputFiles({ name: 'shifts.ics', mimeType: 'text/calendar', buffer });
  await choose(Buffer.from('BEGIN:VCARD\r\nFN:Nobody\r\nEND:VCARD\r\n'));
  await expect(page.getByRole('alert')).toHaveText('This is not a calendar file.');
  await a11y.check();
  await choose(calendar());
  await expect(page.getByRole('alert')).toHaveText('No event was found in the file.');
  await choose(Buffer.alloc(300_000, 'x'));
  await expect(page.getByRole('alert')).toHaveText('This is too large.');
  await expect(page.getByLabel('Name')).toHaveValue('Shifts');

  await choose(
    calendar(
      ['SUMMARY:Shift', ...AT_WORK, 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE'],
      ['SUMMARY:Carnival', 'DTSTART;VALUE=DATE:20310224', 'DTEND;VALUE=DATE:20310226'],
      ['SUMMARY:Long ago', 'DTSTART;VALUE=DATE:20200101'],
      ['SUMMARY:Called off', 'DTSTART;VALUE=DATE:20310301', 'STATUS:CANCELLED'],
      ['SUMMARY:Some day', 'DTSTART:tomorrow'],
    ),
  );
  const offers = page.getByRole('group', { name: 'What will be in it' });
  await expect(offers.getByRole('listitem')).toHaveCount(2);
  await expect(offers.getByRole('listitem').filter({ hasText: 'Shift' })).toContainText('Mon and Wed, 9:00–17:00');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByText('3 are left out').click();
  await expect(page.getByText('Long ago: it is over')).toBeVisible();
  await expect(page.getByText('Called off: it was called off')).toBeVisible();
  await expect(page.getByText('Some day: when it is cannot be read')).toBeVisible();
  await a11y.check();
  expect(await names(bas)).not.toContain('Shifts');
  await offers.getByRole('checkbox', { name: 'Carnival' }).uncheck();
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByRole('heading', { name: 'Shifts' })).toBeVisible();
  await expect(time(page, 'Shift')).toContainText('Mon and Wed, 9:00–17:00');
  await expect(page.getByText('1 of 100')).toBeVisible();
});
