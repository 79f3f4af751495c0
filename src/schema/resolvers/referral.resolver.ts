import { Ctx, Resolver, Root } from 'type-graphql';
import type { Referral } from '../../model/referral.js';
import type { Decision } from '../../policy/decision.js';
import { limitedAccessOpen } from '../../policy/relations/limited-access.js';
import { decisionOf, type ReleasedView } from '../../release/released-view.js';
import { ClassifiedResolver } from '../classified.js';
import type { GatewayContext } from '../gateway-context.js';
import { REPORTER } from '../laws.js';
import { ReferralType, ReporterType, referralFields, reporterFields } from '../types/referral.type.js';
import { viewOf } from '../view.js';

/** The CWS/CMS key of a shown referral, kept beside the view so that it can never be selected. */
const keys = new WeakMap<ReleasedView, string>();

/** Releases referrals, remembering of each the key that its reporter hangs off. */
export function referralViews(context: GatewayContext, rows: readonly Referral[], decision: Decision): readonly ReleasedView[] {
  return rows.map((row) => {
    const view = viewOf(context, 'Referral', referralFields(row, decision), decision);
    keys.set(view, row.referralKey);
    return view;
  });
}

/**
 * The referrals of an admitted youth that the caller may know of, and their keys. What hangs off any other referral is
 * absent with it, also where the referral itself is not known: its access may be limited.
 */
export async function referralsByAccess(
  context: GatewayContext, subjectId: string,
): Promise<{ readonly open: readonly Referral[]; readonly keys: ReadonlySet<string> }> {
  const rows = await context.loaders.referrals.load(subjectId);
  const open = rows.filter((row) => limitedAccessOpen(context.access, row, context.settings));
  return { open, keys: new Set(open.map(({ referralKey }) => referralKey)) };
}

@Resolver(() => ReferralType)
export class ReferralResolver {
  @ClassifiedResolver(REPORTER, () => ReporterType, { nullable: true, description: 'Who reported. For others than the investigators of this very referral there is never one (PC 11167(d)).' })
  async reporter(@Root() root: ReleasedView, @Ctx() context: GatewayContext): Promise<ReleasedView | null> {
    const decision = decisionOf(root);
    const referralKey = keys.get(root);
    if (referralKey === undefined || !decision.investigatedReferrals.includes(referralKey)) return null;
    const row = await context.loaders.reporter.load({ subjectId: decision.subjectId, referralKey });
    return row && viewOf(context, 'Reporter', reporterFields(row), decision);
  }
}
