import type { ErrorCode } from '../../kernel/error-codes.js';
import type { GatewayError } from '../../kernel/gateway-error.js';

/** The issue type of FHIR for a code; the rest follows from the status. */
const ISSUE_OF_CODE: Partial<Record<ErrorCode, string>> = {
  AUTH_TOKEN_EXPIRED: 'expired', BODY_TOO_LARGE: 'too-long', QUERY_TOO_COMPLEX: 'too-costly', AUDIT_UNAVAILABLE: 'transient', CONFLICT: 'conflict',
  DECISION_STALE: 'conflict',
};

function issueOf({ code, status }: GatewayError): string {
  const known = ISSUE_OF_CODE[code];
  if (known !== undefined) return known;
  if (status === 401) return 'login';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 503) return 'transient';
  return status < 500 ? 'invalid' : 'exception';
}

/** An error as FHIR tells it. It holds the code, its sentence and names: what every client of the gateway is told of it. */
export function operationOutcome(error: GatewayError, errorId?: string) {
  return {
    resourceType: 'OperationOutcome',
    issue: [{
      severity: 'error', code: issueOf(error), details: { coding: [{ system: 'urn:ca:csec:error', code: error.code }] },
      diagnostics: error.status >= 500 && errorId !== undefined ? `${error.message} Error id: ${errorId}` : error.message,
    }],
  };
}
