/** Why a password is too easy to guess, in words for its owner; null where it is not. `common` are the passwords most used. */
export function weakness(
  password: string,
  about: { common: ReadonlySet<string>; email: string | null },
): string | null {
  const { common, email } = about
  const plain = password.toLowerCase()
  const core = plain.replace(/[^\p{L}]+$/u, '').replace(/^[^\p{L}]+/u, '')
  if (common.has(plain) || (core !== plain && core.length <= 12 && common.has(core))) {
    return 'This is among the passwords that are tried first.'
  }
  if (new Set(plain).size < 5) return 'This password holds too few different characters.'
  if (isRun(plain)) return 'This password is a run of neighbouring characters.'
  const name = email?.toLowerCase().split('@')[0] ?? ''
  if (name.length >= 4 && core.replace(/[^\p{L}\p{N}]/gu, '') === name.replace(/[^\p{L}\p{N}]/gu, '')) {
    return 'This password is the name in your e-mail address.'
  }
  return null
}

/** Each character follows the one before it: 1234567890, abcdefghij, and the same backwards. */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((character, index) => character.charCodeAt(0) - text.charCodeAt(index)))
  return steps.size === 1 && [1, -1].includes([...steps][0] ?? 0)
}
