import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { Panel } from './panel.ts';
import { freePort, Program, until } from './sip/processes.ts';

const CLIENT = 'belroute';

/** How it is started. */
interface Manner {
  /** Tells the address only to who asks with the token who somebody is. */
  isTerse?: boolean;
  /** Takes no codes. */
  isBroken?: boolean;
  /** Takes the secret of the panel in the form and not in a header. */
  wantsForm?: boolean;
}

/** The identity provider of the demo organisation: `example.nl` signs in there. */
export class IdentityProvider {
  /** Of the panel, there. */
  readonly secret = randomBytes(16).toString('hex');
  private program: Program | undefined;

  private constructor(
    private readonly panel: Panel,
    private readonly port: number,
  ) {}

  static async start(panel: Panel): Promise<IdentityProvider> {
    const provider = new IdentityProvider(panel, await freePort());
    // Tests look for English words at whoever comes in from there.
    const farid = await panel.api('f.haddad');
    await farid.put('/v1/account', { data: { language: 'en', theme: 'light' } });
    await provider.starts();
    return provider;
  }

  /** Its address. */
  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it calls the panel. */
  get clientId(): string {
    return CLIENT;
  }

  /** Starts, anew if it runs: with other keys. */
  async starts(manner: Manner = {}): Promise<void> {
    await this.stops();
    const callback = `${this.panel.url}/v1/session/singleSignOn/callback`;
    const told = {
      port: this.port,
      isTerse: manner.isTerse ?? false,
      isBroken: manner.isBroken ?? false,
      client: {
        client_id: CLIENT,
        client_secret: this.secret,
        redirect_uris: [callback],
        token_endpoint_auth_method: manner.wantsForm ? 'client_secret_post' : 'client_secret_basic',
      },
      accounts: {
        farid: { email: 'F.Haddad@example.nl', email_verified: true },
        koen: { email: 'k.kok@example.nl', email_verified: false },
        stranger: { email: 'n.obody@example.nl', email_verified: true },
      },
    };
    const file = join(import.meta.dirname, 'identity-provider/serve.js');
    this.program = new Program(process.execPath, [file], {
      log: join(this.panel.folder, 'identity-provider.log'),
      env: { PATH: process.env['PATH'], PROVIDER: JSON.stringify(told) },
    });
    await until('the identity provider is ready', async () => {
      if (!this.program?.isRunning) throw new Error(`it ended: see ${this.panel.folder}`);
      return fetch(`${this.issuer}/.well-known/openid-configuration`).then(({ ok }) => ok, () => false);
    });
  }

  /** Is gone: who connects is refused. */
  async stops(): Promise<void> {
    await this.program?.stop();
    this.program = undefined;
  }

  /** Somebody gives name and password on its page. */
  async logIn(page: Page, account: string): Promise<void> {
    await page.getByLabel('Account').fill(account);
    await page.getByLabel('Password').fill('whatever');
    await page.getByRole('button', { name: 'Log in' }).click();
  }
}
