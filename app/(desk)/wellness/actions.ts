'use server';
import { passLimit, saveFloors as setFloors, saveSettings as setSettings } from '@/lib/wellness';
import { floorsInput, passLimitInput, settingsInput } from '@/lib/wellness/schema';
import { action } from '@/lib/web';

export const saveSettings = action({ permission: 'wellness.own', input: settingsInput, run: setSettings });
export const goPast = action({ permission: 'wellness.own', input: passLimitInput, run: passLimit });
export const saveFloors = action({ permission: 'wellness.floors', input: floorsInput, run: setFloors });
