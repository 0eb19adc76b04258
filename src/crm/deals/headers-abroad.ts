/** Headers of deals in the exports of Salesforce, HubSpot, Pipedrive, Odoo, Zoho and Dynamics in German, French, Spanish, Italian, Portuguese and Dutch. */
export const abroad = {
  key: 'datensatzid nichtändernverkaufschance externeid idexterne identifiantexterne idexterno idesterno externid idderegistro iddoregistro idfichedinformations idrecord recordidentificatie',
  name: 'dealtitel abschlussname verkoopkans oportunidade dealnaam thema nomdelatransaction nomdudeal nombredelnegocio nombredeoportunidad nombredelaoportunidad nomeopportunità nomedaoportunidade nomedonegócio nomeaffare opportunitynaam titre título titolo titel',
  stage:
    'dealphase verkoopfase stadio estágio etap phasedelatransaction etapadelnegocio etapadonegócio fasedaoportunidade fasedellaffare dealfase',
  status: 'statut estado stato ergebnis',
  active: 'aktiv actif activo attivo actief ativo',
  wonOn: 'gewonnenam dealgewonnenam gagnéle ganadoel vintoil gewonnenop ganhoem',
  lostOn: 'verlorenam dealverlorenam perdule perdidoel persoil verlorenop perdidoem',
  owner:
    'verkäufer vertriebsmitarbeiter kundenbetreuer opportunityinhaber abschlussbesitzer dealbesitzer zuständigermitarbeiter vendeur vendedor commerciale verkoper propriétairedelopportunité propriétairedelatransaction propietariodelaoportunidad propietariodeoportunidad propietariodelnegocio titolareopportunità proprietáriodaoportunidade proprietáriodonegócio proprietario proprietário eigenaarvanopportunity dealeigenaar eigenaarvandeal',
  account:
    'nomducompte nombredelacuenta nombredecuenta nomeaccount nomedaconta accountnaam potenziellerkunde dealorganisation organisation unternehmen kundenname nomduclient nombredelcliente nomecliente nomedocliente klantnaam entreprise azienda bedrijf',
  amount:
    'erwarteterumsatz voraussichtlicherumsatz voraussichtlumsatz geschätzterumsatz umsatz auftragsvolumen dealwert revenuespéré revenuespérés revenuattendu revenuestimé chiffredaffairesattendu montantestimé ingresosesperados ingresosprevistos ingresoestimado ricaviprevisti ricavoprevisto ricavoatteso verwachteomzet receitaesperada receitaestimada waarde valeur',
  currency: 'devise moneda divisa valuta moeda dealwährungvonwert währungvonwert',
  createdOn:
    'crééle creadoel creatoil datadicreazione aangemaaktop criadoem erstelldatum erstellungsdatum fechadecreacióndelnegocio datadecriação aanmaakdatum',
  closeDay:
    'schlusstermin abschlusstermin datedefermeture datadichiusura datadefechamento sluitingsdatum fechadecierredelnegocio',
  expectedClose:
    'erwarteterabschluss voraussichtlicherabschluss voraussichtlabschlussdatum voraussichtlichesabschlussdatum erwartetesabschlussdatum dealerwartetesabschlussdatum geplanterabschluss clôtureprévue dateclôtureprévue datedeclôtureprévue clôtureattendue fermetureprévue cierreprevisto cierreesperado fechadecierreprevista fechaprevistadecierre chiusuraprevista datachiusuraprevista verwachtesluiting verwachtesluitdatum fechamentoprevisto fechamentoesperado',
  closedOn: 'abgeschlossenam clôturéle cerradoel chiusoil geslotenop fechadoem',
  probability: 'probabilité probabilidad probabilità waarschijnlijkheid probabilidade',
  changedAt:
    'geändertam zuletztgeändert zuletztgeändertam letzteänderung nichtänderngeändertam modifiéle dernièremodification modificadoel últimamodificación modificatoil gewijzigdop modificadoem',
}
