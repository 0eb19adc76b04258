import { companyToday } from '#company/profile.sql.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { systemActor } from '#platform/transaction.ts'
import { closeRound } from './results/close.tx.ts'
import { roundsToClose, roundsToRemind } from './rounds/due.sql.ts'
import { launchRound } from './rounds/launch.tx.ts'
import { surveys } from './surveys.sql.ts'
import { toRemind } from './wishes/wishes.sql.ts'
import { noteReminded } from './wishes/wishes.tx.ts'

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
    name: 'pulse.remind',
    singleton: true,
    cron: '*/30 * * * *',
    run: async (workspace) => {
      for (const { id, survey, closesAt, timeZone } of await roundsToRemind(workspace.db, workspace.clock())) {
        if (!(await noteReminded({ workspace, actor: systemActor }, { roundId: id, timeZone }))) continue
        const link = `${workspace.publicUrl}${workspace.basePath}/pulse/answer?round=${id}`
        for (const { email, language } of await toRemind(workspace.db, { roundId: id, timeZone }))
          await sendMail(workspace, reminder({ email, language, survey, link, closesAt }))
      }
    },
  },
] as const satisfies readonly Job[]

function note(log: { warn: (about: object, name: string) => void }, error: unknown): void {
  log.warn({ error: String(error) }, 'pulse.launch-refused')
}

/** The same words to everybody: who answered is not known. */
function reminder(of: { email: string; language: string | null; survey: string; link: string; closesAt: string }) {
  const { email, language, survey, link, closesAt } = of
  return language === 'de'
    ? {
        to: email,
        subject: `${survey}: noch offen`,
        text: `Diese Erinnerung geht an alle, auch an jene, die schon geantwortet haben.\n${link}\nOffen bis ${closesAt}.`,
      }
    : {
        to: email,
        subject: `${survey}: still open`,
        text: `This reminder goes to everybody, also to those who answered already.\n${link}\nOpen until ${closesAt}.`,
      }
}
