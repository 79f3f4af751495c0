import type { SpecialProjectParticipation } from '../../src/model/special-project-participation.js';

/** A special project of ACL 15-49 and the grid type that it stood for. */
export interface HistoricalProject {
  /** PROJECT_NM exactly, without the blanks at its end. */
  readonly name: string;
  /** A SYS_ID of CSEC_TPC; null where the county's counsel names none. */
  readonly gridType: number | null;
}

/**
 * Which special projects speak of exploitation. The four names of ACL 15-49 are in no public source, so the county
 * states them.
 */
export interface SpecialProjectSettings {
  readonly historical: readonly HistoricalProject[];
}

export const DEFAULT_SPECIAL_PROJECTS: SpecialProjectSettings = { historical: [] };

/** The state-defined project of ACL 16-74. */
export const CSEC_REFERRAL_PROJECT = 'S-CSEC Referral';

export interface ProjectMeaning {
  readonly programme: SpecialProjectParticipation['programme'];
  readonly impliedGridType: number | null;
}

/** What a project of that name stands for. PROJECT_NM is free text: compared exactly, with its case. */
export function meaningOfProject(name: string, settings: SpecialProjectSettings): ProjectMeaning {
  if (name === CSEC_REFERRAL_PROJECT) return { programme: 'CSEC_REFERRAL', impliedGridType: null };
  const historical = settings.historical.find((project) => project.name === name);
  if (historical) return { programme: 'CSEC_HISTORICAL', impliedGridType: historical.gridType };
  return { programme: 'OTHER', impliedGridType: null };
}
