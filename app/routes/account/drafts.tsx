export default function DraftsPage() {
  return <h1>Drafts</h1>;
}
