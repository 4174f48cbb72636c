export default function PostHistoryPage() {
  return <h1>PostHistory</h1>;
}
