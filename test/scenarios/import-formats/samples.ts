/** A few rows as each program exports them, with its own headers; the companies are made up. */
export const samples = {
  'Salesforce report': {
    file: 'report1764.csv',
    text: `"Opportunity Owner","Account Name","Opportunity Name","Stage","Fiscal Period","Amount Currency","Amount","Expected Revenue Currency","Expected Revenue","Probability (%)","Age","Close Date","Created Date","Next Step","Lead Source","Type","Opportunity ID"
"Mira Holt","Aster Foods","Aster line 4","Proposal/Price Quote","Q1-2027","EUR","48000.00","EUR","36000.00","75","41","31/01/2027","05/10/2026","","Web","New Business","0065g00000XyZaB"
"Mira Holt","Birk Metall","Birk retrofit","Closed Won","Q4-2026","USD","1250.50","USD","1250.50","100","80","15/10/2026","28/07/2026","","Partner","Existing","0065g00000XyZaC"
"Jon Tal","Birk Metall","Birk spares","Closed Lost","Q4-2026","EUR","900.00","EUR","0.00","0","12","02/11/2026","20/10/2026","","","Existing","0065g00000XyZaD"

"All open and closed"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
`,
    deals: [
      'Aster line 4|open|4800000|EUR|Mira Holt|Aster Foods|2027-01-31',
      'Birk retrofit|won|125050|USD|Mira Holt|Birk Metall|2026-10-15',
      'Birk spares|lost|90000|EUR|Jon Tal|Birk Metall|2026-11-02',
    ],
  },
  HubSpot: {
    file: 'hubspot-crm-exports-all-deals-2026-11-20.csv',
    text: `Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Amount in company currency,Currency,Pipeline,Associated Company,Create Date,Last Activity Date,Is Closed Won
90110001,Corvo rollout,Contract Sent,2027-02-26 17:00,Mira Holt,15300.75,15300.75,EUR,Sales Pipeline,Corvo AG,2026-09-14 09:12,2026-11-19 10:00,false
90110002,Delft pilot,Closed Won,2026-11-03 23:45,Jon Tal,2400,2400,EUR,Sales Pipeline,Delft BV,2026-08-02 11:30,,true
90110003,Elgin renewal,Closed Lost,2026-11-10 08:00,Jon Tal,,,EUR,Renewals,Elgin Ltd,2026-08-20 11:30,,false
`,
    deals: [
      'Corvo rollout|open|1530075|EUR|Mira Holt|Corvo AG|2027-02-26',
      'Delft pilot|won|240000|EUR|Jon Tal|Delft BV|2026-11-03',
      'Elgin renewal|lost||EUR|Jon Tal|Elgin Ltd|2026-11-10',
    ],
  },
  Pipedrive: {
    file: 'deals-1234567-8.csv',
    text: `Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Owner,Deal - Organization,Deal - Pipeline,Deal - Deal created,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason
2101,Fjord pumps,7300,EUR,Negotiations Started,Open,Mira Holt,Fjord AS,Pipeline,2026-09-01 10:00:00,2027-01-29,,,
2102,Gneiss drill,88000.4,EUR,Proposal Made,Won,Jon Tal,Gneiss GmbH,Pipeline,2026-07-01 10:00:00,2026-10-30,2026-10-28 15:02:11,,
2103,Heath kit,640,SEK,Contact Made,Lost,Jon Tal,Heath AB,Pipeline,2026-07-03 10:00:00,,,2026-09-09 12:00:00,Price
`,
    deals: [
      'Fjord pumps|open|730000|EUR|Mira Holt|Fjord AS|2027-01-29',
      'Gneiss drill|won|8800040|EUR|Jon Tal|Gneiss GmbH|2026-10-28',
      'Heath kit|lost|64000|SEK|Jon Tal|Heath AB|2026-09-09',
    ],
  },
  Odoo: {
    file: 'crm.lead.csv',
    text: `External ID,Opportunity,Customer,Salesperson,Expected Revenue,Prorated Revenue,Probability,Stage,Expected Closing,Created on,Closed Date,Active
__export__.crm_lead_31,Iris move,Iris SARL,Mira Holt,5100.0,2040.0,40.0,Proposition,2027-03-31,2026-09-01 08:11:00,,True
__export__.crm_lead_32,Juno site,Juno SpA,Jon Tal,730.5,730.5,100.0,Won,2026-09-15,2026-08-01 08:11:00,2026-09-14 10:00:00,True
__export__.crm_lead_33,Kite plan,Kite OY,Jon Tal,99.0,0.0,0.0,New,2026-09-20,2026-08-05 08:11:00,2026-09-02 10:00:00,False
`,
    deals: [
      'Iris move|open|510000|EUR|Mira Holt|Iris SARL|2027-03-31',
      'Juno site|won|73050|EUR|Jon Tal|Juno SpA|2026-09-14',
      'Kite plan|lost|9900|EUR|Jon Tal|Kite OY|2026-09-02',
    ],
  },
  Zoho: {
    file: 'Deals_2026_11_20.csv',
    text: `Record Id,Deal Name,Account Name,Deal Owner,Amount,Currency,Exchange Rate,Stage,Probability (%),Expected Revenue,Closing Date,Created Time,Modified Time,Lead Source
zcrm_551000000301,Lumen hall,Lumen BV,Mira Holt,12600.00,EUR,1,Proposal/Price Quote,75,9450,2027-01-15,2026-10-01 09:00:00,2026-11-11 16:20:00,Trade show
zcrm_551000000302,Moor lift,Moor plc,Jon Tal,310.00,GBP,0.86,Closed Won,100,310,2026-11-06,2026-09-10 09:00:00,2026-11-06 18:00:00,
`,
    deals: [
      'Lumen hall|open|1260000|EUR|Mira Holt|Lumen BV|2027-01-15',
      'Moor lift|won|31000|GBP|Jon Tal|Moor plc|2026-11-06',
    ],
  },
  Dynamics: {
    file: 'All Opportunities 20-11-2026 09-12-41.csv',
    text: `(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Est. close date,Est. revenue,Actual Revenue,Actual Close Date,Pipeline Phase,Probability,Status,Status Reason,Owner,Created On
1b0f0c7e-77aa-4c3a-9d11-000000000001,Xk3==,2026-11-12T08:00:00Z,Nadir mill,Nadir SA,2027-02-01,91000,,,2-Develop,40,Open,In Progress,Mira Holt,2026-08-30
1b0f0c7e-77aa-4c3a-9d11-000000000002,Yk3==,2026-10-02T08:00:00Z,Onyx tool,Onyx NV,2026-10-15,500,480,2026-10-01,4-Close,100,Won,Won,Jon Tal,2026-07-30
`,
    deals: [
      'Nadir mill|open|9100000|EUR|Mira Holt|Nadir SA|2027-02-01',
      'Onyx tool|won|48000|EUR|Jon Tal|Onyx NV|2026-10-01',
    ],
  },
} as const

/** Orders of a shop: facts of the order stand on its first line only. */
export const shopify = `Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Billing Name,Cancelled at,Id,Source
#P1001,ann@example.com,paid,2026-10-31 23:40:00 +0100,fulfilled,GBP,36.00,0,0,36.00,0,2026-10-31 23:39:00 +0100,2,Fern Print - A3,16.00,FERN-A3,1.00,Ann Ode,,5551,web
#P1001,ann@example.com,,,,,,,,,,2026-10-31 23:39:00 +0100,1,Fern Print - A4,5.00,FERN-A4,0,,,,
#P1002,bo@example.com,voided,,,EUR,5.00,0,0,5.00,0,2026-11-01 10:00:00 +0100,1,Fern Print - A4,5.00,FERN-A4,0,Bo Ray,2026-11-01 12:00:00 +0100,5552,web
`
