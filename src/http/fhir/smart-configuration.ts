import { PUSHED_TYPES } from '../../auth/smart-scopes.js';
import { CLIENT_ALGORITHMS } from '../../auth/client-settings.js';

/** Where a partner's system gets its access tokens. */
export const TOKEN_PATH = '/oauth/token';

/** `.well-known/smart-configuration` of SMART App Launch 2: backend services and nothing else, to read and to push. */
export function smartConfiguration(tokenUrl: string, types: readonly string[]) {
  return {
    token_endpoint: tokenUrl, token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS, grant_types_supported: ['client_credentials'],
    scopes_supported: [...types.map((type) => `system/${type}.rs`), ...PUSHED_TYPES.map((type) => `system/${type}.cu`)], response_types_supported: [], capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  };
}
