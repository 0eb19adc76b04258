import { createHmac, timingSafeEqual } from 'node:crypto'

type Signed = { name: string; secret: string }

/** What a cookie of ours says, if its signature is ours: `value.signature`, URL-encoded, as better-auth writes it. */
export function signedValue(header: string | undefined, { name, secret }: Signed): string | null {
  const value = textOf(header ?? '', name)
  const at = value?.lastIndexOf('.') ?? -1
  if (!value || at < 1) return null
  const said = value.slice(0, at)
  const [given, ours] = [Buffer.from(value.slice(at + 1)), Buffer.from(signature(said, secret))]
  return given.length === ours.length && timingSafeEqual(given, ours) ? said : null
}

/** A value with our signature, as a cookie holds it. */
export function withSignature(value: string, secret: string): string {
  return encodeURIComponent(`${value}.${signature(value, secret)}`)
}

function signature(value: string, secret: string): string {
  return createHmac('sha256', secret).update(value).digest('base64')
}

function textOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(part.slice(equals + 1).trim())
    } catch {
      return null
    }
  }
  return null
}
