import { expect, isLive, test } from '../fixtures.ts';
import { MadeUpCall } from '../made-up-call.ts';

const FORWARDING = '/v1/telephony/config/people/me/settings/callForwarding';

test('a call says why it went there, with the settings as they were then', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('n.dekker');
  const noor = await panel.api('n.dekker');
  const enabledUntil = new Date(Date.now() + 600_000).toISOString();
  const forwards = async (always: object): Promise<void> => {
    const answer = await noor.put(FORWARDING, { data: { callForwarding: { always } } });
    expect(answer.status(), await answer.text()).toBe(204);
  };
  await forwards({ enabled: true, destination: '2047', enabledUntil });
  await page.goto('/');
  await isLive(page);
  const from = 'sip:+447700900491@trunk.test';
  const call = new MadeUpCall(panel, from, 'sip:+442079460056@pbx.test', 'sip:2047@pbx.test');
  await call.isAskedAbout();
  await forwards({ enabled: false });
  await call.rings();
  await call.ends('no_answer');
  const calls = page.getByRole('region', { name: 'Recent calls' });
  await calls.getByRole('listitem').filter({ hasText: '900491' }).getByRole('link').first().click();

  const details = page.getByRole('dialog', { name: 'Call details' });
  const why = details.getByRole('region', { name: 'Why it went there' });
  await expect(why).toContainText(/Forward everyone sent it to Eva Mulder until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d\./);
  await expect(why.getByRole('list')).toBeHidden();
  await a11y.check();
  await why.getByText('Everything that it went past').click();
  const stops = why.getByRole('listitem');
  await expect(stops.last()).toHaveText(/^Forward everyone\s*The call goes to Eva Mulder until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d\s*decided$/);
  await expect(stops.filter({ hasText: 'Blocked numbers' })).toContainText('went past');
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'dark';
  });
  await a11y.check();
  await why.getByRole('link', { name: 'My route' }).click();
  await expect(page).toHaveURL(/\/route$/);
});

test('a call that nobody asked about says nothing of why', async ({ page, panel, signInAs }) => {
  await signInAs('n.dekker');
  await page.goto('/');
  await isLive(page);
  const call = new MadeUpCall(panel, 'sip:+447700900492@trunk.test', 'sip:+442079460056@pbx.test', 'sip:2056@pbx.test');
  await call.rings();
  await call.ends('cancelled');
  const calls = page.getByRole('region', { name: 'Recent calls' });
  await calls.getByRole('listitem').filter({ hasText: '900492' }).getByRole('link').first().click();
  const details = page.getByRole('dialog', { name: 'Call details' });
  await expect(details).toContainText('What was tried');
  await expect(details).not.toContainText('Why it went there');
});
