import type { Claimed } from './admission.ts'

type Said = Readonly<Record<string, unknown>>

/** Reads what a provider says; the groups stand under a claim of the owner's choice, also below others (`realm_access.roles`). */
export function claimedIn(said: Said, groupClaim: string): Claimed {
  const email = textOf(said.email)
  return {
    subject: String(said.sub),
    email: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254 ? email : null,
    isVerified: said.email_verified === true || said.email_verified === 'true',
    name: textOf(said.name) ?? ([textOf(said.given_name), textOf(said.family_name)].filter(Boolean).join(' ') || null),
    groups: listOf(said[groupClaim] ?? below(said, groupClaim)),
  }
}

function below(said: Said, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Said)[name] : undefined
  }, said)
}

function listOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
