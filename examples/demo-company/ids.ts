import type { Random } from './random.ts'

/** Makes ids in the shape of UUIDv7 from a seeded stream: sorted by the instant given, the same on every run. */
export function idsFrom(random: Random): (instant: number) => string {
  return (instant) => {
    const time = hex(Math.floor(instant / 65536)) + hex(instant % 65536).slice(4)
    const a = hex(random.bits())
    const b = hex(random.bits())
    const variant = hex((random.bits() & 0x3fffffff) | 0x80000000)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant.slice(0, 4)}-${a.slice(4)}${b}`
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
