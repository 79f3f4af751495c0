import type { HmisExit } from '../provider/hmis/exit.js';
import { readHmis, type HmisServiceChange, type ScreeningFinding } from '../provider/hmis/read-hmis.js';
import { FieldRefused, personsOf, type ServiceRejection, type ServicesRead } from './services-read.js';
import type { HistoryTerms, PersonTold, ReceivedService } from '../../src/model/received-service.js';
import { FINDING_KINDS, type ReceivedFinding } from '../../src/model/screening-finding.js';
import type { HmisClient } from '../provider/hmis/records.js';
import { keyOf, wordsOf } from './fhir-fields.js';
import { cellOfRecord, consenterOfRecord } from './law-of-record.js';

/** The system of a person's id in HMIS, which is unique within one agency's installation. */
export const HMIS_PERSON = 'urn:ca:csec:hmis:PersonalID';

/** What an HMIS export tells: services, and what the youths' own answers at exit tell. */
export interface HmisHistoryRead extends ServicesRead {
  readonly findings: readonly ReceivedFinding[];
}

/**
 * The services of an HMIS export, under the agreed law, and its findings. A row of a category that was not agreed is refused
 * alone.
 */
export function readHmisServices(files: Parameters<typeof readHmis>[0], terms: HistoryTerms, hmisAllowed: boolean): HmisHistoryRead {
  const [{ regime }] = terms.cells;
  const reading = readHmis(files, { agencyId: terms.agencyId, hmisAllowed, regime, consentedBy: terms.consentedBy });
  if (reading.outcome === 'REFUSED') return NOT_KEPT;
  const services: ReceivedService[] = [];
  const rejections: ServiceRejection[] = reading.rejections.map(({ file, line, column, reason }) =>
    // A column that is there twice may be called anything.
    ({ file, line, field: reason === 'COLUMN_TWICE' ? null : column, code: reason }));
  for (const change of reading.services) {
    try {
      services.push(serviceOf(change, terms));
    } catch (fault) {
      if (!(fault instanceof FieldRefused)) throw fault;
      rejections.push({ file: change.table, line: change.line, field: fault.field, code: fault.code });
    }
  }
  const { findings, passedOver } = findingsOf(reading, terms, rejections);
  const told: PersonTold[] = [];
  for (const client of reading.clients) {
    try {
      told.push(personOf(client));
    } catch (fault) {
      if (!(fault instanceof FieldRefused)) throw fault;
      rejections.push({ file: 'Client.csv', line: client.line, field: fault.field, code: fault.code });
    }
  }
  const persons = personsOf([...services, ...findings.filter(({ said }) => said)], told);
  return { services, findings, persons, rejections, passedOver: reading.passedOver + passedOver };
}

const NOT_KEPT: HmisHistoryRead = {
  services: [], findings: [], persons: [], rejections: [{ file: 'Client.csv', line: 1, field: null, code: 'NOT_KEPT_HERE' }], passedOver: 0,
};

/**
 * What each exit says of each kind: also that it tells of none, which stands for what it told before. Of agencies whose records
 * come under another law than the county's own a status of exploitation has no place, and what is said is passed over.
 */
function findingsOf(
  { findings, exits }: { readonly findings: readonly ScreeningFinding[]; readonly exits: readonly HmisExit[] }, terms: HistoryTerms,
  rejections: ServiceRejection[],
): { readonly findings: readonly ReceivedFinding[]; readonly passedOver: number } {
  const said = new Map(findings.filter(({ op }) => op === 'upsert').map(({ exitKey, kind, doubtful }) => [JSON.stringify([exitKey, kind]), doubtful.length > 0]));
  const [{ regime }] = terms.cells;
  if (regime !== 'CHILD_WELFARE') return { findings: [], passedOver: said.size };
  const received: ReceivedFinding[] = [];
  for (const { line, key, clientKey, updatedAt, exitedOn } of exits) {
    try {
      const of = { key: keyOf(key, 'ExitID')!, person: { system: HMIS_PERSON, value: keyOf(clientKey, 'PersonalID')! }, updatedAt };
      for (const kind of FINDING_KINDS) {
        const doubtful = said.get(JSON.stringify([key, kind]));
        const tells = doubtful !== undefined;
        received.push({ ...of, kind, said: tells, doubtful: doubtful ?? false, answeredOn: tells ? exitedOn : null });
      }
    } catch (fault) {
      if (!(fault instanceof FieldRefused)) throw fault;
      rejections.push({ file: 'Exit.csv', line, field: fault.field, code: fault.code });
    }
  }
  return { findings: received, passedOver: 0 };
}

/** Errors: FieldRefused for what is too long to be kept. */
function personOf({ key, firstName, middleName, lastName, bornOn }: HmisClient): PersonTold {
  return {
    person: { system: HMIS_PERSON, value: keyOf(key, 'PersonalID')! }, also: [], bornOn, sex: null, firstName: wordsOf(firstName, 'FirstName'),
    middleName: wordsOf(middleName, 'MiddleName'), lastName: wordsOf(lastName, 'LastName'),
  };
}

function serviceOf({ op, key, clientKey, updatedAt, record }: HmisServiceChange, terms: HistoryTerms): ReceivedService {
  const service = { key: `Services.csv/${keyOf(key, 'ServicesID')}`, names: [], person: { system: HMIS_PERSON, value: keyOf(clientKey, 'PersonalID')! }, updatedAt };
  if (op === 'delete') return { ...service, record: null };
  // The words are those of HUD's own list, and their category with them.
  const law = { categories: [record.category], consentedBy: null };
  const fields = { category: 'TypeProvided', consentedBy: 'TypeProvided', words: 'TypeProvided' };
  const { category, regime } = cellOfRecord(law, '', terms, fields);
  const provenance = { ...record.provenance, regime, consentedBy: consenterOfRecord(law, terms, fields.consentedBy) };
  return { ...service, record: { ...record, category, provenance } };
}
