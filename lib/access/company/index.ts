export { type CompanyRefusal } from './find-person';
export { type CompanySettings, companyName, companySettings } from './settings';
export { beginCompanySignOn, companyToken, finishCompanySignOn } from './sign-on';
