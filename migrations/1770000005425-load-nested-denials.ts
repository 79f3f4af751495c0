import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether any provision of a consent, however deep, is not a permission: what it denies may reach those whom the consent does not name. */
const DENIES = `create or replace function csec.consent_denies(record jsonb) returns boolean
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select jsonb_path_exists(record, '$.provision.** ? (exists (@.provisions) && !(@.effect == "PERMIT"))') $$`;

const KNOWN = `c.effect = 'REFUSE' or c.names && named`;

/**
 * The facts of a decision hold every refusal, and every consent that denies anything inside: a live refusal beats any
 * permission (check K28), also one that stands within a consent given to somebody else.
 */
export class LoadNestedDenials1770000005425 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(DENIES);
    await run.query('revoke all on function csec.consent_denies(jsonb) from public');
    await run.query('grant execute on function csec.consent_denies(jsonb) to csec_admission, csec_sync');
    await run.query('alter table csec.consent add column if not exists denies boolean not null generated always as (csec.consent_denies(record)) stored');
    await this.tellDecisions(run);
  }

  /** Errors: when the function of the facts is not as it was known, for then nothing may be guessed of it. */
  private async tellDecisions(run: QueryRunner): Promise<void> {
    const [found] = await run.query(`select pg_get_functiondef('csec.facts_of(uuid[], jsonb)'::regprocedure) as text`) as readonly { readonly text: string }[];
    const text = found?.text ?? '';
    if (text.includes('c.denies')) return;
    if (text.split(KNOWN).length !== 2) throw new Error('The function of the facts is not as it was known.');
    await run.query(text.replace(KNOWN, `c.effect = 'REFUSE' or c.denies or c.names && named`));
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
