import { expectTypeOf, test } from 'vitest';
import type { IncidentType } from '../../schema';
import type { FileDetails, Report } from './index';

type Victim = NonNullable<Report['victim']>[number];
type Associated = NonNullable<NonNullable<Report['personOrUserReported']>['associatedAccount']>[number];

test('the types of report and file details follow the grammar', () => {
  expectTypeOf<Report['incidentSummary']['incidentType']>().toEqualTypeOf<IncidentType>();
  expectTypeOf<Report['incidentSummary']['incidentDateTime']>().toEqualTypeOf<string>();
  expectTypeOf<Victim['victimPerson']['age']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Associated['type']>().toEqualTypeOf<'Billing' | 'Linked' | 'Business' | 'Creator' | 'Parent/Guardian' | 'Other'>();
  expectTypeOf<FileDetails['fileViewedByEsp']>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<Pick<Report, 'victim'>>().not.toExtend<Report>();
  // Exactly one kind of incident, and text with attributes is never bare text.
  expectTypeOf<{ chatImIncident: object; emailIncident: object }>().not.toExtend<NonNullable<Report['internetDetails']>[number]>();
  expectTypeOf<string>().not.toExtend<NonNullable<FileDetails['originalFileHash']>[number]>();
});
