import { describe, expect, test } from 'vitest'
import { declared } from '#declared.ts'
import { fileKinds } from '../kinds.ts'
import { guessMapping } from './guess.ts'
import { withSurvey } from './questions.ts'
import { surveyor } from './survey.ts'

const format = { encoding: 'utf-8', delimiter: ',', header: true } as const

function guess(fileName: string, header: string, ...rows: string[]) {
  const shown = { fileName, format, columns: header.split(','), rows: rows.map((row) => row.split(',')) }
  const known = (noun: string, value: string) => noun === 'item' && value.startsWith('Widget')
  const kinds = fileKinds(declared)
  const mapping = guessMapping(shown, { known, currency: 'EUR' }, kinds)
  const kind = kinds.find((each) => each.name === mapping.kind)!
  const { look, found } = surveyor(kind, mapping)
  for (const row of shown.rows) look(row)
  return withSurvey(mapping, kind, found)
}

describe('a file is recognised by its headers', () => {
  test.each<[string, string, string]>([
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

  test.each([
    [
      'Salesforce in German',
      'Opportunity-Inhaber,Accountname,Opportunity-Name,Phase,Betrag,Schlusstermin,Erstelldatum',
      'owner account name stage amount close_day created_on',
    ],
    [
      'Salesforce in French',
      "Propriétaire de l'opportunité,Nom du compte,Nom de l'opportunité,Étape,Montant,Date de clôture".normalize('NFD'),
      'owner account name stage amount close_day',
    ],
    [
      'HubSpot in German',
      'Datensatz-ID,Deal-Name,Deal-Phase,Abschlussdatum,Zuständiger Mitarbeiter,Betrag,Währung',
      'key name stage close_day owner amount currency',
    ],
    [
      'HubSpot in Spanish',
      'ID de registro,Nombre del negocio,Etapa del negocio,Fecha de cierre,Propietario del negocio,Valor,Moneda',
      'key name stage close_day owner amount currency',
    ],
    [
      'Pipedrive in German',
      'Deal - Titel,Deal - Wert,Deal - Phase,Deal - Status,Deal - Besitzer,Deal - Gewonnen am,Deal - Verloren am',
      'name amount stage status owner won_on lost_on',
    ],
    [
      'Odoo in French',
      'ID externe,Opportunité,Client,Vendeur,Revenu espéré,Clôture prévue,Étape,Actif',
      'key name account owner amount expected_close stage active',
    ],
    [
      'Dynamics in German',
      '(Nicht ändern) Verkaufschance,Thema,Potenzieller Kunde,Voraussichtl. Abschlussdatum,Voraussichtl. Umsatz,Phase',
      'key name account expected_close amount stage',
    ],
  ])('the deals of %s', (_source, header, fields) => {
    const { kind, columns } = guess('export.csv', header)
    expect([kind, columns.map(({ field }) => field).join(' ')]).toEqual(['deals', fields])
  })

  test('the order lines of SAP', () => {
    const { columns } = guess(
      'va05.csv',
      'Belegdatum,Verkaufsbeleg,Position,Auftraggeber,Material,Auftragsmenge,Nettowert',
    )
    const fields = 'ordered_on order_number line_number account item quantity amount'
    expect(columns.map(({ field }) => field).join(' ')).toBe(fields)
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
      'amount: "1.234" can be read with a decimal comma or a decimal point. Choose one.',
    ])
    expect(guess('orders.csv', 'order number,qty', 'A,1').asks).toContain('Which column holds ordered on?')
  })

  test('a header counts with a unit behind it, and names the currency of its amounts', () => {
    const mapping = guess('d.csv', 'Deal ID,Deal Name,Stage,Amount (USD),Close Date', '1,a,Proposal,100,2027-01-05')
    expect(mapping.columns[3]).toMatchObject({ column: 'Amount (USD)', field: 'amount' })
    expect(mapping.constants.currency).toBe('USD')
    expect(guess('o.csv', 'Date,SKU,Qty,Umsatz in CHF', '2026-01-05,X,1,10').constants.currency).toBe('CHF')
    expect(guess('o.csv', 'Date,SKU,Qty,Amount [net]', '2026-01-05,X,1,10').constants.currency).toBe('EUR')
  })

  test('a header counts though few of its values fit; values that are none are refused one by one, not the column', () => {
    const rows = ['1,a,Proposal,100-200,soon', '2,b,Proposal,~500,later', '3,c,Proposal,300,2027-01-01']
    const mapping = guess('d.csv', 'Deal ID,Deal Name,Stage,Amount,Close Date', ...rows)
    expect(mapping.columns.map((column) => column.field)).toEqual(['key', 'name', 'stage', 'amount', 'close_day'])
    expect(mapping.columns[3]!.confidence).toBeLessThan(0.9)
  })

  test('code and name of an item are told apart, whatever the columns are called', () => {
    const fields = (header: string) =>
      guess('o.csv', header, '2026-01-05,P-7,Bolt,1,10').columns.map((each) => each.field)
    for (const [code, name] of [
      ['Product ID', 'Product Name'],
      ['StockCode', 'Description'],
      ['Item Code', 'Item'],
      ['Artikelnummer', 'Artikel'],
    ])
      expect(fields(`Date,${code},${name},Qty,Amount`)).toEqual([
        'ordered_on',
        'item',
        'item_name',
        'quantity',
        'amount',
      ])
  })

  test('days that could be read both ways are read as the other columns of the file write theirs', () => {
    const mapping = guess('d.csv', 'Deal ID,Deal Name,Stage,Close Date,Created', '1,a,Proposal,12/31/2026,10/01/2026')
    expect(mapping.asks).toEqual([])
    expect(mapping.columns[4]).toMatchObject({ dayOrder: 'mdy' })
  })

  test('a file of deal ids and one thing more speaks of known deals', () => {
    expect(guess('x.csv', 'Deal ID,Owner', '1,Vera')).toMatchObject({ kind: 'deals', asks: [] })
  })

  test('a list that several kinds fit alike is asked about, unless its name tells', () => {
    expect(guess('e.csv', 'name', 'Northwind').asks).toEqual([
      'The file may hold items or accounts or people. What does it hold?',
    ])
    expect(guess('accounts.csv', 'name', 'Northwind')).toMatchObject({ kind: 'accounts', asks: [] })
  })

  test('columns named after periods are not lost in silence', () => {
    const { asks } = guess('q.csv', 'Sales Rep,Jan 2027,Feb 2027,Mar 2027', 'Quinn,10,20,30')
    expect(asks.join()).toContain('3 columns hold a number for one period each ("Jan 2027" to "Mar 2027")')
  })

  test('a French list of deals is known by its headers', () => {
    const { columns } = guess(
      'd.csv',
      'Nom,Étape,Montant,Date de clôture,Propriétaire',
      'a,Proposal,5.10,2027-01-05,Vera',
    )
    expect(columns.map(({ field }) => field)).toEqual(['name', 'stage', 'amount', 'close_day', 'owner'])
  })

  test('without a currency column the currency of the company counts', () => {
    expect(guess('orders.csv', 'order number,order date,sku,qty,amount', 'A,2024-01-01,X,1,1').constants).toEqual({
      currency: 'EUR',
    })
  })
})
