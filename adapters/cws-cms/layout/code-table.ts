import { letter, mandatory, number, numberKey, optional, text } from './column.js';
import { tableLayout } from './table-layout.js';

/** Source: SYS_CD_C. Without it the committed codes of 2018 stand. */
export const SYS_CD_C = tableLayout({
  table: 'SYS_CD_C',
  noun: 'systemCode',
  whenAbsent: 'accepted',
  key: ['SYS_ID'],
  columns: {
    SYS_ID: numberKey,
    FKS_META_T: mandatory(text(8)),
    SHORT_DSC: text(40),
    LGC_ID: optional(text(254)),
    INACTV_IND: optional(letter<boolean>({ Y: true, N: false }, { blank: false, unknown: false })),
    CATEGORYID: number,
    OTHER_CD: text(254),
    LONG_DSC: optional(text(4000)),
  },
});
