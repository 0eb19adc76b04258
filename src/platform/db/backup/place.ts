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
  if (isSame) await client.query(ownKeys)
  else if (!keepTokens) await client.query('UPDATE platform.token SET revoked_at = now() WHERE revoked_at IS NULL')
  await client.query(`UPDATE auth."user" u SET "twoFactorEnabled" = EXISTS (
    SELECT 1 FROM auth."twoFactor" f WHERE f."userId" = u.id AND f.verified)`)
  await client.query(`INSERT INTO platform.setting (key, value) VALUES ('restored', $1)`, [
    JSON.stringify({ madeAt: header.madeAt, jobs: header.jobs ?? [] }),
  ])
}

const ownKeys = `
  INSERT INTO auth.account SELECT * FROM here_account a
   WHERE EXISTS (SELECT 1 FROM auth."user" u WHERE u.id = a."userId")
     AND NOT EXISTS (SELECT 1 FROM auth.account b WHERE b."userId" = a."userId" AND b."providerId" = 'credential');
  INSERT INTO auth."twoFactor" SELECT * FROM here_factor f
   WHERE EXISTS (SELECT 1 FROM auth."user" u WHERE u.id = f."userId")`
