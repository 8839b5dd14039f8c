import type { APIRequestContext } from '@playwright/test';

import { ANNA, expect, overSince, test } from '../../sip/fixtures.ts';
import type { Message } from '../../sip/sipp.ts';

const SETTINGS = '/v1/telephony/config/people/me/settings';
const FRIEND = '+447700900321';
/** As dialled on a phone; the panel reads it as a public number. */
const ANNA_DIALS = { from: `"Anna" <${ANNA.address}>`, to: `sip:${FRIEND}@pbx.test` };

async function select(api: APIRequestContext, choice: object): Promise<void> {
  const put = await api.put(`${SETTINGS}/selectedCallerId`, { data: choice });
  expect(put.status()).toBe(204);
}

async function hide(api: APIRequestContext, isHidden: boolean): Promise<void> {
  const put = await api.put(`${SETTINGS}/callerId`, {
    data: { callingLineIdDeliveryBlockingEnabled: isHidden },
  });
  expect(put.status()).toBe(204);
}

const header = (message: Message, name: string): string =>
  (message.headers.get(name) ?? []).join(', ');

test.afterEach(async ({ panel }) => {
  const anna = await panel.api('a.jansen');
  await hide(anna, false);
  await select(anna, { selected: { type: 'DEFAULT_CLID' } });
});

test('without a choice the direct number is shown', async ({ panel, annasPhone, trunk }) => {
  const since = new Date();
  const wayOut = await trunk.talks();
  await annasPhone.calls(ANNA_DIALS).succeeds();
  const invite = await wayOut.sees('INVITE');
  expect(invite.start).toContain(`INVITE sip:${FRIEND}@127.0.0.50`);
  expect(header(invite, 'from')).toContain(`<sip:${ANNA.direct}@`);
  expect(header(invite, 'p-asserted-identity')).toContain(`<sip:${ANNA.direct}@`);
  expect(await overSince(await panel.api('a.jansen'), since)).toMatchObject({
    direction: 'outgoing',
    outcome: 'answered',
    isInternal: false,
    party: { number: FRIEND },
    via: { kind: 'direct' },
  });
});

test('the chosen number stands in From and P-Asserted-Identity', async ({
  panel,
  annasPhone,
  trunk,
}) => {
  const anna = await panel.api('a.jansen');
  const available = await (await anna.get(`${SETTINGS}/availableCallerIds`)).json();
  const { type, id, directNumber } = available.availableCallerIds.find(
    (one: { directNumber?: string }) => one.directNumber === '+442079460000',
  );
  await select(anna, { selected: { type, ...(id ? { id } : { directNumber }) } });

  const since = new Date();
  const wayOut = await trunk.talks();
  const call = annasPhone.calls(ANNA_DIALS);
  await call.succeeds();
  const invite = await wayOut.sees('INVITE');
  expect(header(invite, 'from')).toContain('<sip:+442079460000@');
  expect(header(invite, 'p-asserted-identity')).toContain('<sip:+442079460000@');
  expect(header(invite, 'privacy')).not.toContain('id');
  // The phone keeps seeing itself.
  const answer = await call.sees('SIP/2.0 200');
  expect(header(answer, 'from')).toContain(ANNA.address);
  expect(await overSince(anna, since)).toMatchObject({ via: { kind: 'line', label: 'Sales' } });
});

test('hidden: an anonymous From, and the number for the trusted trunk alone', async ({
  panel,
  annasPhone,
  trunk,
}) => {
  const anna = await panel.api('a.jansen');
  await hide(anna, true);
  const since = new Date();
  const wayOut = await trunk.talks();
  await annasPhone.calls(ANNA_DIALS).succeeds();
  const invite = await wayOut.sees('INVITE');
  expect(header(invite, 'from')).toMatch(/^"?Anonymous"? <sip:anonymous@anonymous\.invalid>/);
  expect(header(invite, 'privacy')).toBe('id');
  expect(header(invite, 'p-asserted-identity')).toContain(`<sip:${ANNA.direct}@`);
  expect(header(invite, 'contact')).not.toContain('2041');
  expect(await overSince(anna, since)).toMatchObject({ via: { kind: 'anonymous' } });
});
