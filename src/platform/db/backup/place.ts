import type pg from 'pg'
import type { Header } from './format.ts'

/**
 * Keeps aside what belongs to this installation and not to the company: which place it is, the key that signs cookies, the
 * passwords and authenticator apps. None of it is in a backup.
 */
export async function rememberPlace(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE here_setting AS SELECT key, value FROM platform.setting WHERE key IN ('auth.secret', 'place.id');
    CREATE TEMP TABLE here_account AS SELECT * FROM auth.account WHERE "providerId" = 'credential';
    CREATE TEMP TABLE here_factor AS SELECT * FROM auth."twoFactor"`)
}

/**
 * Makes a restored database one of this place. In the place it was made in, people sign in as before; in another one nobody
 * holds a key until given one, and API tokens stay refused unless they were asked for.
 */
export async function settleInPlace(
  client: pg.Client,
  { header, keepTokens }: { header: Header; keepTokens: boolean },
): Promise<void> {
  const { rows } = await client.query<{ place: string }>(
    `SELECT value #>> '{}' AS place FROM here_setting WHERE key = 'place.id'`,
  )
  const isSame = header.place !== undefined && header.place === rows[0]?.place
  await client.query(`DELETE FROM platform.setting WHERE key IN ('place.id', 'auth.secret', 'restored')`)
  await client.query(`INSERT INTO platform.setting (key, value) SELECT key, value FROM here_setting
    WHERE key = 'place.id' OR ${isSame}`)
  if (isSame) await putBackKeys(client)
  else if (!keepTokens) await client.query('UPDATE platform.token SET revoked_at = now() WHERE revoked_at IS NULL')
  await client.query(`UPDATE auth."user" u SET "twoFactorEnabled" = EXISTS (
    SELECT 1 FROM auth."twoFactor" f WHERE f."userId" = u.id AND f.verified)`)
  await client.query(`INSERT INTO platform.setting (key, value) VALUES ('restored', $1)`, [
    JSON.stringify({ madeAt: header.madeAt, jobs: header.jobs ?? [] }),
  ])
}

/** Passwords and authenticator apps of users who are there again, as far as both versions know their columns. */
async function putBackKeys(client: pg.Client): Promise<void> {
  const account = await sharedColumns(client, 'account', 'here_account')
  const factor = await sharedColumns(client, 'twoFactor', 'here_factor')
  await client.query(`
  INSERT INTO auth.account (${account}) SELECT ${account} FROM here_account a
   WHERE EXISTS (SELECT 1 FROM auth."user" u WHERE u.id = a."userId")
     AND NOT EXISTS (SELECT 1 FROM auth.account b WHERE b."userId" = a."userId" AND b."providerId" = 'credential');
  INSERT INTO auth."twoFactor" (${factor}) SELECT ${factor} FROM here_factor f
   WHERE EXISTS (SELECT 1 FROM auth."user" u WHERE u.id = f."userId")`)
}

async function sharedColumns(client: pg.Client, table: string, kept: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.attname AS name FROM pg_attribute a JOIN pg_attribute b ON b.attname = a.attname
      WHERE a.attrelid = format('auth.%I', $1::text)::regclass AND b.attrelid = $2::regclass
        AND a.attnum > 0 AND b.attnum > 0 AND NOT a.attisdropped`,
    [table, kept],
  )
  return rows.map(({ name }) => client.escapeIdentifier(name)).join(', ')
}
