import type { Employment, ItRole } from '#app/domain/members/model';

/** The columns that say what others see of a member, by the member's own choice. */
export const SHOWN_SELECT = { showsItRole: true, showsEmployment: true, showsAbout: true, showsEmail: true } as const;

interface Shown {
  showsItRole: boolean;
  showsEmployment: boolean;
  showsAbout: boolean;
  showsEmail: boolean;
}

/** What others see of a member's details: what is not chosen leaves the database and goes no further. */
export function shownOf(row: Shown & { itRole: ItRole | null; employment: Employment; about: string; email: string }): {
  itRole: ItRole | null;
  employment: Employment | null;
  about: string;
  email: string | null;
} {
  return {
    itRole: shownRole(row),
    employment: row.showsEmployment ? row.employment : null,
    about: row.showsAbout ? row.about : '',
    email: row.showsEmail ? row.email : null,
  };
}

/** The position alone, where nothing else of a member stands. */
export function shownRole(row: Pick<Shown, 'showsItRole'> & { itRole: ItRole | null }): ItRole | null {
  return row.showsItRole ? row.itRole : null;
}
