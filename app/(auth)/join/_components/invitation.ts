/** What the desk says of an invitation whose token is right. */
export interface Invitation {
  readonly purpose: 'join' | 'reset';
  readonly pseudonym: string;
  readonly role: string;
  readonly email: string;
}
