import { dayIn } from '#platform/clock.ts'
import type { Api } from '../api.io.ts'
import type { CallOut, CallWriter } from '../source.ts'
import { callMarked, callText } from '../write-back/call-text.ts'
import { answerOf, type Result } from './answers.ts'
import { ask } from './objects.ts'
import { recordsOf } from './read.io.ts'

/** How calls are written: as tasks that are done, of the kind that Log a Call makes. */
export function salesforceCalls(api: Api, timeZone: string): CallWriter {
  return {
    atOnce: 200,
    async look(deals) {
      type Task = { Description: string | null }
      const conditions = [`WhatId IN (${listed(deals)})`, "TaskSubtype = 'Call'"]
      const tasks = await recordsOf<Task>(api, ask('Task', ['Description'], conditions))
      return new Set(tasks.flatMap(({ Description }) => callMarked(Description ?? '') ?? []))
    },
    async write(calls) {
      const active = await activeAmong(api, calls)
      const status = await doneStatus(api)
      const records = calls.map((call) => taskOf(call, { active, status, timeZone }))
      const results = await api.post<Result[]>('/composite/sobjects', { allOrNone: false, records })
      return new Map(calls.map(({ id }, nth) => [id, answerOf(results[nth])]))
    },
  }
}

type Known = { active: ReadonlySet<string>; status: string; timeZone: string }

function taskOf(call: CallOut, { active, status, timeZone }: Known) {
  const { title, text } = callText(call)
  return {
    attributes: { type: 'Task' },
    TaskSubtype: 'Call',
    Subject: title,
    Description: text,
    Status: status,
    ActivityDate: dayIn(timeZone, new Date(call.happenedAt)),
    WhatId: call.deal,
    // A task of somebody who is inactive is refused; without an owner it is of the user of the connection.
    ...(call.person && active.has(call.person) && { OwnerId: call.person }),
  }
}

async function activeAmong(api: Api, calls: readonly CallOut[]): Promise<Set<string>> {
  const ids = [...new Set(calls.flatMap(({ person }) => (person?.startsWith('005') ? [person] : [])))]
  if (ids.length === 0) return new Set()
  type User = { Id: string; IsActive: boolean }
  const users = await recordsOf<User>(api, ask('User', ['Id', 'IsActive'], [`Id IN (${listed(ids)})`]))
  return new Set(users.flatMap(({ Id, IsActive }) => (IsActive ? [Id] : [])))
}

/** The word of the org for a task that is done: its people may have renamed it. */
async function doneStatus(api: Api): Promise<string> {
  type Status = { ApiName: string; IsClosed: boolean }
  const all = await recordsOf<Status>(api, ask('TaskStatus', ['ApiName', 'IsClosed']))
  const done = all.filter(({ IsClosed }) => IsClosed).map(({ ApiName }) => ApiName)
  return done.find((name) => name === 'Completed') ?? done[0] ?? 'Completed'
}

function listed(ids: readonly string[]): string {
  return ids.map((id) => `'${id}'`).join(',')
}
