import { describe, expect, test } from 'vitest'
import { filterOf } from './filter.ts'
import { operationsOf, patched } from './patch.ts'
import { saidUser } from './resource.ts'
import { roleNamed, roleOf } from './roles.ts'
import type { ScimError } from './scim-error.ts'

const bjensen = {
  userName: 'bjensen@example.com',
  active: true,
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
}

describe('filters, after the examples of RFC 7644, section 3.4.2.2', () => {
  test.each([
    ['userName Eq "BJENSEN@example.com"', true],
    ['name.familyName co "ens"', true],
    ['userName sw "J"', false],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "b"', true],
    ['title pr', false],
    ['active eq true and emails pr', true],
    ['active eq "True"', true],
    ['userName eq "x" or name.givenName ew "ara"', true],
    ['not (active eq true)', false],
    ['emails[type eq "work" and value co "@example.com"]', true],
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['emails.value eq "babs@jensen.org"', true],
    ['userName ne "bjensen@example.com"', false],
    ['(userName eq "x" or active eq true) and not (name.familyName eq "Smith")', true],
  ])('%s', (filter, holds) => {
    expect(filterOf(filter)(bjensen)).toBe(holds)
  })

  test.each(['userName', 'userName is "x"', 'userName eq', 'userName eq "x', '(active eq true', 'userName eq bare'])(
    '%s is refused as an invalid filter',
    (filter) => {
      expect(() => filterOf(filter)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidFilter' }))
    },
  )
})

describe('changes, after the examples of RFC 7644, section 3.5.2', () => {
  const change = (...operations: unknown[]) => patched(bjensen, operationsOf({ Operations: operations }))

  test('add, replace and remove, with and without a path, whatever the capitals', () => {
    expect(change({ op: 'Replace', path: 'active', value: 'False' }).active).toBe('False')
    expect(change({ op: 'add', value: { displayName: 'Babs', 'name.familyName': 'Berg' } })).toMatchObject({
      displayName: 'Babs',
      name: { familyName: 'Berg', givenName: 'Barbara' },
    })
    expect(change({ op: 'replace', path: 'emails[type eq "work"].value', value: 'b@new.example' }).emails).toEqual([
      { value: 'b@new.example', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ])
    expect(change({ op: 'remove', path: 'emails[type eq "home"]' }).emails).toHaveLength(1)
    expect(change({ op: 'remove', path: 'name.givenName' }).name).toEqual({ familyName: 'Jensen' })
    expect(bjensen.emails).toHaveLength(2)
  })

  test('members are added once, removed by filter or by value, and replaced', () => {
    const group = { displayName: 'Reps', members: [{ value: 'a' }, { value: 'b' }] }
    const membersAfter = (...operations: unknown[]) => patched(group, operationsOf({ operations })).members
    expect(membersAfter({ op: 'add', path: 'members', value: [{ value: 'b' }, { value: 'c' }] })).toHaveLength(3)
    expect(membersAfter({ op: 'remove', path: 'members[value eq "a"]' })).toEqual([{ value: 'b' }])
    expect(membersAfter({ op: 'remove', path: 'members', value: [{ value: 'b' }] })).toEqual([{ value: 'a' }])
    expect(membersAfter({ op: 'replace', path: 'members', value: [] })).toEqual([])
    expect(membersAfter({ op: 'remove', path: 'members' })).toBeUndefined()
  })

  test('what names nothing is refused by its kind', () => {
    const kindOf = (...operations: unknown[]) => {
      try {
        change(...operations)
      } catch (error) {
        return (error as ScimError).scimType
      }
    }
    expect(kindOf({ op: 'remove' })).toBe('noTarget')
    expect(kindOf({ op: 'move', path: 'active' })).toBe('invalidSyntax')
    expect(kindOf({ op: 'replace', path: 'emails..value', value: 'x' })).toBe('invalidPath')
    expect(kindOf({ op: 'replace', path: 'emails[type eq "fax" and primary eq true].value', value: 'x' })).toBe(
      'noTarget',
    )
  })
})

test('a login takes its address from the primary e-mail, and active as text counts', () => {
  const said = saidUser({ ...bjensen, userName: 'bjensen', active: 'False' })
  expect(said).toMatchObject({
    userName: 'bjensen',
    email: 'bjensen@example.com',
    active: false,
    name: 'Barbara Jensen',
  })
  expect(() => saidUser({ userName: 'nobody' })).toThrow(/no e-mail address/)
  expect(() => saidUser({ ...bjensen, active: 'perhaps' })).toThrow(/true or false/)
})

test('of several groups the role that stands first counts; without any, the least', () => {
  const order = ['owner', 'executive', 'rep']
  expect(roleOf(['rep', 'executive', null], order)).toBe('executive')
  expect(roleOf([null], order)).toBe('rep')
  expect(roleNamed(' EXECUTIVE ', [{ key: 'executive', name: 'Executive' }])).toBe('executive')
})
