import { companyToday } from '#company/profile.sql.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { invitation, reminder } from './mails.ts'
import { closeRound } from './results/close.tx.ts'
import { type Due, roundsToClose, roundsToInvite, roundsToRemind } from './rounds/due.sql.ts'
import { launchRound } from './rounds/launch.tx.ts'
import { surveys } from './surveys.sql.ts'
import { toWrite } from './wishes/wishes.sql.ts'
import { noteInvited, noteReminded } from './wishes/wishes.tx.ts'

/** Rounds open and close by themselves; safe to run twice. */
export const pulseJobs = [
  {
    name: 'pulse.launch-rounds',
    singleton: true,
    cron: '*/10 * * * *',
    run: async (workspace) => {
      const today = await companyToday(workspace.db, workspace.clock())
      for (const { id, nextOn } of await surveys(workspace.db)) {
        if (nextOn !== null && nextOn <= today)
          await launchRound({ workspace, actor: systemActor }, { surveyId: id, day: today }).catch((error) =>
            note(workspace.log, error),
          )
      }
    },
  },
  {
    name: 'pulse.close-rounds',
    singleton: true,
    cron: '*/5 * * * *',
    run: async (workspace) => {
      for (const id of await roundsToClose(workspace.db, workspace.clock()))
        await closeRound({ workspace, actor: systemActor }, id)
    },
  },
  {
    name: 'pulse.invite',
    singleton: true,
    cron: '*/10 * * * *',
    run: async (workspace) => {
      for (const due of await roundsToInvite(workspace.db, workspace.clock()))
        if (await noteInvited({ workspace, actor: systemActor }, due)) await write(workspace, due, invitation)
    },
  },
  {
    name: 'pulse.remind',
    singleton: true,
    cron: '*/30 * * * *',
    run: async (workspace) => {
      for (const due of await roundsToRemind(workspace.db, workspace.clock()))
        if (await noteReminded({ workspace, actor: systemActor }, due)) await write(workspace, due, reminder)
    },
  },
] as const satisfies readonly Job[]

/** Writes to all in a time zone who did not switch it off. */
async function write(workspace: Workspace, due: Due, words: typeof invitation): Promise<void> {
  const { roundId, timeZone } = due
  const link = `${workspace.publicUrl}${workspace.basePath}/pulse/answer?round=${roundId}`
  for (const member of await toWrite(workspace.db, { roundId, timeZone }))
    await sendMail(workspace, words({ ...member, ...due, link }))
}

function note(log: { warn: (about: object, name: string) => void }, error: unknown): void {
  log.warn({ error: String(error) }, 'pulse.launch-refused')
}
