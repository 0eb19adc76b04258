import { z } from 'zod'

const Challenge = z.object({
  challenge: z.string(),
  /** Whose new key it is for; null for signing in. */
  userId: z.string().nullable(),
  askedAt: z.string(),
})

/** What a browser was asked to sign, as a signed note of ours holds it. */
export type Challenge = z.infer<typeof Challenge>

/** How long a person may take over it. */
export const challengeSeconds = 300

export function writeChallenge(challenge: Challenge): string {
  return Buffer.from(JSON.stringify(challenge)).toString('base64url')
}

/** The challenge that a note holds, if it is for this and young enough. */
export function readChallenge(
  note: string | null,
  { userId, now }: { userId: string | null; now: Date },
): Challenge | null {
  try {
    const read = Challenge.parse(JSON.parse(Buffer.from(note ?? '', 'base64url').toString('utf8')))
    const age = now.getTime() - Date.parse(read.askedAt)
    return read.userId === userId && age >= 0 && age < challengeSeconds * 1000 ? read : null
  } catch {
    return null
  }
}
