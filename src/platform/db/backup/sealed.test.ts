import { expect, test } from 'vitest'
import { NotOpened, seal, sealedMagic, unseal } from './sealed.ts'

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const all = async (source: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const open = async (sealed: Buffer, passphrase: string) =>
  all(unseal(chunks(sealed.subarray(sealedMagic.length), 1000), passphrase))

const text = Buffer.from('one order line after the other\n'.repeat(6000))
const sealed = await all(seal(chunks(text, 7000), 'four words in a row'))

test('what was sealed is opened by its passphrase, also typed in another Unicode form', async () => {
  expect(await open(sealed, 'four words in a row')).toEqual(text)
  const umlaut = await all(seal(chunks(text, 500), 'Zw\u00f6lf Boxk\u00e4mpfer'))
  expect(await open(umlaut, 'Zwo\u0308lf Boxka\u0308mpfer')).toEqual(text)
  expect((await open(await all(seal(chunks(Buffer.alloc(0), 1), 'x')), 'x')).length).toBe(0)
})

test('nothing of it can be read, nor changed, cut off, dropped or moved unseen', async () => {
  expect(sealed.includes('order line')).toBe(false)
  await expect(open(sealed, 'four words in a ro')).rejects.toThrow(NotOpened)
  const flipped = Buffer.from(sealed)
  flipped[100_000]! ^= 1
  await expect(open(flipped, 'four words in a row')).rejects.toThrow(NotOpened)
  const part = 4 + 65_536 + 16
  const begin = sealedMagic.length + 16
  const cuts = [sealed.subarray(0, begin + part), sealed.subarray(0, sealed.length - 1)]
  const dropped = Buffer.concat([sealed.subarray(0, begin), sealed.subarray(begin + part)])
  for (const damaged of [...cuts, dropped]) {
    await expect(open(damaged, 'four words in a row')).rejects.toThrow(NotOpened)
  }
})
