import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

const SERVER = process.env['BELROUTE_TEST_POSTGRES_URL'];

/** A database for one panel. */
export interface Database {
  /** What the panel is told; nothing where it makes a file of its own. */
  url: string | undefined;
  remove(): void;
}

/** The kinds that tests of what is stored go through: PostgreSQL only where one is offered. */
export const DATABASES: { name: string; make(): Database }[] = [
  { name: 'SQLite', make: () => ({ url: undefined, remove: () => undefined }) },
  ...(SERVER ? [{ name: 'PostgreSQL', make: () => onPostgres(SERVER) }] : []),
];

function onPostgres(server: string): Database {
  const name = `belroute_${randomBytes(6).toString('hex')}`;
  const administrate = (statement: string) => execFileSync('psql', [server, '-qc', statement]);
  administrate(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, remove: () => void administrate(`drop database ${name} with (force)`) };
}
