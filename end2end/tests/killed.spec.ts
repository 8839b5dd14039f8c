import { expect, test } from '@playwright/test';

import { DATABASES } from '../databases.ts';
import { linkTo } from '../mail.ts';
import { Panel } from '../panel.ts';
import { until } from '../sip/processes.ts';
import { MailServer } from '../smtp.ts';
import { totp } from '../totp.ts';
import { administrator, WayIn } from '../way-in.ts';

const NINA = 'nina@elsewhere.test';
const FIRST = 'Wb7!kqztx';
const SECOND = 'Xc8?lrauy';

for (const database of DATABASES) {
  test.describe(`killed over ${database.name}`, () => {
    const stage = { post: undefined as unknown as MailServer, panel: undefined as unknown as Panel };
    let over: ReturnType<typeof database.make>;

    test.beforeEach(async () => {
      over = database.make();
      stage.post = await MailServer.start();
      stage.panel = await Panel.found({ mail: stage.post.url(), database: over.url });
    });

    test.afterEach(async () => {
      await stage.panel.close();
      await stage.post.close();
      over.remove();
    });

    test('between any two steps of the way in, it goes on where it was', async () => {
      test.setTimeout(120_000);
      const { panel, post } = stage;
      const ada = await administrator(panel);
      await panel.isKilled();
      const user = await ada.invites(NINA, '201');
      await panel.isKilled();

      // The invitation.
      const invitation = `/v1${linkTo(await post.newest(NINA, 1), 'invite').replace('invite', 'invitations')}`;
      const nina = await WayIn.to(panel.url);
      expect(await nina.status(invitation)).toBe(200);
      await panel.isKilled();
      expect(await nina.status(invitation, { password: FIRST })).toBe(204);
      await panel.isKilled();
      expect(await nina.status(invitation, { password: SECOND })).toBe(410);
      expect(await nina.signIn(NINA, FIRST)).toBe('enrolment');
      await panel.isKilled();

      // The second factor and its recovery codes.
      const key = await nina.key();
      await panel.isKilled();
      expect(await nina.confirmKey(key)).toBe('recoveryCodes');
      await panel.isKilled();
      expect(await nina.state()).toBe('recoveryCodes');
      const lost = await nina.recoveryCodes();
      await panel.isKilled();
      const codes = await nina.recoveryCodes();
      expect(codes).not.toEqual(lost);
      await panel.isKilled();
      expect(await nina.codesAreKept()).toBe('signedIn');
      await panel.isKilled();
      expect(await nina.state()).toBe('signedIn');

      // A temporary password.
      const { password } = await ada.post<{ password: string }>(`${user}/temporaryPassword`);
      await panel.isKilled();
      expect(await nina.state()).toBe('anonymous');
      expect(await nina.signIn(NINA, password)).toBe('secondFactor');
      await panel.isKilled();
      expect(await nina.give('totp', totp(key, 1))).toBe('newPassword');
      await panel.isKilled();
      expect((await nina.post<{ step: string }>('/v1/session/password', { password: SECOND })).step).toBe('signedIn');
      await panel.isKilled();
      expect(await nina.state()).toBe('signedIn');

      // What was shown last counts, and once.
      const later = await WayIn.to(panel.url);
      expect(await later.signIn(NINA, SECOND)).toBe('secondFactor');
      const code = { kind: 'recoveryCode', code: lost[0] };
      expect(await later.status('/v1/session/secondFactor', code)).toBe(400);
      await panel.isKilled();
      expect(await later.give('recoveryCode', codes[0] ?? '')).toBe('signedIn');

      // Each of these things was told in one mail, however often the server was killed. Of that mail
      // there may be two copies: killed after the yes and before it was written down.
      await until('no mail waits', () => panel.waitingMails() === 0, 60);
      const subjects = new Map(post.to(NINA).map(({ id, subject }) => [id, subject]));
      expect([...subjects.values()].sort()).toEqual([
        'Signed in from a new browser',
        'You were given a temporary password',
        'Your password was changed',
        'Your password was changed',
        'Your second step for signing in was changed',
        'Your telephone at Noordkade',
      ]);
      await Promise.all([ada, nina, later].map((browser) => browser.close()));
    });

    test('while mails wait or are on their way, none is lost and none is another', async () => {
      test.setTimeout(120_000);
      const { panel, post } = stage;
      const ada = await administrator(panel);
      await until('all is told', () => post.delivered.length === 1 && panel.waitingMails() === 0);
      const people = ['ann', 'ben', 'cas'].map((name) => `${name}@elsewhere.test`);

      // The first one's is on its way, and the others' wait.
      post.mood = 'ponders';
      for (const [place, email] of people.entries()) await ada.invites(email, `20${place}`);
      await until('a mail is on its way', () => people.includes(post.offered.at(-1) ?? ''));
      const first = post.offered.at(-1);
      // Of the second one's nobody will know whether it was taken.
      post.mood = 'keeps its yes';
      await panel.isKilled();
      await until('another is on its way', () => people.includes(post.delivered.at(-1)?.to ?? ''));
      const second = post.delivered.at(-1)?.to;
      expect(second).not.toBe(first);
      post.mood = 'takes';
      await panel.isKilled();

      await until('no mail waits', () => panel.waitingMails() === 0, 60);
      for (const email of people) {
        const mails = post.to(email);
        expect(mails).toHaveLength(email === second ? 2 : 1);
        expect(new Set(mails.map(({ id }) => id)).size).toBe(1);
      }
      await ada.close();
    });
  });
}
