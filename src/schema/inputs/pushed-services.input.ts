import { InputType } from 'type-graphql';
import { RevealingField } from '../classified.js';
import { PUSH_FORMATS, type PushFormat } from '../pushed-services-port.js';
import { CountyCodeScalar } from '../scalars.js';
import { closedEnum } from '../types/closed-enum.js';

export const PushFormatEnum = closedEnum('ServicePushFormat', PUSH_FORMATS, 'How a partner writes the service records that it pushes.', {
  FHIR_BUNDLE: 'A FHIR R4 Bundle of Encounter, Procedure and ServiceRequest, with their Patients.', PLAIN_CSV: 'The plain profile: a row for each service.',
  HMIS_CSV: 'Files of a HUD HMIS export: Client.csv, Enrollment.csv, Services.csv, and Exit.csv where there is one.',
});

@InputType('PushedFileInput', { description: 'A file of service records.' })
export class PushedFileInput {
  @RevealingField('write', () => String, { nullable: true, description: 'Its name, where the format has several.' })
  name?: string | null;

  @RevealingField('write', () => String, { description: 'What it holds, as text.' })
  content!: string;
}

@InputType('PushServiceRecordsInput', { description: 'Service records of the caller\'s agency.' })
export class PushServiceRecordsInput {
  @RevealingField('write', () => PushFormatEnum, { description: 'How they are written.' })
  format!: PushFormat;

  @RevealingField('write', () => [PushedFileInput], { description: 'The file; of an HMIS export its files.' })
  files!: PushedFileInput[];

  @RevealingField('write', () => CountyCodeScalar, { nullable: true, description: 'The county that they are for, where the agency pushes to several.' })
  county?: string | null;
}
