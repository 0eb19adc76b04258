import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A new folder, which goes after the tests. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-import-'))
  folders.push(folder)
  return folder
}

/** Writes files into a new folder and gives their paths. */
export async function written(files: Record<string, string | Buffer>): Promise<string[]> {
  const folder = await newFolder()
  const paths = Object.keys(files).map((name) => join(folder, name))
  for (const path of paths) await writeFile(path, files[path.slice(folder.length + 1)]!)
  return paths
}

/** What accounting programs in Germany write: semicolons, decimal commas, days first, Latin-1. */
export const german = Buffer.from(
  [
    'Auftragsnummer;Position;Auftragsdatum;Artikelnummer;Kunde;Menge;Umsatz;Währung',
    'A-1;1;03.02.2025;X-100;Müller & Söhne;1.200;12.345,60;EUR',
    'A-1;2;03.02.2025;X-200;Müller & Söhne;3,5;(99,90);EUR',
    'A-2;1;28.02.2025;X-100;"Groß; GmbH";10;1.000.000,01 EUR;EUR',
  ].join('\r\n'),
  'latin1',
)

/** A spreadsheet saved as "Unicode text": UTF-16 with tabs. */
export const unicodeText = Buffer.from(
  [
    '\ufeffOrder Date\tSKU\tCustomer\tQty\tUnit Price',
    '12/31/2024\tP 1\tŁódź Sp. z o.o.\t2\t$1,050.25',
    '01/02/2025\tP 2\t東京\t1\t0.10',
    '01/02/2025\tP 2\t東京\t1\t0.10',
  ].join('\r\n'),
  'utf16le',
)

/** Opportunities and their history as Salesforce exports them. */
export const salesforce = {
  'Account.csv':
    'Id,Name,Industry,BillingCountry,NumberOfEmployees\n001A0000006Vm9uIAC,Northwind Traders,Retail,Germany,120\n001A0000006Vm9vIAC,Contoso,Technology,France,40\n',
  'User.csv':
    'Id,Name,Email,ManagerId,Title\n005A0000001boss,Ada Boss,ada@example.com,,VP\n005A0000001repA,Rita Rep,rita@example.com,005A0000001boss,Rep\n',
  'Opportunity.csv': [
    'Id,Name,AccountId,OwnerId,Amount,CloseDate,StageName,Probability,ForecastCategoryName,IsClosed,IsWon,CreatedDate,SystemModstamp',
    '006A000000dealA,Shelves,001A0000006Vm9u,005A0000001repA,12500.50,2025-03-31,Negotiation/Review,90,Commit,false,false,2025-01-10T09:00:00.000+0000,2025-02-20T10:00:00.000+0000',
    '006A000000dealB,Counters,001A0000006Vm9v,005A0000001repA,8000,2025-02-14,Closed Won,100,Closed,true,true,2024-11-02T08:30:00.000+0000,2025-02-14T16:00:00.000+0000',
    '006A000000dealC,Lamps,001A0000006Vm9v,005A0000001repA,700,2025-01-20,Closed Lost,0,Omitted,true,false,2024-12-01T08:30:00.000+0000,2025-01-20T11:00:00.000+0000',
  ].join('\n'),
  'OpportunityHistory.csv': [
    'Id,OpportunityId,StageName,Amount,CloseDate,Probability,ForecastCategory,CreatedDate',
    '008A00000000001,006A000000dealB,Prospecting,5000,2025-01-31,10,Pipeline,2024-11-02T08:30:00.000+0000',
    '008A00000000002,006A000000dealB,Proposal/Price Quote,9000,2025-01-31,75,Best Case,2024-12-05T10:00:00.000+0000',
    '008A00000000003,006A000000dealB,Proposal/Price Quote,8000,2025-02-28,75,Best Case,2025-01-08T10:00:00.000+0000',
    '008A00000000004,006A000000dealB,Closed Won,8000,2025-02-14,100,Closed,2025-02-14T16:00:00.000+0000',
    '008A00000000005,006A000000nobod,Closed Won,1,2025-02-14,100,Closed,2025-02-14T16:00:00.000+0000',
  ].join('\n'),
}

/** Deals as HubSpot exports them: instants in milliseconds, stage and pipeline by name. */
export const hubspot = [
  'hs_object_id,dealname,amount,dealstage,pipeline,closedate,createdate,hubspot_owner_id,hs_manual_forecast_category,deal_currency_code',
  '9001,Rollout,45000.5,contractsent,default,1743379200000,1735689600000,Rita Rep,COMMIT,USD',
  '9002,Pilot,1200,closedwon,default,1738368000000,1730419200000,Rita Rep,CLOSED,USD',
  '9003,Renewal,,appointmentscheduled,Renewals,,1737000000000,,,USD',
].join('\n')

/** One file with every kind of trouble. */
export const messy = [
  'order_number,line,order_date,item,customer,quantity,amount,currency',
  'M-1,1,2025-01-05,Widget Large,Acme Corporation,1,10.00,USD',
  'M-1,1,2025-01-05,Widget Large,Acme Corporation,1,10.00,USD',
  'M-2,1,2025-02-30,Widget Large,Acme Corporation,1,10.00,USD',
  'M-3,1,2025-01-05,Widget Large,Acme Corporation,one,10.00,USD',
  'M-4,1,2025-01-05,Widget Large,Acme Corporation,1,ten,USD',
  'M-5,1,2025-01-05,Widgt Large,Acme Corporation,1,10.00,USD',
  'M-6,1,2025-01-05,Widget Large,Acme Corporatoin,1,10.00,USD',
  'M-7,1,2025-01-05,,Acme Corporation,1,10.00,USD',
  'M-8,1,2025-01-05,Widget Large,Acme Corporation,1,10.00,XYZ',
  'M-9,1,2025-01-05,Widget Large,Acme Corporation,1,10.00,USD,extra,values',
  'M-10,1,2025-01-05,Widget Large,Acme Corporation,1,10.00',
  'M-11,1,2099-01-05,Widget Large,Acme Corporation,1,10.1234567,USD',
  'M-12,1,2025-01-05,Widget Large,"Acme',
  'Corporation",1,10.00,USD',
  '',
  'M-13,1,2025-01-05,Widget Large,Acme Corporation,1,12345678901234567.00,USD',
].join('\n')
