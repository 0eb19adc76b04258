import type { Workspace } from '#platform/workspace.ts'
import type { AssignedPart, RolePage, Scorecard } from '../schema.ts'
import { calendars, productRoles } from './calendar.ts'
import { type RoleKey, roles } from './roles.ts'

/** The page of a role, from what is assigned to it and how its checks stand. */
export function rolePage(
  key: RoleKey,
  given: { card: Scorecard; assigned: readonly AssignedPart[]; rights: string[]; holders: string[] },
): RolePage {
  const { card, assigned, rights, holders } = given
  const own = assigned.filter(({ role }) => role === key)
  const measures = own.flatMap(({ checkKey, part }) => {
    const check = card.checks.find((each) => each.key === checkKey)
    return check ? [{ checkKey, name: check.name, part, score: check.score, state: check.state }] : []
  })
  const productRole = productRoles[key]
  return {
    role: roles.find((role) => role.key === key)!,
    productRole,
    ...{ holders, rights, measures, calendar: [...calendars[key]] },
  }
}

/** What a role of the product may do, in the words of the domains. */
export function rightsOf({ roles: known, domains }: Pick<Workspace, 'roles' | 'domains'>, role: string): string[] {
  const words = new Map(domains.flatMap(({ permissions }) => Object.entries(permissions)))
  return (known[role]?.permissions ?? []).flatMap((permission) => words.get(permission) ?? [])
}
