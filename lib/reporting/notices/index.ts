export { announceFiled } from './announce-filed';
export { deliverNotice } from './deliver';
export { retryNotice } from './retry-notice';
export { sealNoticeSecret } from './secret';
export { sweepNotices } from './sweep-notices';
