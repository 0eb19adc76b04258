import { z } from 'zod'
import { endpoint, Id, Instant } from '../../http/contract.ts'

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** The host whose pages it works on. */
  host: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Passkey = z.infer<typeof Passkey>

const Name = z.string().trim().min(1).max(80)
const Bytes = z.string().min(1).max(8000)
const Done = z.object({ ok: z.literal(true) })

/** One's own passkeys: keys kept by a phone, a computer or a security key, which sign in without a password. */
export const passkeyContract = {
  list: endpoint({
    method: 'get',
    path: '/api/passkeys',
    permission: 'signed-in',
    summary: 'Your passkeys, and whether you may have any: who has no password here signs in elsewhere.',
    reply: z.object({ passkeys: z.array(Passkey), hasPassword: z.boolean() }),
  }),
  begin: endpoint({
    method: 'post',
    path: '/api/passkeys/begin',
    permission: 'signed-in',
    summary: "What the browser hands to the authenticator for a new passkey, as WebAuthn's creation options in JSON.",
    secret: true,
    body: z.object({ password: z.string().max(128) }),
    reply: z.looseObject({ challenge: z.string() }),
  }),
  add: endpoint({
    method: 'post',
    path: '/api/passkeys',
    permission: 'signed-in',
    summary: 'Keep the passkey that the authenticator made; values in base64url as the browser gives them.',
    body: z.object({
      name: Name,
      id: z.string().min(1).max(1400),
      clientDataJSON: Bytes,
      attestationObject: Bytes,
    }),
    reply: Passkey,
  }),
  rename: endpoint({
    method: 'patch',
    path: '/api/passkeys/{id}',
    permission: 'signed-in',
    summary: 'Give a passkey another name.',
    params: z.object({ id: Id }),
    body: z.object({ name: Name }),
    reply: Passkey,
  }),
  remove: endpoint({
    method: 'delete',
    path: '/api/passkeys/{id}',
    permission: 'signed-in',
    summary: 'Remove a passkey: it signs in no more.',
    params: z.object({ id: Id }),
    reply: Done,
  }),
}

/** What the browser hands back to sign in. */
export const SignedKey = z.object({
  id: z.string().min(1).max(1400),
  clientDataJSON: Bytes,
  authenticatorData: Bytes,
  signature: Bytes,
})
