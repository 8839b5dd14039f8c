// A certified OpenID provider (npm oidc-provider) as a process of its own, with a login page that
// believes every password. What it is told stands in PROVIDER; its keys are new at every start.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { Provider } from 'oidc-provider';

const { port, client, accounts, isTerse, isBroken } = JSON.parse(process.env.PROVIDER);
const issuer = `http://127.0.0.1:${port}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };

// What it warns of (memory is its only store, this Node.js is not the newest) is as it should be here.
const provider = new Provider(issuer, {
  clients: [client],
  clientAuthMethods: [client.token_endpoint_auth_method],
  jwks: { keys: [key] },
  cookies: { keys: [randomUUID()] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  // The standard wants the address told only to who asks who it is (OpenID Connect Core, 5.4).
  conformIdTokenClaims: isTerse,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/login/${uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  // Nobody is asked whether the panel may know him: an administrator has agreed for all.
  loadExistingGrant: async ({ oidc }) => {
    const { clientId } = oidc.client;
    const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});
for (const event of ['authorization.error', 'grant.error', 'userinfo.error', 'server_error']) {
  provider.on(event, (_, error) => console.error(event, error));
}

const page = `<!doctype html>
<html lang="en">
  <title>Log in</title>
  <link rel="icon" href="data:,">
  <h1>Log in at Example</h1>
  <form method="post">
    <label>Account <input name="account" required></label>
    <label>Password <input name="password" type="password" required></label>
    <button>Log in</button>
    <button name="cancel" formnovalidate>Cancel</button>
  </form>
</html>`;

async function login(request, response) {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    return;
  }
  const form = new URLSearchParams(await text(request));
  const result = form.has('cancel')
    ? { error: 'access_denied', error_description: 'the user has called it off' }
    : { login: { accountId: form.get('account') } };
  await provider.interactionFinished(request, response, result);
}

const answer = provider.callback();
createServer((request, response) => {
  const { pathname } = new URL(request.url, issuer);
  if (isBroken && pathname === '/token') {
    response.writeHead(503).end();
  } else if (pathname.startsWith('/login/')) {
    login(request, response).catch((error) => {
      console.error(error);
      response.writeHead(400).end('This login is over.');
    });
  } else {
    answer(request, response);
  }
}).listen(port, '127.0.0.1');
