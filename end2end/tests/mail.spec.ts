import { expect, test } from '@playwright/test';

import { linkTo } from '../mail.ts';
import { Panel } from '../panel.ts';
import { until } from '../sip/processes.ts';
import { MailServer } from '../smtp.ts';
import { administrator, type WayIn } from '../way-in.ts';

/** A panel, its administrator, and the mail server that the panel was told. */
interface Stage {
  panel: Panel;
  ada: WayIn;
  post: MailServer;
}

const NINA = 'nina@elsewhere.test';
const OMAR = 'omar@elsewhere.test';
const LOGIN = { name: 'panel', password: 'a password' };

const stages = test.extend<{ stage: Stage; login: typeof LOGIN | undefined }>({
  login: [undefined, { option: true }],
  stage: async ({ login }, use) => {
    const post = await MailServer.start(login);
    const panel = await Panel.found({ mail: post.url() });
    const ada = await administrator(panel);
    // She is told that she has a second factor now.
    await post.receives('ada@noordkade.test');
    await until('all is told', () => panel.waitingMails() === 0);
    await use({ panel, ada, post });
    await ada.close();
    await panel.close();
    await post.close();
  },
});

/** Nothing is on its way any more, so that whatever was delivered by now is all. */
async function allIsSent(panel: Panel): Promise<void> {
  await until('no mail waits', () => panel.waitingMails() === 0, 30);
}

/** Why the panel thinks that a mail did not go out. */
function failure(panel: Panel, to: string): string {
  return panel.ask(`select coalesce(max(failure), '') from mail where recipient = '${to}'`);
}

stages('a mail has both forms, says who sends it, and its link opens', async ({ stage, page }) => {
  const { ada, panel, post } = stage;
  await ada.invites(NINA, '201', 'nl');
  const [mail] = await post.receives(NINA);
  if (!mail) throw new Error('no mail');
  expect(mail.subject).toBe('Je telefoon bij Noordkade');
  expect(mail.text).toContain('Dag Nina,');
  expect(mail.text).toContain('De link werkt één keer en zeven dagen lang.');
  await page.goto(panel.url + linkTo(mail, 'invite'));
  await expect(page.getByText(NINA)).toBeVisible();
});

stages('a busy mail server is asked again until it takes the mail, once', async ({ stage }) => {
  const { ada, panel, post } = stage;
  post.mood = 'is busy';
  await ada.invites(NINA, '201');
  await until('the panel has tried', () => failure(panel, NINA) !== '');
  expect(failure(panel, NINA)).toContain('451');
  expect(post.to(NINA)).toEqual([]);
  post.mood = 'takes';
  await post.receives(NINA);
  await allIsSent(panel);
  expect(post.to(NINA)).toHaveLength(1);
});

stages('a mail server that is away gets the mail when it is back', async ({ stage }) => {
  const { ada, panel, post } = stage;
  await post.close();
  await ada.invites(NINA, '201');
  await until('the panel has tried', () => failure(panel, NINA) !== '');
  await post.open();
  await post.receives(NINA);
  await allIsSent(panel);
  expect(post.to(NINA)).toHaveLength(1);
});

stages('a mail server that is gone before its yes is out gets the same mail again', async ({ stage }) => {
  const { ada, panel, post } = stage;
  post.mood = 'hangs up';
  await ada.invites(NINA, '201');
  await post.receives(NINA);
  post.mood = 'takes';
  const [one, other] = await post.receives(NINA, 2);
  await allIsSent(panel);
  expect(post.to(NINA)).toHaveLength(2);
  // Nobody can know whether the first was delivered; mailboxes know by its id that it is the same.
  expect(one?.id).toMatch(/^<[\w-]+@[\w.]+>$/);
  expect(other).toEqual(one);
});

stages('who is unknown to the mail server is given up and written down, and others get theirs', async ({
  stage,
}) => {
  const { ada, panel, post } = stage;
  post.unknown.add(NINA);
  await ada.invites(NINA, '201');
  await ada.invites(OMAR, '202');
  await post.receives(OMAR);
  await allIsSent(panel);
  expect(failure(panel, NINA)).toContain('550');
  expect(panel.ask(`select count(*) from mail where recipient = '${NINA}' and sent_at_ms is null`)).toBe('1');
  expect(post.offered.filter((to) => to === NINA)).toHaveLength(1);
});

stages.describe('a mail server that asks who one is', () => {
  stages.use({ login: LOGIN });

  stages('gets mail with the right password, and none is lost while it is wrong', async ({ stage }) => {
    const { ada, panel, post } = stage;
    await panel.mailsThrough(post.url({ ...LOGIN, password: 'another' }));
    await ada.invites(NINA, '201');
    await until('the panel has tried', () => failure(panel, NINA) !== '');
    expect(failure(panel, NINA)).toContain('535');
    expect(post.offered).not.toContain(NINA);
    await panel.mailsThrough(post.url());
    await post.receives(NINA);
    await allIsSent(panel);
    expect(post.to(NINA)).toHaveLength(1);
  });
});
