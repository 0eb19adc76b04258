import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

/**
 * A backup behind a passphrase: one line naming the format, a salt of 16 bytes, then parts of a head (4 bytes: length of the
 * part, the highest bit set on the last) and AES-256-GCM with its tag of 16 bytes. The key is scrypt of passphrase and salt;
 * the nonce is the number of the part and whether it is the last, so that none can be moved, dropped or cut off unseen.
 */
export const sealedMagic = Buffer.from('DRUMBEAT SEALED BACKUP 1\n')

/** The passphrase does not open the file, or the file was changed: the two look the same. */
export class NotOpened extends Error {
  override name = 'NotOpened'
}

const PART = 1 << 16
const LAST = 0x80000000
const TAG = 16
const SALT = 16
const work = { N: 1 << 16, r: 8, p: 1, maxmem: 1 << 27 }

/** Encrypts a stream of bytes under a passphrase. */
export async function* seal(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT)
  const key = keyOf(passphrase, salt)
  yield Buffer.concat([sealedMagic, salt])
  let rest: Buffer = Buffer.alloc(0)
  let part = 0
  for await (const bytes of source) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    for (; rest.length > PART; rest = rest.subarray(PART)) {
      yield sealPart({ key, part: part++, isLast: false, bytes: rest.subarray(0, PART) })
    }
  }
  yield sealPart({ key, part, isLast: true, bytes: rest })
}

/** Decrypts what `seal` made, from behind its first line. */
export async function* unseal(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const take = taker(source)
  const salt = await take(SALT)
  const key = keyOf(passphrase, salt)
  for (let part = 0; ; part++) {
    const head = await take(4)
    const word = head.readUInt32BE(0)
    const [isLast, length] = [word >= LAST, word % LAST]
    if (length > PART + TAG) throw new NotOpened('a part of it claims an impossible length')
    const sealed = await take(length)
    yield openPart({ key, part, isLast, sealed })
    if (isLast) return
  }
}

function sealPart({ key, part, isLast, bytes }: { key: Buffer; part: number; isLast: boolean; bytes: Buffer }): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(part, isLast))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(sealed.length + (isLast ? LAST : 0), 0)
  return Buffer.concat([head, sealed])
}

function openPart({
  key,
  part,
  isLast,
  sealed,
}: {
  key: Buffer
  part: number
  isLast: boolean
  sealed: Buffer
}): Buffer {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(part, isLast))
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - TAG)), cipher.final()])
  } catch {
    throw new NotOpened('the passphrase does not open it, or it was changed')
  }
}

function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, work)
}

function nonceOf(part: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(part, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Takes so many bytes at a time; too few are an end where none may be. */
function taker(source: AsyncIterable<Buffer>): (count: number) => Promise<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return async (count) => {
    while (rest.length < count) {
      const { value, done } = await chunks.next()
      if (done) throw new NotOpened('it is cut off')
      rest = Buffer.concat([rest, value])
    }
    const taken = rest.subarray(0, count)
    rest = rest.subarray(count)
    return taken
  }
}
