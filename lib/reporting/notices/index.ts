export { announceFiled } from './announce-filed';
export { deliverNotice } from './deliver';
export { retryNotice } from './retry-notice';
export { sealNoticeSecret } from './secret';
export type { NoticeTools } from './settle-notice';
export { sweepNotices } from './sweep-notices';
