import { expect, type Page, test } from '../fixtures.ts';
import { COMPANY, dayOff, days, makeSchedule, OWN, time } from '../schedules.ts';

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

// Tall, so that nothing lies half under the header when axe looks at the page.
test.use({ viewport: { width: 1280, height: 2000 } });

/** What tells that somebody else was quicker. */
function told(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'meanwhile' });
}

test('an administrator changes a schedule of the company, and users see and use it', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  await signInAs('k.vos');
  await page.goto('/company/users');
  const tabs = page.getByRole('navigation', { name: 'Company panel' });
  await tabs.getByRole('link', { name: 'Schedules' }).click();
  await expect(page.getByRole('heading', { name: 'Schedules' })).toBeVisible();
  await a11y.check();
  await page.getByRole('link', { name: 'Make a schedule' }).click();
  await page.getByLabel('Name').fill('Closed');
  await page.getByRole('radio', { name: 'Days off' }).check();
  await page.getByRole('radio', { name: 'Nothing' }).check();
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByText('Without events it is never in force.')).toBeVisible();
  const address = new URL(page.url()).pathname;

  // Only the company has days that come every year.
  await page.getByRole('button', { name: 'Add a time' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Founders');
  await page.getByLabel('Starts on').fill('2031-05-29');
  await page.getByLabel('Comes again').selectOption('yearlyByDay');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Comes again')).toHaveAccessibleDescription(/^Not every month has a fifth one\./);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Founders');
  await a11y.check();
  await page.getByLabel('Starts on').fill('2031-05-05');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(time(page, 'Founders')).toContainText('Every year on the first Monday of May, all day, from 5 May 2031');
  await time(page, 'Founders').click();
  await page.getByLabel('Comes again').selectOption('Every year on 5 May');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(time(page, 'Founders')).toContainText('Every year on 5 May, all day, from 5 May 2031');

  const els = await panel.api('e.mulder');
  const rule = { callsFrom: 'ANY_PHONE_NUMBER', notificationEnabled: true, scheduleName: 'Closed', scheduleType: 'holidays' };
  const criteria = '/v1/telephony/config/people/me/settings/priorityAlert/criteria';
  const answer = await els.post(criteria, { data: rule });
  expect(answer.status()).toBe(201);
  const uses = page.getByRole('region', { name: 'Used by' });
  // Of rules of others the page hears only when it asks.
  await uses.getByRole('button', { name: 'Remove schedule' }).click();
  await uses.getByRole('button', { name: 'Remove it for good' }).click();
  await expect(uses.getByRole('alert')).toHaveText('Rules still use this schedule. Remove it there first.');
  await expect(uses.getByRole('listitem')).toHaveText(/Another ring for chosen callers\s*1 rule of 1 user/);
  await expect(uses.getByRole('button')).toHaveCount(0);
  await a11y.check();

  // An administrator who looks at it as a user is shown the way to where it is changed.
  await page.goto(address.replace('/company/', '/calling/'));
  await page.getByRole('link', { name: 'Change it in the company panel' }).click();
  await expect(page).toHaveURL(address);

  await page.context().clearCookies();
  await signInAs('e.mulder');
  await page.goto('/calling/schedules');
  const company = page.getByRole('region', { name: 'Your company’s schedules' });
  await company.getByRole('link', { name: 'Closed' }).click();
  await expect(page.getByText('This schedule is your company’s.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Times' })).toContainText('Every year on 5 May');
  await expect(uses.getByRole('link', { name: 'Another ring for chosen callers' })).toBeVisible();
  for (const name of ['Rename', 'Add a time', 'Remove schedule']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(page.getByRole('link', { name: 'Change it in the company panel' })).toHaveCount(0);
  await a11y.check();

  // What the administrator changes is seen at once.
  const kim = await panel.api('k.vos');
  const closed = `${COMPANY}/${address.split('/').at(-1)}`;
  expect((await kim.put(closed, { data: { name: 'Shut' } })).ok()).toBe(true);
  await expect(page.getByRole('heading', { name: 'Shut' })).toBeVisible();
  expect((await els.delete(`${criteria}/${(await answer.json()).id}`)).ok()).toBe(true);
  expect((await kim.delete(closed)).ok()).toBe(true);
});

test('whoever is slower in another window is shown both versions and loses nothing', async ({
  page,
  context,
  panel,
  signInAs,
  a11y,
}) => {
  const els = await panel.api('e.mulder');
  const id = await makeSchedule(els, OWN, {
    name: 'Leave',
    type: 'holidays',
    events: [dayOff('Spring', '2031-04-07'), dayOff('Autumn', '2031-10-06')],
  });
  await signInAs('e.mulder');
  const other = await context.newPage();
  for (const window of [page, other]) await window.goto(`/calling/schedules/holidays/${id}`);

  // Of two changes of one event the later one is not made over the head of the first.
  for (const window of [page, other]) await time(window, 'Spring').click();
  await other.getByLabel('Ends on').fill('2031-04-09');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(time(other, 'Spring')).toContainText(/Monday,? 7 April 2031 to Wednesday,? 9 April 2031/);
  await page.getByLabel('Ends on').fill('2031-04-11');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(told(page)).toContainText('Somebody has changed this meanwhile. Which one is to stay?');
  await expect(told(page).getByRole('definition')).toHaveText([/to Wednesday,? 9 April 2031/, /to Friday,? 11 April 2031/]);
  await expect(page.getByLabel('Ends on')).toHaveValue('2031-04-11');
  await a11y.check();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(time(other, 'Spring')).toContainText(/to Friday,? 11 April 2031/);

  // Changes of two events go together.
  await time(page, 'Spring').click();
  await time(other, 'Autumn').click();
  await other.getByLabel('Name', { exact: true }).fill('Autumn break');
  await page.getByLabel('Name', { exact: true }).fill('Spring break');
  await Promise.all([page, other].map((window) => window.getByRole('button', { name: 'Save' }).click()));
  for (const window of [page, other]) {
    await expect(time(window, 'Spring break')).toBeVisible();
    await expect(time(window, 'Autumn break')).toBeVisible();
  }

  // What was removed meanwhile can be put back.
  for (const window of [page, other]) await time(window, 'Autumn break').click();
  await page.getByLabel('Starts on').fill('2031-10-07');
  await other.getByRole('button', { name: 'Remove this time' }).click();
  await other.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(time(other, 'Autumn break')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(told(page)).toContainText('Somebody has removed this meanwhile. Put yours back?');
  await a11y.check();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(time(other, 'Autumn break')).toContainText(/Tuesday,? 7 October 2031/);

  for (const window of [page, other]) await window.getByRole('button', { name: 'Rename' }).click();
  await other.getByLabel('Name', { exact: true }).fill('Holidays');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('heading', { name: 'Holidays' })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Away');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(told(page)).toContainText('Somebody has renamed it “Holidays” meanwhile.');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Away');
  await page.getByRole('button', { name: 'Leave it as it is now' }).click();
  await expect(page.getByRole('heading', { name: 'Holidays' })).toBeVisible();
  expect((await els.delete(`${OWN}/holidays/${id}`)).ok()).toBe(true);
});

for (const theme of ['light', 'dark']) {
  test(`on a phone, in Dutch, the pages fit, ${theme}`, async ({ page, panel, signInAs, a11y }) => {
    const els = await panel.api('e.mulder');
    const name = 'Vrije dagen waarop ik niet gestoord word';
    const events = [dayOff('Kerstvakantie', '2031-12-24')];
    const id = await makeSchedule(els, OWN, { name, type: 'holidays', events });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
    await signInAs('e.mulder');
    expect((await els.put('/v1/account', { data: { language: 'nl', theme } })).ok()).toBe(true);
    const fits = async () => {
      const excess = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(excess)).toBe(0);
      await a11y.check();
    };
    await page.goto('/calling/schedules');
    await expect(page.getByText('Schema’s van je bedrijf')).toBeVisible();
    await expect(page.getByRole('link', { name })).toBeVisible();
    await fits();
    await page.getByRole('link', { name: 'Schema maken' }).click();
    await page.getByRole('radio', { name: 'Vrije dagen' }).check();
    await page.getByLabel('Land', { exact: true }).selectOption('België');
    await expect(page.getByRole('group', { name: 'Wat erin komt' })).toBeVisible();
    await fits();

    await page.goto(`/calling/schedules/holidays/${id}?week=2031-12-24`);
    await expect(page.getByRole('region', { name: 'Week 52, 22 december tot en met 28 december 2031' })).toBeVisible();
    await expect(days(page).filter({ hasText: 'de hele dag' })).toHaveText([/wo/]);
    await time(page, 'Kerstvakantie').click();
    await page.getByLabel('Eindigt op').fill('2031-12-26');
    await expect(page.getByText('Geldt: woensdag 24 december 2031 tot en met vrijdag 26 december 2031')).toBeVisible();
    await fits();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(days(page).filter({ hasText: 'de hele dag' })).toHaveText([/wo/, /do/, /vr/]);
    await fits();
    expect((await els.delete(`${OWN}/holidays/${id}`)).ok()).toBe(true);
    expect((await els.put('/v1/account', { data: { language: 'en', theme: 'light' } })).ok()).toBe(true);
  });
}
