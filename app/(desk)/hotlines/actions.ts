'use server';
import { askForCheck, rotatePlatformSecret, saveApprovalRule, saveHotlineSetting, savePlatformWebhook, switchHotline } from '@/lib/reporting';
import { approvalRuleInput, hotlineInput, hotlineSettingInput, platformInput, platformWebhookInput, switchInput } from '@/lib/reporting/schema';
import { action } from '@/lib/web';

export const saveHotline = action({ permission: 'hotline.manage', input: hotlineSettingInput, run: saveHotlineSetting });
export const turnHotline = action({ permission: 'hotline.manage', input: switchInput, run: switchHotline });
export const checkHotline = action({ permission: 'hotline.manage', input: hotlineInput, run: askForCheck });
export const saveRule = action({ permission: 'hotline.manage', input: approvalRuleInput, run: saveApprovalRule });
export const saveWebhook = action({ permission: 'hotline.manage', input: platformWebhookInput, run: savePlatformWebhook });
export const rotateWebhook = action({ permission: 'hotline.manage', input: platformInput, run: rotatePlatformSecret });
