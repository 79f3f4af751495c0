import { ACT_REASON, CSEC_PURPOSE, type CodedWords } from './code-systems.js';
import { PURPOSES, purposeOf, type Purpose } from './purpose.js';

/** A purpose by HL7's code, or by our own where HL7 has none. */
export function purposeCoding(purpose: Purpose): CodedWords {
  const { code, title } = PURPOSES[purpose];
  return { system: code.startsWith('csec:') ? CSEC_PURPOSE : ACT_REASON, code: code.replace(/^csec:/, ''), display: title };
}

/** Treatment, payment and operations: one word of a form, three codes of HL7. */
const TPO: readonly CodedWords[] = [
  purposeCoding('TREATMENT'), { system: ACT_REASON, code: 'HPAYMT', display: 'Healthcare payment' },
  { system: ACT_REASON, code: 'HOPERAT', display: 'Healthcare operations' },
];

const CODED = /^([^\s|]+)\|(\S+(?: \S+)*)$/;

/** A purpose as a consent writes it, coded: by a name or code of the closed list, by a code of whatever system, else in its words alone. */
export function codedPurpose(word: string): readonly Partial<CodedWords>[] {
  if (word === 'TPO') return TPO;
  const purpose = purposeOf(word);
  if (purpose !== undefined) return [purposeCoding(purpose)];
  const [, system, code] = CODED.exec(word) ?? [];
  return system === undefined || code === undefined ? [{ display: word }] : [{ system, code }];
}
