/**
 * The operations that outlive an agency's agreement: what was received before must still be destroyed, returned or kept
 * from being used when a court seals it or a consent is withdrawn, and who received it is told (rules ).
 * They tell of no youth but what their recipient was sent, and open no record.
 */
export const OUTLIVES_AGREEMENT: ReadonlySet<string> = new Set([
  'Query.sealNotices', 'Query.withdrawalNotices', 'Query.emergencyAlerts',
  'Mutation.acknowledgeSealNotice', 'Mutation.acknowledgeWithdrawalNotice', 'Mutation.acknowledgeEmergencyAlert',
]);
