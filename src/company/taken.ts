import { refusal } from '#platform/http/refusal.ts'

const UNIQUE_VIOLATION = '23505'

/** Carries out a write; where its name or code is taken already, refuses in words for the user. */
export async function unlessTaken<Result>(
  taken: { noun: string; value: string },
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw refusal(409, {
      code: 'taken',
      message: `Another ${taken.noun} is called ${taken.value} already.`,
      wayOut: 'Choose another name, or change the one that is there.',
    })
  }
}
