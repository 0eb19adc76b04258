import { alias, day, key, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { TimeZone } from '../schema.ts'

/** How a file lists people, whom they report to and the team they are in. */
export const personFile: Omit<FileKind, 'loads'> = {
  name: 'people',
  turn: 50,
  fields: [
    alias('alias', 'Key in other files'),
    key('key', 'Person id', 2, 'id userid employeeid personid employeenumber hubspotownerid personalnummer'),
    text(
      'name',
      'Name',
      3,
      'name fullname salesagent agent rep salesrep salesperson employee person owner ownername mitarbeiter',
    ),
    text('manager', 'Manager', 3, 'manager managerid reportsto managername supervisor manageremployeekey', {
      holdsKeys: true,
    }),
    text('team', 'Team', 2, 'team teamname regionaloffice office department division'),
    text('email', 'E-mail', 2, 'email emailaddress'),
    text('title', 'Title', 2, 'title jobtitle position rolle'),
    text('time_zone', 'Time zone', 1, 'timezone timezonesidkey tz zeitzone ianatimezone'),
    day('hired_on', 'Hired on', 1, 'hiredon hiredate startdate heresince'),
  ],
  required: [['name']],
  fileWords: /team|people|user|agent|employee|rep\b|person/i,
  rule: personRow,
  permission: 'company:edit',
  event: 'company.people.imported',
  door: { label: 'See the company', to: '/company', permission: 'company:read' },
}

const named = needs('name')

/** A person has a name; a time zone is one that clocks know. */
function personRow(...[row, input]: Parameters<RowRule>): void {
  named(row, input)
  const zone = row.cells.time_zone
  if (zone && !TimeZone.safeParse(zone).success)
    stop(row, 'time_zone', 'unknown time zone', `"${zone}" is no time zone; write it as Europe/Berlin or UTC`)
}
