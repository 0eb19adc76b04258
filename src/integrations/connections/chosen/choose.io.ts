import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Work } from '#platform/transaction.ts'
import { addressOf } from '../connections.sql.ts'
import { refusing } from '../entry.io.ts'
import { isCrm } from '../linked.ts'
import type { ChosenField } from '../schema.ts'
import type { OfferedFields } from '../source.ts'
import { lookAt } from '../sync.io.ts'
import { chosenFields } from './chosen.ts'

/** The fields that could be read, asked of the CRM now. */
export async function fieldsOffered(work: Work, id: string): Promise<OfferedFields> {
  return (await looked(work, id)).offered
}

/** The wanted fields with their labels; refuses those that the CRM does not show. */
export async function fieldsChosen(
  work: Work,
  { id, wanted }: { id: string; wanted: readonly Pick<ChosenField, 'noun' | 'name'>[] },
): Promise<ChosenField[]> {
  if (wanted.length === 0) return []
  const { before, headers, offered } = await looked(work, id)
  return chosenFields(wanted, { before, own: { headers, offered: offered.fields } })
}

async function looked(work: Work, id: string) {
  const known = await addressOf(work.workspace.db, id)
  if (!known) throw notFound('connection', id)
  if (!isCrm(known.kind))
    throw refusal(400, {
      code: 'no-choice',
      message: 'Fields are chosen of deals and accounts, which only Salesforce and HubSpot bring.',
      wayOut: 'Leave out `fields`.',
    })
  return refusing(async () => {
    const { linked, opened } = await lookAt(work, id)
    const { headers, offered } = opened.own!
    return { before: linked.chosen, headers, offered: await offered() }
  })
}
