import { ADDRESS_TYPES, EMAIL_TYPES, PHONE_TYPES } from '../../schema';
import { COUNTRIES, US_STATES } from './places';
import { many, mark, marked, oneOf, optional, scalar, sequence, text } from './words';

export const flag = scalar('boolean');
export const moment = scalar('dateTime');
export const country = oneOf(COUNTRIES);

export const email = marked(text(255), {
  type: mark(oneOf(EMAIL_TYPES)),
  verified: mark(flag),
  verificationDate: mark(moment),
});

export const phone = marked(text(50), {
  type: mark(oneOf(PHONE_TYPES)),
  verified: mark(flag),
  verificationDate: mark(moment),
  countryCallingCode: mark(scalar('string', { pattern: /^\+[0-9]{1,3}$/ })),
  extension: mark(scalar('string', { pattern: /^[0-9]+$/, maxLength: 10 })),
});

export const address = sequence(
  {
    address: optional(text(255)),
    city: optional(text(100)),
    zipCode: optional(text(20)),
    state: optional(oneOf(US_STATES)),
    nonUsaState: optional(text(100)),
    country: optional(country),
  },
  { type: mark(oneOf(ADDRESS_TYPES)) },
);

const contact = {
  firstName: optional(text(100)),
  lastName: optional(text(100)),
  phone: many(phone),
  email: many(email),
  address: many(address),
};

export const contactPerson = sequence(contact);

export const person = sequence({
  ...contact,
  age: optional(scalar('int', { range: [0, 150] })),
  dateOfBirth: optional(scalar('date')),
});
