/**
 * Ids of the statutes and regulations that rules and classifications cite. The register in `authority.ts` holds the
 * citation, title and source of each; a test proves that both lists agree. Ids are stable: sub-paragraph letters of
 * WIC 827 drift, so no letter is part of an id unless the letter itself names a distinct rule.
 */
export const AUTHORITY_IDS = [
  'WIC_300_B_2', 'WIC_827', 'WIC_828', 'WIC_830', 'WIC_831', 'WIC_832', 'WIC_781', 'WIC_786', 'WIC_10850', 'WIC_10850_1',
  'WIC_10850_4', 'WIC_16001_9', 'WIC_16010', 'WIC_16010_4', 'WIC_16501_5', 'WIC_16501_35', 'WIC_16501_45', 'WIC_16521_6', 'WIC_16524_6', 'WIC_16524_7',
  'WIC_16524_8', 'WIC_18951', 'WIC_18961_5', 'WIC_18961_7', 'WIC_18964', 'WIC_18986_46', 'WIC_317', 'WIC_369', 'WIC_369_5',
  'WIC_4514', 'WIC_5328', 'WIC_5328_03', 'WIC_5328_04', 'WIC_5328_15', 'WIC_5328_6', 'WIC_5328_7', 'WIC_5330',
  'PC_236_1', 'PC_236_14', 'PC_293', 'PC_841_5', 'PC_11105', 'PC_11165_1', 'PC_11166_J', 'PC_11167', 'PC_11167_5', 'PC_11170',
  'PC_13753', 'PC_14205', 'CCP_135', 'GOV_6205', 'GOV_6700', 'GOV_7284', 'GOV_7923_600', 'GOV_8310_8', 'FAM_6924', 'FAM_6925', 'FAM_6926', 'FAM_6927',
  'FAM_6928',
  'FAM_6929', 'FAM_9200', 'CIV_56_10', 'CIV_56_101', 'CIV_56_103', 'CIV_56_104', 'CIV_56_106', 'CIV_56_108', 'CIV_56_11', 'CIV_56_110', 'CIV_56_13',
  'CIV_56_15', 'HSC_120975', 'HSC_123110', 'HSC_123115', 'HSC_124260', 'EDC_49076', 'EVID_730', 'EVID_1010', 'EVID_1035_4', 'EVID_1038', 'EVID_1040',
  'USC_42_671_A_8', 'USC_42_671_A_35', 'USC_42_5106A', 'CFR_34_99', 'CFR_42_2', 'CFR_42_2_13', 'CFR_42_2_14', 'CFR_42_2_15', 'CFR_42_2_25', 'CFR_42_2_31',
  'CFR_42_2_32', 'CFR_42_2_33', 'CFR_42_2_51', 'CFR_42_2_61', 'CFR_45_160_203', 'CFR_45_164_501', 'CFR_45_164_502', 'CFR_45_164_506', 'CFR_45_164_508',
  'CFR_45_164_512', 'CFR_45_164_514', 'CFR_45_164_524', 'CFR_45_164_528', 'CFR_45_205_50', 'SB_855', 'SB_794', 'SB_1322', 'SB_413', 'CALHHS_DDG',
] as const;

export type AuthorityId = (typeof AUTHORITY_IDS)[number];
