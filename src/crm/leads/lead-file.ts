import { instant, key, reference, text, yesNo } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { note, type RowRule } from '#platform/importing/rule.ts'
import { personName } from '../records/person-name.ts'
import { statusOfWord } from './lead-status.ts'

/** How a file lists leads: Salesforce lead reports and exports, HubSpot and Dynamics leads, plain lists. */
export const leadFile: Omit<FileKind, 'loads'> = {
  name: 'leads',
  turn: 80,
  fields: [
    key('key', 'Lead id', 3, 'leadid lead18digitid id recordid casesafeid donotmodifylead prospectid'),
    text('full_name', 'Lead name', 2, 'leadname lead fullname contactname name prospect interessent'),
    text('first_name', 'First name', 2, 'firstname vorname givenname'),
    text('last_name', 'Last name', 2, 'lastname nachname surname familyname'),
    text('company', 'Company', 2, 'company companyaccount companyname organization organisation firma account'),
    text('title', 'Title', 1, 'title jobtitle position funktion'),
    text('email', 'E-mail', 1, 'email emailaddress mail emailaddress1'),
    text('phone', 'Phone', 1, 'phone phonenumber telephone mobile mobilephone businessphone telefon'),
    text('country', 'Country', 1, 'country countryregion land', { spelling: 'countries' }),
    text('industry', 'Industry', 1, 'industry sector branche', { spelling: 'industries' }),
    text('source', 'Lead source', 4, 'leadsource source originalsource originalsourcetype quelle leadquelle channel'),
    text('status', 'Lead status', 4, 'leadstatus hsleadstatus status leadstage lifecyclestage'),
    text('disqualified_reason', 'Reason', 0, 'disqualifiedreason unqualifiedreason lossreason'),
    yesNo('is_converted', 'Converted?', 3, 'isconverted converted'),
    instant('converted_at', 'Converted on', 3, 'converteddate convertedon convertedat dateconverted'),
    instant(
      'contacted_at',
      'First touch',
      2,
      'firsttouch firsttouchat firstcontacted firstresponsedate contactedon firstactivity',
    ),
    reference('owner', 'Owner', 'person', 2, 'leadowner owner ownerid ownername hubspotownerid assignedto salesrep'),
    instant('created_at', 'Created', 1, 'createdate createddate createdon createdat datecreated erstellt'),
  ],
  required: [
    ['full_name', 'last_name', 'first_name', 'company'],
    ['status', 'source', 'is_converted'],
  ],
  fileWords: /\blead|prospect|interessent/i,
  rule: leadRule(),
  identity: [['key'], ['email'], ['full_name', 'company']],
  presets: [
    {
      source: 'Salesforce report',
      signs: ['leadowner', 'leadstatus', 'lastname'],
      fields: { companyaccount: 'company', createdate: 'created_at', rating: null, lastactivity: null, street: null },
    },
    {
      source: 'Salesforce',
      signs: ['id', 'lastname', 'company', 'leadsource', 'isconverted'],
      fields: {
        status: 'status',
        convertedaccountid: null,
        convertedcontactid: null,
        convertedopportunityid: null,
        systemmodstamp: null,
      },
    },
  ],
  permission: 'crm:edit',
  event: 'crm.leads.imported',
  door: { label: 'See the leads', to: '/crm/leads', permission: 'crm:read' },
}

function leadRule(): RowRule {
  const named = personName()
  return (row, input) => {
    named(row, input)
    const { cells } = row
    const word = cells.status
    const read = word ? statusOfWord(word) : 'new'
    if (word && read === undefined)
      note(row, 'status', 'unknown status', `"${word}" is no status known; it is taken as new`)
    const isConverted = cells.is_converted === 'true' || Boolean(cells.converted_at)
    cells.status = isConverted ? 'converted' : (read ?? 'new')
  }
}
