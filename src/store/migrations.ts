import { CreateSchema1770000000000 } from '../../migrations/1770000000000-create-schema.js';
import { CreateCountyRecord1770000000100 } from '../../migrations/1770000000100-create-county-record.js';
import { CreateSyncRun1770000000200 } from '../../migrations/1770000000200-create-sync-run.js';
import { CreateYouth1770000000300 } from '../../migrations/1770000000300-create-youth.js';
import { CreateCountyFacts1770000000400 } from '../../migrations/1770000000400-create-county-facts.js';
import { CreateParties1770000000500 } from '../../migrations/1770000000500-create-parties.js';
import { CreateRelations1770000000600 } from '../../migrations/1770000000600-create-relations.js';
import { CreateDisclosure1770000000700 } from '../../migrations/1770000000700-create-disclosure.js';
import { OpenSubjects1770000000800 } from '../../migrations/1770000000800-open-subjects.js';
import { SecureSubjects1770000000900 } from '../../migrations/1770000000900-secure-subjects.js';
import { AssembleFacts1770000001000 } from '../../migrations/1770000001000-assemble-facts.js';
import { AdmitSubjects1770000001100 } from '../../migrations/1770000001100-admit-subjects.js';
import { AppendDisclosures1770000001200 } from '../../migrations/1770000001200-append-disclosures.js';
import { RecordRelations1770000001300 } from '../../migrations/1770000001300-record-relations.js';
import { RefreshStatistics1770000001400 } from '../../migrations/1770000001400-refresh-statistics.js';
import { CreateStaleClient1770000002000 } from '../../migrations/1770000002000-create-stale-client.js';
import { CreateOrders1770000003000 } from '../../migrations/1770000003000-create-orders.js';
import { CreateSpecialAccesses1770000003100 } from '../../migrations/1770000003100-create-special-accesses.js';
import { CreateCaseDocument1770000003200 } from '../../migrations/1770000003200-create-case-document.js';
import { SecureSpecialRecords1770000003300 } from '../../migrations/1770000003300-secure-special-records.js';
import { RecordOrders1770000003400 } from '../../migrations/1770000003400-record-orders.js';
import { RecordSpecialAccesses1770000003500 } from '../../migrations/1770000003500-record-special-accesses.js';
import { RecordDocuments1770000003600 } from '../../migrations/1770000003600-record-documents.js';
import { ReviewAccesses1770000003700 } from '../../migrations/1770000003700-review-accesses.js';
import { RecordServiceDates1770000003800 } from '../../migrations/1770000003800-record-service-dates.js';
import { CreateMissingChild1770000003900 } from '../../migrations/1770000003900-create-missing-child.js';
import { LabelDocuments1770000004150 } from '../../migrations/1770000004150-label-documents.js';
import { TellOfWithdrawals1770000004000 } from '../../migrations/1770000004000-tell-of-withdrawals.js';
import { AlertSources1770000004100 } from '../../migrations/1770000004100-alert-sources.js';
import { RelateRepresentatives1770000004200 } from '../../migrations/1770000004200-relate-representatives.js';
import { TellEachRecipient1770000004350 } from '../../migrations/1770000004350-tell-each-recipient.js';
import { DeclareDuties1770000004450 } from '../../migrations/1770000004450-declare-duties.js';
import { CountProgramme1770000005000 } from '../../migrations/1770000005000-count-programme.js';
import { KeepProgramReleases1770000005100 } from '../../migrations/1770000005100-keep-program-releases.js';
import { ShareDisclosureGrounds1770000005250 } from '../../migrations/1770000005250-share-disclosure-grounds.js';
import { ApproveReleases1770000005300 } from '../../migrations/1770000005300-approve-releases.js';
import { WithdrawUsedConsents1770000005350 } from '../../migrations/1770000005350-withdraw-used-consents.js';
import { TellSpokenWithdrawals1770000005360 } from '../../migrations/1770000005360-tell-spoken-withdrawals.js';
import { RecordDuties1770000005370 } from '../../migrations/1770000005370-record-duties.js';
import { RecordVictimElections1770000005400 } from '../../migrations/1770000005400-record-victim-elections.js';
import { FileCourtEvaluations1770000005410 } from '../../migrations/1770000005410-file-court-evaluations.js';
import { DeclareDutiesByCounty1770000005420 } from '../../migrations/1770000005420-declare-duties-by-county.js';
import { EndInvalidConsents1770000005421 } from '../../migrations/1770000005421-end-invalid-consents.js';
import { LoadNestedDenials1770000005425 } from '../../migrations/1770000005425-load-nested-denials.js';
import { TellApprovals1770000005430 } from '../../migrations/1770000005430-tell-approvals.js';
import { HonourDutiesByCounty1770000005440 } from '../../migrations/1770000005440-honour-duties-by-county.js';
import { StageRuns1770000005500 } from '../../migrations/1770000005500-stage-runs.js';
import { RelateClients1770000005510 } from '../../migrations/1770000005510-relate-clients.js';
import { CheckRuns1770000005600 } from '../../migrations/1770000005600-check-runs.js';
import { HoldNothingSealed1770000005650 } from '../../migrations/1770000005650-hold-nothing-sealed.js';
import { ReceiveExtracts1770000005700 } from '../../migrations/1770000005700-receive-extracts.js';
import { KeepCodeEditions1770000005710 } from '../../migrations/1770000005710-keep-code-editions.js';
import { FencePushedRows1770000005740 } from '../../migrations/1770000005740-fence-pushed-rows.js';
import { SuspendLandingKey1770000005750 } from '../../migrations/1770000005750-suspend-landing-key.js';
import { LeaveRoomForUpdates1770000005760 } from '../../migrations/1770000005760-leave-room-for-updates.js';
import { SubscribePartners1770000006000 } from '../../migrations/1770000006000-subscribe-partners.js';
import { NoteCaseChanges1770000006010 } from '../../migrations/1770000006010-note-case-changes.js';
import { NoteWithdrawals1770000006020 } from '../../migrations/1770000006020-note-withdrawals.js';
import { AnnounceCaseChanges1770000006040 } from '../../migrations/1770000006040-announce-case-changes.js';
import { RememberAssertions1770000006100 } from '../../migrations/1770000006100-remember-assertions.js';
import { LinkPartnerIdentifiers1770000006200 } from '../../migrations/1770000006200-link-partner-identifiers.js';
import { ConfirmIdentities1770000006210 } from '../../migrations/1770000006210-confirm-identities.js';
import { KeepHistoryTerms1770000006240 } from '../../migrations/1770000006240-keep-history-terms.js';
import { ReceiveServices1770000006250 } from '../../migrations/1770000006250-receive-services.js';
import { PlaceServices1770000006255 } from '../../migrations/1770000006255-place-services.js';
import { AnnounceWhatPartnersSend1770000006260 } from '../../migrations/1770000006260-announce-what-partners-send.js';
import { KeepScreeningFindings1770000006280 } from '../../migrations/1770000006280-keep-screening-findings.js';
import { ApplyTerms1770000006290 } from '../../migrations/1770000006290-apply-terms.js';
import { ForgetWaiting1770000006295 } from '../../migrations/1770000006295-forget-waiting.js';
import { KeepSinceWhenTold1770000006310 } from '../../migrations/1770000006310-keep-since-when-told.js';
import { CountUndelivered1770000006330 } from '../../migrations/1770000006330-count-undelivered.js';
import { RegisterIdentifierOwners1770000006331 } from '../../migrations/1770000006331-register-identifier-owners.js';
import { TellReportDeliveries1770000006332 } from '../../migrations/1770000006332-tell-report-deliveries.js';

/** Every migration, oldest first. Listed by name: a file that is merely lying in the folder does not run. */
export const MIGRATIONS = [
  CreateSchema1770000000000,
  CreateCountyRecord1770000000100,
  CreateSyncRun1770000000200,
  CreateYouth1770000000300,
  CreateCountyFacts1770000000400,
  CreateParties1770000000500,
  CreateRelations1770000000600,
  CreateDisclosure1770000000700,
  OpenSubjects1770000000800,
  SecureSubjects1770000000900,
  AssembleFacts1770000001000,
  AdmitSubjects1770000001100,
  AppendDisclosures1770000001200,
  RecordRelations1770000001300,
  RefreshStatistics1770000001400,
  CreateStaleClient1770000002000,
  CreateOrders1770000003000,
  CreateSpecialAccesses1770000003100,
  CreateCaseDocument1770000003200,
  SecureSpecialRecords1770000003300,
  RecordOrders1770000003400,
  RecordSpecialAccesses1770000003500,
  RecordDocuments1770000003600,
  ReviewAccesses1770000003700,
  RecordServiceDates1770000003800,
  CreateMissingChild1770000003900,
  TellOfWithdrawals1770000004000,
  AlertSources1770000004100,
  LabelDocuments1770000004150,
  RelateRepresentatives1770000004200,
  TellEachRecipient1770000004350,
  DeclareDuties1770000004450,
  CountProgramme1770000005000,
  KeepProgramReleases1770000005100,
  ShareDisclosureGrounds1770000005250,
  ApproveReleases1770000005300,
  WithdrawUsedConsents1770000005350,
  TellSpokenWithdrawals1770000005360,
  RecordDuties1770000005370,
  RecordVictimElections1770000005400,
  FileCourtEvaluations1770000005410,
  DeclareDutiesByCounty1770000005420,
  EndInvalidConsents1770000005421,
  LoadNestedDenials1770000005425,
  TellApprovals1770000005430,
  HonourDutiesByCounty1770000005440,
  StageRuns1770000005500,
  RelateClients1770000005510,
  CheckRuns1770000005600,
  HoldNothingSealed1770000005650,
  ReceiveExtracts1770000005700,
  KeepCodeEditions1770000005710,
  FencePushedRows1770000005740,
  SuspendLandingKey1770000005750,
  LeaveRoomForUpdates1770000005760,
  SubscribePartners1770000006000,
  NoteCaseChanges1770000006010,
  NoteWithdrawals1770000006020,
  AnnounceCaseChanges1770000006040,
  RememberAssertions1770000006100,
  LinkPartnerIdentifiers1770000006200,
  ConfirmIdentities1770000006210,
  KeepHistoryTerms1770000006240,
  ReceiveServices1770000006250,
  PlaceServices1770000006255,
  AnnounceWhatPartnersSend1770000006260,
  KeepScreeningFindings1770000006280,
  ApplyTerms1770000006290,
  ForgetWaiting1770000006295,
  KeepSinceWhenTold1770000006310,
  CountUndelivered1770000006330,
  RegisterIdentifierOwners1770000006331,
  TellReportDeliveries1770000006332,
] as const;
