/**
 * The youth of the tour as CWS/CMS screens would show the id, 19 digits. Synthetic like the whole county, and the same
 * on every machine, because the county is made from a fixed seed.
 */
export const DEMO_TOUR_UI_ID = '0028-6018-2411-3075298';
