import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/** Seals a text with AES-256-GCM under a key that follows from the secret of the workspace; `nonce` is 12 random bytes. */
export function seal(text: string, { secret, nonce }: { secret: string; nonce: Buffer }): string {
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Opens what was sealed; null where another workspace had sealed it, as after a restore elsewhere. */
export function unseal(sealed: string, secret: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  const opener = createDecipheriv('aes-256-gcm', keyFrom(secret), bytes.subarray(0, 12))
  opener.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
  } catch {
    return null
  }
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'drumbeat connections', 32))
}
