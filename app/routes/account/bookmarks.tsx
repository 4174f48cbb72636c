export default function BookmarksPage() {
  return <h1>Bookmarks</h1>;
}
