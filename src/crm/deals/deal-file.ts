import { day, instant, kept, key, money, reference, share, text, yesNo } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { dealPresets } from './deal-presets.ts'
import { dealRule } from './deal-rule.ts'
import { abroad } from './headers-abroad.ts'
import { looksLikeStages, stagesOfDeals } from './stage-guess.ts'
import { dayInName, takenQuestion } from './taken-on.ts'

/** How a file lists deals: one row says how a deal stands, and when it opened and closed. */
export const dealFile: Omit<FileKind, 'loads'> = {
  name: 'deals',
  turn: 70,
  fields: [
    key(
      'key',
      'Deal id',
      2,
      `id opportunityid dealid recordid hsobjectid opportunitynumber referencia casesafeid opportunity18digitid opportunityid18 potentialid leadid externalid crmid donotmodifyopportunity opportunityguid ${abroad.key}`,
    ),
    text(
      'name',
      'Deal name',
      3,
      `name deal dealname opportunity opportunityname title topic potentialname dealtitle opportunitytitle subject nom nomopportunité nomdelopportunité opportunité affaire nombre oportunidad nombreoportunidad opportunità naam verkaufschance bezeichnung ${abroad.name}`,
    ),
    text(
      'stage',
      'Stage',
      4,
      `stage dealstage stagename opportunitystage salesstage phase pipelinestage dealstagename pipelinephase opportunitystagename étape etape etapa fase verkaufsphase stufe vertriebsphase ${abroad.stage}`,
      {
        byContent: looksLikeStages,
      },
    ),
    yesNo('is_closed', 'Closed?', 1, 'isclosed closed hsisclosed closedflag isclosedopp'),
    text(
      'status',
      'Status (won, lost, open)',
      1,
      `status dealstatus outcome result opportunitystatus state wonlost ${abroad.status}`,
      {
        isWord: true,
      },
    ),
    yesNo('active', 'Active?', 0, `active isactive ${abroad.active}`),
    day('won_on', 'Won on', 1, `wontime dealwontime wondate wonon datewon ${abroad.wonOn}`),
    day('lost_on', 'Lost on', 1, `losttime deallosttime lostdate loston datelost ${abroad.lostOn}`),
    day(
      'as_of',
      'As of (the day the file was taken)',
      0,
      'asof asofdate snapshotdate snapshot reportdate exportdate exportedon',
      {
        forAllRows: true,
      },
    ),
    yesNo('deleted', 'Deleted?', 0, 'isdeleted deleted archived'),
    yesNo('is_won', 'Won?', 1, 'iswon won hsisclosedwon'),
    text('pipeline', 'Pipeline', 1, 'pipeline salesprocess recordtype', { forAllRows: true }),
    reference(
      'owner',
      'Owner',
      'person',
      2,
      `owner ownerid dealowner opportunityowner ownername salesagent agent rep salesrep salesperson hubspotownerid verantwortlich ownerfullname dealownername salespersonname assignedto assigneduser opportunityownername propriétaire proprietaire responsable commercial propietario eigenaar besitzer inhaber zuständig vertriebler ${abroad.owner}`,
    ),
    reference(
      'account',
      'Account',
      'account',
      2,
      `account accountid accountname company companyname customer associatedcompany kunde firma potentialcustomer organization organisation organizationname dealorganization accountname2 customername client compte cliente cuenta klant société empresa ${abroad.account}`,
    ),
    reference('item', 'Item', 'item', 1, 'product productname item product2id sku artikel'),
    money(
      'amount',
      'Amount',
      2,
      `amount dealamount dealvalue value opportunityamount betrag opportunityamount estrevenue estimatedrevenue dealvalueamount expectedrevenue montant importe importo bedrag valor auftragswert wert ${abroad.amount}`,
    ),
    money(
      'closing_amount',
      'Amount when won',
      2,
      'closevalue closedvalue wonamount wonvalue closedamount actualrevenue',
    ),
    text(
      'currency',
      'Currency',
      0,
      `currency currencyisocode dealcurrencycode waehrung währung dealcurrencyofvalue dealcurrency amountcurrency opportunitycurrency ccy ${abroad.currency}`,
      { forAllRows: true },
    ),
    day(
      'created_on',
      'Opened on',
      1,
      `created createddate createdate createdon opendate opened engagedate datecreated erstellt datecreated createdtime createdat dealcreated dealdealcreated addtime creationdate datedecréation fechadecreación erstelltam angelegtam ${abroad.createdOn}`,
    ),
    day(
      'close_day',
      'Close day (expected while open)',
      2,
      `closedate closeddate closingdate abschlussdatum expectedclosingdate datedeclôture datedecloture dateclôture fechadecierre fechacierre datachiusura sluitdatum datafechamento ${abroad.closeDay}`,
    ),
    day(
      'expected_close',
      'Expected close',
      1,
      `expectedclose expectedclosedate expectedclosing forecastclosedate estimatedclose estclosedate dealexpectedclosedate expectedclosedon expecteddateclosed ${abroad.expectedClose}`,
    ),
    day(
      'closed_on',
      'Closed on',
      1,
      `actualclosedate closedondate closedwondate closedon actualclosed closedtime dateclosed dealclosedon actualclosedon ${abroad.closedOn}`,
    ),
    share(
      'probability',
      'Probability',
      1,
      `probability probability% dealprobability hsdealstageprobability wahrscheinlichkeit ${abroad.probability}`,
    ),
    text('category', 'Forecast category', 1, 'forecastcategory forecastcategoryname hsmanualforecastcategory'),
    instant(
      'changed_at',
      'Changed at',
      1,
      `systemmodstamp lastmodifieddate hslastmodifieddate lastmodified laststagechangedate modified modifiedtime modifiedon lastmodifieddatetime donotmodifymodifiedon updatedat datemodified updatetime writedate lastupdatedon ${abroad.changedAt}`,
    ),
    kept('kept', 'Kept as a field of the deal'),
  ],
  required: [
    ['stage', 'is_won'],
    ['key', 'name'],
  ],
  updates: { by: 'key', headers: ['dealid', 'opportunityid', 'opportunitynumber', 'potentialid'] },
  fileWords: /pipeline|deal|opportunit/i,
  rule: dealRule,
  constants: ({ has, fileName }): Record<string, string> => ({
    ...(!has('as_of') && dayInName(fileName) && { as_of: dayInName(fileName)! }),
  }),
  asks: ({ has, fileName }) => (has('as_of') || has('changed_at') ? [] : takenQuestion(fileName)),
  stages: { field: 'stage', guess: stagesOfDeals, opening: 'created_on' },
  presets: dealPresets,
  keeps: { table: 'crm.deal', column: 'file_fields' },
  permission: 'crm:edit',
  sees: 'deals',
  event: 'crm.deals.imported',
  door: { label: 'See the deals', to: '/crm/deals', permission: 'crm:read' },
  merges: {
    owner_id: 'Owner',
    stage_id: 'Stage',
    amount_minor: 'Amount',
    expected_close: 'Expected close',
    account_id: 'Account',
    name: 'Name',
  },
}
