import { createHash, randomBytes } from 'node:crypto';

/** What one device was given. */
export interface Account {
  /** The address of record, such as `sip:2041@pbx.test`. */
  address: string;
  username: string;
  password: string;
}

export type Algorithm = 'SHA-256' | 'MD5';

/** The parts of a challenge that an answer needs. */
export interface Challenge {
  realm: string;
  nonce: string;
  algorithm: Algorithm;
  stale: boolean;
}

export const domainOf = (address: string): string => address.replace(/^.*@/, '');

const digest = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

/** H(A1) of RFC 7616: what the server keeps instead of the password. */
export const ha1 = (algorithm: Algorithm, { address, username, password }: Account): string =>
  digest(algorithm, `${username}:${domainOf(address)}:${password}`);

/** A user name and a password that no panel has given out, for a panel that the test plays. */
export function inventAccount(address: string): Account {
  const username = randomBytes(6).toString('hex');
  return { address, username, password: randomBytes(16).toString('hex') };
}

/** Reads the value of a WWW-Authenticate or Proxy-Authenticate header. */
export function readChallenge(header: string): Challenge {
  const field = (name: string): string =>
    new RegExp(`[ ,]${name}="?([^",]*)"?`, 'i').exec(header)?.[1] ?? '';
  return {
    realm: field('realm'),
    nonce: field('nonce'),
    algorithm: field('algorithm') as Algorithm,
    stale: field('stale') === 'true',
  };
}

/** The value of the header that answers a challenge. */
export function answer(
  { realm, nonce, algorithm }: Challenge,
  { username, password }: Account,
  method: string,
  uri: string,
  count = 1,
): string {
  const hash = (text: string): string => digest(algorithm, text);
  const nc = count.toString(16).padStart(8, '0');
  const cnonce = randomBytes(8).toString('hex');
  const a1 = hash(`${username}:${realm}:${password}`);
  const response = hash(`${a1}:${nonce}:${nc}:${cnonce}:auth:${hash(`${method}:${uri}`)}`);
  return (
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `response="${response}", algorithm=${algorithm}, cnonce="${cnonce}", qop=auth, nc=${nc}`
  );
}
