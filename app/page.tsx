import { redirect } from 'next/navigation';
import { HOME } from '@/lib/access/schema';
import { currentPerson } from '@/lib/web';

/** Everybody's day starts where their role works. */
export default async function Home() {
  const person = await currentPerson();
  redirect(person ? HOME[person.role] : '/sign-in');
}
