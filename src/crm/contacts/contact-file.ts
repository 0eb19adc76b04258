import { instant, key, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { personName } from '../records/person-name.ts'

/** How a file lists contacts: Salesforce contact reports and exports, HubSpot contacts, plain lists. */
export const contactFile: Omit<FileKind, 'loads'> = {
  name: 'contacts',
  turn: 75,
  fields: [
    key('key', 'Contact id', 2, 'contactid recordid hsobjectid contact18digitid casesafeid id donotmodifycontact'),
    text('full_name', 'Contact name', 2, 'contactname contact contactfullname fullname ansprechpartner'),
    text('first_name', 'First name', 2, 'firstname vorname givenname'),
    text('last_name', 'Last name', 2, 'lastname nachname surname familyname'),
    reference(
      'account',
      'Account',
      'account',
      2,
      'accountname account accountid primarycompany associatedcompany associatedcompanyprimary companyname company organization organisation kunde firma',
    ),
    text('title', 'Title', 1, 'title jobtitle position funktion'),
    text('email', 'E-mail', 2, 'email emailaddress mail emailaddress1'),
    text('phone', 'Phone', 2, 'phone phonenumber telephone mobile mobilephone mobilephonenumber businessphone telefon'),
    reference('owner', 'Owner', 'person', 1, 'contactowner owner ownerid ownername hubspotownerid accountowner'),
    instant('created_at', 'Created', 1, 'createddate createdate createdon createdat datecreated erstellt'),
  ],
  required: [['full_name', 'last_name', 'first_name']],
  fileWords: /contact|kontakt|ansprechpartner/i,
  rule: personName(),
  identity: [['key'], ['email']],
  presets: [
    {
      source: 'HubSpot',
      signs: ['firstname', 'lastname', 'contactowner'],
      fields: {
        recordid: 'key',
        contactowner: 'owner',
        primarycompany: 'account',
        associatedcompany: 'account',
        phonenumber: 'phone',
        createdate: 'created_at',
        leadstatus: null,
        lastactivitydate: null,
        marketingcontactstatus: null,
        primaryassociatedcompanyid: null,
        associatedcompanyids: null,
      },
    },
    {
      source: 'Salesforce report',
      signs: ['firstname', 'lastname', 'accountname', 'email'],
      fields: {
        accountname: 'account',
        contactowner: 'owner',
        accountowner: null,
        salutation: null,
        mailingstreet: null,
      },
    },
  ],
  permission: 'crm:edit',
  event: 'crm.contacts.imported',
  door: { label: 'See the contacts', to: '/crm/leads?tab=contacts', permission: 'crm:read' },
}
