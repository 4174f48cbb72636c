import { z } from 'zod';
import { personName } from '#app/domain/members/columns.server';
import type { Named } from '#app/domain/named';
import type { Role } from '#app/domain/viewer';
import { getDb, getEnv } from '#app/instances.server';

/** The setting in which the seed lists the members that the sign-in page of the demo offers. */
const DEMO_SETTING = 'demo.accounts';

const DemoAccounts = z.array(z.object({ handle: z.string(), password: z.string().optional() }));

/** One account the demo's sign-in page offers. */
export interface DemoAccount {
  handle: string;
  name: Named;
  role: Role;
  password: string | null;
}

async function demoAccounts(): Promise<z.output<typeof DemoAccounts>> {
  if (!getEnv().demo) {
    return [];
  }
  const setting = await getDb().setting.findUnique({ where: { key: DEMO_SETTING } });
  const parsed = DemoAccounts.safeParse(setting === null ? [] : JSON.parse(setting.value));
  return parsed.success ? parsed.data : [];
}

/** The demo's accounts in the order of the seed; none outside demo mode. */
export async function listDemoAccounts(): Promise<DemoAccount[]> {
  const accounts = await demoAccounts();
  if (accounts.length === 0) {
    return [];
  }
  const members = await getDb().member.findMany({
    where: { handle: { in: accounts.map((account) => account.handle) } },
    select: { handle: true, name: true, nameEn: true, role: true },
  });
  return accounts.flatMap((account) => {
    const member = members.find((each) => each.handle === account.handle);
    const { password = null } = account;
    return member ? [{ handle: member.handle, name: personName(member), role: member.role, password }] : [];
  });
}

/** The id of a demo account's member; null when the demo does not list it. */
export async function findDemoMember(handle: string): Promise<string | null> {
  const accounts = await demoAccounts();
  if (!accounts.some((account) => account.handle === handle)) {
    return null;
  }
  const member = await getDb().member.findUnique({ where: { handle }, select: { id: true } });
  return member?.id ?? null;
}
