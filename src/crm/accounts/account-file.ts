import { alias, kept, key, money, reference, text, whole } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { minor, needs, type RowRule } from '#platform/importing/rule.ts'

/** How a file lists accounts. */
export const accountFile: FileKind = {
  name: 'accounts',
  turn: 40,
  fields: [
    alias('alias', 'Key in other files'),
    key(
      'key',
      'Account id',
      2,
      'id accountid accountnumber companyid hsobjectid recordid reselleralternatekey customernumber kundennummer',
    ),
    text(
      'name',
      'Account name',
      3,
      'account accountname company companyname customer customername resellername name kunde firma',
    ),
    text('industry', 'Industry', 3, 'industry sector branche businesstype', {
      spelling: 'industries',
    }),
    text('country', 'Country', 2, 'country billingcountry officelocation headquarters location countryregion land', {
      spelling: 'countries',
    }),
    text('parent', 'Part of account', 2, 'parent parentid parentaccount parentaccountid subsidiaryof parentcompany', {
      holdsKeys: true,
    }),
    reference('territory', 'Territory', 'territory', 1, 'territory region territoryname salesterritorykey gebiet', {
      shortCodes: true,
    }),
    whole('employees', 'Employees', 2, 'employees numberofemployees numberemployees headcount mitarbeiter'),
    money('annual_revenue', 'Annual revenue', 2, 'annualrevenue revenue turnover umsatz', {
      mayBeInMillions: true,
    }),
    whole('founded_year', 'Founded', 2, 'yearestablished foundedyear founded yearfounded yearopened yearstarted'),
    kept('kept', 'Kept as a field of the account'),
  ],
  required: [['name']],
  fileWords: /account|compan|customer|reseller|kunde/i,
  rule: accountRule(),
  presets: [
    {
      source: 'AdventureWorks',
      signs: ['businessentityid', 'name', 'salespersonid'],
      noOthers: true,
      fields: { businessentityid: 'alias', name: 'name', salespersonid: null },
    },
  ],
  keeps: { table: 'crm.account', column: 'file_fields' },
  permission: 'crm:edit',
  event: 'crm.accounts.imported',
  door: { label: 'See the accounts', to: '/crm/accounts', permission: 'crm:read' },
  loads: {
    noun: 'account',
    columns: {
      external_id: 'key',
      name: 'name',
      industry: 'industry',
      country: 'country',
      territory_id: 'territory',
      employees: 'employees',
      annual_revenue_minor: 'annual_revenue',
      founded_year: 'founded_year',
    },
    kept: 'file_fields',
    parent: { column: 'parent_id', field: 'parent', unknown: 'left empty' },
  },
}

function accountRule(): RowRule {
  const named = needs('name')
  return (row, input) => {
    named(row, input)
    minor(row, 'annual_revenue', input.currency, input)
  }
}
