import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Locator, Page } from '@playwright/test';

import { expect, fillSignIn, isLive, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { MadeUpCall, registers } from '../made-up-call.ts';
import { Panel } from '../panel.ts';

/** Zoë is nobody else's in these tests. */
const LOGIN = 'z.grosse';
const EXTENSION = '2042';
const DIRECT = '+442079460042';
/** Numbers that nobody in the demo has begin so. */
const MISSED = '+31687654321';
const TALKED = '+31687654322';
const DIALLED = '+31687654323';
const OURS = '6876543';

/** When the calls were made up, and how many seconds ago each of them began then. */
let madeAt = 0;
const AGES = [
  [DIALLED, 300],
  [TALKED, 800],
  [MISSED, 900],
] as const;

const monthOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-CA', { timeZone: 'Europe/Amsterdam' }).slice(0, 7);

/** Which of them were last month: around midnight of the first, some are. */
const ofLastMonth = (): string[] =>
  AGES.filter(([, age]) => monthOf(madeAt - age * 1_000) !== monthOf(Date.now())).map(([number]) => number);

/** Three calls that no other test knows of: an older one that was missed, a long one, and one that she placed. */
async function calls(panel: Panel): Promise<void> {
  madeAt = Date.now();
  const missed = incoming(panel, MISSED);
  await missed.rings(900);
  await missed.ends('no_answer', 880);
  const talked = incoming(panel, TALKED);
  await talked.rings(800);
  await talked.isAnswered(790);
  await talked.ends('answered', 390);
  const dialled = new MadeUpCall(panel, `sip:${EXTENSION}@pbx.test`, `sip:${DIALLED}@pbx.test`);
  await dialled.rings(300);
  await dialled.isAnswered(295);
  await dialled.ends('answered', 280);
}

function incoming(panel: Panel, number: string): MadeUpCall {
  const from = `sip:${number}@trunk.test`;
  return new MadeUpCall(panel, from, `sip:${DIRECT}@pbx.test`, `sip:${EXTENSION}@pbx.test`);
}

function rowsOf(page: Page): Locator {
  return page.getByRole('region', { name: /^(Calls|Gesprekken)$/ }).getByRole('listitem');
}

test.beforeAll(({ panel }) => calls(panel));

test.describe('at the history', () => {
  test.beforeEach(({ signInAs }) => signInAs(LOGIN));

  test('each filter narrows the list down, stands in the address and outlives a reload', async ({ page, a11y }) => {
    test.slow();
    await page.goto('/calls');
    const rows = rowsOf(page);
    const box = page.getByRole('searchbox', { name: 'Find by name or number' });
    await box.fill(OURS);
    await expect(page).toHaveURL(new RegExp(`\\?query=${OURS}$`));
    await expect(rows).toHaveCount(3);
    await expect(box).toBeFocused();
    await a11y.check();

    for (const [label, value, pair, numbers] of [
      ['Outcome', 'missed', 'outcome=missed', [MISSED]],
      ['Outcome', 'blocked', 'outcome=blocked', []],
      ['Days', 'last7Days', 'period=last7Days', [DIALLED, TALKED, MISSED]],
      ['Days', 'lastMonth', 'period=lastMonth', ofLastMonth()],
      // What she placed showed that number.
      ['Line', DIRECT, 'via=%2B442079460042', [DIALLED, TALKED, MISSED]],
      ['Line', 'internal', 'via=internal', []],
      ['Talk time', '60', 'longerThan=60', [TALKED]],
      ['Order', 'oldest', 'order=oldest', [MISSED, TALKED, DIALLED]],
    ] as const) {
      const select = page.getByLabel(label, { exact: true });
      const before = await select.inputValue();
      await select.selectOption(value);
      await expect(page).toHaveURL(new RegExp(`[?&]${pair}(&|$)`));
      await page.reload();
      await expect(select).toHaveValue(value);
      // No rows are there before they have come, either.
      if (numbers.length === 0) await expect(page.getByText('No calls found')).toBeVisible();
      await expect(rows).toHaveCount(numbers.length);
      for (const [place, number] of numbers.entries()) {
        await expect(rows.nth(place)).toContainText(number.slice(-4));
      }
      await select.selectOption(before);
      await expect(page).not.toHaveURL(new RegExp(`[?&]${pair}(&|$)`));
    }

    // Together, with the tabs as well.
    await page.getByRole('navigation', { name: 'Which calls' }).getByRole('link', { name: 'Outgoing' }).click();
    await expect(page).toHaveURL(/\?filter=outgoing&query=6876543$/);
    await expect(rows).toHaveCount(1);
    await page.getByLabel('Outcome').selectOption('missed');
    await expect(page.getByText('No calls found')).toBeVisible();
    await a11y.check();
    await page.getByRole('link', { name: 'Clear the filters' }).click();
    await expect(page).toHaveURL(/\/calls\?filter=outgoing$/);
    await expect(box).toHaveValue('');
  });

  test('own days go from one to another', async ({ page }) => {
    await page.goto(`/calls?query=${OURS}`);
    const rows = rowsOf(page);
    const [from, until] = [page.getByLabel('From', { exact: true }), page.getByLabel('Until', { exact: true })];
    await from.fill('2020-01-02');
    await from.blur();
    await expect(page).toHaveURL(/from=2020-01-02$/);
    await expect(rows).toHaveCount(3);
    await expect(page.getByLabel('Days')).toHaveValue('own');
    // The last day cannot come before the first, which gives way.
    await until.fill('2020-01-01');
    await until.blur();
    await expect(page).toHaveURL(/\?query=6876543&until=2020-01-01$/);
    await expect(from).toHaveValue('');
    await expect(page.getByText('No calls found')).toBeVisible();
    await page.getByLabel('Days').selectOption('Last 30 days');
    await expect(page).toHaveURL(/period=last30Days$/);
    await expect(until).toHaveValue('');
    await expect(rows).toHaveCount(3);
  });

  test('what nobody offers is left out of the list with a note', async ({ page, panel }) => {
    await page.goto(`/calls?query=${OURS}&outcome=splendid&colour=red`);
    await expect(rowsOf(page)).toHaveCount(3);
    const note = page.getByText('The address asked for a filter that does not exist here.');
    await expect(note).toBeVisible();
    await page.getByLabel('Outcome').selectOption('Missed');
    await expect(note).toBeHidden();
    const zoe = await panel.api(LOGIN);
    const answer = await zoe.get('/v1/calls?outcome=splendid');
    expect(answer.status()).toBe(400);
    expect((await answer.json()).errors).toMatchObject([{ code: 'notOffered', field: 'outcome' }]);
  });

  test('a call that arrives joins the list that it fits, and no other', async ({ page, panel }) => {
    await page.goto(`/calls?query=${OURS}&outcome=missed`);
    const rows = rowsOf(page);
    await expect(rows).toHaveCount(1);
    await isLive(page);
    const number = '+31687654399';
    const call = incoming(panel, number);
    await call.rings();
    await call.ends('no_answer');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText(number.slice(-4));
    await rows.first().getByRole('link').first().click();
    const details = page.getByRole('dialog', { name: 'Call details' });
    await details.getByRole('button', { name: 'Delete from my list' }).click();
    await expect(details.getByRole('status').filter({ hasText: 'This call is off your list.' })).toBeVisible();
    await details.getByRole('button', { name: 'Close' }).click();
    await expect(page).toHaveURL(new RegExp(`\\?query=${OURS}&outcome=missed$`));
    await expect(rows).toHaveCount(1);
  });

  test('a call is deleted from the list and comes back', async ({ page, panel, a11y }) => {
    await page.goto(`/calls?query=${TALKED.slice(1)}`);
    const rows = rowsOf(page);
    await expect(rows).toHaveCount(1);
    await rows.getByRole('link').first().click();
    const details = page.getByRole('dialog', { name: 'Call details' });
    await details.getByRole('button', { name: 'Delete from my list' }).click();
    const undo = details.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeFocused();
    await a11y.check();
    const zoe = await panel.api(LOGIN);
    const found = async () => (await (await zoe.get(`/v1/calls?query=${TALKED.slice(1)}`)).json()).calls.length;
    await expect.poll(found).toBe(0);
    await undo.click();
    await expect(details.getByRole('button', { name: 'Delete from my list' })).toBeVisible();
    await expect.poll(found).toBe(1);
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
    await expect(rows).toHaveCount(1);
  });

  test('a caller is blocked from the details, and the setting can be undone', async ({ page, panel }) => {
    await page.goto(`/calls?query=${MISSED.slice(1)}`);
    await rowsOf(page).getByRole('link').first().click();
    const details = page.getByRole('dialog', { name: 'Call details' });
    await details.getByRole('button', { name: 'Block this number' }).click();
    await expect(details.getByRole('status').filter({ hasText: 'is blocked.' })).toBeVisible();
    const zoe = await panel.api(LOGIN);
    const path = '/v1/telephony/config/people/me/settings/callBlock';
    const { numbers } = await (await zoe.get(path)).json();
    expect(numbers).toMatchObject([{ phoneNumber: MISSED }]);
    expect((await zoe.delete(`${path}/numbers/${numbers[0].id}`)).ok()).toBe(true);
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
  });

  test('what was found is a file for a spreadsheet', async ({ page }) => {
    await page.goto(`/calls?query=${OURS}&order=oldest&longerThan=0`);
    await expect(rowsOf(page)).toHaveCount(2);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('calls.csv');
    const lines = readFileSync(await file.path(), 'utf8').trim().split(/\r?\n/);
    expect(lines[0]).toBe(
      'When,Direction,Outcome,Name,Number,Line,Talk time,Ring time,Answered by,Forwarded to',
    );
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,Incoming,Answered,,\\${TALKED},`));
    expect(lines[1]).toContain(',0:06:40,0:00:10,');
    expect(lines[2]).toContain(`,Outgoing,Answered,,${DIALLED},`);
  });

  test('by keyboard alone, in Dutch, on a narrow screen', async ({ page, panel, a11y }) => {
    const zoe = await panel.api(LOGIN);
    expect((await zoe.put('/v1/account', { data: { language: 'nl', theme: 'dark' } })).ok()).toBe(true);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto('/calls');
    const hands = new Keyboard(page);
    await hands.types('Zoek op naam of nummer', OURS);
    const rows = rowsOf(page);
    await expect(rows).toHaveCount(3);
    await hands.presses(page.getByRole('button', { name: /^Filter/ }));
    await hands.reaches(page.getByLabel('Uitkomst'));
    // The first letter of a choice chooses it.
    await page.keyboard.type('Gem');
    await expect(page).toHaveURL(/outcome=missed/);
    await expect(rows).toHaveCount(1);
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(excess).toBeLessThanOrEqual(0);
    await a11y.check();
    await hands.presses(rows.getByRole('link').first());
    const details = page.getByRole('dialog', { name: 'Gespreksdetails' });
    await hands.presses(details.getByRole('button', { name: 'Verwijder uit mijn lijst' }));
    await expect(details.getByRole('status').filter({ hasText: 'Dit gesprek is uit je lijst.' })).toBeVisible();
    await a11y.check();
    await hands.presses(details.getByRole('button', { name: 'Ongedaan maken' }));
    await expect(details.getByRole('button', { name: 'Verwijder uit mijn lijst' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
    await expect(rows).toHaveCount(1);
    expect((await zoe.put('/v1/account', { data: { language: 'en', theme: 'light' } })).ok()).toBe(true);
  });
});

/** The agent of a media server that takes everything and rings nobody. */
class Agent {
  readonly told: { path: string; body: Record<string, string> }[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Agent> {
    const server = createServer();
    const agent = new Agent(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        agent.told.push({ path: request.url ?? '', body: JSON.parse(body) });
        const isPlaced = request.url === '/calls';
        response.writeHead(isPlaced ? 202 : 204, { 'content-type': 'application/json' });
        response.end(isPlaced ? JSON.stringify({ id: `leg-${agent.told.length}` }) : undefined);
      });
    });
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
    return agent;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

test.describe('beside a media server', () => {
  let agent: Agent;
  let beside: Panel;
  test.beforeAll(async () => {
    agent = await Agent.start();
    beside = await Panel.prepare({ agent: agent.url });
    await calls(beside);
  });
  test.afterAll(async () => {
    await beside.close();
    agent.stop();
  });

  test.beforeEach(async ({ page }) => {
    agent.told.length = 0;
    const zoe = await beside.api(LOGIN);
    expect((await zoe.put('/v1/account', { data: { language: 'en', theme: 'light' } })).ok()).toBe(true);
    await page.goto(`${beside.url}/sign-in`);
    await fillSignIn(page, LOGIN);
    await expect(page).toHaveURL(`${beside.url}/`);
  });

  test('without a phone nothing rings, and the device at hand is another way', async ({ page, a11y }) => {
    await page.goto(`${beside.url}/calls?query=${MISSED.slice(1)}`);
    await rowsOf(page).getByRole('link', { name: /^Call back/ }).click();
    const window = page.getByRole('dialog', { name: /^Call / });
    await expect(window.getByRole('status').first()).toContainText('None of your phones is connected');
    await expect(window.getByRole('link', { name: 'Call with this device' })).toHaveAttribute('href', `tel:${MISSED}`);
    expect(agent.told).toEqual([]);
    await a11y.check();
    await page.keyboard.press('Escape');
    await expect(window).toBeHidden();
  });

  test('what was refused is tried again with the number that was chosen for it', async ({ page }) => {
    await page.goto(`${beside.url}/calls?query=${TALKED.slice(1)}`);
    await rowsOf(page).getByRole('link').first().click();
    const details = page.getByRole('dialog', { name: 'Call details' });
    await details.getByRole('link', { name: 'Call as…' }).click();
    const window = page.getByRole('dialog', { name: /^Call (?!details)/ });
    await window.getByRole('button', { name: 'Anonymous' }).click();
    const state = window.getByRole('status').first();
    await expect(state).toContainText('None of your phones is connected');
    await registers(beside, EXTENSION);
    await window.getByRole('button', { name: 'Try again' }).click();
    await expect(state).toContainText('Your phone rings.');
    expect(agent.told).toMatchObject([{ path: '/calls', body: { caller_id: 'anonymous' } }]);
    await window.getByRole('button', { name: 'Cancel' }).click();
    await expect(state).toContainText('The call is over.');
  });

  test('a click rings the own phone and says how far the call is', async ({ page, a11y }) => {
    await registers(beside, EXTENSION);
    await page.goto(`${beside.url}/calls?query=${MISSED.slice(1)}`);
    await isLive(page);
    await rowsOf(page).getByRole('link', { name: /^Call back/ }).dblclick();
    const window = page.getByRole('dialog', { name: /^Call / });
    const state = window.getByRole('status').first();
    await expect(state).toContainText('Your phone rings.');
    // Pressed twice, placed once.
    expect(agent.told).toHaveLength(1);
    expect(agent.told[0]).toMatchObject({
      path: '/calls',
      body: { from: 'sip:2042@pbx.test', to: `sip:${MISSED}@pbx.test` },
    });
    await a11y.check();
    const call = new MadeUpCall(beside, `sip:${EXTENSION}@pbx.test`, `sip:${MISSED}@pbx.test`);
    await call.rings();
    await expect(state).toContainText('Calling ');
    await call.isAnswered();
    await expect(state).toContainText('In a call with ');
    await window.getByRole('button', { name: 'Hang up' }).click();
    await expect(state).toContainText('The call is over.');
    expect(agent.told[1]).toEqual({ path: '/calls/hangup', body: { id: 'leg-1', from: 'sip:2042@pbx.test' } });
    await call.ends('answered');
    await page.keyboard.press('Escape');
    await expect(window).toBeHidden();
  });

  test('one call shows another number', async ({ page, a11y }) => {
    await registers(beside, EXTENSION);
    await page.goto(`${beside.url}/calls?query=${TALKED.slice(1)}`);
    await rowsOf(page).getByRole('link').first().click();
    const details = page.getByRole('dialog', { name: 'Call details' });
    await details.getByRole('link', { name: 'Call as…' }).click();
    const window = page.getByRole('dialog', { name: /^Call (?!details)/ });
    await expect(window.getByRole('status').first()).toContainText('Which number should be shown');
    await a11y.check();
    await window.getByRole('button', { name: 'Anonymous' }).click();
    await expect(window.getByRole('status').first()).toContainText('Your phone rings.');
    expect(agent.told[0]?.body).toMatchObject({ caller_id: 'anonymous' });
    await window.getByRole('button', { name: 'Cancel' }).click();
    await expect(window.getByRole('status').first()).toContainText('The call is over.');
    // The usual number is the same as before.
    const zoe = await beside.api(LOGIN);
    const settings = await zoe.get('/v1/telephony/config/people/me/settings/callerId');
    expect((await settings.json()).callingLineIdDeliveryBlockingEnabled).toBe(false);
  });
});
