import { describe, expect, test } from 'vitest'
import type { Kind } from '../schema.ts'
import { guessMapping } from './guess.ts'
import { guessStages } from './stages.ts'

const format = { encoding: 'utf-8', delimiter: ',', header: true } as const

function guess(fileName: string, header: string, ...rows: string[]) {
  const shown = { fileName, format, columns: header.split(','), rows: rows.map((row) => row.split(',')) }
  return guessMapping(shown, { known: (noun, value) => noun === 'item' && value.startsWith('Widget'), currency: 'EUR' })
}

describe('a file is recognised by its headers', () => {
  test.each<[Kind, string, string]>([
    [
      'deals',
      'Opportunity.csv',
      'Id,Name,AccountId,OwnerId,Amount,CloseDate,StageName,Probability,ForecastCategoryName,IsClosed,IsWon,CreatedDate',
    ],
    [
      'deal history',
      'OpportunityHistory.csv',
      'Id,OpportunityId,StageName,Amount,CloseDate,Probability,ForecastCategory,CreatedDate',
    ],
    ['accounts', 'Account.csv', 'Id,Name,Industry,BillingCountry,NumberOfEmployees,AnnualRevenue'],
    ['people', 'User.csv', 'Id,Name,Email,ManagerId,Title'],
    ['items', 'Product2.csv', 'Id,Name,ProductCode,Family,ListPrice'],
    ['deals', 'hubspot.csv', 'hs_object_id,dealname,amount,dealstage,pipeline,closedate,createdate,hubspot_owner_id'],
    ['order lines', 'export.csv', 'Order Number,Line,Order Date,SKU,Customer,Qty,Amount'],
    ['order lines', 'rechnungen.csv', 'Belegnummer,Belegdatum,Artikelnummer,Kunde,Menge,Umsatz'],
    ['quotas', 'targets.csv', 'Sales Rep,Quarter Start,Quota'],
  ])('%s: %s', (kind, fileName, header) => {
    expect(guess(fileName, header).kind).toBe(kind)
  })

  test('a column nobody named is recognised by what it holds', () => {
    const mapping = guess(
      'lines.csv',
      'no,order date,thing,qty,amount',
      '1,2024-01-01,Widget A,1,10',
      '2,2024-01-02,Widget B,2,20',
    )
    const item = mapping.columns.find((column) => column.field === 'item')
    expect(item).toMatchObject({ column: 'thing', reason: '100 % of its values fit item' })
    expect(item!.confidence).toBeLessThan(0.95)
  })

  test('what cannot be decided is asked', () => {
    const mapping = guess('orders.csv', 'order number,line,order date,sku,qty,amount', 'A,1,03/04/2024,X,1,1.234')
    expect(mapping.asks).toEqual([
      'order date: "03/04/2024" can be day first or month first. Choose day first or month first.',
      'amount: "1.234" can be read with a decimal comma or a decimal point. It is taken as a decimal point.',
    ])
    expect(guess('orders.csv', 'order number,qty', 'A,1').asks).toContain('Which column holds ordered on?')
  })

  test('without a currency column the currency of the company counts', () => {
    expect(guess('orders.csv', 'order number,order date,sku,qty,amount', 'A,2024-01-01,X,1,1').constants).toEqual({
      currency: 'EUR',
    })
  })
})

test('stages stand in the order of a sale, with outcome and category', () => {
  const stages = guessStages(['Closed Lost', 'Negotiation/Review', 'Closed Won', 'Prospecting', 'Proposal/Price Quote'])
  expect(stages.map((stage) => [stage.stage, stage.outcome, stage.category])).toEqual([
    ['Prospecting', 'open', 'pipeline'],
    ['Proposal/Price Quote', 'open', 'best case'],
    ['Negotiation/Review', 'open', 'commit'],
    ['Closed Won', 'won', 'closed'],
    ['Closed Lost', 'lost', 'omitted'],
  ])
})
