import { Int, ObjectType } from 'type-graphql';
import { OPEN } from '../../law/classification.js';
import type { CodedValue } from '../../model/coded-value.js';
import { Classified } from '../classified.js';

/** A value of a code table. It stands under the law of the field that holds it. */
@ObjectType('CodedValue', { description: 'A value of a CWS/CMS code table (SYS_CD_C).' })
export class CodedValueType {
  @Classified(OPEN, () => String, { description: 'The code system, as a URN.' })
  system!: string;

  @Classified(OPEN, () => Int, { description: 'SYS_ID of the code, as the county holds it.' })
  code!: number;

  @Classified(OPEN, () => String, { nullable: true, description: 'The county\'s words for the code; null when its code table does not know it.' })
  display!: string | null;
}

/** A coded value as the schema shows it; null stays null. */
export function codedValue(value: CodedValue | null, table: string): CodedValueType | null {
  return value === null ? null : { system: `urn:ca:cwscms:${table}`, code: value.code, display: value.display };
}
