import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { NOTICES } from '../../src/law/notices.js';
import { REGIMES, type Regime } from '../../src/law/regime.js';
import type { Provenance } from '../../src/model/provenance.js';
import type { Decision } from '../../src/policy/decision.js';
import { caseDocumentFields } from '../../src/schema/types/case-document.type.js';
import { serviceAlsoToldFields, serviceRecordFields } from '../../src/schema/types/service-record.type.js';

const NOTHING = { permits: () => false, permitsRow: () => false, cells: [] } as unknown as Decision;
const on = localDate('2026-01-02', 'day');
const from = (regime: Regime): Provenance => ({ system: 'PARTNER', regime, sourceAgencyId: null, consentedBy: 'NOT_APPLICABLE', updatedAt: null });

describe.each(REGIMES)('an object from records under %s', (regime) => {
  const notice = regime === 'PART2' ? NOTICES.N2.text : null;

  it('carries the short federal notice as a service if it is of a Part 2 programme, and else none', () => {
    const row = {
      subjectId: 'one', category: 'SUBSTANCE_USE_PART2', kind: 'SERVICE', service: null, serviceText: null, status: null, method: null,
      startedOn: on, endedOn: null, requestedOn: null, priority: null, standsByRequest: false, providerName: null, provenance: from(regime),
    } as const;
    expect([serviceRecordFields(row, [], () => null).notice, serviceAlsoToldFields(row).notice]).toEqual([notice, notice]);
  });

  it('carries it as a document too, also where its words are kept back', () => {
    const row = caseDocumentFields({
      subjectId: 'one', id: 'one', category: 'SUBSTANCE_USE_PART2', also: [], kind: 'LETTER', title: 'A letter', filedOn: on, matter: null,
      teamId: null, text: 'Words', provenance: from(regime),
    }, NOTHING);
    expect([row.text, row.notice]).toEqual([null, notice]);
  });
});
