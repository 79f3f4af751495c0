import { readHmisServices, type HmisHistoryRead } from '../../../adapters/service-histories/from-hmis.js';
import { readPlainServices } from '../../../adapters/service-histories/read-csv.js';
import { readFhirServices } from '../../../adapters/service-histories/read-fhir.js';
import type { ServicesRead } from '../../../adapters/service-histories/services-read.js';
import { mayUseHmis } from '../../../adapters/provider/hmis/read-hmis.js';
import { assertNever } from '../../kernel/invariant.js';
import { HMIS_FILES, type PushedFile, type ReadPushed } from '../../schema/pushed-services-port.js';

/** Of an HMIS export without exits, nobody left. */
const NO_EXIT = 'ExitID,EnrollmentID,PersonalID,ExitDate,DateUpdated\n';

/** Reads what a partner pushed with the readers of `adapters/service-histories`. */
export const readPushed: ReadPushed = (format, files, source) => {
  const { services, findings, persons, rejections, passedOver } = read(format, files, source);
  return { services, findings, persons, refused: rejections, passedOver };
};

function read(format: Parameters<ReadPushed>[0], files: readonly PushedFile[], { terms, agency }: Parameters<ReadPushed>[2]): HmisHistoryRead {
  const text = files[0]?.content ?? '';
  switch (format) {
    case 'FHIR_BUNDLE': return { ...readBundle(text, terms), findings: [] };
    case 'PLAIN_CSV': return { ...readPlainServices(bytesOf(text), terms), findings: [] };
    case 'HMIS_CSV': return readHmisServices(hmisOf(files), terms, mayUseHmis(agency.kind));
    default: return assertNever(format, 'format of a push');
  }
}

function readBundle(text: string, terms: Parameters<typeof readFhirServices>[1]): ServicesRead {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { services: [], persons: [], rejections: [{ file: 'Bundle', line: 1, field: null, code: 'NOT_JSON' }], passedOver: 0 };
  }
  return readFhirServices(content, terms);
}

function hmisOf(files: readonly PushedFile[]): Parameters<typeof readHmisServices>[0] {
  const textOf = (name: string): string => files.find((file) => file.name === name)?.content ?? (name === 'Exit.csv' ? NO_EXIT : '');
  return Object.fromEntries(HMIS_FILES.map((name) => [name, bytesOf(textOf(name))])) as Record<(typeof HMIS_FILES)[number], Uint8Array>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
