/** Every field of a case, so that whatever a caller is released stands in the answer. */
export const WHOLE_CASE = /* GraphQL */ `
  query WholeCase($id: ID!) { case(id: $id) { ...whole } }
  fragment whole on Case {
    id pseudonym county status openedOn csecStatus sb855Eligible inCare
    youth {
      firstName middleName lastName nameSuffix bornOn birthDateEstimated age ageBand diedOn sex ethnicity { ...coded }
      primaryLanguage { ...coded } secondaryLanguage { ...coded } sexualOrientation { ...coded } genderIdentity { ...coded } minorParent
    }
    aliases { firstName middleName lastName kind { ...coded } }
    identifiers { system { ...coded } value }
    addresses { kind { ...coded } startedOn endedOn street unit city state zip county phone homeless }
    actualAddresses { startedOn endedOn street unit city zip phone }
    gridEntries { type { ...coded } isVictim startedOn endedOn flags }
    specialProjects { projectName programme impliedGridType { ...coded } through startedOn endedOn flags }
    referrals {
      receivedOn closedOn response { ...coded } disposition county responsibleAgency
      reporter { firstName lastName employer phone mandated }
    }
    allegations {
      type { ...coded } subtypes { ...coded } disposition { ...coded } dispositionOn abuseStartedOn abuseEndedOn
      locationNarrative dispositionNarrative
    }
    childWelfareCases { startedOn endedOn closeReason { ...coded } serviceComponent { ...coded } county responsibleAgency }
    placements {
      facilityType { ...coded } facilityName facilityStreet facilityCity facilityPhone facilityCounty startedOn endedOn
      endReason { ...coded } removedOn removalReason { ...coded } episodeEndedOn
    }
    absences { kind startedOn endedOn derivedFrom }
    services { ...services }
    workers { kind through workerName workerPhone workerEmail county startedOn endedOn }
    consents { id version effect status failedChecks regimes categories recipientAgencyIds purposes effectiveFrom expiresOn revokedAt suspendedAt recordedAt }
    teams { id name county statute quorum protocolVersion protocolExpiresOn members { personId agencyId discipline trainingAttestedOn joinedAt leftAt } }
  }
  fragment services on ServiceRecordConnection {
    edges { cursor node {
      category kind service { ...coded } serviceText status method { ...coded } startedOn endedOn providerName sourceSystem regime
    } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment coded on CodedValue { system code display }
`;

/** The page of cases of the main path: grid rows, projects and services of every case in it. */
export const CASE_PAGE = /* GraphQL */ `
  query CasePage($first: Int!, $after: String, $filter: CaseFilter, $orderBy: CaseOrder! = ANY) {
    cases(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      edges { cursor node {
        id county csecStatus openedOn youth { firstName lastName }
        gridEntries { type { code } startedOn } specialProjects { projectName } services { edges { node { category } } }
        referrals { receivedOn reporter { lastName } } workers { workerName }
      } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

export const REVOKE = /* GraphQL */ `
  mutation Revoke($input: RevokeConsentInput!) {
    revokeConsent(input: $input) { consent { id version status revokedAt } userErrors { code field message } }
  }
`;

export const SUSPEND = /* GraphQL */ `
  mutation Suspend($input: SuspendConsentInput!) {
    suspendConsent(input: $input) { consent { id version status suspendedAt } userErrors { code field message } }
  }
`;

/** What differs between two log lines of equal requests. */
export const PURGED: readonly (readonly [RegExp, string])[] = [
  [/"time":\d+/, '"time":0'], [/"millis":[\d.]+/, '"millis":0'], [/"pid":\d+/, '"pid":0'],
];
