import { PARTICIPATION_TYPE } from '../../src/law/code-systems.js';
import type { ConsentProvision, ProvisionActor, ProvisionCode } from '../../src/model/consent-provision.js';
import { daySpanOf, fhirDays, fhirPeriod, momentsOf, type FhirPeriod } from './dates.js';
import { badElement } from './fault.js';
import { fhirReference, referenceOf } from './references.js';
import type { FhirCoding, FhirProvision } from './shape.js';

const DEEPEST = 12;
const MOST = 200;

const codeOf = ({ system, code }: FhirCoding): ProvisionCode => ({ system, code });
const codesOf = (concepts: readonly { readonly coding: readonly FhirCoding[] }[]): readonly ProvisionCode[] => concepts.flatMap(({ coding }) => coding.map(codeOf));

/** The tree of provisions as the decision walks it. Errors: BAD_INPUT naming the level that is too deep or one too many. */
export function readProvision(provision: FhirProvision, root: string): ConsentProvision {
  let count = 0;
  const read = (one: FhirProvision, path: string, depth: number): ConsentProvision => {
    count += 1;
    if (depth > DEEPEST || count > MOST) throw badElement(path, 'is nested too deep or has too many levels');
    return {
      effect: one.type === undefined ? null : one.type === 'permit' ? 'PERMIT' : 'DENY',
      period: isOpen(one.period) ? null : momentsOf(one.period, `${path}.period`),
      dataPeriod: isOpen(one.dataPeriod) ? null : daySpanOf(one.dataPeriod, `${path}.dataPeriod`),
      actors: one.actor.map(({ role, reference }) => ({ role: roleOf(role.coding), reference: referenceOf(reference) })),
      actions: codesOf(one.action), purposes: one.purpose.map(codeOf), securityLabels: one.securityLabel.map(codeOf),
      classes: one.class.map(codeOf), codes: codesOf(one.code),
      records: one.data.map(({ meaning, reference }) => ({ meaning, reference: referenceOf(reference) })),
      provisions: one.provision.map((exception, at) => read(exception, `${path}.provision[${at}]`, depth + 1)),
    };
  };
  return read(provision, root, 1);
}

const isOpen = (period: FhirPeriod | undefined): period is undefined => period?.start === undefined && period?.end === undefined;

/** Of several codes of one role the one that FHIR's own list knows, else the first. */
function roleOf(codings: readonly FhirCoding[]): ProvisionCode {
  return codeOf(codings.find(({ system }) => system === PARTICIPATION_TYPE) ?? codings[0]!);
}

type Json = Readonly<Record<string, unknown>>;

const fhirConcept = (code: ProvisionCode): Json => ({ coding: [code] });
const listed = (name: string, list: readonly unknown[]): Json => (list.length === 0 ? {} : { [name]: list });
const fhirActor = ({ role, reference }: ProvisionActor): Json => ({ role: fhirConcept(role), reference: fhirReference(reference) });

/** The tree as FHIR R4 writes it. */
export function writeProvision(provision: ConsentProvision): Json {
  const { effect, period, dataPeriod } = provision;
  return {
    ...(effect === null ? {} : { type: effect === 'PERMIT' ? 'permit' : 'deny' }),
    ...(period === null ? {} : { period: fhirPeriod(period) }),
    ...listed('actor', provision.actors.map(fhirActor)), ...listed('action', provision.actions.map(fhirConcept)),
    ...listed('securityLabel', provision.securityLabels), ...listed('purpose', provision.purposes),
    ...listed('class', provision.classes), ...listed('code', provision.codes.map(fhirConcept)),
    ...(dataPeriod === null ? {} : { dataPeriod: fhirDays(dataPeriod) }),
    ...listed('data', provision.records.map(({ meaning, reference }) => ({ meaning, reference: fhirReference(reference) }))),
    ...listed('provision', provision.provisions.map(writeProvision)),
  };
}

