import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** Names of youths for one agency each, and the way back for whoever holds the secret: the gateways alone. */
export interface Pseudonyms {
  /** The youth's name for the agency: the same at every request, different for every agency. */
  of(agencyId: string, subjectId: string): string;
  /** The youth whom the agency calls so; of no youth that there is, where the agency was never told the name. Absent: null for what is no name. */
  subjectOf(agencyId: string, pseudonym: string): string | null;
}

const PSEUDONYM = /^[\w-]{21}[AQgw]$/;

/**
 * Pseudonyms under a secret. A youth's id is one block of AES, and is enciphered under a key of the agency's own: a
 * permutation, so that no two youths share a name, no table is kept, and two agencies cannot join theirs.
 */
export function pseudonymsUnder(secret: string): Pseudonyms {
  const keyOf = (agencyId: string): Buffer => createHmac('sha256', secret).update(`pseudonym\n${agencyId}`, 'utf8').digest();
  return {
    of: (agencyId, subjectId) => block(createCipheriv('aes-256-ecb', keyOf(agencyId), null), Buffer.from(subjectId.replaceAll('-', ''), 'hex')).toString('base64url'),
    subjectOf: (agencyId, pseudonym) => {
      if (!PSEUDONYM.test(pseudonym)) return null;
      const hex = block(createDecipheriv('aes-256-ecb', keyOf(agencyId), null), Buffer.from(pseudonym, 'base64url')).toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    },
  };
}

/** Exactly one block, which needs neither padding nor chaining. */
function block(cipher: ReturnType<typeof createCipheriv | typeof createDecipheriv>, bytes: Buffer): Buffer {
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
