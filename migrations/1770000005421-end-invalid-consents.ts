import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The states from which a consent goes on, as the function has them, and where its last condition begins. */
const STATES = `or old.status not in ('DRAFT', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED') or`;
const AND_INVALID = `or not (old.status in ('DRAFT', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED') or (old.status = 'INVALID' and fresh->>'status' = 'REVOKED')) or`;

/** What an invalid document denies is withheld until somebody ends it: it is ended as a whole, and becomes nothing else. */
export class EndInvalidConsents1770000005421 implements MigrationInterface {
  /** Errors: when the function is not as it was known, for then nothing may be guessed of it. */
  async up(run: QueryRunner): Promise<void> {
    const [found] = await run.query(`select pg_get_functiondef('csec.put_consent(jsonb, integer)'::regprocedure) as text`) as readonly { readonly text: string }[];
    const text = found?.text ?? '';
    if (text.includes(AND_INVALID)) return;
    if (text.split(STATES).length !== 2) throw new Error('The function that keeps consents is not as it was known.');
    await run.query(text.replace(STATES, () => AND_INVALID));
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
