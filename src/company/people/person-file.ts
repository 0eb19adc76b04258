import { alias, day, key, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs } from '#platform/importing/rule.ts'

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
    day('hired_on', 'Hired on', 1, 'hiredon hiredate startdate heresince'),
  ],
  required: [['name']],
  fileWords: /team|people|user|agent|employee|rep\b|person/i,
  rule: needs('name'),
  permission: 'company:edit',
  event: 'company.people.imported',
  door: { label: 'See the company', to: '/company', permission: 'company:read' },
}
