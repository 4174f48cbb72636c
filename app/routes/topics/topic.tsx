export default function TopicPage() {
  return <h1>Topic</h1>;
}
