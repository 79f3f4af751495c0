import type { ExtractUpload } from '../model/extract-upload.js';
import { extractUpload } from '../store/queries/extract-uploads.js';
import { startUpload, takePart, type NewUpload, type PartTaken, type UploadPart, type UploadStarted } from '../store/writers/extract-uploads.js';
import type { RequestStore } from './request-store.js';

/** The extracts that counties push, within one request's transaction: one county reaches its own alone. */
export class IntakeRegister {
  constructor(private readonly store: RequestStore, private readonly newId: () => string) {}

  start(fresh: Omit<NewUpload, 'id'>): Promise<UploadStarted> {
    return startUpload(this.store, { ...fresh, id: this.newId() });
  }

  take(part: UploadPart): Promise<PartTaken> {
    return takePart(this.store, part);
  }

  upload(id: string, county: string): Promise<ExtractUpload | null> {
    return extractUpload(this.store, id, county);
  }
}
