import { type Config, config } from '@/lib/kernel';
import { localFolder } from './local-folder';
import { type BucketOptions, s3Bucket } from './s3-bucket';
import type { EvidenceStore } from './store';

let opened: EvidenceStore | undefined;

function bucketOf({ EVIDENCE_S3_BUCKET: bucket = '', EVIDENCE_S3_REGION: region, EVIDENCE_S3_ENDPOINT: endpoint, EVIDENCE_S3_PATH_STYLE: isPathStyle, EVIDENCE_S3_ACCESS_KEY_ID: accessKeyId, EVIDENCE_S3_SECRET_ACCESS_KEY: secretAccessKey }: Config): BucketOptions {
  return { bucket, region, endpoint, isPathStyle, credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined };
}

/** The store that the configuration names, opened once a process. */
export function evidenceStore(): EvidenceStore {
  const settings = config();
  opened ??= settings.EVIDENCE_STORE === 's3' ? s3Bucket(bucketOf(settings)) : localFolder(settings.EVIDENCE_DIR);
  return opened;
}
