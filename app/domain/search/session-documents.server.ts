import { documentId } from '#app/domain/search/model';
import { SESSION_SUBJECT_SELECT, toSessionSubject } from '#app/domain/sessions/visible.server';
import { audienceOf } from '#app/domain/visibility';
import { plainText } from '#app/markdown/extract';
import type { Database } from '#prisma/client.server';
import type { SearchDocument } from '#search/port';

/**
 * Sessions for the index: what it is for, its agenda, its place. Never who comes: under the Chatham House Rule search by
 * attendee is off, and nobody's whereabouts are anybody's to search (DOMAIN 4). Presenters are left out with the rule.
 */
export async function loadSessions(database: Database, ids: number[]): Promise<SearchDocument[]> {
  const rows = await database.session.findMany({
    where: { id: { in: ids.filter(Number.isSafeInteger) }, deletedAt: null },
    select: {
      ...SESSION_SUBJECT_SELECT,
      id: true,
      title: true,
      purpose: true,
      place: true,
      chatham: true,
      state: true,
      topicId: true,
      startsAt: true,
      revision: true,
      authority: { select: { size: true } },
      agenda: { orderBy: { position: 'asc' }, select: { title: true, presenter: true } },
      programme: { select: { title: true } },
    },
  });
  return rows.map((row) => {
    const agenda = row.agenda.map(({ title, presenter }) => (row.chatham ? title : `${title} ${presenter}`.trim()));
    const passages = [
      {
        ref: 'about',
        text: [plainText(row.purpose), row.place, row.programme?.title ?? ''].filter(Boolean).join('\n'),
      },
      { ref: 'agenda', text: agenda.join('\n') },
    ];
    return {
      id: documentId('session', row.id),
      kind: 'session',
      title: row.title,
      passages: passages.filter(({ text }) => text !== ''),
      audience: audienceOf(toSessionSubject(row)),
      revision: row.revision,
      date: row.startsAt.getTime(),
      topic: String(row.topicId),
      label: row.label,
      state: row.state,
      ...(row.authority ? { authoritySize: row.authority.size } : {}),
    };
  });
}
