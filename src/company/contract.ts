import { z } from 'zod'
import { Day, endpoint } from '#platform/http/contract.ts'
import { Profile } from './schema.ts'

/** One fiscal period: starts on `startsOn`, ends before `endsOn`. */
export const FiscalPeriod = z.object({ label: z.string(), startsOn: Day, endsOn: Day })
export type FiscalPeriod = z.infer<typeof FiscalPeriod>

export const companyContract = {
  profile: endpoint({
    method: 'get',
    path: '/api/company',
    permission: 'signed-in',
    summary: 'The company: its name, currency, language, time zone and fiscal calendar.',
    reply: Profile,
  }),
  changeProfile: endpoint({
    method: 'patch',
    path: '/api/company',
    permission: 'settings:edit',
    summary: 'Change the name, currency, language, time zone or fiscal calendar of the company.',
    body: Profile.partial(),
    reply: Profile,
  }),
  today: endpoint({
    method: 'get',
    path: '/api/company/today',
    permission: 'signed-in',
    summary: 'The day it is where the company is.',
    reply: z.object({ today: Day }),
  }),
  calendar: endpoint({
    method: 'get',
    path: '/api/company/calendar',
    permission: 'signed-in',
    summary: 'The fiscal years, quarters, months and weeks that touch a range of days; at most ten years.',
    query: z.object({ from: Day, to: Day }),
    reply: z.object({
      today: Day,
      years: z.array(FiscalPeriod),
      quarters: z.array(FiscalPeriod),
      months: z.array(FiscalPeriod),
      weeks: z.array(FiscalPeriod),
    }),
  }),
}
